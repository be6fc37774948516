"""Tests by which a spelling in a text turns out not to be the name it looks like.

A surname may be part of another person's name, May may be the month, and US in a line of capitals
may be the word us. `disambiguation` decides which test a hit has to pass.
"""

import re

from newsgen.content.names.fold import NAME_BREAK
from newsgen.content.names.stopwords import MONTH_NAMES, PERSON_TITLES, STOPWORDS

_WORD_BEFORE = re.compile(r"([^\W\d_]+)(\.?) $")
_WORD_AFTER = re.compile(r" ([^\W\d_]+|[0-9]+)")
_SENTENCE_START = re.compile(rf"(?:^|[{NAME_BREAK}.!?:;\u2026\"\u201c\u00ab(\u2013\u2014-]) *$")
_TIME_WORDS = frozenset(
    ("in", "since", "until", "till", "by", "from", "last", "next", "early", "late", "mid", "of")
)
_LOOKBEHIND, _MAX_LINE = 40, 300


def is_in_all_caps(text: str, start: int, end: int) -> bool:
    """Return whether a common word is in a line of capitals only: US in TELL US MORE."""
    word = text[start:end]
    if len(word) > 5 or not word.isupper() or word.lower() not in STOPWORDS:
        return False
    # No headline is longer; reading a whole paragraph for each word would take quadratic time.
    before = text[max(0, start - _MAX_LINE) : start].rpartition(NAME_BREAK)[2]
    after = text[end : end + _MAX_LINE].partition(NAME_BREAK)[0]
    return (before + after).isupper()


def is_part_of_longer_name(text: str, start: int, end: int, follows_name: bool) -> bool:
    """Return whether a surname is part of a longer name: May in Brian May, Xi in Xi Yuting.

    follows_name: Whether another name ends right before it: From Kazakhstan Xi went on.
    """
    word = text[start:end]
    if word.isupper() and len(word) > 1:
        return False
    after = _WORD_AFTER.match(text, end)
    if after and _is_name_part(after.group(1)):
        return True
    before = None if follows_name else _WORD_BEFORE.search(text, max(0, start - _LOOKBEHIND), start)
    if not before or before.group(2) or not _is_name_part(before.group(1)):
        return False
    return not _SENTENCE_START.search(text, max(0, before.start() - _LOOKBEHIND), before.start())


def is_month(text: str, start: int, end: int) -> bool:
    """Return whether a word is a month: May after a word such as in, or before a number."""
    if text[start:end].lower() not in MONTH_NAMES:
        return False
    before = _WORD_BEFORE.search(text, max(0, start - _LOOKBEHIND), start)
    after = _WORD_AFTER.match(text, end)
    return bool(
        (before and before.group(1).lower() in _TIME_WORDS) or (after and after.group(1).isdigit())
    )


def _is_name_part(word: str) -> bool:
    """Return whether a word next to a surname belongs to the same name."""
    return word[0].isupper() and word.lower() not in STOPWORDS and word.lower() not in PERSON_TITLES
