"""What around a spelling speaks against it: that the word is no name there, or that of another.

Only for spellings that are words, or surnames: what means a name by itself is not doubted, but
where nothing but capitals tells a word from an abbreviation.
"""

import re

from newsgen.content.names.folding import BREAK
from newsgen.content.names.stopwords import COMMON, MONTHS, TITLES

_BEFORE = re.compile(r"([^\W\d_]+)(\.?) $")
_AFTER = re.compile(r" ([^\W\d_]+|[0-9]+)")
_SENTENCE = re.compile(rf"(?:^|[{BREAK}.!?:;\u2026\"\u201c\u00ab(\u2013\u2014-]) *$")
_OF_TIME = frozenset(
    ("in", "since", "until", "till", "by", "from", "last", "next", "early", "late", "mid", "of")
)
_FAR, _LINE = 40, 300


def is_shouted(text: str, start: int, end: int) -> bool:
    """Whether a common word stands in a line of nothing but capitals: US in TELL US MORE."""
    word = text[start:end]
    if len(word) > 5 or not word.isupper() or word.lower() not in COMMON:
        return False
    # No headline is longer, and to read all of a long paragraph for each word would be quadratic.
    before = text[max(0, start - _LINE) : start].rpartition(BREAK)[2]
    after = text[end : end + _LINE].partition(BREAK)[0]
    return (before + after).isupper()


def is_of_another(text: str, start: int, end: int, beside: bool) -> bool:
    """Whether a surname is part of a longer name: May in Brian May, Xi in Xi Yuting.

    beside: whether a name of its own stands right before it, as in From Kazakhstan Xi went on.
    """
    word = text[start:end]
    if word.isupper() and len(word) > 1:
        return False
    after = _AFTER.match(text, end)
    if after and _is_name(after.group(1)):
        return True
    before = None if beside else _BEFORE.search(text, max(0, start - _FAR), start)
    if not before or before.group(2) or not _is_name(before.group(1)):
        return False
    return not _SENTENCE.search(text, max(0, before.start() - _FAR), before.start())


def is_month(text: str, start: int, end: int) -> bool:
    """Whether May is the month: after a word such as in, or before a number."""
    if text[start:end].lower() not in MONTHS:
        return False
    before = _BEFORE.search(text, max(0, start - _FAR), start)
    after = _AFTER.match(text, end)
    return bool(
        (before and before.group(1).lower() in _OF_TIME) or (after and after.group(1).isdigit())
    )


def _is_name(word: str) -> bool:
    """Whether a word beside a surname makes it another's."""
    return word[0].isupper() and word.lower() not in COMMON and word.lower() not in TITLES
