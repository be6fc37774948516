"""A list of feeds as OPML 2.0 (http://opml.org/spec2.opml), which readers of feeds can import."""

from newsgen.formats.feeds.feed_context import Herald
from newsgen.formats.xml import document, element, enclosed
from newsgen.pages.machine_views import OutlineView


def outline(view: OutlineView, herald: Herald) -> str:
    """The file of a list."""
    title = herald.chrome.title
    feeds = (
        element(
            "outline",
            type="rss",
            text=f"{title}: {feed.label}" if feed.label else title,
            xmlUrl=herald.address(feed.address),
        )
        for feed in view.feeds
    )
    head = enclosed("head", (element("title", title),))
    return document("opml", (head, enclosed("body", feeds)), version="2.0")
