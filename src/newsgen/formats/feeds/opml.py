"""A list of feeds as OPML 2.0 (http://opml.org/spec2.opml), which feed readers can import."""

from newsgen.formats.feeds.feed_context import FeedContext
from newsgen.formats.xml import element, parent_element, xml_document
from newsgen.pages.machine_views import OpmlView


def render_opml(view: OpmlView, context: FeedContext) -> str:
    """Return the file of a list of feeds."""
    chrome = context.chrome
    outlines = (
        element(
            "outline",
            type="rss",
            text=context.title(feed),
            xmlUrl=chrome.absolute_url(feed.address),
        )
        for feed in view.feeds
    )
    head = parent_element("head", (element("title", chrome.title),))
    return xml_document("opml", (head, parent_element("body", outlines)), version="2.0")
