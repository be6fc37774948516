"""Views of what machines read: feeds, sitemaps, articles as data.

As in `views`, addresses are root addresses, and each value holds exactly what one file says. They
exist only where the archive knows its own address, because all of these name things by it.
"""

from datetime import date, datetime
from typing import Literal

from newsgen.model.article import Correction, Moment, Withdrawal
from newsgen.model.value import Value
from newsgen.pages.components import Link
from newsgen.pages.views import ArticleView, TombstoneView

FeedFormat = Literal["atom", "rss", "json"]


class FeedItem(Value, frozen=True):
    """An article in a feed.

    id: permanent, as a tag URI (RFC 4151); empty where its address has to do.
    summary: plain text; body: the digest of its text where the feed holds whole texts, path: of the
    file that is from, targets: as in `ArticleView`.
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
    """What changed last of some articles, the latest first.

    label: whose feed it is; empty for that of the whole archive. home: the page of the same;
    id: as of an `Item`; changed: when anything in it last did.
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
    """The feeds a reader of feeds may take all at once."""

    address: str
    feeds: tuple[Link, ...]


class SitemapEntry(Value, frozen=True, array_like=True):
    """An address in a sitemap. changed: the day, where one is known."""

    address: str
    changed: date | None


class SitemapView(Value, frozen=True, tag=True):
    """Addresses for search engines."""

    address: str
    located: tuple[SitemapEntry, ...]


class SitemapIndexView(Value, frozen=True, tag=True):
    """The sitemaps."""

    address: str
    located: tuple[SitemapEntry, ...]


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
    """What robots may read, and where they find it."""

    address: str
    sitemaps: tuple[str, ...]


class OpenSearchView(Value, frozen=True, tag=True):
    """How a browser can search the archive."""

    address: str


class ArticleJsonView(Value, frozen=True, tag=True):
    """An article as data. id: as of an `Item`; article: what its page shows, but for ways on."""

    address: str
    id: str
    article: ArticleView | TombstoneView
