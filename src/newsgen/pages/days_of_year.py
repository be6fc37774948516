"""The pages of days of the year: the articles of 13 September of all years, and a page of all days.

A day of the year has a page if articles of at least two years appeared on it. Its years are found
from year to year, so that a new article is read by no page but that of its own day.
"""

from collections import Counter
from collections.abc import Iterator
from datetime import date, timedelta
from functools import partial
from itertools import groupby

from newsgen.archive.questions import ARTICLES
from newsgen.model.period import Period
from newsgen.pages import routes
from newsgen.pages.cards import FRONT_CRUMB, headline, site_periods
from newsgen.pages.page_group import PlannedPage, builtin_page
from newsgen.pages.period_components import CountedDay, CountedPeriod, YearOfDay
from newsgen.pages.period_views import DayOfYearView, DaysOfYearView
from newsgen.pages.plan_inputs import PlanInputs
from newsgen.pages.view_components import Crumb

_LEAP_YEAR = 2000
"""Days of the year are dates of this year, which has all of them."""

_MAX_HEADLINES = 10
"""Headlines of a year that the page of a day shows."""

_FIRST_YEAR = Period.of(date.min, "year")


def days_of_year_pages(inputs: PlanInputs, _: str = "") -> Iterator[PlannedPage]:
    """Yield the page that leads to all days of the year, if there are articles of two years."""
    if len(site_periods(inputs, "year")) > 1:
        view = partial(_days_of_year_view, inputs)
        owner = "the page of the days of the year"
        yield builtin_page(routes.DAYS_OF_YEAR, "days_of_year.html", owner, view)


def _days_of_year_view(inputs: PlanInputs) -> DaysOfYearView:
    stories: Counter[tuple[int, int]] = Counter()
    years: Counter[tuple[int, int]] = Counter()
    for year in site_periods(inputs, "year"):
        for day, count in inputs.questions.tally(ARTICLES, "day", year.period):
            key = day.first.month, day.first.day
            stories[key] += count
            years[key] += 1
    first = date(_LEAP_YEAR, 1, 1)
    days = [
        CountedDay(day, routes.day_of_year_address(day), stories[key])
        if years[key] > 1
        else CountedDay(day)
        for number in range(366)
        for day in [first + timedelta(number)]
        for key in [(day.month, day.day)]
    ]
    months = groupby(days, lambda counted: counted.day.month)
    return DaysOfYearView(
        address=routes.DAYS_OF_YEAR,
        crumbs=(FRONT_CRUMB,),
        months=tuple(tuple(group) for _, group in months),
        most=max(counted.count for counted in days),
    )


def day_of_year_pages(inputs: PlanInputs, key: str) -> Iterator[PlannedPage]:
    """Yield the page of a day of the year if at least two years have articles on it.

    key: The month and the day: 09-13.
    """
    day = date.fromisoformat(f"{_LEAP_YEAR}-{key}")
    counts = tuple(_counts_of_day(inputs, day))
    if len(counts) > 1:
        address, owner = routes.day_of_year_address(day), "the page of a day of all years"
        view = partial(_day_of_year_view, inputs, day, counts)
        yield builtin_page(address, "day_of_year.html", owner, view)


def _day_of_year_view(
    inputs: PlanInputs, day: date, counts: tuple[CountedPeriod, ...]
) -> DayOfYearView:
    return DayOfYearView(
        address=routes.day_of_year_address(day),
        crumbs=(FRONT_CRUMB, Crumb(routes.DAYS_OF_YEAR)),
        day=day,
        count=sum(counted.count for counted in counts),
        years=tuple(
            YearOfDay(counted, tuple(map(headline, stories[:_MAX_HEADLINES])))
            for counted in reversed(counts)
            for stories in [inputs.questions.between(ARTICLES, counted.period)]
        ),
    )


def _counts_of_day(inputs: PlanInputs, day: date) -> Iterator[CountedPeriod]:
    """Yield the days of all years with their counts, the oldest first."""
    yield from _count_on(inputs, day, _FIRST_YEAR)
    for year in _years_after(inputs, _FIRST_YEAR):
        yield from _count_on(inputs, day, year)


def all_years_address(inputs: PlanInputs, day: date) -> str:
    """Return the address of the page of a day in all years; empty if only its own has articles."""
    year = Period.of(day, "year")
    has_others = any(
        any(_count_on(inputs, day, other))
        for years in (_years_after(inputs, year), _years_before(inputs, year))
        for other in years
    )
    return routes.day_of_year_address(day) if has_others else ""


def _years_after(inputs: PlanInputs, year: Period | None) -> Iterator[Period]:
    """Yield the years with articles after one, the nearest first."""
    while year := year and inputs.questions.period_after(ARTICLES, year):
        yield year


def _years_before(inputs: PlanInputs, year: Period | None) -> Iterator[Period]:
    while year := year and inputs.questions.period_before(ARTICLES, year):
        yield year


def _count_on(inputs: PlanInputs, day: date, year: Period) -> Iterator[CountedPeriod]:
    """Yield the day of a year with its number of articles if it has some."""
    try:
        period = Period(day.replace(year=year.first.year), "day")
    except ValueError:  # it has no 29 February
        return
    for _, count in inputs.questions.tally(ARTICLES, "day", period):
        yield CountedPeriod(period, routes.period_address(period), count)
