"""Finds spellings that may be one letter apart, however many there are.

Of two texts that are one edit apart, more than half of the shorter one is at the beginning of both,
or at the end of both.
"""

from collections import defaultdict
from collections.abc import Iterable, Iterator
from typing import Generic, TypeVar

from newsgen.archive.name_similarity import comparison_key
from newsgen.model.kind import Kind

T = TypeVar("T")

_Part = tuple[int, bool, str]
"""The length of the shorter one of two keys, whether it is the end of them, and what both have."""

_FEWEST_LETTERS = 5


class SimilarSpellings(Generic[T]):
    """Spellings of names, each with a value; those that begin alike are indexed when needed."""

    def __init__(self, spellings: Iterable[tuple[Kind, str, T]]) -> None:
        """Take spellings by kind."""
        self._by_letter: dict[tuple[Kind, str], list[tuple[str, T]]] = defaultdict(list)
        self._by_part: dict[tuple[Kind, str], dict[_Part, list[T]]] = {}
        for kind, text, value in spellings:
            self._by_letter[kind, _first_letter(text)].append((text, value))

    def first_letters(self) -> Iterable[tuple[Kind, str]]:
        """Return the kinds with the letters with which the comparison keys of spellings begin."""
        return self._by_letter.keys()

    def near(self, kind: Kind, key: str) -> Iterator[T]:
        """Yield the values of all spellings that may be one letter apart from one, some twice.

        key: The comparison key of that.
        """
        letter = kind, key[:1]
        if letter not in self._by_letter:
            return
        by_part = self._by_part.get(letter)
        if by_part is None:
            by_part = self._by_part[letter] = defaultdict(list)
            for text, value in self._by_letter[letter]:
                for part in _parts(comparison_key(text)):
                    by_part[part].append(value)
        for part in _parts(key):
            yield from by_part.get(part, ())


def _first_letter(text: str) -> str:
    """Return the first sign of the comparison key of a text."""
    first = text[:1]
    return first.lower() if first.isascii() and first.isalnum() else comparison_key(text)[:1]


def _parts(key: str) -> Iterator[_Part]:
    for length in (len(key), len(key) - 1):
        if length >= _FEWEST_LETTERS:
            half = (length - 1) // 2
            yield length, False, key[:half]
            yield length, True, key[-half:]
