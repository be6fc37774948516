"""A feed as RSS 2.0 (https://www.rssboard.org/rss-specification)."""

from collections.abc import Iterator
from email.utils import format_datetime

from newsgen.formats.feeds.feed_context import Herald
from newsgen.formats.timestamps import instant
from newsgen.formats.xml import document, element, enclosed
from newsgen.pages.machine_views import FeedView, Item

TYPE = "application/rss+xml"


def rss(feed: FeedView, herald: Herald) -> str:
    """The file of a feed."""
    parts = (*_head(feed, herald), *(_item(item, herald) for item in feed.items))
    lines = (f"  {part}\n  " for part in parts)
    return document(
        "rss",
        (enclosed("channel", ("\n  ", *lines)),),
        version="2.0",
        xmlns_atom="http://www.w3.org/2005/Atom",
        xmlns_content="http://purl.org/rss/1.0/modules/content/",
        xmlns_dc="http://purl.org/dc/elements/1.1/",
    )


def _head(feed: FeedView, herald: Herald) -> Iterator[str]:
    yield element("title", herald.title(feed))
    yield element("link", herald.address(feed.home))
    yield element("description", herald.chrome.tagline or herald.title(feed))
    yield element("language", feed.language)
    yield element("lastBuildDate", format_datetime(feed.changed))
    yield element("atom:link", rel="self", type=TYPE, href=herald.address(feed.address))


def _item(item: Item, herald: Herald) -> str:
    def parts() -> Iterator[str]:
        yield element("title", herald.headline(item))
        yield element("link", herald.address(item.address))
        yield element("guid", herald.id(item), isPermaLink="false" if item.id else "true")
        when = item.published.local if item.published.timed else item.published.at
        yield element("pubDate", format_datetime(when))
        yield element("atom:updated", instant(item.changed))
        for author in herald.authors(item):
            yield element("dc:creator", author)
        for category in item.categories:
            yield element("category", category)
        if html := herald.html(item):
            yield element("content:encoded" if item.body else "description", html)

    return enclosed("item", parts())
