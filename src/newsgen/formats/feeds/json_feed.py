"""A feed as JSON Feed 1.1 (https://www.jsonfeed.org/version/1.1/)."""

from typing import Any

from newsgen.formats.feeds.feed_context import Herald, paragraph
from newsgen.formats.json_text import written
from newsgen.formats.timestamps import instant
from newsgen.pages.machine_views import FeedView, Item

TYPE = "application/feed+json"


def json_feed(feed: FeedView, herald: Herald) -> str:
    """The file of a feed."""
    return written(
        {
            "version": "https://jsonfeed.org/version/1.1",
            "title": herald.title(feed),
            "home_page_url": herald.address(feed.home),
            "feed_url": herald.address(feed.address),
            "description": herald.chrome.tagline,
            "language": feed.language,
            "authors": [{"name": herald.publisher}],
            "items": [_item(item, herald) for item in feed.items],
        }
    )


def _item(item: Item, herald: Herald) -> dict[str, Any]:
    return {
        "id": herald.id(item),
        "url": herald.address(item.address),
        "external_url": herald.address(item.source_url) if item.source_url else "",
        "title": herald.headline(item),
        "content_html": herald.html(item) or paragraph(herald.headline(item)),
        "date_published": instant(item.published),
        "date_modified": instant(item.changed),
        "authors": [{"name": name} for name in herald.authors(item)],
        "tags": list(item.categories),
        "language": item.language,
    }
