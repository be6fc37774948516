"""Names by letter, and the parts of an index that has too many names for one page.

Letters are those that the collation sees: É under E, Й by itself. Alphabets come letter by letter,
then digits together, then all else, such as signs and scripts that have thousands of characters. A
letter of too many names is divided by the next character, and so on. So where a name stands depends
on the names that begin alike, and a new name moves no other.
"""

import unicodedata
from collections.abc import Callable, Iterable
from itertools import groupby, islice, takewhile
from string import ascii_lowercase, digits
from typing import TypeVar

from newsgen.model.digest import digest
from newsgen.model.slug import is_device_name
from newsgen.model.value import Value

T = TypeVar("T")

CollationKey = Callable[[str], bytes]

_DIGITS, _OTHERS = "0–9", "…"
_SEGMENTS = {_DIGITS: "_0-9", _OTHERS: "_"}
"""The parts of addresses of the groups that share no first character."""

_MAX_SEGMENT_LENGTH = 100

_FIRST_OF_TWO = b"\xfb\x40"
"""From here on two weights stand for a character, as one of Han (UCA: implicit weights)."""


class SortedName(Value, frozen=True):
    """A name with its collation key, and its number in the index."""

    key: bytes
    text: str
    number: int


class NameRange(Value, frozen=True):
    """The names of an index that begin alike, in their order.

    Attributes:
        label: What they begin with, as a heading says it.
        segment: Its part of addresses, which no other range of an index has.
    """

    label: str
    segment: str
    names: tuple[SortedName, ...]


class LetterRanges:
    """Divides the names of an index, which come in their order, by what they begin with."""

    def __init__(self, collation_key: CollationKey) -> None:
        """Take the function that returns the collation key of a text."""
        self._collation_key = collation_key
        self._plain = {collation_key(char)[:2]: char for char in ascii_lowercase + digits}
        self._plain[collation_key(" ")[:2]] = "-"

    def letters(self, names: tuple[SortedName, ...]) -> list[NameRange]:
        """Return the names by letter."""
        pairs = ((name.key, name) for name in names)
        groups = group_by_letter(pairs, lambda name: name.text, self._collation_key)
        return [
            NameRange(letter, _SEGMENTS.get(letter) or self._segment(members[0], 1), members)
            for letter, members in groups
        ]

    def split(self, whole: NameRange) -> tuple[tuple[SortedName, ...], list[NameRange]]:
        """Return the names of a range that end where they begin to differ, and the others.

        The others are divided by the next character. There are none if the names differ in nothing
        but accents or case.
        """
        ends = (_weights(whole.names[at]) for at in (0, -1))
        common = sum(
            1 for _ in takewhile(lambda pair: pair[0] == pair[1], zip(*ends, strict=False))
        )
        ended: list[SortedName] = []
        ranges = []
        for weights, group in groupby(whole.names, lambda name: _weights(name, common + 1)):
            members = tuple(group)
            if len(weights) <= common:
                ended += members
            else:
                label = self._beginning(members[0].text, weights)
                ranges.append(NameRange(label, self._segment(members[0], common + 1), members))
        return tuple(ended), ranges

    def _beginning(self, text: str, weights: tuple[bytes, ...]) -> str:
        """Return the shortest beginning of a text that has these weights, as a heading says it."""
        ends = range(1, len(text))
        keys = ((end, SortedName(self._collation_key(text[:end]), "", 0)) for end in ends)
        fitting = (end for end, name in keys if _weights(name, len(weights)) == weights)
        beginning = text[: next(fitting, len(text))].rstrip()
        first = beginning[:1].upper()
        return first + beginning[1:] if len(first) == 1 else beginning

    def _segment(self, name: SortedName, length: int) -> str:
        """Return the part of an address for all that begins as a name does.

        Plain Latin letters, digits and spaces are legible. Of any other character the form depends
        on which of the names comes first, so its weight stands there.
        """
        weights = _weights(name, length)
        segment = "".join(self._plain.get(weight) or f"_{weight.hex()}" for weight in weights)
        if len(segment) > _MAX_SEGMENT_LENGTH:
            return f"{segment[:_MAX_SEGMENT_LENGTH]}_x{digest(segment)[:8]}"
        return f"{segment}_" if is_device_name(segment) else segment


def _weights(name: SortedName, length: int | None = None) -> tuple[bytes, ...]:
    """Return the first weights of a name: those of the first level, which a zero ends."""
    # A weight is one or two pairs of bytes.
    end = len(name.key) if length is None else min(len(name.key), 4 * length)
    pairs = iter([name.key[at : at + 2] for at in range(0, end, 2)])
    level = takewhile(b"\0\0".__ne__, pairs)
    weights = (pair + next(pairs) if pair >= _FIRST_OF_TWO else pair for pair in level)
    return tuple(islice(weights, length))


def group_by_letter(
    sorted_pairs: Iterable[tuple[bytes, T]],
    label: Callable[[T], str],
    collation_key: Callable[[str], bytes],
) -> tuple[tuple[str, tuple[T, ...]], ...]:
    """Return items, which come in order with their collation keys, under their letters."""
    latin = {collation_key(letter)[:2]: letter for letter in "ABCDEFGHIJKLMNOPQRSTUVWXYZ"}
    digits = {collation_key(digit)[:2] for digit in "0123456789"}
    letters: list[tuple[str, tuple[T, ...]]] = []
    numbers: list[T] = []
    others: list[T] = []
    for first, pairs in groupby(sorted_pairs, lambda pair: pair[0][:2]):
        members = tuple(item for _, item in pairs)
        if first in digits:
            numbers += members
        elif letter := latin.get(first) or _letter(label(members[0]), first, collation_key):
            letters.append((letter, members))
        else:
            others += members
    ends = (("0–9", tuple(numbers)), ("…", tuple(others)))
    return (*letters, *(end for end in ends if end[1]))


def _letter(text: str, first: bytes, collation_key: Callable[[str], bytes]) -> str:
    """Return the plainest form of the letter that a text's key begins with; empty if it is none."""
    for char in unicodedata.normalize("NFC", text):
        base = unicodedata.normalize("NFD", char)[0]
        for form in (base.upper(), base, char.upper(), char):
            if len(form) == 1 and collation_key(form)[:2] == first:
                return form if _is_heading_letter(form) else ""
    return ""


def _is_heading_letter(char: str) -> bool:
    """Return whether it is a letter of an alphabet, and not of Han or Hangul."""
    name = unicodedata.name(char, "")
    is_other = name.startswith(("MODIFIER LETTER", "HANGUL"))
    return not is_other and (" LETTER " in name or name.startswith("THAI CHARACTER"))
