"""Makes the suggestions for an archive: one rule for each kind, with example sentences.

A rule takes the archive and the counts of its texts. Example sentences are looked up for the
suggestions that are shown only, so memory holds counts and no texts.
"""

from collections.abc import Callable, Iterable, Iterator
from itertools import islice
from typing import Any

from newsgen.archive.archive import Archive
from newsgen.model.authority import Authority
from newsgen.model.kind import ENTITY_KINDS, Name
from newsgen.model.slug import identity
from newsgen.suggest.candidate_counts import CandidateCounts
from newsgen.suggest.candidates import name_position, sentence_around
from newsgen.suggest.guess_kind import guess_kind
from newsgen.suggest.near_duplicates import find_near_duplicates
from newsgen.suggest.short_forms import ShortForms
from newsgen.suggest.suggestions import (
    AmbiguousSpelling,
    Example,
    NearDuplicate,
    Suggestions,
    UnknownName,
    UnlistedName,
    UnmentionedName,
)
from newsgen.suggest.unknown_names import find_unknown_names

SMALL_ARCHIVE = 20
"""In an archive of fewer articles, a name in a single article is suggested too."""

_MAX_EXAMPLES = 2
_MAX_TRIES = 12
"""Articles that are searched for examples; some of them may have none."""

TextReader = Callable[[int], str]
"""Gives the text of an article by its number, which is its position in `Archive.articles`."""


class _RuleContext:
    """What a rule works with.

    min_articles: the number of articles that a suggested name has to be in.
    """

    def __init__(self, archive: Archive, counts: CandidateCounts, text_of: TextReader) -> None:
        self.archive = archive
        self.counts = counts
        self.text_of = text_of
        self.min_articles = 2 if len(archive.articles) >= SMALL_ARCHIVE else 1

    def entry_name(self, entry_number: int) -> Name:
        entry = self.archive.authorities.entries[entry_number]
        return Name(entry.kind, entry.name)

    def examples(self, text: str, article_numbers: Iterable[int]) -> tuple[Example, ...]:
        """Return sentences with a text, from the first articles that have one."""
        sentences = self._sentences(text, islice(article_numbers, _MAX_TRIES))
        return tuple(islice(sentences, _MAX_EXAMPLES))

    def path_examples(self, article_numbers: Iterable[int]) -> tuple[Example, ...]:
        return tuple(
            Example(self.archive.articles[number].path) for number in islice(article_numbers, 1)
        )

    def _sentences(self, text: str, article_numbers: Iterable[int]) -> Iterator[Example]:
        for number in article_numbers:
            article_text = self.text_of(number)
            if span := name_position(article_text, text):
                sentence = sentence_around(article_text, *span)
                yield Example(self.archive.articles[number].path, sentence)


def make_suggestions(
    archive: Archive, counts: CandidateCounts, text_of: TextReader, limit: int
) -> Suggestions:
    """Return the suggestions for an archive.

    Args:
        archive: The archive.
        counts: The counts of all its texts.
        text_of: Gives the text of an article, for examples.
        limit: How many suggestions of each kind to return; 0 for all.
    """
    context = _RuleContext(archive, counts, text_of)
    results = {key: rule(context, limit or None) for key, rule in _RULES.items()}
    return Suggestions(
        articles=len(archive.articles),
        totals={key: total for key, (total, _) in results.items()},
        **{key: shown for key, (_, shown) in results.items()},
    )


def _unknown_names(context: _RuleContext, limit: int | None) -> tuple[int, tuple[UnknownName, ...]]:
    excluded = _authority_identities(context.archive.authorities.entries) | {
        unlisted.name.key[1] for unlisted in _all_unlisted_names(context)
    }
    articles = find_unknown_names(context.counts, context.min_articles)
    ordered = sorted(
        (text for text in articles if identity(text) not in excluded),
        key=lambda text: (-len(articles[text]), text),
    )
    short_forms = ShortForms(context.archive.authorities.entries, articles)
    shown = []
    for text in ordered[:limit]:
        examples = context.examples(text, sorted(articles[text]))
        name = short_forms.find_authority_name(text)
        full_name = name.text if name else short_forms.find_unknown_name(text)
        kind = name.kind if name else context.counts.kinds.get(full_name or text)
        kind = kind or guess_kind(full_name or text, (example.text for example in examples))
        shown.append(
            UnknownName(text, len(articles[text]), kind, full_name, name is not None, examples)
        )
    return len(ordered), tuple(shown)


def _authority_identities(entries: Iterable[Authority]) -> set[str]:
    """Return the identities of all spellings of authority files, of any kind."""
    return {
        identity(spelling.text) for entry in entries for spelling in (*entry.spellings, *entry.also)
    }


def _shown_unlisted_names(
    context: _RuleContext, limit: int | None
) -> tuple[int, tuple[UnlistedName, ...]]:
    names = _all_unlisted_names(context)
    return len(names), names[:limit]


def _all_unlisted_names(context: _RuleContext) -> tuple[UnlistedName, ...]:
    """Return the unlisted names, most used first.

    Tags, sources and authors are left out: an entry with a name only helps names that are searched
    for in texts.
    """
    unlisted = (
        UnlistedName(
            Name(term.kind, term.text),
            len(term.articles),
            (Example(term.articles[0].path),),
        )
        for term in context.archive.terms.values()
        if term.kind in ENTITY_KINDS and term.authority is None
        if len(term.articles) >= context.min_articles
    )
    return tuple(sorted(unlisted, key=_by_count))


def _near_duplicates(
    context: _RuleContext, limit: int | None
) -> tuple[int, tuple[NearDuplicate, ...]]:
    duplicates = find_near_duplicates(context.archive)
    return len(duplicates), duplicates[:limit]


def _unmentioned_names(
    context: _RuleContext, limit: int | None
) -> tuple[int, tuple[UnmentionedName, ...]]:
    unmentioned = [
        UnmentionedName(context.entry_name(number), len(articles), context.path_examples(articles))
        for number, articles in context.counts.unmentioned_entries.items()
    ]
    unmentioned.sort(key=_by_count)
    return len(unmentioned), tuple(unmentioned[:limit])


def _by_count(suggestion: UnlistedName | UnmentionedName) -> tuple[int, Name]:
    return -suggestion.count, suggestion.name


def _ambiguous_spellings(
    context: _RuleContext, limit: int | None
) -> tuple[int, tuple[AmbiguousSpelling, ...]]:
    ordered = sorted(
        context.counts.unresolved_spellings.items(), key=lambda item: (-len(item[1]), item[0].text)
    )
    shown = (
        AmbiguousSpelling(
            spelling.text,
            tuple(map(context.entry_name, spelling.entry_numbers)),
            len(articles),
            context.examples(spelling.text, articles),
        )
        for spelling, articles in ordered[:limit]
    )
    return len(ordered), tuple(shown)


_RULES: dict[str, Callable[[_RuleContext, int | None], tuple[int, Any]]] = {
    "unknown": _unknown_names,
    "unlisted": _shown_unlisted_names,
    "alike": _near_duplicates,
    "unsaid": _unmentioned_names,
    "ambiguous": _ambiguous_spellings,
}
"""A new kind of suggestion needs a rule here and a field of `Suggestions`."""
