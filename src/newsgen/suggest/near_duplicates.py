"""Finds names of one kind that may be one.

They differ in case, accents, signs, spaces, a plural, the order of words, or one letter. Similar
names share keys, so that not every name is compared with twenty thousand others. Two names that are
both in authority files are never near duplicates: the editor knows that they are two. Nor are those
that stand in articles of different languages only.
"""

from collections import defaultdict
from collections.abc import Iterator, Mapping
from itertools import chain

from newsgen.archive.name_conflicts import are_of_different_languages
from newsgen.archive.name_similarity import DIFFERENCES, similarity_keys
from newsgen.archive.questions import ArchiveQuestions, Timeline
from newsgen.model.authority import Authority
from newsgen.model.kind import CONTROLLED_KINDS, Kind, Name
from newsgen.model.slug import identity
from newsgen.suggest.suggestions import Example, NearDuplicate


def find_near_duplicates(
    questions: ArchiveQuestions, entries: tuple[Authority, ...]
) -> list[NearDuplicate]:
    """Return all near duplicates. The preferred name is in a file, or has more articles."""
    duplicates = chain.from_iterable(
        _duplicates_of_kind(questions, entries, kind) for kind in CONTROLLED_KINDS
    )
    return sorted(duplicates, key=lambda duplicate: (-duplicate.count, duplicate.other))


def _duplicates_of_kind(
    questions: ArchiveQuestions, all_entries: tuple[Authority, ...], kind: Kind
) -> Iterator[NearDuplicate]:
    """Compare each name with those before it: the names in a file, then those with most articles.

    A form is a spelling, with the position of its name among all of the kind.
    """
    entries = {identity(entry.name): entry for entry in all_entries if entry.kind is kind}
    texts = {term.key[1]: term.text for term, _ in questions.terms(kind)}
    counts = {key: questions.count(Timeline.about((kind, key))) for key in texts}
    texts |= {key: entry.name for key, entry in entries.items()}
    ordered = sorted(texts, key=lambda key: (key not in entries, -counts.get(key, 0), key))
    forms_by_key: dict[str, list[tuple[str, int]]] = defaultdict(list)
    merged: set[int] = set()
    for index, key in enumerate(ordered):
        text, entry = texts[key], entries.get(key)
        if entry is None:
            nearest = _nearest(text, forms_by_key)
            preferred = ordered[nearest[0]] if nearest and nearest[0] not in merged else ""
            own, theirs = (
                questions.entries(Timeline.about((kind, each))) if preferred else ()
                for each in (key, preferred)
            )
            if nearest and preferred and not are_of_different_languages(own, theirs):
                difference = nearest[1]
                merged.add(index)
                yield NearDuplicate(
                    Name(kind, texts[preferred]),
                    Name(kind, text),
                    counts.get(preferred, 0),
                    counts.get(key, 0),
                    preferred in entries,
                    difference,
                    tuple(Example(article.path) for article in own[:1]),
                )
        spellings = [spelling.text for spelling in entry.declarable_spellings] if entry else ()
        for form in dict.fromkeys((text, *spellings)):
            for form_key in similarity_keys(form):
                forms_by_key[form_key].append((form, index))


def _nearest(
    text: str, forms_by_key: Mapping[str, list[tuple[str, int]]]
) -> tuple[int, str] | None:
    """Return the index of the name most like a text, and how they differ; None if none is."""
    forms = {form for key in similarity_keys(text) for form in forms_by_key.get(key, ())}
    matches = (
        (rank, index, difference)
        for form, index in forms
        for rank, (difference, differs) in enumerate(DIFFERENCES)
        if differs(text, form)
    )
    nearest = min(matches, default=None)
    return nearest and nearest[1:]
