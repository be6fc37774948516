"""Views of pages about the site itself: search, feeds, data, wrong addresses, redirects.

As in `views`, addresses are root addresses, and a view holds exactly what one page shows.
"""

from newsgen.model.kind import Kind
from newsgen.model.value import Value
from newsgen.pages.view_components import Crumb, Link, SearchRuntime, ShardSummary


class SearchView(Value, frozen=True, tag=True):
    """The search page.

    Attributes:
        runtimes: The search program of each language.
        shards: The search indexes, newest first.
        name_kinds: The kinds of names by which a search can be narrowed.
        first: The first month with articles, such as 2022-09; empty without any.
        latest: The last month with articles, likewise.
    """

    address: str
    crumbs: tuple[Crumb, ...]
    runtimes: tuple[SearchRuntime, ...]
    shards: tuple[ShardSummary, ...]
    languages: tuple[str, ...]
    name_kinds: tuple[Kind, ...]
    first: str
    latest: str
    count: int


class FeedsView(Value, frozen=True, tag=True):
    """The page that tells how to subscribe.

    Attributes:
        outline: The address of the file that lists all feeds of the page (OPML).
        languages: Pairs of a language tag and the address of its feed; none if there is only one.
    """

    address: str
    crumbs: tuple[Crumb, ...]
    atom: str
    rss: str
    json: str
    outline: str
    languages: tuple[tuple[str, str], ...]
    sections: tuple[Link, ...]


class DataPageView(Value, frozen=True, tag=True):
    """The page that leads to the data of an export, with the years of articles, oldest first."""

    address: str
    crumbs: tuple[Crumb, ...]
    years: tuple[int, ...]


class NotFoundView(Value, frozen=True, tag=True):
    """What a host shows at an address that does not exist."""

    address: str


class RedirectView(Value, frozen=True, tag=True):
    """A small page at a former address."""

    address: str
    target: str
