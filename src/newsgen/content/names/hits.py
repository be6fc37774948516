"""A plain text → the spellings that stand in it: whole words, the longest where they overlap.

All hits are taken, then those inside of words left out, and only then the longest chosen: chosen
first, "Bank of China" in "Bank of Chinatown" would hide that of "Bank".
"""

import re
from collections.abc import Iterator, Mapping

from ahocorasick_rs import AhoCorasick, Implementation

from newsgen.content.names.spellings import SpellingClaim
from newsgen.content.names.word_boundaries import is_whole_word
from newsgen.model.value import Value

_ADDRESS = re.compile(r"(?:https?://|www\.)\S+|[\w.+-]+@[\w.-]+")


class Hit(Value, frozen=True, array_like=True):
    """A spelling in a text, from `start` to `end`, and the names it may mean."""

    start: int
    end: int
    claims: tuple[SpellingClaim, ...]

    @property
    def entry_numbers(self) -> tuple[int, ...]:
        """Of the entries whose names these are."""
        return tuple(claim.entry_number for claim in self.claims)


class SpellingSearch:
    """Finds any number of spellings in a text, all in one pass."""

    def __init__(self, claims: Mapping[str, tuple[SpellingClaim, ...]]) -> None:
        """Takes a tenth of a second for 20,000 names."""
        self._claims = tuple(claims.values())
        # A. V. Aho's and M. J. Corasick's automaton, of 1975.
        self._automaton = AhoCorasick(
            claims, implementation=Implementation.ContiguousNFA, store_patterns=False
        )

    def find_hits(self, text: str) -> Iterator[Hit]:
        """The spellings in a plain text, in their order."""
        found = self._automaton.find_matches_as_indexes(text, overlapping=True)
        # By their start, the longest of those that start together first.
        found.sort(key=lambda match: (match[1], -match[2]))
        addresses = _address_spans(text)
        done = 0
        for number, start, end in found:
            if start < done or not is_whole_word(text, start, end):
                continue
            if not any(first <= start < last for first, last in addresses):
                yield Hit(start, end, self._claims[number])
                done = end


def _address_spans(text: str) -> list[tuple[int, int]]:
    """Where in a text the addresses of pages and people are: no names are looked for in them."""
    if not any(sign in text for sign in ("://", "www.", "@")):
        return []
    return [match.span() for match in _ADDRESS.finditer(text)]
