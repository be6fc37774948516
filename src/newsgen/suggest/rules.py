"""The suggestions for an archive: one rule for each kind, and where each is to be seen.

A rule takes the archive and the tally of its texts. Sentences are looked for only for what is
shown, so that of a large archive nothing but counts has to be kept.
"""

from collections.abc import Callable, Iterable, Iterator
from itertools import islice
from typing import Any

from newsgen.archive.archive import Archive
from newsgen.model.authority import Authority
from newsgen.model.kind import ENTITIES, Name
from newsgen.model.slug import identity
from newsgen.suggest.candidates import place_of, sentence
from newsgen.suggest.counts import Tally
from newsgen.suggest.guess_kind import guess
from newsgen.suggest.link_to_known import Kin
from newsgen.suggest.near_duplicates import alike
from newsgen.suggest.suggestions import (
    Alike,
    Ambiguous,
    Example,
    Suggestions,
    Unknown,
    Unlisted,
    Unsaid,
)
from newsgen.suggest.unlisted import unknown

TINY = 20
"""Articles below which a name counts that is in one of them only."""

_EXAMPLES = 2
_TRIES = 12
"""Articles that are looked into for them: what is in a text need not be where a name is."""

Texts = Callable[[int], str]
"""Gives the text of an article by its number, which is its place in `Archive.articles`."""


class _Looked:
    """What a rule works with. fewest: articles a name has to be in."""

    def __init__(self, archive: Archive, tally: Tally, texts: Texts) -> None:
        self.archive = archive
        self.tally = tally
        self.texts = texts
        self.fewest = 2 if len(archive.articles) >= TINY else 1

    def name(self, number: int) -> Name:
        entry = self.archive.authorities.entries[number]
        return Name(entry.kind, entry.name)

    def examples(self, text: str, numbers: Iterable[int]) -> tuple[Example, ...]:
        """Sentences with a text, of the first articles that have one."""
        return tuple(islice(self._sentences(text, islice(numbers, _TRIES)), _EXAMPLES))

    def paths(self, numbers: Iterable[int]) -> tuple[Example, ...]:
        return tuple(Example(self.archive.articles[each].path) for each in islice(numbers, 1))

    def _sentences(self, text: str, numbers: Iterable[int]) -> Iterator[Example]:
        for number in numbers:
            whole = self.texts(number)
            if found := place_of(whole, text):
                yield Example(self.archive.articles[number].path, sentence(whole, *found))


def suggest(archive: Archive, tally: Tally, texts: Texts, limit: int) -> Suggestions:
    """What there is to look at. limit: how many of each kind are shown; 0 for all."""
    looked = _Looked(archive, tally, texts)
    found = {key: rule(looked, limit or None) for key, rule in _RULES.items()}
    return Suggestions(
        articles=len(archive.articles),
        totals={key: total for key, (total, _) in found.items()},
        **{key: shown for key, (_, shown) in found.items()},
    )


def _unknown(looked: _Looked, limit: int | None) -> tuple[int, tuple[Unknown, ...]]:
    told = _spelled(looked.archive.authorities.entries) | {
        each.name.key[1] for each in _unlisted_names(looked)
    }
    found = unknown(looked.tally, looked.fewest)
    ordered = sorted(
        (text for text in found if identity(text) not in told),
        key=lambda text: (-len(found[text]), text),
    )
    shown = []
    kin = Kin(looked.archive.authorities.entries, found)
    for text in ordered[:limit]:
        examples = looked.examples(text, sorted(found[text]))
        near = kin.of(text)
        long = near.text if near else kin.long(text)
        kind = near.kind if near else looked.tally.kinds.get(long or text)
        kind = kind or guess(long or text, (each.text for each in examples))
        shown.append(Unknown(text, len(found[text]), kind, long, near is not None, examples))
    return len(ordered), tuple(shown)


def _spelled(entries: Iterable[Authority]) -> set[str]:
    """The identities of all that authority files spell, of whatever kind."""
    return {
        identity(spelling.text) for entry in entries for spelling in (*entry.spellings, *entry.also)
    }


def _unlisted(looked: _Looked, limit: int | None) -> tuple[int, tuple[Unlisted, ...]]:
    names = _unlisted_names(looked)
    return len(names), names[:limit]


def _unlisted_names(looked: _Looked) -> tuple[Unlisted, ...]:
    """Tags, sources and authors are not among them: an entry of nothing but a name would only help
    those that are looked for in texts."""
    found = (
        Unlisted(
            Name(term.kind, term.text),
            len(term.articles),
            (Example(term.articles[0].path),),
        )
        for term in looked.archive.terms.values()
        if term.kind in ENTITIES and term.authority is None
        if len(term.articles) >= looked.fewest
    )
    return tuple(sorted(found, key=lambda each: (-each.count, each.name)))


def _alike(looked: _Looked, limit: int | None) -> tuple[int, tuple[Alike, ...]]:
    found = alike(looked.archive)
    return len(found), found[:limit]


def _unsaid(looked: _Looked, limit: int | None) -> tuple[int, tuple[Unsaid, ...]]:
    found = [
        Unsaid(looked.name(number), len(articles), looked.paths(articles))
        for number, articles in looked.tally.unsaid.items()
    ]
    found.sort(key=lambda each: (-each.count, each.name))
    return len(found), tuple(found[:limit])


def _ambiguous(looked: _Looked, limit: int | None) -> tuple[int, tuple[Ambiguous, ...]]:
    ordered = sorted(looked.tally.unsettled.items(), key=lambda item: (-len(item[1]), item[0].text))
    shown = (
        Ambiguous(
            each.text,
            tuple(map(looked.name, each.numbers)),
            len(articles),
            looked.examples(each.text, articles),
        )
        for each, articles in ordered[:limit]
    )
    return len(ordered), tuple(shown)


_RULES: dict[str, Callable[[_Looked, int | None], tuple[int, Any]]] = {
    "unknown": _unknown,
    "unlisted": _unlisted,
    "alike": _alike,
    "unsaid": _unsaid,
    "ambiguous": _ambiguous,
}
"""A new kind of suggestion is a rule here and a field of `Suggestions`."""
