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


class FrontSection(Value, frozen=True):
    """A section on the front page.

    Attributes:
        count: The number of its articles.
        newest: The newest of them; none if the front page shows all articles of the archive.
    """

    label: str
    address: str
    count: int
    newest: tuple[Headline, ...]


class CountedPeriod(Value, frozen=True):
    """A period with its page and the number of its articles."""

    period: Period
    address: str
    count: int


class Crumb(Value, frozen=True):
    """A link of the breadcrumbs. Its period names it, else its kind, else its label."""

    address: str
    label: str = ""
    kind: Kind | None = None
    period: Period | None = None


class PeriodLink(Value, frozen=True):
    """The period before or after another, of those that have articles."""

    address: str
    period: Period


class MonthCalendar(Value, frozen=True):
    """A month.

    Attributes:
        days: The address of each of its days; empty for a day without articles.
    """

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


class NameLink(Value, frozen=True):
    """A name that leads to its page.

    Attributes:
        same_as: Addresses elsewhere that are about the same (schema.org: sameAs).
    """

    label: str
    address: str
    same_as: tuple[str, ...] = ()


class NameGroup(Value, frozen=True):
    """An article's names of one kind."""

    kind: Kind
    names: tuple[NameLink, ...]


class TextLink(Value, frozen=True, array_like=True):
    """A name in a text, from `start` to `end` in characters of its HTML, and where it leads."""

    start: int
    end: int
    address: str


class RelatedArticle(Value, frozen=True):
    """A related article.

    Attributes:
        names: The texts of the names it shares.
    """

    address: str
    title: str
    moment: Moment
    language: str
    direction: Direction
    names: tuple[str, ...]


class CompanionLink(Value, frozen=True):
    """A name that another appears with.

    Attributes:
        count: The number of articles they share.
        together: The address of the page of both, or empty.
    """

    label: str
    address: str
    count: int
    together: str


class CompanionGroup(Value, frozen=True):
    """The names of one kind that a name appears with, the most frequent first."""

    kind: Kind
    names: tuple[CompanionLink, ...]


class Card(Value, frozen=True):
    """An article in a list; its summary is plain text."""

    address: str
    title: str
    moment: Moment
    source: Link
    section: Link | None
    summary: str
    language: str
    direction: Direction
    mark: Badge = ""


class CardGroup(Value, frozen=True):
    """Cards of one day, newest first."""

    period: Period
    address: str
    cards: tuple[Card, ...]


class Picture(Value, frozen=True):
    """The image above an article.

    Attributes:
        src: A root address, or an absolute one.
    """

    src: str
    alt: str
    credit: str


class NameVariant(Value, frozen=True):
    """Another spelling of a name, with its language if that is known."""

    text: str
    language: str
    direction: Direction


class IdentifierLink(Value, frozen=True):
    """A name's code in a public register, and the address it stands for."""

    register: str
    code: str
    address: str


class TermFacts(Value, frozen=True):
    """What an authority file says of a name; all empty if it is in none.

    Attributes:
        began: Birth, founding, or the first day.
        ended: Death, dissolution, or the last day.
    """

    description: str = ""
    spellings: tuple[NameVariant, ...] = ()
    former: tuple[NameVariant, ...] = ()
    identifiers: tuple[IdentifierLink, ...] = ()
    urls: tuple[str, ...] = ()
    began: Period | None = None
    ended: Period | None = None


class IndexEntry(Value, frozen=True):
    """A name in an index.

    Attributes:
        count: The number of its articles.
        spellings: Other spellings by which somebody may look for it.
    """

    label: str
    address: str
    count: int
    kind: Kind
    spellings: tuple[str, ...] = ()


class LetterGroup(Value, frozen=True):
    """The names of an index that begin with one letter."""

    letter: str
    names: tuple[IndexEntry, ...]


class RecentlyActive(Value, frozen=True):
    """The names of an index with the most articles in the last days.

    Attributes:
        until: The last of these days, that of the newest article.
        names: Most articles first, counting those of these days alone.
    """

    days: int
    until: date
    names: tuple[IndexEntry, ...]


class CountedKind(Value, frozen=True):
    """A kind of names, with the address of its index and the number of its names."""

    kind: Kind
    address: str
    count: int


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
    """A search index.

    Attributes:
        address: Of its folder.
        first: The day of its oldest article.
        latest: The day of its newest article.
        count: The number of its articles.
    """

    language: str
    address: str
    first: date
    latest: date
    count: int
