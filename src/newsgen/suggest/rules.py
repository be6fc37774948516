"""The suggestions for an archive: one rule for each kind, and where each is to be seen.

A rule takes the archive and the tally of its texts. Sentences are looked for only for what is
shown, so that of a large archive nothing but counts has to be kept.
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
"""Articles below which a name counts that is in one of them only."""

_MAX_EXAMPLES = 2
_MAX_TRIES = 12
"""Articles that are looked into for them: what is in a text need not be where a name is."""

TextReader = Callable[[int], str]
"""Gives the text of an article by its number, which is its place in `Archive.articles`."""


class _RuleContext:
    """What a rule works with. fewest: articles a name has to be in."""

    def __init__(self, archive: Archive, counts: CandidateCounts, text_of: TextReader) -> None:
        self.archive = archive
        self.counts = counts
        self.text_of = text_of
        self.min_articles = 2 if len(archive.articles) >= SMALL_ARCHIVE else 1

    def entry_name(self, entry_number: int) -> Name:
        entry = self.archive.authorities.entries[entry_number]
        return Name(entry.kind, entry.name)

    def examples(self, text: str, article_numbers: Iterable[int]) -> tuple[Example, ...]:
        """Sentences with a text, of the first articles that have one."""
        return tuple(
            islice(self._sentences(text, islice(article_numbers, _MAX_TRIES)), _MAX_EXAMPLES)
        )

    def path_examples(self, article_numbers: Iterable[int]) -> tuple[Example, ...]:
        return tuple(
            Example(self.archive.articles[each].path) for each in islice(article_numbers, 1)
        )

    def _sentences(self, text: str, article_numbers: Iterable[int]) -> Iterator[Example]:
        for number in article_numbers:
            whole = self.text_of(number)
            if found := name_position(whole, text):
                yield Example(self.archive.articles[number].path, sentence_around(whole, *found))


def make_suggestions(
    archive: Archive, counts: CandidateCounts, text_of: TextReader, limit: int
) -> Suggestions:
    """What there is to look at. limit: how many of each kind are shown; 0 for all."""
    looked = _RuleContext(archive, counts, text_of)
    found = {key: rule(looked, limit or None) for key, rule in _RULES.items()}
    return Suggestions(
        articles=len(archive.articles),
        totals={key: total for key, (total, _) in found.items()},
        **{key: shown for key, (_, shown) in found.items()},
    )


def _unknown_names(context: _RuleContext, limit: int | None) -> tuple[int, tuple[UnknownName, ...]]:
    told = _authority_identities(context.archive.authorities.entries) | {
        each.name.key[1] for each in _all_unlisted_names(context)
    }
    found = find_unknown_names(context.counts, context.min_articles)
    ordered = sorted(
        (text for text in found if identity(text) not in told),
        key=lambda text: (-len(found[text]), text),
    )
    shown = []
    kin = ShortForms(context.archive.authorities.entries, found)
    for text in ordered[:limit]:
        examples = context.examples(text, sorted(found[text]))
        near = kin.find_authority_name(text)
        long = near.text if near else kin.find_unknown_name(text)
        kind = near.kind if near else context.counts.kinds.get(long or text)
        kind = kind or guess_kind(long or text, (each.text for each in examples))
        shown.append(UnknownName(text, len(found[text]), kind, long, near is not None, examples))
    return len(ordered), tuple(shown)


def _authority_identities(entries: Iterable[Authority]) -> set[str]:
    """The identities of all that authority files spell, of whatever kind."""
    return {
        identity(spelling.text) for entry in entries for spelling in (*entry.spellings, *entry.also)
    }


def _shown_unlisted_names(
    context: _RuleContext, limit: int | None
) -> tuple[int, tuple[UnlistedName, ...]]:
    names = _all_unlisted_names(context)
    return len(names), names[:limit]


def _all_unlisted_names(context: _RuleContext) -> tuple[UnlistedName, ...]:
    """Tags, sources and authors are not among them: an entry of nothing but a name would only help
    those that are looked for in texts."""
    found = (
        UnlistedName(
            Name(term.kind, term.text),
            len(term.articles),
            (Example(term.articles[0].path),),
        )
        for term in context.archive.terms.values()
        if term.kind in ENTITY_KINDS and term.authority is None
        if len(term.articles) >= context.min_articles
    )
    return tuple(sorted(found, key=lambda each: (-each.count, each.name)))


def _near_duplicates(
    context: _RuleContext, limit: int | None
) -> tuple[int, tuple[NearDuplicate, ...]]:
    found = find_near_duplicates(context.archive)
    return len(found), found[:limit]


def _unmentioned_names(
    context: _RuleContext, limit: int | None
) -> tuple[int, tuple[UnmentionedName, ...]]:
    found = [
        UnmentionedName(context.entry_name(number), len(articles), context.path_examples(articles))
        for number, articles in context.counts.unmentioned_entries.items()
    ]
    found.sort(key=lambda each: (-each.count, each.name))
    return len(found), tuple(found[:limit])


def _ambiguous_spellings(
    context: _RuleContext, limit: int | None
) -> tuple[int, tuple[AmbiguousSpelling, ...]]:
    ordered = sorted(
        context.counts.unresolved_spellings.items(), key=lambda item: (-len(item[1]), item[0].text)
    )
    shown = (
        AmbiguousSpelling(
            each.text,
            tuple(map(context.entry_name, each.entry_numbers)),
            len(articles),
            context.examples(each.text, articles),
        )
        for each, articles in ordered[:limit]
    )
    return len(ordered), tuple(shown)


_RULES: dict[str, Callable[[_RuleContext, int | None], tuple[int, Any]]] = {
    "unknown": _unknown_names,
    "unlisted": _shown_unlisted_names,
    "alike": _near_duplicates,
    "unsaid": _unmentioned_names,
    "ambiguous": _ambiguous_spellings,
}
"""A new kind of suggestion is a rule here and a field of `Suggestions`."""
