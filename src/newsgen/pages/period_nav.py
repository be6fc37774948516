"""What lies around a page of the archive's own time: the spans before and after, months, years.

Takes the articles, and the days of withdrawn ones; knows every span that has a page of its own.
"""

from bisect import bisect_left
from calendar import monthrange
from collections.abc import Iterable
from datetime import date
from itertools import takewhile
from operator import attrgetter

from newsgen.model.article import Article
from newsgen.model.period import Period, Span
from newsgen.pages import routes
from newsgen.pages.cards import site_periods
from newsgen.pages.components import Around, Calendar, Near

_LENGTHS: tuple[Span, ...] = ("year", "month", "day")
_first = attrgetter("first")


class Surroundings:
    """The spans of an archive. One of withdrawn articles alone has a page, to which none leads."""

    def __init__(self, articles: tuple[Article, ...], gone: Iterable[date]) -> None:
        held = {article.moment.day for article in articles}
        self._years = site_periods(articles, "year")[::-1]
        self._held = {span: _spans(held, span) for span in _LENGTHS}
        self._days = frozenset(self._held["day"])
        self._calendars: dict[Period, Calendar] = {}
        self._paged = {span: _spans(held.union(gone), span) for span in _LENGTHS}

    def of(self, span: Span, within: Period | None = None) -> tuple[Period, ...]:
        """All spans of this length that have pages, oldest first; those of one span alone."""
        paged = self._paged[span]
        if within is None:
            return paged
        start = bisect_left(paged, within.first, key=_first)
        return tuple(takewhile(lambda each: each.wider == within, paged[start:]))

    def near(self, period: Period) -> tuple[Near | None, Near | None]:
        """The spans of the same length before and after one that have articles."""
        held = self._held[period.span]
        at = bisect_left(held, period)
        beyond = at + 1 if at < len(held) and held[at] == period else at
        earlier = _near(held[at - 1]) if at else None
        return earlier, _near(held[beyond]) if beyond < len(held) else None

    def around(self, period: Period) -> Around:
        """All that leads on from the page of a span."""
        earlier, later = self.near(period)
        if period.span == "year":
            return Around(earlier, later, years=self._years)
        month = period if period.span == "month" else Period.of(period.first, "month")
        return Around(earlier, later, self._calendar(month))

    def _calendar(self, month: Period) -> Calendar:
        if month not in self._calendars:
            first = month.first
            _, last = monthrange(first.year, first.month)
            days = (Period(first.replace(day=day), "day") for day in range(1, last + 1))
            addresses = tuple(routes.period(day) if day in self._days else "" for day in days)
            self._calendars[month] = Calendar(routes.period(month), month, addresses)
        return self._calendars[month]


def _near(period: Period) -> Near:
    return Near(routes.period(period), period)


def _spans(days: Iterable[date], span: Span) -> tuple[Period, ...]:
    return tuple(sorted({Period.of(day, span) for day in days}))
