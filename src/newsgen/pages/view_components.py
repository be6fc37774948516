"""What views consist of: links, crumbs, cards, names. docs/templates.md tells of each field.

Addresses are root addresses; `link()` makes them relative.
"""

from datetime import date
from typing import Literal

from newsgen.archive.visibility import Badge
from newsgen.model.article import Moment
from newsgen.model.author_name import AuthorName
from newsgen.model.coordinates import Coordinates
from newsgen.model.kind import Kind
from newsgen.model.period import Period
from newsgen.model.value import Value

Direction = Literal["ltr", "rtl"]


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
    """A section on the front page."""

    count: int
    newest: tuple[Headline, ...]


class LanguageLink(Value, frozen=True):
    """A language, by its tag, with the page of its articles and their number."""

    language: str
    address: str
    count: int


class Crumb(Value, frozen=True):
    """A link of the breadcrumbs. Its period names it, else its kind, its language, its label."""

    address: str
    label: str = ""
    kind: Kind | None = None
    period: Period | None = None
    language: str = ""


class TextLink(Value, frozen=True, array_like=True):
    """A name in a text, from `start` to `end` in characters of its HTML, and where it leads."""

    start: int
    end: int
    address: str


class SeriesNav(Value, frozen=True):
    """The whole series that an article is a part of, and the parts next to it, oldest first."""

    whole: Link
    before: tuple[Headline, ...]
    after: tuple[Headline, ...]


class RelatedArticle(Headline, frozen=True):
    """A related article, with the texts of the names it shares."""

    moment: Moment
    names: tuple[str, ...]


class SimilarArticle(Headline, frozen=True):
    """An article with nearly the same text, and where and when it appeared."""

    source: str
    moment: Moment


class PictureSource(Value, frozen=True, array_like=True):
    """A file that shows a picture, with its width in pixels: a smaller copy, or the picture."""

    address: str
    width: int


class Picture(Value, frozen=True):
    """A picture of an article; `src` is a root address, or an absolute one.

    Attributes:
        width, height: In pixels; zero if they are not known.
        sources: What a browser may choose from, the smallest first; empty if there is only `src`.
    """

    src: str
    alt: str
    credit: str
    caption: str = ""
    width: int = 0
    height: int = 0
    sources: tuple[PictureSource, ...] = ()


class TextPicture(Value, frozen=True):
    """A picture in a text, by its symbolic target; for the rest, see `Picture`."""

    target: str
    picture: Picture


class Card(Headline, frozen=True):
    """An article in a list; its summary is plain text, and empty if the list folds it.

    Attributes:
        versions: The same in other languages, each by its language tag.
        picture: The one above its text, if that is a file of the archive.
    """

    moment: Moment
    source: Link
    section: Link | None
    summary: str
    mark: Badge = ""
    versions: tuple[Link, ...] = ()
    picture: Picture | None = None


class CardGroup(Value, frozen=True):
    """Cards of one day, newest first; or of a month or year of which no more is known."""

    period: Period
    address: str
    cards: tuple[Card, ...]


class CorrectionEntry(Value, frozen=True):
    """A correction, or an update without a note."""

    day: date
    note: str
    article: Link
    language: str
    direction: Direction


class SearchRuntime(Value, frozen=True):
    """What searches the articles of a language, by the address of its folder."""

    language: str
    address: str


class ShardSummary(SearchRuntime, frozen=True):
    """A search index: its folder, its articles' first and latest day, and their number."""

    first: date
    latest: date
    count: int


class OlderShards(Value, frozen=True):
    """The address of a list of older shards, and of their articles what a `ShardSummary` says."""

    address: str
    languages: tuple[str, ...]
    first: date
    latest: date
    count: int


class NameLink(Link, frozen=True):
    """A name, with addresses elsewhere that are about the same (schema.org: sameAs)."""

    same_as: tuple[str, ...] = ()


class AuthorLink(Link, frozen=True):
    """An author, with the parts of the name."""

    parts: AuthorName


class NameGroup(Value, frozen=True):
    """An article's names of one kind."""

    kind: Kind
    names: tuple[NameLink, ...]


class CompanionLink(Link, frozen=True):
    """A name that another shares a number of articles with."""

    count: int
    together: str


class CompanionGroup(Value, frozen=True):
    """The names of one kind that a name appears with, the most frequent first."""

    kind: Kind
    names: tuple[CompanionLink, ...]


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
        organization: Of an author, whether it is an organization; its words may say so too.
    """

    description: str = ""
    spellings: tuple[NameVariant, ...] = ()
    former: tuple[NameVariant, ...] = ()
    identifiers: tuple[IdentifierLink, ...] = ()
    urls: tuple[str, ...] = ()
    began: Period | None = None
    ended: Period | None = None
    organization: bool = False
    coordinates: Coordinates | None = None
