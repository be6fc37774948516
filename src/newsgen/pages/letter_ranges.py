"""The parts of an index that has too many names for one page.

A letter of too many names is divided by the next character, and so on. So where a name stands
depends on the names that begin alike, and a new name moves no other.
"""

from itertools import groupby, islice, takewhile
from string import ascii_lowercase, digits

from newsgen.model.digest import digest
from newsgen.model.index_letters import DIGITS, OTHERS, CollationKey, IndexLetter
from newsgen.model.slug import is_device_name
from newsgen.model.value import Value

_SEGMENTS = {DIGITS.weight: "_0-9", OTHERS.weight: "_"}
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

    def of_letter(self, letter: IndexLetter, names: tuple[SortedName, ...] = ()) -> NameRange:
        """Return the range of all names under a letter."""
        segment = _SEGMENTS.get(letter.weight) or self._segment((bytes.fromhex(letter.weight),))
        return NameRange(letter.label, segment, names)

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
                ranges.append(NameRange(label, self._segment(weights), members))
        return tuple(ended), ranges

    def _beginning(self, text: str, weights: tuple[bytes, ...]) -> str:
        """Return the shortest beginning of a text that has these weights, as a heading says it."""
        ends = range(1, len(text))
        keys = ((end, SortedName(self._collation_key(text[:end]), "", 0)) for end in ends)
        fitting = (end for end, name in keys if _weights(name, len(weights)) == weights)
        beginning = text[: next(fitting, len(text))].rstrip()
        first = beginning[:1].upper()
        return first + beginning[1:] if len(first) == 1 else beginning

    def _segment(self, weights: tuple[bytes, ...]) -> str:
        """Return the part of an address for all that begins with some weights.

        Plain Latin letters, digits and spaces are legible. Of any other character the form depends
        on which of the names comes first, so its weight stands there.
        """
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
