"""What views of indexes consist of: names, letters, kinds. docs/templates.md tells of each."""

from datetime import date

from newsgen.model.kind import Kind
from newsgen.model.value import Value
from newsgen.pages.view_components import Link


class IndexEntry(Link, frozen=True):
    """A name in an index, with the number of its articles.

    bars: the path of their numbers by year in SVG, as `YearBars.path` makes it; empty without one.
    """

    count: int
    kind: Kind
    spellings: tuple[str, ...] = ()
    bars: str = ""


class BarYears(Value, frozen=True):
    """The first and the last year of the bars in an index."""

    first: int
    last: int


class LetterGroup(Value, frozen=True):
    """The names of an index that begin with one letter.

    Attributes:
        address: The page that has them; empty if they stand here.
        count: The number of names that are on that page.
    """

    letter: str
    names: tuple[IndexEntry, ...]
    address: str = ""
    count: int = 0


class LetterNav(Value, frozen=True):
    """What the names on a page of an index begin with, and the pages before and after it."""

    label: str
    earlier: Link | None
    later: Link | None


class RecentlyActive(Value, frozen=True):
    """The names of an index with the most articles in the last days."""

    days: int
    until: date
    names: tuple[IndexEntry, ...]


class CountedKind(Value, frozen=True):
    """A kind of names, with the address of its index and the number of its names."""

    kind: Kind
    address: str
    count: int
