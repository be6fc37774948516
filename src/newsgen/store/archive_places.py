"""The place of an article in time: one number that sorts as `Article.sort_key` does.

Its high bits are the day, its low bits a label within the day. Labels leave room for articles that
come later; where there is none left, all articles of the day get new labels.
"""

from bisect import bisect_left
from collections.abc import Callable, Sequence
from datetime import date
from functools import lru_cache
from typing import Any

from newsgen.archive.questions import DAY_BITS
from newsgen.model.article import Article
from newsgen.model.period import Period, Span

_STEP = 1 << 20
_MAX_DAYS = 64
"""Days whose articles are kept in memory."""

SortKey = tuple[Any, ...]


def day_start(ordinal: int) -> int:
    """Return the least place of a day, by its proleptic Gregorian ordinal."""
    return ordinal << DAY_BITS


@lru_cache(maxsize=8192)
def _date(ordinal: int) -> date:
    return date.fromordinal(ordinal)


def period_bounds(period: Period) -> tuple[int, int]:
    """Return the least place in a period, and the least after it."""
    return day_start(period.first.toordinal()), day_start(period.last.toordinal() + 1)


@lru_cache(maxsize=8192)
def period_of_day(ordinal: int, span: Span) -> Period:
    """Return the period of a length in which a day lies."""
    return Period.of(_date(ordinal), span)


class DayOrder:
    """The articles of each day in their order, for giving places to new ones."""

    def __init__(self, articles_of_day: Callable[[int], Sequence[tuple[SortKey, int]]]) -> None:
        """Take what reads the sort keys and places of a day's articles, in order."""
        self._read = articles_of_day
        self._days: dict[int, list[tuple[SortKey, int]]] = {}

    def add(self, article: Article) -> tuple[int, list[tuple[int, int]]]:
        """Return the place of a new article, and the articles that move: old and new places."""
        ordinal, key = article.moment.day.toordinal(), article.sort_key
        day = self._day(ordinal)
        at = bisect_left(day, (key,))
        start = day_start(ordinal)
        before = day[at - 1][1] if at else start
        if at == len(day):
            place = before + _STEP
            is_free = place < day_start(ordinal + 1)
        else:
            place = (before + day[at][1]) // 2
            is_free = place > before
        moves: list[tuple[int, int]] = []
        if not is_free:
            step = (1 << DAY_BITS) // (len(day) + 2)
            labels = [start + step * (index + 1) for index in range(len(day) + 1)]
            place = labels.pop(at)
            moves = [(old, new) for (_, old), new in zip(day, labels, strict=True)]
            day[:] = [(one, new) for (one, _), new in zip(day, labels, strict=True)]
        day.insert(at, (key, place))
        return place, moves

    def remove(self, place: int) -> None:
        """Note that the article at a place is gone."""
        ordinal = place >> DAY_BITS
        self._days[ordinal] = [pair for pair in self._day(ordinal) if pair[1] != place]

    def _day(self, ordinal: int) -> list[tuple[SortKey, int]]:
        if ordinal not in self._days:
            if len(self._days) >= _MAX_DAYS:
                self._days.pop(next(iter(self._days)))
            self._days[ordinal] = list(self._read(ordinal))
        return self._days[ordinal]
