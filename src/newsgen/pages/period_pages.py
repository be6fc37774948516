"""The site's own pages of years, months and days, and the page that leads to all of them.

Lists are by time and never by page number, so an address keeps the set of articles it stands for.
"""

from bisect import bisect_left
from calendar import monthrange
from collections import defaultdict
from collections.abc import Iterator
from functools import partial

from newsgen.archive.timeline import articles_of_span_only, group_by_period
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
    for month in reversed(site_periods(inputs, inputs.archive.articles, "month")):
        months_by_year[month.period.wider].append(month)
    years = tuple(
        YearOverview(year, tuple(months_by_year[year.period]))
        for year in site_periods(inputs, inputs.archive.articles, "year")
    )
    view = DatesView(routes.DATES, (FRONT_CRUMB,), years, len(inputs.archive.stories))
    page = builtin_page(routes.DATES, "dates.html", "the page of all dates", lambda: view)
    return single_page_group(page)


class PeriodPlanner:
    """Plans the pages of periods.

    A period of withdrawn articles alone has a page too, which leads to those before and after it;
    no page leads there.
    """

    def __init__(self, inputs: PlanInputs, make_card: CardFactory) -> None:
        self._inputs = inputs
        self._make_card = make_card
        self._max_articles = inputs.config.year
        self._articles = articles = inputs.archive.articles
        self._years = site_periods(inputs, articles, "year")[::-1]
        spans: tuple[Span, ...] = ("year", "month", "day")
        dates = {article.moment.period for article in articles}
        periods = {holder for period in dates for holder in _with_wider(period)}
        self._with_articles = {
            span: sorted(period for period in periods if period.span == span) for span in spans
        }
        self._days = frozenset(self._with_articles["day"])
        withdrawn = inputs.archive.withdrawn_articles
        dates.update(article.moment.period for article in withdrawn)
        self._narrower: dict[Period | None, dict[Period, None]] = defaultdict(dict)
        for period in sorted(dates):
            for holder in _with_wider(period):
                self._narrower[holder.wider][holder] = None

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
        without_cards = self._view(year, articles, ())
        shown = self._shown(year, articles)
        return PageGroup(lambda: (page,), ("year", without_cards, len(shown)), shown)

    def _month_group(self, month: Period, articles: tuple[Article, ...]) -> PageGroup:
        days = tuple(self._narrower[month])

        def pages() -> Iterator[PlannedPage]:
            yield self._page(month, articles)
            articles_by_day = dict(group_by_period(articles, "day"))
            for day in days:
                yield self._page(day, articles_by_day.get(day, ()))

        neighbours = [self._neighbours(period) for period in (month, *days[:1], *days[-1:])]
        return PageGroup(pages, ("month", month, days, neighbours, self._max_articles), articles)

    def _page(self, period: Period, articles: tuple[Article, ...]) -> PlannedPage:
        view = partial(self._view, period, articles, self._shown(period, articles))
        owner = f"the page of a {period.span}"
        return builtin_page(routes.period_address(period), "period.html", owner, view)

    def _shown(self, period: Period, articles: tuple[Article, ...]) -> tuple[Article, ...]:
        """Return the articles on the page of a period, each story once.

        Of too many only those that no page of a narrower period can hold.
        """
        stories = self._inputs.archive.versions.one_of_each(articles)
        if period.span == "day" or len(stories) <= self._max_articles:
            return stories
        return articles_of_span_only(stories, period.span)

    def _view(
        self, period: Period, articles: tuple[Article, ...], shown: tuple[Article, ...]
    ) -> PeriodView:
        narrower = NARROWER_SPAN.get(period.span)
        return PeriodView(
            address=routes.period_address(period),
            crumbs=period_crumbs(period.wider),
            period=period,
            kind=None,
            names=(),
            count=len(self._inputs.archive.versions.one_of_each(articles)),
            groups=card_groups(self._make_card, shown),
            mentions=(),
            periods=site_periods(self._inputs, articles, narrower)[::-1] if narrower else (),
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


def _with_wider(period: Period) -> Iterator[Period]:
    """Yield a period and those that hold it."""
    yield period
    if period.wider:
        yield from _with_wider(period.wider)


def _period_link(period: Period) -> PeriodLink:
    return PeriodLink(routes.period_address(period), period)
