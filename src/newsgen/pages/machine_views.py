"""Views of what programs read, which no template renders, but a module of `formats`."""

from datetime import date, datetime
from typing import Literal

from newsgen.model.article import Correction, Moment, Withdrawal
from newsgen.model.value import Value
from newsgen.pages.view_components import Link
from newsgen.pages.views import ArticleView, TombstoneView

FeedFormat = Literal["atom", "rss", "json"]


class FeedItem(Value, frozen=True):
    """An article in a feed.

    Attributes:
        id: A permanent id, as a tag URI (RFC 4151); empty if the address has to do.
        summary: Plain text.
        body: The digest of its text if the feed holds whole texts, else empty.
        path: The file that the text comes from, likewise.
        targets: As in `ArticleView`.
    """

    id: str
    address: str
    title: str
    language: str
    source: str
    source_url: str
    authors: tuple[str, ...]
    categories: tuple[str, ...]
    published: Moment
    changed: datetime
    summary: str
    corrections: tuple[Correction, ...]
    withdrawn: Withdrawal | None
    body: str
    path: str
    targets: tuple[tuple[str, str | None], ...]


class FeedView(Value, frozen=True, tag=True):
    """The latest changes of some articles, the latest first.

    Attributes:
        id: As in `FeedItem`.
        label: What the feed is about; empty for the whole archive.
        home: The address of the page that the feed leads to.
    """

    address: str
    form: FeedFormat
    id: str
    label: str
    home: str
    language: str
    changed: datetime
    items: tuple[FeedItem, ...]


class OpmlView(Value, frozen=True, tag=True):
    """A list of feeds that a feed reader can take all at once."""

    address: str
    feeds: tuple[Link, ...]


class SitemapEntry(Value, frozen=True, array_like=True):
    """An address in a sitemap, with the day of its last change if that is known."""

    address: str
    changed: date | None


class SitemapView(Value, frozen=True, tag=True):
    """Addresses for search engines; in the index, those of other sitemaps."""

    address: str
    located: tuple[SitemapEntry, ...]
    is_index: bool = False


class NewsEntry(Value, frozen=True, array_like=True):
    """An article in the sitemap of news."""

    address: str
    title: str
    language: str
    moment: Moment


class NewsSitemapView(Value, frozen=True, tag=True):
    """The articles of the last two days."""

    address: str
    news: tuple[NewsEntry, ...]


class RobotsView(Value, frozen=True, tag=True):
    """What robots may read, and where the sitemaps are."""

    address: str
    sitemaps: tuple[str, ...]


class OpenSearchView(Value, frozen=True, tag=True):
    """How a browser can search the archive."""

    address: str


class ArticleJsonView(Value, frozen=True, tag=True):
    """An article as data.

    Attributes:
        id: As in `FeedItem`.
        article: The view of its page, without related and neighbouring articles.
    """

    address: str
    id: str
    article: ArticleView | TombstoneView


class RedirectsView(Value, frozen=True, tag=True):
    """All redirects, for hosts that read a `_redirects` file: former addresses and targets."""

    address: str
    rules: tuple[tuple[str, str], ...]


MachineView = (
    FeedView
    | OpmlView
    | SitemapView
    | NewsSitemapView
    | RobotsView
    | OpenSearchView
    | ArticleJsonView
    | RedirectsView
)
