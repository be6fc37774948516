"""Views of what programs read, which no template renders, but a module of `formats`."""

from datetime import date
from typing import Literal

from newsgen.model.article import Correction, Moment, Withdrawal
from newsgen.model.kind import Kind
from newsgen.model.license import License
from newsgen.model.value import Value
from newsgen.pages.page_view import AddressedView
from newsgen.pages.view_components import Link, Picture, ShardSummary
from newsgen.pages.views import ArticleView, TombstoneView

FeedFormat = Literal["atom", "rss", "json"]


class FeedItem(Value, frozen=True):
    """An article in a feed.

    Attributes:
        id: A permanent id, as a tag URI (RFC 4151); empty if the address has to do.
        authors: The source where the article names none.
        body, path: The digest of its text and the file it comes from, if the feed has whole texts.
    """

    id: str
    address: str
    title: str
    language: str
    source_url: str
    authors: tuple[str, ...]
    categories: tuple[str, ...]
    published: Moment
    changed: Moment
    summary: str
    license: License | None
    picture: Picture | None
    gallery: tuple[Picture, ...]
    corrections: tuple[Correction, ...]
    withdrawn: Withdrawal | None
    body: str
    path: str
    targets: tuple[tuple[str, str | None], ...]


class FeedView(AddressedView, frozen=True):
    """The latest changes of some articles, the latest first; `home` is the page the feed is of."""

    form: FeedFormat
    id: str
    label: str
    home: str
    language: str
    changed: Moment
    items: tuple[FeedItem, ...]


class OpmlView(AddressedView, frozen=True):
    """A list of feeds that a feed reader can take all at once."""

    feeds: tuple[Link, ...]


class SitemapEntry(Value, frozen=True, array_like=True):
    """An address in a sitemap, with the day of its last change if that is known."""

    address: str
    changed: date | None


class SitemapView(AddressedView, frozen=True):
    """Addresses for search engines; in the index, those of other sitemaps."""

    located: tuple[SitemapEntry, ...]
    is_index: bool = False


class NewsEntry(Value, frozen=True, array_like=True):
    """An article in the sitemap of news."""

    address: str
    title: str
    language: str
    moment: Moment


class NewsSitemapView(AddressedView, frozen=True):
    """The articles of the last two days."""

    news: tuple[NewsEntry, ...]


class RobotsView(AddressedView, frozen=True):
    """What robots may read, and where the sitemaps are."""

    sitemaps: tuple[str, ...]


class OpenSearchView(AddressedView, frozen=True):
    """How a browser can search the archive."""


class AccentView(AddressedView, frozen=True):
    """The style sheet with the archive's own accent colour."""


class LetterTableView(AddressedView, frozen=True):
    """The letters that search compares as others, for the script of the search page."""

    letters: tuple[tuple[str, str], ...]


class KnownName(Link, frozen=True):
    """A name that a search can be for, with all its spellings but the label."""

    kind: Kind
    count: int
    spellings: tuple[str, ...]


class KnownNamesView(AddressedView, frozen=True):
    """The names of which a word begins with certain letters, most articles first.

    Attributes:
        count: The number of such names, of which only the first are in it.
        further: The letters that come next in the words and have files of their own.
    """

    names: tuple[KnownName, ...]
    count: int
    further: str


class ShardListView(AddressedView, frozen=True):
    """The older shards of a year or decade, for the script of the search page."""

    shards: tuple[ShardSummary, ...]


class ArticleJsonView(AddressedView, frozen=True):
    """An article as data: the view of its page, without related and neighbouring articles."""

    id: str
    article: ArticleView | TombstoneView


class RedirectsView(AddressedView, frozen=True):
    """All redirects, for hosts that read a `_redirects` file: former addresses and targets."""

    rules: tuple[tuple[str, str], ...]


MachineView = (
    FeedView
    | OpmlView
    | SitemapView
    | NewsSitemapView
    | RobotsView
    | OpenSearchView
    | AccentView
    | LetterTableView
    | KnownNamesView
    | ShardListView
    | ArticleJsonView
    | RedirectsView
)
