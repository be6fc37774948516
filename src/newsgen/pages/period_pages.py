"""The site's own pages of years, months and days, and the page that leads to all of them.

Lists are by time and never by page number, so an address keeps the set of articles it stands for.
"""

from collections import defaultdict
from collections.abc import Iterator
from datetime import MAXYEAR, MINYEAR, date, timedelta
from functools import partial
from itertools import chain

from newsgen.archive.questions import ARTICLES, WITHDRAWN
from newsgen.archive.term_questions import CountedTerm
from newsgen.model.article import Article
from newsgen.model.kind import ENTITY_KINDS, NameKey
from newsgen.model.period import NARROWER_SPAN, Period
from newsgen.pages import routes
from newsgen.pages.cards import FRONT_CRUMB, card_groups, period_crumbs, site_periods, term_address
from newsgen.pages.days_of_year import all_years_address
from newsgen.pages.index_components import IndexEntry
from newsgen.pages.page_group import PlannedPage, builtin_page
from newsgen.pages.period_components import (
    CountedPeriod,
    MonthCalendar,
    PeriodLink,
    PeriodNav,
    YearOverview,
)
from newsgen.pages.period_views import DatesView, PeriodView
from newsgen.pages.plan_inputs import PlanInputs

_MAX_NAMES = 8
"""Names that the page of a day shows."""

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
        YearOverview(year, tuple(months_by_year[year.period]), _day_counts(inputs, year.period))
        for year in reversed(site_periods(inputs, "year"))
    )
    return DatesView(routes.DATES, (FRONT_CRUMB,), years, inputs.questions.count(ARTICLES))


def _day_counts(inputs: PlanInputs, period: Period) -> tuple[int, ...]:
    """Return the number of stories of each day of a period."""
    counts = dict(inputs.questions.tally(ARTICLES, "day", period))
    day_count = (period.last - period.first).days + 1
    days = (Period(period.first + timedelta(number), "day") for number in range(day_count))
    return tuple(counts.get(day, 0) for day in days)


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
        around=_period_nav(inputs, period),
        all_years=all_years_address(inputs, period.first) if period.span == "day" and count else "",
        most_named=_most_named(inputs, period, count),
    )


def _most_named(inputs: PlanInputs, period: Period, count: int) -> tuple[IndexEntry, ...]:
    """Return the names that most articles of a day are about or mention, and at least two."""
    if period.span != "day" or count < 2:
        return ()
    named = inputs.questions.names_of_several(period)
    several = sorted((pair for pair in named if pair[0].kind in ENTITY_KINDS), key=_by_count)
    return tuple(
        IndexEntry(term.text, term_address(term), count, term.kind)
        for term, count in several[:_MAX_NAMES]
    )


def _by_count(named: CountedTerm) -> tuple[int, NameKey]:
    return -named[1], named[0].key


def _period_nav(inputs: PlanInputs, period: Period) -> PeriodNav:
    earlier = _period_link(inputs.questions.period_before(ARTICLES, period))
    later = _period_link(inputs.questions.period_after(ARTICLES, period))
    if period.span == "year":
        calendars, years = _year_calendars(inputs, period), _years_around(inputs, period)
        return PeriodNav(earlier, later, calendars=calendars, years=years)
    month = Period.of(period.first, "month")
    # The numbers of all days on the page of each would change it with every article of the month.
    calendar = month_calendar(inputs, month, has_counts=period == month)
    return PeriodNav(earlier, later, calendar)


def _years_around(inputs: PlanInputs, year: Period) -> tuple[CountedPeriod, ...]:
    """Return the years near one with their counts, the oldest first.

    Of all years, each new article would change the page of each.
    """
    first = max(MINYEAR, year.first.year - _YEARS_AROUND)
    last = min(MAXYEAR, year.first.year + _YEARS_AROUND)
    years = (Period(date(number, 1, 1), "year") for number in range(first, last + 1))
    return tuple(chain.from_iterable(site_periods(inputs, "year", each) for each in years))


def month_calendar(
    inputs: PlanInputs, month: Period, *, has_counts: bool = True, has_page: bool = True
) -> MonthCalendar:
    """Return the calendar of a month, with the numbers of its stories if they are to be shown."""
    counts = _day_counts(inputs, month)
    days = (Period(month.first + timedelta(number), "day") for number in range(len(counts)))
    return MonthCalendar(
        address=routes.period_address(month) if has_page else "",
        month=month,
        days=tuple(
            routes.period_address(day) if count else ""
            for day, count in zip(days, counts, strict=True)
        ),
        counts=counts if has_counts else (),
    )


def _year_calendars(inputs: PlanInputs, year: Period) -> tuple[MonthCalendar, ...]:
    with_pages = dict(inputs.questions.tally(ARTICLES, "month", year))
    months = (Period(date(year.first.year, month, 1), "month") for month in range(1, 13))
    return tuple(month_calendar(inputs, month, has_page=month in with_pages) for month in months)


def _period_link(period: Period | None) -> PeriodLink | None:
    return PeriodLink(routes.period_address(period), period) if period else None
