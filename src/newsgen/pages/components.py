"""The pieces of views: links, crumbs, cards, groups; values without a page of their own."""

from datetime import date
from typing import Literal

from newsgen.model.article import Moment
from newsgen.model.kind import Kind
from newsgen.model.period import Period
from newsgen.model.value import Value

Direction = Literal["ltr", "rtl"]

Badge = Literal["", "draft", "embargoed"]
"""What an article is that only a build with --drafts shows."""


class Link(Value, frozen=True):
    """A word and where it leads."""

    label: str
    address: str


class Headline(Value, frozen=True):
    """An article of which no more than its title is shown."""

    address: str
    title: str
    language: str
    direction: Direction


class FrontSection(Value, frozen=True):
    """A section on the front page, with the number of its articles.

    newest: the first of them; none where the front page has all articles of the archive.
    """

    label: str
    address: str
    count: int
    newest: tuple[Headline, ...]


class CountedPeriod(Value, frozen=True):
    """A span of time that leads to its page, with the number of its articles."""

    period: Period
    address: str
    count: int


class Crumb(Value, frozen=True):
    """A step of the way from the front page: a name as it is, a kind, or a span of time."""

    address: str
    label: str = ""
    kind: Kind | None = None
    period: Period | None = None


class PeriodLink(Value, frozen=True):
    """The span of time before or after another, of those that have articles."""

    address: str
    period: Period


class MonthCalendar(Value, frozen=True):
    """A month. days: of each of its days the address, or empty where it has no articles."""

    address: str
    month: Period
    days: tuple[str, ...]


class PeriodNav(Value, frozen=True):
    """What leads on from a page of the archive's own time.

    calendar: on pages of months and days; years: on those of years, all of them.
    """

    earlier: PeriodLink | None
    later: PeriodLink | None
    calendar: MonthCalendar | None = None
    years: tuple[CountedPeriod, ...] = ()


class NameLink(Value, frozen=True):
    """A name that leads to its page. same_as: addresses elsewhere that are about the very same."""

    label: str
    address: str
    same_as: tuple[str, ...] = ()


class NameGroup(Value, frozen=True):
    """An article's names of one kind."""

    kind: Kind
    names: tuple[NameLink, ...]


class TextLink(Value, frozen=True, array_like=True):
    """A name in a text, from `start` to `end` in its HTML, and where it leads."""

    start: int
    end: int
    address: str


class RelatedArticle(Value, frozen=True):
    """A related article. names: those for which it is related, as words."""

    address: str
    title: str
    moment: Moment
    language: str
    direction: Direction
    names: tuple[str, ...]


class CompanionLink(Value, frozen=True):
    """A name another appears with. count: of shared articles; together: their page, or empty."""

    label: str
    address: str
    count: int
    together: str


class CompanionGroup(Value, frozen=True):
    """The names of one kind that a name appears with, the most frequent first."""

    kind: Kind
    names: tuple[CompanionLink, ...]


class ActivityBar(Value, frozen=True):
    """A span of time: how many articles are about a name, and how many only mention it."""

    period: Period
    count: int
    mentioned: int


class Card(Value, frozen=True):
    """An article in a listing. summary: plain text."""

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
    """The image above an article. src: a root address, or one of another host."""

    src: str
    alt: str
    credit: str


class NameVariant(Value, frozen=True):
    """Another spelling of a name, with its language where it is known."""

    text: str
    language: str
    direction: Direction


class IdentifierLink(Value, frozen=True):
    """A name's code in a public register, and where it leads."""

    register: str
    code: str
    address: str


class TermFacts(Value, frozen=True):
    """What an authority file knows of a name; all empty if it is in none.

    began, ended: birth and death, founding and dissolution, or the first and last day.
    """

    description: str = ""
    spellings: tuple[NameVariant, ...] = ()
    former: tuple[NameVariant, ...] = ()
    identifiers: tuple[IdentifierLink, ...] = ()
    urls: tuple[str, ...] = ()
    began: Period | None = None
    ended: Period | None = None


class IndexEntry(Value, frozen=True):
    """A name of an index, with the number of its articles.

    spellings: others by which somebody may look for it.
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
    """The names of an index with the most articles in the last days, `until` the newest article.

    names: most first, with the articles of those days alone.
    """

    days: int
    until: date
    names: tuple[IndexEntry, ...]


class CountedKind(Value, frozen=True):
    """A kind of names, on the page of all kinds. address: its own index; count: of its names."""

    kind: Kind
    address: str
    count: int


class CorrectionEntry(Value, frozen=True):
    """One entry of the corrections page; `note` is empty where only `updated` says so."""

    day: date
    note: str
    article: Link
    language: str
    direction: Direction


class SearchRuntime(Value, frozen=True):
    """What searches the articles of a language. address: of its folder."""

    language: str
    address: str


class ShardSummary(Value, frozen=True):
    """Articles that are searched together. address: of their index; count: of the articles."""

    language: str
    address: str
    first: date
    latest: date
    count: int
