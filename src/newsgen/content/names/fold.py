"""Folds texts: replaces characters that look alike by one of them, so that offsets stay valid."""

import re
import unicodedata

_EQUIVALENTS = {
    " ": "\n\t\u00a0\u2007\u2009\u202f\u3000",
    "'": "\u2019\u2018\u02bc\u02bb",
    "-": "\u2010\u2011",
    "\u00b7": "\u2022\u2027\u30fb",
}
_WIDE = re.compile("[\uff10-\uff19\uff21-\uff3a\uff41-\uff5a]")

NAME_BREAK = "\u2029"
"""A character that no name contains: it separates the blocks of a text and stands for non-text."""


def fold_text(text: str) -> str:
    """Return a text in NFC with characters that look alike made equal, of the same length."""
    if text.isascii():
        return text.replace("\n", " ").replace("\t", " ")
    for replacement, chars in _EQUIVALENTS.items():
        for char in chars:
            text = text.replace(char, replacement)
    return _WIDE.sub(lambda wide: chr(ord(wide.group()) - 0xFEE0), text)


def fold_spelling(text: str) -> str:
    """Return a spelling in NFC, folded, with single spaces."""
    if text.isascii():
        return " ".join(text.split())
    return " ".join(fold_text(unicodedata.normalize("NFC", text)).split())
