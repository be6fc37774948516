"""A list of feeds as OPML 2.0 (http://opml.org/spec2.opml), which feed readers can import."""

from newsgen.formats.feeds.feed_context import FeedContext
from newsgen.formats.xml import element, parent_element, xml_document
from newsgen.pages.machine_views import OpmlView


def render_opml(view: OpmlView, context: FeedContext) -> str:
    """Return the file of a list of feeds."""
    title = context.chrome.title
    feeds = (
        element(
            "outline",
            type="rss",
            text=f"{title}: {feed.label}" if feed.label else title,
            xmlUrl=context.absolute_url(feed.address),
        )
        for feed in view.feeds
    )
    head = parent_element("head", (element("title", title),))
    return xml_document("opml", (head, parent_element("body", feeds)), version="2.0")
