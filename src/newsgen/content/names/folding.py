"""Texts and spellings made alike, sign by sign, so that one finds the other.

What looks the same is the same: spaces of all kinds and line breaks, straight and typographic
apostrophes, hyphens that do and do not break, middle dots, letters of any width. The length never
changes, so places stay true.
"""

import re
import unicodedata

_EQUIVALENTS = (
    ("\n", " "),
    ("\t", " "),
    ("\u00a0", " "),
    ("\u2007", " "),
    ("\u2009", " "),
    ("\u202f", " "),
    ("\u3000", " "),
    ("\u2019", "'"),
    ("\u2018", "'"),
    ("\u02bc", "'"),
    ("\u02bb", "'"),
    ("\u2010", "-"),
    ("\u2011", "-"),
    ("\u2022", "\u00b7"),
    ("\u2027", "\u00b7"),
    ("\u30fb", "\u00b7"),
)
_WIDE = re.compile("[\uff10-\uff19\uff21-\uff3a\uff41-\uff5a]")

NAME_BREAK = "\u2029"
"""What no name goes across: it stands between the blocks of a text, and for what is not text."""


def fold_text(text: str) -> str:
    """A text in NFC with every sign that looks like another made that other; of the same length."""
    if text.isascii():
        return text.replace("\n", " ").replace("\t", " ")
    for sign, other in _EQUIVALENTS:
        text = text.replace(sign, other)
    return _WIDE.sub(lambda found: chr(ord(found.group()) - 0xFEE0), text)


def fold_spelling(text: str) -> str:
    """A spelling as it stands in plain texts."""
    if text.isascii():
        return " ".join(text.split())
    return " ".join(fold_text(unicodedata.normalize("NFC", text)).split())
