"""The pieces of views: links, crumbs, cards, groups; values without a page of their own."""

from dataclasses import dataclass
from datetime import date
from typing import Literal

from newsgen.model.article import Moment
from newsgen.model.kind import Kind
from newsgen.model.period import Period

Direction = Literal["ltr", "rtl"]

Mark = Literal["", "draft", "embargoed"]
"""What an article is that only a build with --drafts shows."""


@dataclass(frozen=True, slots=True)
class Link:
    """A word and where it leads."""

    label: str
    address: str


@dataclass(frozen=True, slots=True)
class Counted:
    """A name that leads to its page, with the number of its articles."""

    label: str
    address: str
    count: int


@dataclass(frozen=True, slots=True)
class CountedPeriod:
    """A span of time that leads to its page, with the number of its articles."""

    period: Period
    address: str
    count: int


@dataclass(frozen=True, slots=True)
class Crumb:
    """A step of the way from the front page: a name as it is, a kind, or a span of time."""

    address: str
    label: str = ""
    kind: Kind | None = None
    period: Period | None = None


@dataclass(frozen=True, slots=True)
class NameGroup:
    """An article's names of one kind."""

    kind: Kind
    names: tuple[Link, ...]


@dataclass(frozen=True, slots=True)
class Card:
    """An article in a listing. summary: plain text."""

    address: str
    title: str
    moment: Moment
    source: Link
    section: Link | None
    summary: str
    language: str
    direction: Direction
    mark: Mark = ""


@dataclass(frozen=True, slots=True)
class Group:
    """Cards of one day, newest first."""

    period: Period
    address: str
    cards: tuple[Card, ...]


@dataclass(frozen=True, slots=True)
class Picture:
    """The image above an article. src: a root address, or one of another host."""

    src: str
    alt: str
    credit: str


@dataclass(frozen=True, slots=True)
class Spelling:
    """Another spelling of a name, with its language where it is known."""

    text: str
    language: str
    direction: Direction


@dataclass(frozen=True, slots=True)
class Letter:
    """The names of an index that begin with one letter."""

    letter: str
    names: tuple[Counted, ...]


@dataclass(frozen=True, slots=True)
class KindNames:
    """The names of one kind, on the page of all kinds. address: the kind's own index."""

    kind: Kind
    address: str
    names: tuple[Counted, ...]


@dataclass(frozen=True, slots=True)
class Change:
    """One entry of the corrections page; `note` is empty where only `updated` says so."""

    day: date
    note: str
    article: Link
    language: str
    direction: Direction
