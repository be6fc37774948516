"""A feed as JSON Feed 1.1 (https://www.jsonfeed.org/version/1.1/)."""

from typing import Any

from newsgen.formats.feeds.feed_context import FeedContext, html_paragraph
from newsgen.formats.json_text import json_document
from newsgen.formats.timestamps import rfc3339_time
from newsgen.pages.machine_views import FeedItem, FeedView


def render_json_feed(feed: FeedView, context: FeedContext) -> str:
    """Return the file of a feed."""
    return json_document(
        {
            "version": "https://jsonfeed.org/version/1.1",
            "title": context.title(feed),
            "home_page_url": context.chrome.absolute_url(feed.home),
            "feed_url": context.chrome.absolute_url(feed.address),
            "description": context.chrome.tagline,
            "language": feed.language,
            "authors": [{"name": context.publisher}],
            "items": [_item(item, context) for item in feed.items],
        }
    )


def _item(item: FeedItem, context: FeedContext) -> dict[str, Any]:
    return {
        "id": context.permanent_id(item),
        "url": context.chrome.absolute_url(item.address),
        "external_url": context.chrome.absolute_url(item.source_url),
        "title": context.headline(item),
        "content_html": context.html(item) or html_paragraph(context.headline(item)),
        "date_published": rfc3339_time(item.published),
        "date_modified": rfc3339_time(item.changed),
        "authors": [{"name": name} for name in context.authors(item)],
        "tags": list(item.categories),
        "language": item.language,
    }
