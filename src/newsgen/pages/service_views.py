"""Views of pages about the site itself: search, feeds, data, wrong addresses, redirects."""

from newsgen.model.kind import Kind
from newsgen.model.value import Value
from newsgen.pages.view_components import Link, SearchRuntime, ShardSummary
from newsgen.pages.views import PageView


class SearchView(PageView, frozen=True):
    """The search page.

    Attributes:
        runtimes: The search program of each language.
        shards: The search indexes, newest first.
        name_kinds: The kinds of names by which a search can be narrowed.
        first, latest: The months with the first and last articles, such as 2022-09; or empty.
    """

    runtimes: tuple[SearchRuntime, ...]
    shards: tuple[ShardSummary, ...]
    languages: tuple[str, ...]
    name_kinds: tuple[Kind, ...]
    first: str
    latest: str
    count: int


class FeedsView(PageView, frozen=True):
    """The page that tells how to subscribe.

    Attributes:
        outline: The address of the file that lists all feeds of the page (OPML).
        languages: Pairs of a language tag and the address of its feed; none if there is only one.
    """

    atom: str
    rss: str
    json: str
    outline: str
    languages: tuple[tuple[str, str], ...]
    sections: tuple[Link, ...]


class DataPageView(PageView, frozen=True):
    """The page that leads to the data of an export, with the years of articles, oldest first."""

    years: tuple[int, ...]


class NotFoundView(Value, frozen=True, tag=True):
    """What a host shows at an address that does not exist."""

    address: str


class RedirectView(Value, frozen=True, tag=True):
    """A small page at a former address."""

    address: str
    target: str


ServiceView = SearchView | FeedsView | DataPageView | NotFoundView | RedirectView
