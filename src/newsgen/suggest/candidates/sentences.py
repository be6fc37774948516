"""Tells where sentences begin in a folded text, and cuts out the sentence around a position."""

import re
from collections.abc import Iterator

from newsgen.content.names.fold import NAME_BREAK
from newsgen.suggest.candidates.word_lists import ABBREVIATIONS

_SENTENCE_START = re.compile(
    rf"(?:^|[{NAME_BREAK}.!?:;\u2026\"\u201c\u201d\u00ab*|/(\u2013\u2014•\[-])['‘’)\]]* *$"
)
_LAST_WORD = re.compile(r"([^\W\d_](?:[^\W\d_]|\.)*)\. $")
_SENTENCE_END = re.compile(rf"[.!?\u2026](?=[\"”’)]* )|[。！？]|{NAME_BREAK}")
_LOOKBEHIND = 24

_MAX_LENGTH = 160
"""Characters of a sentence that is shown."""


def is_sentence_start(text: str, start: int) -> bool:
    """Return whether a sentence, quotation or list item may begin here."""
    before = text[max(0, start - _LOOKBEHIND) : start]
    if not _SENTENCE_START.search(before):
        return False
    return not _ends_with_abbreviation(before)


def _ends_with_abbreviation(text: str) -> bool:
    """Return whether the full stop and the space at the end of a text belong to an abbreviation."""
    last = _LAST_WORD.search(text)
    if not last:
        return False
    return (len(last[1]) == 1 and last[1].isupper()) or last[1].lower() in ABBREVIATIONS


def _sentence_ends(text: str, start: int, end: int) -> Iterator[int]:
    """Yield where sentences end in a part of a text; Dr. ends none."""
    for match in _SENTENCE_END.finditer(text, start, end):
        before = text[max(0, match.end() - _LOOKBEHIND) : match.end() + 1]
        if not _ends_with_abbreviation(before):
            yield match.end()


def sentence_around(text: str, start: int, end: int) -> str:
    """Return the sentence around a part of a text; a long one is cut on both sides, at words."""
    first = max(_sentence_ends(text, 0, start), default=0)
    last = next(_sentence_ends(text, end, len(text)), len(text))
    room = max(_MAX_LENGTH - (end - start), 0)
    cut_before = start - first > room // 2 and start - first + last - end > room
    if cut_before:
        first = start - room // 2
        first = text.find(" ", first, start) + 1 or first
    cut_after = last - end > room - (start - first)
    if cut_after:
        last = max(end, text.rfind(" ", end, end + room - (start - first)))
    shown = " ".join(text[first:last].replace(NAME_BREAK, " ").split())
    return f"{'… ' if cut_before else ''}{shown}{' …' if cut_after else ''}"
