"""What views consist of: links, crumbs, cards, groups. Addresses are root addresses."""

from datetime import date
from typing import Literal

from newsgen.model.article import Moment
from newsgen.model.kind import Kind
from newsgen.model.period import Period
from newsgen.model.value import Value

Direction = Literal["ltr", "rtl"]

Badge = Literal["", "draft", "embargoed"]
"""What an article is that only a build with `--drafts` shows."""


class Link(Value, frozen=True):
    """A label and where it leads."""

    label: str
    address: str


class Headline(Value, frozen=True):
    """An article of which no more than its title is shown."""

    address: str
    title: str
    language: str
    direction: Direction


class FrontSection(Link, frozen=True):
    """A section on the front page.

    Attributes:
        count: The number of its articles.
        newest: The newest of them; none if the front page shows all articles of the archive.
    """

    count: int
    newest: tuple[Headline, ...]


class Crumb(Value, frozen=True):
    """A link of the breadcrumbs. Its period names it, else its kind, else its label."""

    address: str
    label: str = ""
    kind: Kind | None = None
    period: Period | None = None


class PeriodLink(Value, frozen=True):
    """A period with its page."""

    period: Period
    address: str


class CountedPeriod(PeriodLink, frozen=True):
    """A period with the number of its articles."""

    count: int


class MonthCalendar(Value, frozen=True):
    """A month, with the address of each of its days; empty for a day without articles."""

    address: str
    month: Period
    days: tuple[str, ...]


class PeriodNav(Value, frozen=True):
    """What a page of the site's own time leads to.

    Attributes:
        calendar: On pages of months and days.
        years: On pages of years: all years, oldest first.
    """

    earlier: PeriodLink | None
    later: PeriodLink | None
    calendar: MonthCalendar | None = None
    years: tuple[CountedPeriod, ...] = ()


class TextLink(Value, frozen=True, array_like=True):
    """A name in a text, from `start` to `end` in characters of its HTML, and where it leads."""

    start: int
    end: int
    address: str


class RelatedArticle(Headline, frozen=True):
    """A related article, with the texts of the names it shares."""

    moment: Moment
    names: tuple[str, ...]


class Card(Headline, frozen=True):
    """An article in a list; its summary is plain text."""

    moment: Moment
    source: Link
    section: Link | None
    summary: str
    mark: Badge = ""


class CardGroup(PeriodLink, frozen=True):
    """Cards of one day, newest first."""

    cards: tuple[Card, ...]


class Picture(Value, frozen=True):
    """The image above an article; `src` is a root address, or an absolute one."""

    src: str
    alt: str
    credit: str


class CorrectionEntry(Value, frozen=True):
    """A correction, or an update without a note."""

    day: date
    note: str
    article: Link
    language: str
    direction: Direction


class SearchRuntime(Value, frozen=True):
    """The program that searches the articles of a language, by the address of its folder."""

    language: str
    address: str


class ShardSummary(Value, frozen=True):
    """A search index: its folder, its articles' first and latest day, and their number."""

    language: str
    address: str
    first: date
    latest: date
    count: int
