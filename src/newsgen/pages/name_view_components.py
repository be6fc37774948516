"""What views consist of that is about names: links to them, facts, companions, indexes."""

from datetime import date

from newsgen.model.kind import Kind
from newsgen.model.period import Period
from newsgen.model.value import Value
from newsgen.pages.view_components import Direction, Link


class NameLink(Link, frozen=True):
    """A name, with addresses elsewhere that are about the same (schema.org: sameAs)."""

    same_as: tuple[str, ...] = ()


class NameGroup(Value, frozen=True):
    """An article's names of one kind."""

    kind: Kind
    names: tuple[NameLink, ...]


class CompanionLink(Link, frozen=True):
    """A name that another shares a number of articles with.

    Attributes:
        together: The address of the page of both, or empty.
    """

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


class IndexEntry(Link, frozen=True):
    """A name in an index, with the number of its articles.

    Attributes:
        spellings: Others by which somebody may look for it.
    """

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
