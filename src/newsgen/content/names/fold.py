"""Folds texts: replaces characters that look alike by one of them, so that offsets stay valid."""

import unicodedata

from newsgen.model.lazy_pattern import lazy_pattern
from newsgen.model.look_alikes import LOOK_ALIKES, without_invisible

_EQUIVALENTS = {
    " ": "\n\t\u00a0\u2002\u2003\u2004\u2005\u2006\u2007\u2008\u2009\u200a\u202f\u205f\u3000",
    **LOOK_ALIKES,
    "-": "\u2010\u2011",
    "\u00b7": "\u2022\u2027\u30fb",
}
_WIDE = lazy_pattern("[\uff10-\uff19\uff21-\uff3a\uff41-\uff5a]")

_LIGATURES = {ligature: unicodedata.normalize("NFKC", ligature) for ligature in "ﬀﬁﬂﬃﬄﬅﬆ"}
_LIGATURE = lazy_pattern("[ﬀ-ﬆ]")

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


def visible_text(text: str) -> str:
    """Return a text in NFC without invisible characters and ligatures."""
    if text.isascii():
        return text
    text = _LIGATURE.sub(lambda ligature: _LIGATURES[ligature[0]], without_invisible(text))
    return unicodedata.normalize("NFC", text)


def fold_spelling(text: str) -> str:
    """Return a spelling in NFC, folded, with single spaces."""
    if text.isascii():
        return " ".join(text.split())
    return " ".join(fold_text(visible_text(text)).split())
