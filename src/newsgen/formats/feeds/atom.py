"""A feed as Atom 1.0 (RFC 4287)."""

from collections.abc import Iterator

from newsgen.formats.feeds.feed_context import Herald
from newsgen.formats.timestamps import instant
from newsgen.formats.xml import document, element, enclosed
from newsgen.pages.machine_views import FeedView, Item

TYPE = "application/atom+xml"


def atom(feed: FeedView, herald: Herald) -> str:
    """The file of a feed."""
    return document(
        "feed",
        (*_head(feed, herald), *(_entry(item, herald) for item in feed.items)),
        xmlns="http://www.w3.org/2005/Atom",
        xml_lang=feed.language,
    )


def _head(feed: FeedView, herald: Herald) -> Iterator[str]:
    yield element("id", herald.id(feed))
    yield element("title", herald.title(feed))
    if herald.chrome.tagline and not feed.label:
        yield element("subtitle", herald.chrome.tagline)
    yield element("updated", instant(feed.changed))
    yield element("link", rel="self", type=TYPE, href=herald.address(feed.address))
    yield element("link", rel="alternate", type="text/html", href=herald.address(feed.home))
    yield enclosed("author", (element("name", herald.publisher),))


def _entry(item: Item, herald: Herald) -> str:
    def parts() -> Iterator[str]:
        yield element("id", herald.id(item))
        yield element("title", herald.headline(item))
        link = herald.address(item.address)
        yield element("link", rel="alternate", type="text/html", hreflang=item.language, href=link)
        if item.source_url:
            yield element("link", rel="via", href=herald.address(item.source_url))
        yield element("published", instant(item.published))
        yield element("updated", instant(item.changed))
        for author in herald.authors(item):
            yield enclosed("author", (element("name", author),))
        for category in item.categories:
            yield element("category", term=category)
        if html := herald.html(item):
            yield element("content" if item.body else "summary", html, type="html")

    return enclosed("entry", parts(), xml_lang=item.language)
