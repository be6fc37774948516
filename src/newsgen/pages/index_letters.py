"""Divides an index by letters as its collation sees them: É under E, Й by itself.

Alphabets come letter by letter, then digits together, then signs and scripts of many characters.
"""

import unicodedata
from collections.abc import Callable, Iterable
from itertools import groupby
from typing import TypeVar

T = TypeVar("T")


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
