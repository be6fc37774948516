"""The letters of search: which are compared as others, and which do not count.

`static/search-words.js` has the same table, which newsgen writes beside the indexes.
"""

import unicodedata
from functools import cache

from newsgen.model.slug import latin_letters

_LETTER_RANGES = ((0xC0, 0x2AF), (0x1D00, 0x1DBF), (0x2C60, 0x2C7F), (0xA722, 0xA7FF))
"""Where Latin letters stand that do not come apart into a plain letter and an accent."""

_MORE_LETTERS = {"ς": "σ", "ى": "ي", "ی": "ي", "ک": "ك", "ـ": ""}
"""Forms of a letter that keyboards give for another, and the stroke that only stretches a word."""


def fold(text: str) -> str:
    """Return letters and digits as they are compared: small, Latin without accents, NFKC."""
    return "".join(folded_letter(char) for char in decomposed(text))


@cache
def letter_table() -> dict[str, str]:
    """Return the letters that Unicode takes for plain ones and slugs do not, and their digits."""
    table = dict(_MORE_LETTERS)
    for first, last in _LETTER_RANGES:
        for char in map(chr, range(first, last + 1)):
            plain = decomposed(char)
            if not plain.isascii() and len(plain) == 1 and (letters := latin_letters(plain)):
                table[plain] = letters
    for number in range(0x80, 0x10000):
        char = chr(number)
        if unicodedata.category(char) == "Nd" and decomposed(char) == char:
            table[char] = str(unicodedata.digit(char))
    return table


def decomposed(text: str) -> str:
    """Return a text in small letters, with the signs of each letter after it."""
    folded = unicodedata.normalize("NFKC", text).lower()
    return unicodedata.normalize("NFD", unicodedata.normalize("NFKC", folded))


def folded_letter(char: str) -> str:
    """Return what a character of decomposed text is compared as; empty if it does not count."""
    if char.isascii():
        return char if char.isalnum() else ""
    letter = letter_table().get(char)
    if letter is not None:
        return letter
    return char if unicodedata.category(char)[0] in "LN" else ""
