"""Signatures: of each article a few bytes by which a change of names passes it over.

A signature has three bytes for each word of an article, in the order of its text, and six for each
name that it declares. A spelling that the name finder finds in a text is one word of the text or
several in a row; so where its bytes do not stand in a row, the spelling is not there. Where they
do, it mostly is.
"""

import re
from collections.abc import Iterable
from zlib import crc32

from newsgen.content.names.fold import NAME_BREAK
from newsgen.content.names.word_boundaries import UNSPACED
from newsgen.model.lazy_pattern import lazy_pattern
from newsgen.model.slug import lenient_identity

_WORD = lazy_pattern(rf"[^\W{UNSPACED}]+|[{UNSPACED}]")
"""A run of letters and digits, or one sign of a script without spaces between words."""

_ASCII_WORD = bytes(
    ord(char.lower()) if re.match(r"\w", char, re.ASCII) else ord(" ")
    for char in map(chr, range(256))
)
"""Translates ASCII into words in lower case, with spaces between: much quicker than `_WORD`."""

MARK_SIZE = 3
"""The bytes of a word in a signature."""

_MAX_REMEMBERED = 20_000
_DECLARED = b"\xff" * MARK_SIZE
"""Stands before the mark of a declared name, so that no word of a text is taken for it."""


class _Marks(dict[bytes, bytes]):
    """The bytes that stand for a word; those of frequent words are at hand."""

    def __missing__(self, word: bytes) -> bytes:
        mark = crc32(word).to_bytes(4, "big")[:MARK_SIZE]
        if len(self) >= _MAX_REMEMBERED:
            self.clear()
        self[word] = mark
        return mark


_MARKS = _Marks()


def article_signature(folded_text: str, declared_texts: Iterable[str]) -> bytes:
    """Return the signature of an article.

    Args:
        folded_text: What the name finder searches.
        declared_texts: Every name that is looked up for it.
    """
    declared = map(declared_mark, dict.fromkeys(declared_texts))
    return phrase_marks(folded_text) + b"".join(declared)


def signature_marks(signatures: Iterable[bytes]) -> frozenset[bytes]:
    """Return all that is in any of the signatures."""
    joined = b"".join(signatures)
    size = MARK_SIZE
    return frozenset(joined[start : start + size] for start in range(0, len(joined), size))


def phrase_marks(folded_spelling: str) -> bytes:
    """Return what is, in a row, in the signature of each article that has a spelling in its text.

    Nothing if the spelling has no letters and digits.
    """
    return b"".join(map(_MARKS.__getitem__, text_words(folded_spelling)))


def may_have_spelling(marks: frozenset[bytes], spelling: str) -> bool:
    """Return whether texts may have a spelling, given the `signature_marks` of their articles."""
    if not spelling.isascii():
        return True
    # Of most spellings the first word tells that they are not there.
    first = map(_MARKS.__getitem__, first_word(spelling))
    return marks.issuperset(first) and marks.issuperset(
        map(_MARKS.__getitem__, text_words(spelling))
    )


def declared_mark(text: str) -> bytes:
    """Return what is in the signature of each article that declares a name, however written."""
    return _DECLARED + _MARKS[lenient_identity(text).encode("utf-8", "surrogatepass")]


def first_word(ascii_spelling: str) -> list[bytes]:
    """Return the first word of a spelling in lower case; nothing if it has none."""
    return ascii_spelling.encode().translate(_ASCII_WORD).split(None, 1)[:1]


def text_words(folded_text: str) -> list[bytes]:
    """Return the words of a folded text in lower case, in order."""
    words: list[bytes] = []
    for block in folded_text.split(NAME_BREAK):
        if block.isascii():
            words += block.encode().translate(_ASCII_WORD).split()
        else:
            found = _WORD.findall(block.casefold())
            words += [word.encode("utf-8", "surrogatepass") for word in found]
    return words
