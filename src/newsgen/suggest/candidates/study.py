"""What one article tells an editor of names: those that nobody knows, those that are not settled,
and those that it declares and never says.

Takes an article's text and the finder of the authority files; gives values that can be counted over
many articles.
"""

import re
from collections.abc import Iterable, Iterator, Set
from itertools import pairwise

from newsgen.content.names import Finder
from newsgen.content.names.folding import plain
from newsgen.content.names.word_boundaries import stands
from newsgen.model.kind import Kind
from newsgen.model.value import Value
from newsgen.suggest.candidates.capitals import (
    AND,
    Capitalised,
    capitalised,
    is_word,
    small_words,
    trimmed,
)
from newsgen.suggest.candidates.ideographs import pieces
from newsgen.suggest.candidates.words import DEMONYMS, EDGES, OFFICES


class Unsettled(Value, frozen=True, array_like=True):
    """A spelling that stands for several names, and nothing in the article says for which.

    numbers: of the entries that claim it.
    """

    text: str
    numbers: tuple[int, ...]


class Study(Value, frozen=True, array_like=True):
    """What one article tells.

    inside: candidates with capitals that are not due to where they stand, each once; opening: those
    that stand only where a capital is due; pieces: as in `ideographs`, with what is beside them;
    unsettled: each once; unsaid: the numbers of the entries it declares and never says; kinds: of
    candidates, where somebody said.
    """

    inside: tuple[str, ...] = ()
    opening: tuple[str, ...] = ()
    pieces: tuple[tuple[str, str, str], ...] = ()
    unsettled: tuple[Unsettled, ...] = ()
    unsaid: tuple[int, ...] = ()
    kinds: tuple[tuple[str, Kind], ...] = ()


def study(
    text: str,
    finder: Finder,
    declared: Iterable[str],
    language: str,
    names: Iterable[tuple[int, int, Kind]] | None = None,
) -> Study:
    """Study a text, which is in NFC.

    declared: the names it is about, each as a `Name.line`; names: where there are names in it, and
    of which kind, if somebody knows better than capitals tell.
    """
    about = finder.numbers(declared)
    sighted = finder.sight(text, about)
    alike = plain(text)
    inside: dict[str, None] = {}
    opening: dict[str, None] = {}
    kinds = {trimmed(alike, start, end): kind for start, end, kind in names or ()}
    candidates = (
        capitalised(alike, language)
        if names is None
        else (Capitalised(*span, False) for span in kinds if not is_word(alike[slice(*span)]))
    )
    for found in candidates:
        if not _is_known(alike, found, sighted.spans):
            shown = alike[found.start : found.end]
            (opening if found.opens else inside)[shown] = None
    return Study(
        tuple(inside),
        tuple(name for name in opening if name not in inside),
        tuple(_pieces(alike, sighted.spans)),
        tuple({Unsettled(text[hit.start : hit.end], hit.numbers): None for hit in sighted.open}),
        tuple(sorted(each for each in about if finder.seeks(each) and each not in sighted.said)),
        tuple((alike[start:end], kind) for (start, end), kind in kinds.items()),
    )


def place_of(text: str, name: str) -> tuple[int, int] | None:
    """Where a name stands in a text: as a candidate inside a sentence, if it does so anywhere."""
    alike, sought = plain(text), plain(name)
    if sought not in alike:
        return None
    found = sorted(
        (each.opens, each.start, each.end)
        for each in capitalised(alike)
        if alike[each.start : each.end] == sought
    )
    if found:
        return found[0][1:]
    for match in re.finditer(re.escape(sought), alike):
        if stands(alike, *match.span()):
            return match.span()
    return None


def small(text: str) -> list[str]:
    """The words of a text that begin with a small letter, with every two that follow each other."""
    words = small_words(plain(text))
    return [*words, *(f"{one} {two}" for one, two in pairwise(words))]


def _is_known(text: str, found: Capitalised, spans: Iterable[tuple[int, int]]) -> bool:
    """Whether known spellings leave nothing of a candidate but words that are no names."""
    rest, done = [], found.start
    for start, end in spans:
        if start < found.end and end > found.start:
            rest.append(text[done : max(start, done)])
            done = max(done, end)
    if done == found.start:
        return False
    rest.append(text[done : found.end])
    if AND.search(rest[-1]) or AND.match(rest[0]):
        return True  # one of the two is known, and the other is a candidate by itself
    words = " ".join(rest).replace("'s", "").split()
    return all(
        word.islower() or word == "&" or word.rstrip(".").lower() in _BESIDE for word in words
    )


_BESIDE: Set[str] = EDGES | OFFICES | DEMONYMS


def _pieces(text: str, spans: Iterable[tuple[int, int]]) -> Iterator[tuple[str, str, str]]:
    """The pieces that are part of no known spelling and cut none in two."""
    for found in pieces(text):
        inside = any(start <= found.start and found.end <= end for start, end in spans)
        across = any(
            (start < found.start < end < found.end) or (found.start < start < found.end < end)
            for start, end in spans
        )
        if not inside and not across:
            yield text[found.start : found.end], found.left, found.right
