"""A feed as RSS 2.0 (https://www.rssboard.org/rss-specification)."""

from collections.abc import Iterator
from email.utils import format_datetime

from newsgen.formats.feeds.feed_context import FeedContext
from newsgen.formats.timestamps import rfc3339_time
from newsgen.formats.xml import element, parent_element, xml_document
from newsgen.pages.machine_views import FeedItem, FeedView


def render_rss(feed: FeedView, context: FeedContext) -> str:
    """Return the file of a feed."""
    parts = (*_channel_metadata(feed, context), *(_item(item, context) for item in feed.items))
    lines = (f"  {part}\n  " for part in parts)
    return xml_document(
        "rss",
        (parent_element("channel", ("\n  ", *lines)),),
        version="2.0",
        xmlns_atom="http://www.w3.org/2005/Atom",
        xmlns_content="http://purl.org/rss/1.0/modules/content/",
        xmlns_dc="http://purl.org/dc/elements/1.1/",
    )


def _channel_metadata(feed: FeedView, context: FeedContext) -> Iterator[str]:
    chrome = context.chrome
    own = chrome.absolute_url(feed.address)
    yield element("title", context.title(feed))
    yield element("link", chrome.absolute_url(feed.home))
    yield element("description", chrome.tagline or context.title(feed))
    yield element("language", feed.language)
    yield element("lastBuildDate", format_datetime(feed.changed))
    yield element("atom:link", rel="self", type="application/rss+xml", href=own)


def _item(item: FeedItem, context: FeedContext) -> str:
    def parts() -> Iterator[str]:
        yield element("title", context.headline(item))
        yield element("link", context.chrome.absolute_url(item.address))
        is_url = "false" if item.id else "true"
        yield element("guid", context.permanent_id(item), isPermaLink=is_url)
        when = item.published.local if item.published.timed else item.published.at
        yield element("pubDate", format_datetime(when))
        yield element("atom:updated", rfc3339_time(item.changed))
        for author in context.authors(item):
            yield element("dc:creator", author)
        for category in item.categories:
            yield element("category", category)
        if html := context.html(item):
            yield element("content:encoded" if item.body else "description", html)

    return parent_element("item", parts())
