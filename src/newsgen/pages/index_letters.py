"""The letters an index is divided by, as the order of names sees them: É under E, Й by itself.

Takes names in order, and what orders them; gives them by letter: alphabets letter by letter, then
digits together, then all else, such as signs and scripts that have thousands of characters.
"""

import unicodedata
from collections.abc import Callable, Iterable
from itertools import groupby
from typing import TypeVar

T = TypeVar("T")

_DIGITS = "0–9"
_REST = "…"


def by_letter(
    ordered: Iterable[tuple[bytes, T]], text: Callable[[T], str], collate: Callable[[str], bytes]
) -> tuple[tuple[str, tuple[T, ...]], ...]:
    """What is in order, each with its key by `collate`; two bytes of it stand for a letter."""
    latin = {collate(letter)[:2]: letter for letter in "ABCDEFGHIJKLMNOPQRSTUVWXYZ"}
    digits = {collate(digit)[:2] for digit in "0123456789"}
    found: list[tuple[str, tuple[T, ...]]] = []
    numbers: list[T] = []
    rest: list[T] = []
    for first, group in groupby(ordered, lambda pair: pair[0][:2]):
        within = tuple(each for _, each in group)
        if first in digits:
            numbers += within
        elif letter := latin.get(first) or _letter(text(within[0]), first, collate):
            found.append((letter, within))
        else:
            rest += within
    ends = ((_DIGITS, tuple(numbers)), (_REST, tuple(rest)))
    return (*found, *(end for end in ends if end[1]))


def _letter(text: str, first: bytes, collate: Callable[[str], bytes]) -> str:
    """The letter of a text that its key begins with, as plain as it can be; empty if it is none."""
    for char in unicodedata.normalize("NFC", text):
        bare = unicodedata.normalize("NFD", char)[0]
        for form in (bare.upper(), bare, char.upper(), char):
            if len(form) == 1 and collate(form)[:2] == first:
                return form if _heads(form) else ""
    return ""


def _heads(char: str) -> bool:
    """Whether it is of an alphabet, short enough to head a list: not of Han or Hangul."""
    name = unicodedata.name(char, "")
    modifies = name.startswith(("MODIFIER LETTER", "HANGUL"))
    return not modifies and (" LETTER " in name or name.startswith("THAI CHARACTER"))
