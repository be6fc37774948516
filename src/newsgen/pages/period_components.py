"""What views hold of years, months and days: links, numbers and calendars."""

from datetime import date

from newsgen.model.period import Period
from newsgen.model.value import Value
from newsgen.pages.view_components import Headline


class PeriodLink(Value, frozen=True):
    """The period before or after another, of those that have articles."""

    address: str
    period: Period


class CountedPeriod(Value, frozen=True):
    """A period with its page and the number of its articles, each story once.

    Attributes:
        mentioned: The number of those articles that only mention a name; zero in lists of pages.
        anchor: Where in the page its articles begin, if they are among others on a name's own page.
    """

    period: Period
    address: str
    count: int
    mentioned: int = 0
    anchor: str = ""


class YearOverview(Value, frozen=True):
    """A year, its months with articles from January on, and the numbers of articles of its days."""

    year: CountedPeriod
    months: tuple[CountedPeriod, ...]
    days: tuple[int, ...]


class MonthCalendar(Value, frozen=True):
    """A month, with the address of each of its days; empty for a day without articles.

    Attributes:
        address: The page of the month; empty for a month without articles.
        counts: The number of articles of each day; empty where a calendar shows none.
    """

    address: str
    month: Period
    days: tuple[str, ...]
    counts: tuple[int, ...] = ()


class CountedDay(Value, frozen=True):
    """A day of the year, as a date of a leap year, with its page and its articles of all years.

    It has no page, and no number, if fewer than two years have articles on it.
    """

    day: date
    address: str = ""
    count: int = 0


class YearOfDay(Value, frozen=True):
    """The day of one year, with its page, its number of articles, and the newest of them."""

    day: CountedPeriod
    headlines: tuple[Headline, ...]


class PeriodNav(Value, frozen=True):
    """What a page of the site's own time leads to."""

    earlier: PeriodLink | None
    later: PeriodLink | None
    calendar: MonthCalendar | None = None
    calendars: tuple[MonthCalendar, ...] = ()
    years: tuple[CountedPeriod, ...] = ()


class ComparedPeriod(Value, frozen=True):
    """A year or month, with the numbers of articles of several names. address: its page."""

    period: Period
    address: str
    counts: tuple[int, ...]
