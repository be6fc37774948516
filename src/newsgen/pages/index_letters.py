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
_OTHER = "…"


def group_by_letter(
    sorted_pairs: Iterable[tuple[bytes, T]],
    label: Callable[[T], str],
    collation_key: Callable[[str], bytes],
) -> tuple[tuple[str, tuple[T, ...]], ...]:
    """What is in order, each with its key by `collate`; two bytes of it stand for a letter."""
    latin = {collation_key(letter)[:2]: letter for letter in "ABCDEFGHIJKLMNOPQRSTUVWXYZ"}
    digits = {collation_key(digit)[:2] for digit in "0123456789"}
    found: list[tuple[str, tuple[T, ...]]] = []
    numbers: list[T] = []
    rest: list[T] = []
    for first, group in groupby(sorted_pairs, lambda pair: pair[0][:2]):
        within = tuple(each for _, each in group)
        if first in digits:
            numbers += within
        elif letter := latin.get(first) or _letter(label(within[0]), first, collation_key):
            found.append((letter, within))
        else:
            rest += within
    ends = ((_DIGITS, tuple(numbers)), (_OTHER, tuple(rest)))
    return (*found, *(end for end in ends if end[1]))


def _letter(text: str, first: bytes, collation_key: Callable[[str], bytes]) -> str:
    """The letter of a text that its key begins with, as plain as it can be; empty if it is none."""
    for char in unicodedata.normalize("NFC", text):
        bare = unicodedata.normalize("NFD", char)[0]
        for form in (bare.upper(), bare, char.upper(), char):
            if len(form) == 1 and collation_key(form)[:2] == first:
                return form if _is_heading_letter(form) else ""
    return ""


def _is_heading_letter(char: str) -> bool:
    """Whether it is of an alphabet, short enough to head a list: not of Han or Hangul."""
    name = unicodedata.name(char, "")
    modifies = name.startswith(("MODIFIER LETTER", "HANGUL"))
    return not modifies and (" LETTER " in name or name.startswith("THAI CHARACTER"))
