"""Finds the spellings in a folded text: whole words, and the longest of those that overlap.

Finds all matches, then leaves out those inside of words, and only then chooses the longest. In the
other order, "Bank of China" in "Bank of Chinatown" would hide "Bank".
"""

import re
from collections.abc import Iterator, Mapping

from ahocorasick_rs import AhoCorasick, Implementation

from newsgen.content.names.spellings import NumberedEntries, SpellingClaim, spelling_claims
from newsgen.content.names.word_boundaries import is_whole_word
from newsgen.model.value import Value

_ADDRESS = re.compile(r"(?:https?://|www\.)\S+|[\w.+-]+@[\w.-]+")


class Hit(Value, frozen=True, array_like=True):
    """A spelling in a text, from `start` to `end`, and the names it may mean."""

    start: int
    end: int
    claims: tuple[SpellingClaim, ...]

    @property
    def standalone(self) -> bool:
        """Whether it means a name without the full one in the same article."""
        return self.claims[0].standalone

    @property
    def entry_numbers(self) -> tuple[int, ...]:
        """The numbers of the entries it may mean."""
        return tuple(claim.entry_number for claim in self.claims)


def make_search(entries: NumberedEntries) -> "SpellingSearch | None":
    """Return a search for the spellings of entries; None if they have none."""
    claims = spelling_claims(entries)
    return SpellingSearch(claims) if claims else None


class SpellingSearch:
    """Finds any number of spellings in a text, in one pass."""

    def __init__(self, claims: Mapping[str, tuple[SpellingClaim, ...]]) -> None:
        """Prepare the search, which takes a tenth of a second for 20,000 names."""
        self._claims = tuple(claims.values())
        # The automaton of A. V. Aho and M. J. Corasick (1975).
        self._automaton = AhoCorasick(
            claims, implementation=Implementation.ContiguousNFA, store_patterns=False
        )

    def find_hits(self, text: str) -> Iterator[Hit]:
        """Yield the spellings in a folded text, in order."""
        matches = self._automaton.find_matches_as_indexes(text, overlapping=True)
        # By their start, the longest first.
        matches.sort(key=lambda match: (match[1], -match[2]))
        addresses = _address_spans(text)
        done = 0
        for number, start, end in matches:
            if start < done or not is_whole_word(text, start, end):
                continue
            if not any(first <= start < last for first, last in addresses):
                yield Hit(start, end, self._claims[number])
                done = end


def _address_spans(text: str) -> list[tuple[int, int]]:
    """Return where URLs and e-mail addresses are, in which no name is searched for."""
    if not any(part in text for part in ("://", "www.", "@")):
        return []
    return [match.span() for match in _ADDRESS.finditer(text)]
