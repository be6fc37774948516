"""The views of pages of years, months and days, and of days of the year."""

from datetime import date

from newsgen.model.kind import Kind
from newsgen.model.period import Period
from newsgen.pages.index_components import IndexEntry
from newsgen.pages.page_view import PageView
from newsgen.pages.period_components import (
    ComparedPeriod,
    CountedDay,
    CountedPeriod,
    PeriodLink,
    PeriodNav,
    YearOfDay,
    YearOverview,
)
from newsgen.pages.view_components import CardGroup, Link, SearchRuntime


class DatesView(PageView, frozen=True):
    """All years with their months, the newest year first."""

    years: tuple[YearOverview, ...]
    count: int


class PeriodView(PageView, frozen=True):
    """All articles of a year, month or day: of the site, of a name, of two, or in a language.

    Attributes:
        all_years: The page of a day of the site in all years; empty if there is none.
        most_named: Of a day of the site, the names in most of its articles, and in at least two.
    """

    period: Period
    kind: Kind | None
    names: tuple[Link, ...]
    count: int
    groups: tuple[CardGroup, ...]
    mentions: tuple[CardGroup, ...]
    periods: tuple[CountedPeriod, ...]
    around: PeriodNav | None = None
    language: str = ""
    all_years: str = ""
    most_named: tuple[IndexEntry, ...] = ()


class DaysOfYearView(PageView, frozen=True):
    """All days of the year by month. most: the number of articles of the day with most."""

    months: tuple[tuple[CountedDay, ...], ...]
    most: int


class TrendsView(PageView, frozen=True):
    """Names compared over time.

    Attributes:
        names: Those that the table compares.
        periods: All years, or the months of the only one, oldest first.
        choices: Names that a reader may compare.
    """

    names: tuple[Link, ...]
    periods: tuple[ComparedPeriod, ...]
    choices: tuple[Link, ...]


class WordsView(PageView, frozen=True):
    """How often words were printed, by year.

    Attributes:
        word_counts: The folders with the counts of each language, that with most articles first.
        years: All years, oldest first.
        examples: Words that are shown before a reader asks for others.
    """

    word_counts: tuple[SearchRuntime, ...]
    years: tuple[PeriodLink, ...]
    examples: tuple[str, ...]


class DayOfYearView(PageView, frozen=True):
    """A day of the year, as a date of a leap year, with its articles; the newest year first."""

    day: date
    count: int
    years: tuple[YearOfDay, ...]
