"""Estimates whether Python-Markdown can parse a text in reasonable time.

Adds up what the marks of a text cost at worst, in rough nanoseconds on a machine of 2026. The
library searches for the end of each mark: ten thousand unclosed brackets take it minutes.
"""

import re

_MIN_LENGTH = 2_000
"""A shorter text is never too complex, even if every character is a mark."""

_COST_LIMIT = 2_000_000_000

# For each kind of mark a pattern for beginnings (the group) and ends, and the cost of a character
# that is searched. An empty line ends all but tags and fences.
_END_SEARCHES = (
    (re.compile(r"(\[)|\]|\n[ \t]*\n"), 500),
    (re.compile(r"(\]\()|\)|\n[ \t]*\n"), 500),
    (re.compile(r"(<(?=[A-Za-z/]))|>"), 30),
    (re.compile(r"(^[`~]{3,}[^\n]+$)|^[`~]{3,}[ ]*$", re.MULTILINE), 10),
)
_BACKTICKS = re.compile(r"(?<!\\)`+|\n[ \t]*\n")
_BACKTICK_COST = 60

# Splits at the ends of paragraphs, items and rows. Each mark in one makes the library copy it.
_INLINE_UNIT = re.compile(r"\n[ \t]*(?=\n|[*+-][ ]|\d+\.[ ]|<|[^\n|]*\|)")
_MARKS = b"[]`*_<!&\\"
_MARK_COST = 0.5
_BLOCK = re.compile(r"\n[ \t]*\n")
_LINE = re.compile(r"^(?:#|=+[ ]*$|-+[ ]*$)", re.MULTILINE)
_LINE_COST = 10


def is_too_complex(text: str) -> bool:
    """Return whether parsing a text as Markdown would take seconds."""
    if len(text) < _MIN_LENGTH:
        return False
    # Headings, their underlines, and fences.
    marker_lines = sum(text.count(f"\n{mark}") for mark in "#=-~" if mark in text)
    if len(text) * (_count_mark_chars(text) + marker_lines) * 500 < _COST_LIMIT:
        return False
    cost: float = _backtick_search_cost(text)
    for delimiters, char_cost in _END_SEARCHES:
        cost += _search_cost(text, delimiters, char_cost)
    for unit in _INLINE_UNIT.split(text):
        cost += _count_mark_chars(unit) * len(unit) * _MARK_COST
    for block in _BLOCK.split(text):
        cost += len(_LINE.findall(block)) * len(block) * _LINE_COST
    return cost > _COST_LIMIT


def _count_mark_chars(text: str) -> int:
    data = text.encode("utf-8", "surrogatepass")
    return len(data) - len(data.translate(None, _MARKS))


def _search_cost(text: str, delimiters: re.Pattern[str], char_cost: int) -> int:
    """Return the cost of searches from each beginning to the next end, or the text's end."""
    cost = 0
    end = len(text)
    for match in reversed(tuple(delimiters.finditer(text))):
        if match.group(1):
            cost += (end - match.start()) * char_cost
        else:
            end = match.start()
    return cost


def _backtick_search_cost(text: str) -> int:
    """Return the cost of searches from each run of backticks to an equal one or the block's end."""
    cost = 0
    end = len(text)
    next_runs: dict[int, int] = {}
    for run in reversed(tuple(_BACKTICKS.finditer(text))):
        if run.group()[0] != "`":
            end = run.start()
            next_runs.clear()
        else:
            size = len(run.group())
            cost += (next_runs.get(size, end) - run.start()) * _BACKTICK_COST
            next_runs[size] = run.start()
    return cost
