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
from newsgen.pages.components import MonthCalendar, PeriodLink, PeriodNav

_SPANS: tuple[Span, ...] = ("year", "month", "day")
_first_day = attrgetter("first")


class PeriodNavigation:
    """The spans of an archive. One of withdrawn articles alone has a page, to which none leads."""

    def __init__(self, articles: tuple[Article, ...], withdrawn_days: Iterable[date]) -> None:
        held = {article.moment.day for article in articles}
        self._years = site_periods(articles, "year")[::-1]
        self._held = {span: _periods(held, span) for span in _SPANS}
        self._days = frozenset(self._held["day"])
        self._calendars: dict[Period, MonthCalendar] = {}
        self._paged = {span: _periods(held.union(withdrawn_days), span) for span in _SPANS}

    def periods(self, span: Span, parent: Period | None = None) -> tuple[Period, ...]:
        """All spans of this length that have pages, oldest first; those of one span alone."""
        paged = self._paged[span]
        if parent is None:
            return paged
        start = bisect_left(paged, parent.first, key=_first_day)
        return tuple(takewhile(lambda each: each.wider == parent, paged[start:]))

    def previous_and_next(self, period: Period) -> tuple[PeriodLink | None, PeriodLink | None]:
        """The spans of the same length before and after one that have articles."""
        held = self._held[period.span]
        at = bisect_left(held, period)
        beyond = at + 1 if at < len(held) and held[at] == period else at
        earlier = _period_link(held[at - 1]) if at else None
        return earlier, _period_link(held[beyond]) if beyond < len(held) else None

    def period_nav(self, period: Period) -> PeriodNav:
        """All that leads on from the page of a span."""
        earlier, later = self.previous_and_next(period)
        if period.span == "year":
            return PeriodNav(earlier, later, years=self._years)
        month = period if period.span == "month" else Period.of(period.first, "month")
        return PeriodNav(earlier, later, self._calendar(month))

    def _calendar(self, month: Period) -> MonthCalendar:
        if month not in self._calendars:
            first = month.first
            _, last = monthrange(first.year, first.month)
            days = (Period(first.replace(day=day), "day") for day in range(1, last + 1))
            addresses = tuple(
                routes.period_address(day) if day in self._days else "" for day in days
            )
            self._calendars[month] = MonthCalendar(routes.period_address(month), month, addresses)
        return self._calendars[month]


def _period_link(period: Period) -> PeriodLink:
    return PeriodLink(routes.period_address(period), period)


def _periods(days: Iterable[date], span: Span) -> tuple[Period, ...]:
    return tuple(sorted({Period.of(day, span) for day in days}))
