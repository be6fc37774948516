"""What a page of the site's own time leads to: the periods before and after, months and years.

Takes the articles and the days of withdrawn ones; knows every period that has a page.
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
from newsgen.pages.view_components import MonthCalendar, PeriodLink, PeriodNav

_SPANS: tuple[Span, ...] = ("year", "month", "day")
_first_day = attrgetter("first")


class PeriodNavigation:
    """The periods of an archive. No page leads to a period of withdrawn articles alone."""

    def __init__(self, articles: tuple[Article, ...], withdrawn_days: Iterable[date]) -> None:
        article_days = {article.moment.day for article in articles}
        page_days = article_days.union(withdrawn_days)
        self._years = site_periods(articles, "year")[::-1]
        self._with_articles = {span: _periods(article_days, span) for span in _SPANS}
        self._with_pages = {span: _periods(page_days, span) for span in _SPANS}
        self._days = frozenset(self._with_articles["day"])
        self._calendars: dict[Period, MonthCalendar] = {}

    def periods(self, span: Span, parent: Period | None = None) -> tuple[Period, ...]:
        """Return the periods that have pages, oldest first.

        Args:
            parent: The next wider period they lie in; None for those of the whole archive.
        """
        periods = self._with_pages[span]
        if parent is None:
            return periods
        start = bisect_left(periods, parent.first, key=_first_day)
        return tuple(takewhile(lambda period: period.wider == parent, periods[start:]))

    def previous_and_next(self, period: Period) -> tuple[PeriodLink | None, PeriodLink | None]:
        """Return the periods of the same length before and after one that have articles."""
        periods = self._with_articles[period.span]
        at = bisect_left(periods, period)
        after = at + 1 if at < len(periods) and periods[at] == period else at
        earlier = _period_link(periods[at - 1]) if at else None
        return earlier, _period_link(periods[after]) if after < len(periods) else None

    def period_nav(self, period: Period) -> PeriodNav:
        """Return all that the page of a period leads to."""
        earlier, later = self.previous_and_next(period)
        if period.span == "year":
            return PeriodNav(earlier, later, years=self._years)
        month = period if period.span == "month" else Period.of(period.first, "month")
        return PeriodNav(earlier, later, self._calendar(month))

    def _calendar(self, month: Period) -> MonthCalendar:
        if month not in self._calendars:
            first = month.first
            _, day_count = monthrange(first.year, first.month)
            days = (Period(first.replace(day=day), "day") for day in range(1, day_count + 1))
            addresses = tuple(
                routes.period_address(day) if day in self._days else "" for day in days
            )
            self._calendars[month] = MonthCalendar(routes.period_address(month), month, addresses)
        return self._calendars[month]


def _period_link(period: Period) -> PeriodLink:
    return PeriodLink(routes.period_address(period), period)


def _periods(days: Iterable[date], span: Span) -> tuple[Period, ...]:
    return tuple(sorted({Period.of(day, span) for day in days}))
