"""Where a word ends: whether a spelling stands by itself in a text, or inside a longer word.

By the rules of Unicode for words (UAX #29, section 4.1) with three differences: a hyphen ends a
word; an English ending as in Xi's, and a French or Italian article as in l'ONU, are no part of it;
scripts that are written without spaces have no words at all.
"""

import re
import unicodedata
from functools import cache

_UNSPACED = re.compile(
    "[\u0e00-\u0eff\u1000-\u109f\u1780-\u17ff\u19e0-\u19ff\u2e80-\u2fdf\u3005-\u3007"
    "\u3021-\u30ff\u3100-\u312f\u31a0-\u31ff\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff"
    "\uff66-\uff9f\U00020000-\U0003ffff]"
)
"""Thai, Lao, Burmese and Khmer; Han, Hiragana, Katakana and Bopomofo."""

_ENDING = re.compile(r"'(?:s|d|m|ll|re|ve|S|D|M|LL|RE|VE)(?![^\W_])")
_ARTICLE = re.compile(
    r"(?<![^\W_])(?:[cdjlmnst]|qu|jusqu|lorsqu|puisqu|un|all|dall|dell|nell|sull)'$", re.IGNORECASE
)
_LONGEST_ARTICLE = 7

_OPEN = frozenset(' \u2029("')
_SHUT = frozenset(' \u2029,)";:!?')


@cache
def joins(char: str) -> bool:
    """Whether a sign makes a word with those like it beside it."""
    if _UNSPACED.match(char):
        return False
    return char.isalnum() or char == "_" or unicodedata.category(char).startswith("M")


def stands(text: str, start: int, end: int) -> bool:
    """Whether what is in a plain text from `start` to `end` is a word, or several."""
    return _begins(text, start) and _ends(text, end)


def _begins(text: str, start: int) -> bool:
    before = text[start - 1] if start else " "
    if before in _OPEN or not joins(text[start]):
        return True
    if before == "'":
        return not joins(text[start - 2 : start - 1] or " ") or bool(
            _ARTICLE.search(text, max(0, start - _LONGEST_ARTICLE), start)
        )
    if before == ".":
        return not joins(text[start - 2 : start - 1] or " ")
    return not joins(before)


def _ends(text: str, end: int) -> bool:
    after = text[end : end + 1] or " "
    if after in _SHUT:
        return True
    last = text[end - 1]
    if last == ".":
        return not joins(after)
    if not joins(last):
        return True
    if after == "'":
        return not joins(text[end + 1 : end + 2] or " ") or bool(_ENDING.match(text, end))
    if after == ".":
        return not joins(text[end + 1 : end + 2] or " ")
    return not joins(after)
