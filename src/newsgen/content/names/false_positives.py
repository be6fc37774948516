"""What around a spelling speaks against it: that the word is no name there, or that of another.

Only for spellings that are words, or surnames: what means a name by itself is not doubted, but
where nothing but capitals tells a word from an abbreviation.
"""

import re

from newsgen.content.names.folding import NAME_BREAK
from newsgen.content.names.stopwords import MONTH_NAMES, PERSON_TITLES, STOPWORDS

_WORD_BEFORE = re.compile(r"([^\W\d_]+)(\.?) $")
_WORD_AFTER = re.compile(r" ([^\W\d_]+|[0-9]+)")
_SENTENCE_START = re.compile(rf"(?:^|[{NAME_BREAK}.!?:;\u2026\"\u201c\u00ab(\u2013\u2014-]) *$")
_TIME_WORDS = frozenset(
    ("in", "since", "until", "till", "by", "from", "last", "next", "early", "late", "mid", "of")
)
_LOOKBEHIND, _MAX_LINE = 40, 300


def is_in_all_caps(text: str, start: int, end: int) -> bool:
    """Whether a common word stands in a line of nothing but capitals: US in TELL US MORE."""
    word = text[start:end]
    if len(word) > 5 or not word.isupper() or word.lower() not in STOPWORDS:
        return False
    # No headline is longer, and to read all of a long paragraph for each word would be quadratic.
    before = text[max(0, start - _MAX_LINE) : start].rpartition(NAME_BREAK)[2]
    after = text[end : end + _MAX_LINE].partition(NAME_BREAK)[0]
    return (before + after).isupper()


def is_part_of_longer_name(text: str, start: int, end: int, follows_name: bool) -> bool:
    """Whether a surname is part of a longer name: May in Brian May, Xi in Xi Yuting.

    beside: whether a name of its own stands right before it, as in From Kazakhstan Xi went on.
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
    """Whether May is the month: after a word such as in, or before a number."""
    if text[start:end].lower() not in MONTH_NAMES:
        return False
    before = _WORD_BEFORE.search(text, max(0, start - _LOOKBEHIND), start)
    after = _WORD_AFTER.match(text, end)
    return bool(
        (before and before.group(1).lower() in _TIME_WORDS) or (after and after.group(1).isdigit())
    )


def _is_name_part(word: str) -> bool:
    """Whether a word beside a surname makes it another's."""
    return word[0].isupper() and word.lower() not in STOPWORDS and word.lower() not in PERSON_TITLES
