"""The letter under which an index has a name, whatever other names there are.

Letters are those that the collation sees: É under E, Й by itself. Alphabets come letter by letter,
then digits together, then all else, such as signs and scripts that have thousands of characters.
"""

import unicodedata
from collections import defaultdict
from collections.abc import Callable, Iterable
from string import ascii_uppercase, digits
from typing import TypeVar

from newsgen.model.value import Value

T = TypeVar("T")

CollationKey = Callable[[str], bytes]
"""Returns what sorts a text: two bytes for each weight, beginning with the first letter's."""


class IndexLetter(Value, frozen=True):
    """A letter of an index.

    Attributes:
        weight: Four hexadecimal digits: its place among all letters.
        label: How a heading says it. Letters with the same weight are one, as あ and ア are.
    """

    weight: str
    label: str


DIGITS, OTHERS = IndexLetter("fff0", "0–9"), IndexLetter("fff1", "…")
"""Stand for all digits and for all that is no letter: greater than all weights of letters."""


class IndexLetters:
    """Finds the letters of names."""

    def __init__(self, collation_key: CollationKey) -> None:
        self._collation_key = collation_key
        self._latin = {collation_key(letter)[:2]: letter for letter in ascii_uppercase}
        self._digits = {collation_key(digit)[:2] for digit in digits}

    def letter(self, text: str) -> IndexLetter:
        """Return the letter of a name."""
        weight = self._collation_key(text)[:2]
        if weight in self._digits:
            return DIGITS
        label = self._latin.get(weight) or self._plainest_letter(text, weight)
        return IndexLetter(weight.hex(), label) if label else OTHERS

    def group(
        self, items: Iterable[T], text: Callable[[T], str]
    ) -> tuple[tuple[IndexLetter, tuple[T, ...]], ...]:
        """Return items, which come in the order of their texts, under their letters."""
        letters = set[IndexLetter]()
        members: dict[str, list[T]] = defaultdict(list)
        for item in items:
            letter = self.letter(text(item))
            letters.add(letter)
            members[letter.weight].append(item)
        return tuple((one, tuple(members[one.weight])) for one in sorted_letters(letters))

    def _plainest_letter(self, text: str, weight: bytes) -> str:
        """Return the plainest form of the letter that a key begins with; empty if it is none."""
        for char in unicodedata.normalize("NFC", text):
            base = unicodedata.normalize("NFD", char)[0]
            for form in (base.upper(), base, char.upper(), char):
                if len(form) == 1 and self._collation_key(form)[:2] == weight:
                    return form if _is_heading_letter(form) else ""
        return ""


def sorted_letters(letters: Iterable[IndexLetter]) -> list[IndexLetter]:
    """Return letters in their order; of those that are one the label with the first character."""
    labels: dict[str, str] = {}
    for letter in letters:
        labels[letter.weight] = min(letter.label, labels.get(letter.weight, letter.label))
    return [IndexLetter(*pair) for pair in sorted(labels.items())]


def _is_heading_letter(char: str) -> bool:
    """Return whether it is a letter of an alphabet, and not of Han or Hangul."""
    name = unicodedata.name(char, "")
    is_other = name.startswith(("MODIFIER LETTER", "HANGUL"))
    return not is_other and (" LETTER " in name or name.startswith("THAI CHARACTER"))
