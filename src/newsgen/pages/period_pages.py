"""The site's own pages of years, months and days, and the page that leads to all of them.

Lists are by time and never by page number, so an address keeps the set of articles it stands for.
"""

from bisect import bisect_left
from calendar import monthrange
from collections import defaultdict
from collections.abc import Iterator
from functools import partial

from newsgen.archive.timeline import group_by_period
from newsgen.model.article import Article
from newsgen.model.period import NARROWER_SPAN, Period, Span
from newsgen.pages import routes
from newsgen.pages.cards import (
    FRONT_CRUMB,
    CardFactory,
    card_groups,
    period_crumbs,
    site_periods,
)
from newsgen.pages.page_group import PageGroup, PlannedPage, builtin_page, single_page_group
from newsgen.pages.plan_inputs import PlanInputs
from newsgen.pages.view_components import (
    CountedPeriod,
    MonthCalendar,
    PeriodLink,
    PeriodNav,
    YearOverview,
)
from newsgen.pages.views import DatesView, PeriodView


def dates_group(inputs: PlanInputs) -> PageGroup:
    """Return the page of all dates."""
    months_by_year: dict[Period | None, list[CountedPeriod]] = defaultdict(list)
    for month in site_periods(inputs.archive.articles, "month"):
        months_by_year[month.period.wider].append(month)
    years = tuple(
        YearOverview(year, tuple(months_by_year[year.period]))
        for year in site_periods(inputs.archive.articles, "year")
    )
    view = DatesView(routes.DATES, (FRONT_CRUMB,), years, len(inputs.archive.articles))
    page = builtin_page(routes.DATES, "dates.html", "the page of all dates", lambda: view)
    return single_page_group(page)


class PeriodPlanner:
    """Plans the pages of periods.

    A period of withdrawn articles alone has a page too, which leads to those before and after it;
    no page leads there.
    """

    def __init__(self, inputs: PlanInputs, make_card: CardFactory) -> None:
        self._make_card = make_card
        self._max_articles = inputs.config.year
        self._articles = articles = inputs.archive.articles
        self._years = site_periods(articles, "year")[::-1]
        article_days = {article.moment.day for article in articles}
        spans: tuple[Span, ...] = ("year", "month", "day")
        self._with_articles = {
            span: sorted({Period.of(day, span) for day in article_days}) for span in spans
        }
        self._days = frozenset(self._with_articles["day"])
        withdrawn = inputs.archive.withdrawn_articles
        self._narrower: dict[Period | None, dict[Period, None]] = defaultdict(dict)
        for day in sorted(article_days.union(article.moment.day for article in withdrawn)):
            year, month = Period.of(day, "year"), Period.of(day, "month")
            self._narrower[None][year] = None
            self._narrower[year][month] = None
            self._narrower[month][Period(day, "day")] = None

    def groups(self) -> Iterator[PageGroup]:
        """Yield a group for each year, the oldest first, and for each month with its days."""
        articles_by_year = dict(group_by_period(self._articles, "year"))
        for year in self._narrower[None]:
            articles = articles_by_year.get(year, ())
            articles_by_month = dict(group_by_period(articles, "month"))
            yield self._year_group(year, articles)
            for month in self._narrower[year]:
                yield self._month_group(month, articles_by_month.get(month, ()))

    def _year_group(self, year: Period, articles: tuple[Article, ...]) -> PageGroup:
        """Return the page of a year: its months, and its articles unless they are too many."""
        page = self._page(year, articles)
        without_cards = self._view(year, articles, 0)
        shown = articles if len(articles) <= self._max_articles else ()
        return PageGroup(lambda: (page,), ("year", without_cards, len(shown)), shown)

    def _month_group(self, month: Period, articles: tuple[Article, ...]) -> PageGroup:
        days = tuple(self._narrower[month])

        def pages() -> Iterator[PlannedPage]:
            yield self._page(month, articles)
            articles_by_day = dict(group_by_period(articles, "day"))
            for day in days:
                yield self._page(day, articles_by_day.get(day, ()))

        neighbours = [self._neighbours(period) for period in (month, days[0], days[-1])]
        return PageGroup(pages, ("month", month, days, neighbours, self._max_articles), articles)

    def _page(self, period: Period, articles: tuple[Article, ...]) -> PlannedPage:
        view = partial(self._view, period, articles, self._max_articles)
        owner = f"the page of a {period.span}"
        return builtin_page(routes.period_address(period), "period.html", owner, view)

    def _view(self, period: Period, articles: tuple[Article, ...], max_articles: int) -> PeriodView:
        """Return the page of a period; one of too many articles leads to narrower periods alone."""
        narrower = NARROWER_SPAN.get(period.span)
        all_shown = narrower is None or len(articles) <= max_articles
        return PeriodView(
            address=routes.period_address(period),
            crumbs=period_crumbs(period.wider),
            period=period,
            kind=None,
            names=(),
            count=len(articles),
            groups=card_groups(self._make_card, articles) if all_shown else (),
            mentions=(),
            periods=site_periods(articles, narrower) if narrower else (),
            around=PeriodNav(
                *self._neighbours(period),
                None if period.span == "year" else self._calendar(period),
                self._years if period.span == "year" else (),
            ),
        )

    def _neighbours(self, period: Period) -> tuple[PeriodLink | None, PeriodLink | None]:
        """Return the periods of the same length before and after one that have articles."""
        periods = self._with_articles[period.span]
        at = bisect_left(periods, period)
        after = at + (period in periods[at : at + 1])
        earlier = _period_link(periods[at - 1]) if at else None
        return earlier, _period_link(periods[after]) if after < len(periods) else None

    def _calendar(self, period: Period) -> MonthCalendar:
        month = Period.of(period.first, "month")
        _, day_count = monthrange(month.first.year, month.first.month)
        days = (Period(month.first.replace(day=day), "day") for day in range(1, day_count + 1))
        addresses = (routes.period_address(day) if day in self._days else "" for day in days)
        return MonthCalendar(routes.period_address(month), month, tuple(addresses))


def _period_link(period: Period) -> PeriodLink:
    return PeriodLink(routes.period_address(period), period)
