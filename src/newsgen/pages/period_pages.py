"""The site's own pages of years, months and days, and the page that leads to all of them.

Lists are by time and never by page number, so an address keeps the set of articles it stands for.
"""

from calendar import monthrange
from collections import defaultdict
from collections.abc import Iterator
from datetime import MAXYEAR, MINYEAR, date
from functools import partial
from itertools import chain

from newsgen.archive.questions import ARTICLES, WITHDRAWN
from newsgen.model.article import Article
from newsgen.model.period import NARROWER_SPAN, Period
from newsgen.pages import routes
from newsgen.pages.cards import FRONT_CRUMB, card_groups, period_crumbs, site_periods
from newsgen.pages.page_group import PlannedPage, builtin_page
from newsgen.pages.plan_inputs import PlanInputs
from newsgen.pages.view_components import (
    CountedPeriod,
    MonthCalendar,
    PeriodLink,
    PeriodNav,
    YearOverview,
)
from newsgen.pages.views import DatesView, PeriodView

_YEARS_AROUND = 5
"""Years before and after its own that the page of a year shows."""


def dates_pages(inputs: PlanInputs, _: str = "") -> Iterator[PlannedPage]:
    """Yield the page of all dates."""
    yield builtin_page(
        routes.DATES, "dates.html", "the page of all dates", partial(_dates_view, inputs)
    )


def _dates_view(inputs: PlanInputs) -> DatesView:
    months_by_year: dict[Period | None, list[CountedPeriod]] = defaultdict(list)
    for month in site_periods(inputs, "month"):
        months_by_year[month.period.wider].append(month)
    years = tuple(
        YearOverview(year, tuple(months_by_year[year.period]))
        for year in reversed(site_periods(inputs, "year"))
    )
    return DatesView(routes.DATES, (FRONT_CRUMB,), years, inputs.questions.count(ARTICLES))


def period_pages(inputs: PlanInputs, key: str) -> Iterator[PlannedPage]:
    """Yield the page of a year, month or day, as `Period.isoformat` writes it.

    A period of withdrawn articles alone has a page too, which leads to those before and after it;
    no page leads there.
    """
    period = Period.fromisoformat(key)
    count = story_count(inputs, period)
    if count or inputs.questions.entries(WITHDRAWN, period):
        owner, address = f"the page of a {period.span}", routes.period_address(period)
        view = partial(_period_view, inputs, period, count)
        yield builtin_page(address, "period.html", owner, view)


def story_count(inputs: PlanInputs, period: Period) -> int:
    """Return the number of stories of a period."""
    tally = inputs.questions.tally(ARTICLES, period.span, period)
    return sum(count for _, count in tally)


def stories_on_page(inputs: PlanInputs, period: Period, count: int) -> tuple[Article, ...]:
    """Return the stories on the page of a period.

    Of too many only those that no page of a narrower period can hold.
    """
    if period.span == "day" or count <= inputs.config.year:
        return inputs.questions.between(ARTICLES, period)
    return inputs.questions.known_only_to(ARTICLES, period)


def _period_view(inputs: PlanInputs, period: Period, count: int) -> PeriodView:
    narrower = NARROWER_SPAN.get(period.span)
    earlier, later = inputs.questions.nearest(ARTICLES, period)
    return PeriodView(
        address=routes.period_address(period),
        crumbs=period_crumbs(period.wider),
        period=period,
        kind=None,
        names=(),
        count=count,
        groups=card_groups(inputs, stories_on_page(inputs, period, count)),
        mentions=(),
        periods=site_periods(inputs, narrower, period) if narrower else (),
        around=PeriodNav(
            _period_link(earlier),
            _period_link(later),
            None if period.span == "year" else _calendar(inputs, period),
            _years_around(inputs, period) if period.span == "year" else (),
        ),
    )


def _years_around(inputs: PlanInputs, year: Period) -> tuple[CountedPeriod, ...]:
    """Return the years near one with their counts, the oldest first.

    Of all years, each new article would change the page of each.
    """
    first = max(MINYEAR, year.first.year - _YEARS_AROUND)
    last = min(MAXYEAR, year.first.year + _YEARS_AROUND)
    years = (Period(date(number, 1, 1), "year") for number in range(first, last + 1))
    return tuple(chain.from_iterable(site_periods(inputs, "year", each) for each in years))


def _calendar(inputs: PlanInputs, period: Period) -> MonthCalendar:
    month = Period.of(period.first, "month")
    with_stories = {day for day, _ in inputs.questions.tally(ARTICLES, "day", month)}
    _, day_count = monthrange(month.first.year, month.first.month)
    days = (Period(month.first.replace(day=day), "day") for day in range(1, day_count + 1))
    addresses = (routes.period_address(day) if day in with_stories else "" for day in days)
    return MonthCalendar(routes.period_address(month), month, tuple(addresses))


def _period_link(period: Period | None) -> PeriodLink | None:
    return PeriodLink(routes.period_address(period), period) if period else None
