"""A plain text → the spellings that stand in it: whole words, the longest where they overlap.

All hits are taken, then those inside of words left out, and only then the longest chosen: chosen
first, "Bank of China" in "Bank of Chinatown" would hide that of "Bank".
"""

import re
from collections.abc import Iterable, Iterator, Mapping
from functools import cached_property
from typing import TYPE_CHECKING

from newsgen.model.value import Value
from newsgen.reading.names.edges import stands
from newsgen.reading.names.spellings import Claim

if TYPE_CHECKING:
    from ahocorasick_rs import AhoCorasick

_FEW, _SHORT = 4, 20_000
"""Texts, and their characters, for which it does not pay to make an automaton."""

_ADDRESS = re.compile(r"(?:https?://|www\.)\S+|[\w.+-]+@[\w.-]+")


class Hit(Value, frozen=True, array_like=True):
    """A spelling in a text, from `start` to `end`, and the names it may mean."""

    start: int
    end: int
    claims: tuple[Claim, ...]


class Search:
    """Finds any number of spellings in a text."""

    def __init__(self, claims: Mapping[str, tuple[Claim, ...]]) -> None:
        self._texts = tuple(claims)
        self._claims = tuple(claims.values())
        self._asked = 0

    def hits(self, text: str) -> Iterator[Hit]:
        """The spellings in a plain text, in their order."""
        # By their start, the longest of those that start together first.
        found = sorted(self._matches(text), key=lambda match: (match[1], -match[2]))
        addresses = _addresses(text)
        done = 0
        for number, start, end in found:
            if start < done or not stands(text, start, end):
                continue
            if not any(first <= start < last for first, last in addresses):
                yield Hit(start, end, self._claims[number])
                done = end

    def _matches(self, text: str) -> Iterable[tuple[int, int, int]]:
        """Every place of every spelling: its number, from and to. In one pass, or one by one."""
        self._asked += 1
        if self._asked <= _FEW and len(text) < _SHORT:
            return _one_by_one(self._texts, text)
        return self._automaton.find_matches_as_indexes(text, overlapping=True)

    @cached_property
    def _automaton(self) -> "AhoCorasick":
        """A. V. Aho's and M. J. Corasick's, of 1975. To make it takes a tenth of a second."""
        from ahocorasick_rs import AhoCorasick, Implementation

        kind = Implementation.ContiguousNFA
        return AhoCorasick(self._texts, implementation=kind, store_patterns=False)


def _one_by_one(texts: Iterable[str], text: str) -> Iterator[tuple[int, int, int]]:
    for number, each in enumerate(texts):
        if each in text:
            start = text.find(each)
            while start >= 0:
                yield number, start, start + len(each)
                start = text.find(each, start + 1)


def _addresses(text: str) -> list[tuple[int, int]]:
    """Where in a text the addresses of pages and people are: no names are looked for in them."""
    if not any(sign in text for sign in ("://", "www.", "@")):
        return []
    return [match.span() for match in _ADDRESS.finditer(text)]
