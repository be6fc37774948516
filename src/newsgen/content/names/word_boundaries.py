"""Tells whether a part of a text is a whole word, or several, and not part of a longer word.

Follows Unicode (UAX #29, section 4.1) with three differences: a hyphen ends a word; an English
ending as in Xi's and a French or Italian article as in l'ONU are not part of it; in scripts without
spaces between words, every position is a boundary.
"""

import re
import unicodedata
from functools import cache

from newsgen.model.lazy_pattern import lazy_pattern

UNSPACED = (
    "\u0e00-\u0eff\u1000-\u109f\u1780-\u17ff\u19e0-\u19ff\u2e80-\u2fdf\u3005-\u3007"
    "\u3021-\u30ff\u3100-\u312f\u31a0-\u31ff\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff"
    "\uff66-\uff9f\U00020000-\U0003ffff"
)
"""Signs of scripts without spaces between words, as part of a pattern: Thai, Lao, Burmese and
Khmer; Han, Hiragana, Katakana and Bopomofo."""

_UNSPACED_CHAR = lazy_pattern(f"[{UNSPACED}]")

_ENGLISH_ENDING = lazy_pattern(r"'(?:s|d|m|ll|re|ve|S|D|M|LL|RE|VE)(?![^\W_])")
_ELIDED_ARTICLE = lazy_pattern(
    r"(?<![^\W_])(?:[cdjlmnst]|qu|jusqu|lorsqu|puisqu|un|all|dall|dell|nell|sull)'$", re.IGNORECASE
)
_LONGEST_ARTICLE = 7

_BEFORE_WORD = frozenset(' \u2029("')
_AFTER_WORD = frozenset(' \u2029,)";:!?')


@cache
def is_word_char(char: str) -> bool:
    """Return whether a character is part of words."""
    if _UNSPACED_CHAR.match(char):
        return False
    return char.isalnum() or char == "_" or unicodedata.category(char).startswith("M")


def is_whole_word(text: str, start: int, end: int) -> bool:
    """Return whether a folded text from `start` to `end` is one word or several."""
    return _is_word_start(text, start) and _is_word_end(text, end)


def _is_word_start(text: str, start: int) -> bool:
    before = text[start - 1] if start else " "
    if before in _BEFORE_WORD or not is_word_char(text[start]):
        return True
    if before in "'.":
        if not is_word_char(text[start - 2 : start - 1] or " "):
            return True
        first = max(0, start - _LONGEST_ARTICLE)
        return before == "'" and bool(_ELIDED_ARTICLE.search(text, first, start))
    return not is_word_char(before)


def _is_word_end(text: str, end: int) -> bool:
    after = text[end : end + 1] or " "
    if after in _AFTER_WORD:
        return True
    last = text[end - 1]
    if last == ".":
        return not is_word_char(after)
    if not is_word_char(last):
        return True
    if after in "'.":
        if not is_word_char(text[end + 1 : end + 2] or " "):
            return True
        return after == "'" and bool(_ENGLISH_ENDING.match(text, end))
    return not is_word_char(after)
