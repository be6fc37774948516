"""Whether Markdown can read a text in reasonable time.

Takes a text; adds up what each of its spots can cost the library at worst, in rough nanoseconds on
a machine of 2026. Python-Markdown looks for the end of whatever begins, and looks through all that
is left if there is none: ten thousand brackets without an end take it minutes.
"""

import re

_MIN_LENGTH = 2_000
"""So few characters cannot come to the worst, were every one of them a mark."""

_COST_LIMIT = 2_000_000_000

# How it begins, a fence with a line; what begins and what ends it (an empty line ends all but
# tags); and what a character between costs.
_END_SEARCHES = (
    ("[", re.compile(r"(\[)|\]|\n[ \t]*\n"), 500),
    ("](", re.compile(r"(\]\()|\)|\n[ \t]*\n"), 500),
    ("<", re.compile(r"(<(?=[A-Za-z/]))|>"), 30),
    ("\n", re.compile(r"(^[`~]{3,}[^\n]+$)|^[`~]{3,}[ ]*$", re.MULTILINE), 10),
)
_BACKTICKS = re.compile(r"(?<!\\)`+|\n[ \t]*\n")
_BACKTICK_COST = 60

# Text that is read as one: a paragraph, an item, a row. Every mark in it moves the rest of it.
_INLINE_UNIT = re.compile(r"\n[ \t]*(?=\n|[*+-][ ]|\d+\.[ ]|<|[^\n|]*\|)")
_MARKS = b"[]`*_<!&\\"
_MARK_COST = 0.5
_BLOCK = re.compile(r"\n[ \t]*\n")
_LINE = re.compile(r"^(?:#|=+[ ]*$|-+[ ]*$)", re.MULTILINE)
_LINE_COST = 10


def is_too_complex(text: str) -> bool:
    """Whether reading a text as Markdown would take seconds."""
    if len(text) < _MIN_LENGTH:
        return False
    if (
        len(text) * (_count_mark_chars(text) + _count_marker_lines(text)) * 500 < _COST_LIMIT
        or _cost_bound(text) < _COST_LIMIT
    ):
        return False
    cost: float = _backtick_search_cost(text) + sum(
        _search_cost(text, spots, each) for _, spots, each in _END_SEARCHES
    )
    cost += (
        sum(_count_mark_chars(unit) * len(unit) for unit in _INLINE_UNIT.split(text)) * _MARK_COST
    )
    cost += sum(len(_LINE.findall(block)) * len(block) for block in _BLOCK.split(text)) * _LINE_COST
    return cost > _COST_LIMIT


def _count_mark_chars(text: str) -> int:
    """How many characters of a text may mean something to Markdown."""
    letters = text.encode("utf-8", "surrogatepass")
    return len(letters) - len(letters.translate(None, _MARKS))


def _count_marker_lines(text: str) -> int:
    """How many of its lines may be headings, their underlines, or fences."""
    return sum(text.count(f"\n{mark}") for mark in "#=-~" if mark in text)


def _cost_bound(text: str) -> float:
    """The cost if all that begins anywhere had to be looked for in the whole of the text."""
    cost = sum((text.count(beginning) + 1) * each for beginning, _, each in _END_SEARCHES)
    cost += text.count("`") * _BACKTICK_COST + (text.count("\n") + 1) * _LINE_COST
    return len(text) * (cost + _count_mark_chars(text) * _MARK_COST)


def _search_cost(text: str, delimiters: re.Pattern[str], char_cost: int) -> int:
    """The cost of looking from every beginning to the next end, or to the end of the text."""
    cost = 0
    end = len(text)
    for spot in reversed(tuple(delimiters.finditer(text))):
        if spot.group(1):
            cost += (end - spot.start()) * char_cost
        else:
            end = spot.start()
    return cost


def _backtick_search_cost(text: str) -> int:
    """The cost of looking from each run of backticks to one as long, or the paragraph's end."""
    cost = 0
    end = len(text)
    later: dict[int, int] = {}
    for run in reversed(tuple(_BACKTICKS.finditer(text))):
        if run.group()[0] != "`":
            end = run.start()
            later.clear()
        else:
            size = len(run.group())
            cost += (later.get(size, end) - run.start()) * _BACKTICK_COST
            later[size] = run.start()
    return cost
