"""The site's own pages of years, months and days.

Lists are by time and never by page number, so an address keeps the set of articles it stands for.
"""

from collections.abc import Iterator
from functools import partial

from newsgen.archive.timeline import group_by_period
from newsgen.model.article import Article
from newsgen.model.period import NARROWER_SPAN, Period
from newsgen.pages import routes
from newsgen.pages.cards import CardFactory, card_groups, period_crumbs, site_periods
from newsgen.pages.page_group import PageGroup, PlannedPage, builtin_page
from newsgen.pages.period_navigation import PeriodNavigation
from newsgen.pages.plan_inputs import PlanInputs
from newsgen.pages.views import PeriodView


def period_groups(inputs: PlanInputs, make_card: CardFactory) -> Iterator[PageGroup]:
    """Yield a group for each year, and one for each month with its days.

    A period of withdrawn articles alone has a page too, which leads to those before and after it.
    """
    articles_by_year = dict(group_by_period(inputs.archive.articles, "year"))
    withdrawn_days = [article.moment.day for article in inputs.archive.withdrawn_articles]
    navigation = PeriodNavigation(inputs.archive.articles, withdrawn_days)
    planner = _PeriodPlanner(navigation, make_card, inputs.config.year)
    for year in navigation.periods("year"):
        articles = articles_by_year.get(year, ())
        articles_by_month = dict(group_by_period(articles, "month"))
        yield planner.year_group(year, articles)
        for month in navigation.periods("month", year):
            yield planner.month_group(month, articles_by_month.get(month, ()))


class _PeriodPlanner:
    """Plans the pages of periods. A page of more than `max_articles` leads to narrower periods."""

    def __init__(
        self, navigation: PeriodNavigation, make_card: CardFactory, max_articles: int
    ) -> None:
        self._navigation = navigation
        self._make_card = make_card
        self._max_articles = max_articles

    def year_group(self, year: Period, articles: tuple[Article, ...]) -> PageGroup:
        """Return the page of a year: its months, and its articles unless they are too many."""
        page = self._page(year, articles)
        without_cards = self._view(year, articles, 0)
        shown = articles if len(articles) <= self._max_articles else ()
        return PageGroup(lambda: (page,), ("year", without_cards, len(shown)), shown)

    def month_group(self, month: Period, articles: tuple[Article, ...]) -> PageGroup:
        """Return the pages of a month and its days."""
        days = self._navigation.periods("day", month)

        def pages() -> Iterator[PlannedPage]:
            yield self._page(month, articles)
            articles_by_day = dict(group_by_period(articles, "day"))
            for day in days:
                yield self._page(day, articles_by_day.get(day, ()))

        neighbours = [
            self._navigation.previous_and_next(period) for period in (month, days[0], days[-1])
        ]
        return PageGroup(pages, ("month", month, days, neighbours, self._max_articles), articles)

    def _page(self, period: Period, articles: tuple[Article, ...]) -> PlannedPage:
        view = partial(self._view, period, articles, self._max_articles)
        owner = f"the page of a {period.span}"
        return builtin_page(routes.period_address(period), "period.html", owner, view)

    def _view(self, period: Period, articles: tuple[Article, ...], max_articles: int) -> PeriodView:
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
            around=self._navigation.period_nav(period),
        )
