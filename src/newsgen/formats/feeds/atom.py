"""A feed as Atom 1.0 (RFC 4287)."""

from collections.abc import Iterator

from newsgen.formats.feeds.feed_context import FeedContext
from newsgen.formats.timestamps import rfc3339_time
from newsgen.formats.xml import element, parent_element, xml_document
from newsgen.pages.machine_views import FeedItem, FeedView


def render_atom(feed: FeedView, context: FeedContext) -> str:
    """Return the file of a feed."""
    return xml_document(
        "feed",
        (*_feed_metadata(feed, context), *(_entry(item, context) for item in feed.items)),
        xmlns="http://www.w3.org/2005/Atom",
        xml_lang=feed.language,
    )


def _feed_metadata(feed: FeedView, context: FeedContext) -> Iterator[str]:
    chrome = context.chrome
    own, home = chrome.absolute_url(feed.address), chrome.absolute_url(feed.home)
    yield element("id", context.permanent_id(feed))
    yield element("title", context.title(feed))
    if chrome.tagline and not feed.label:
        yield element("subtitle", chrome.tagline)
    yield element("updated", rfc3339_time(feed.changed))
    yield element("link", rel="self", type="application/atom+xml", href=own)
    yield element("link", rel="alternate", type="text/html", href=home)
    yield parent_element("author", (element("name", context.publisher),))


def _entry(item: FeedItem, context: FeedContext) -> str:
    def parts() -> Iterator[str]:
        yield element("id", context.permanent_id(item))
        yield element("title", context.headline(item))
        link = context.chrome.absolute_url(item.address)
        yield element("link", rel="alternate", type="text/html", hreflang=item.language, href=link)
        if item.source_url:
            yield element("link", rel="via", href=context.chrome.absolute_url(item.source_url))
        yield element("published", rfc3339_time(item.published))
        yield element("updated", rfc3339_time(item.changed))
        for author in context.authors(item):
            yield parent_element("author", (element("name", author),))
        for category in item.categories:
            yield element("category", term=category)
        if html := context.html(item):
            yield element("content" if item.body else "summary", html, type="html")

    return parent_element("entry", parts(), xml_lang=item.language)
