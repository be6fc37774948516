"""Pages that no template draws: the form of each, by its view."""

from newsgen.formats.absolute_html import Texts
from newsgen.formats.feeds.atom import atom
from newsgen.formats.feeds.feed_context import Herald
from newsgen.formats.feeds.json_feed import json_feed
from newsgen.formats.feeds.opml import outline
from newsgen.formats.feeds.rss import rss
from newsgen.formats.localization import Speech
from newsgen.formats.ninjs import ninjs
from newsgen.formats.redirects_file import redirects
from newsgen.formats.sitemap import news_sitemap, opensearch, robots, sitemap, sitemap_index
from newsgen.pages.machine_views import (
    DataView,
    FeedView,
    NewsSitemapView,
    OpenSearchView,
    OutlineView,
    RobotsView,
    SitemapIndexView,
    SitemapView,
)
from newsgen.pages.page import View
from newsgen.pages.views import Chrome, RedirectsView

_FEEDS = {"atom": atom, "rss": rss, "json": json_feed}


def written(view: View, path: str, chrome: Chrome, speech: Speech, texts: Texts) -> str:
    """The file of a view. path: of the file its text comes from.

    Raises TypeError if it is one that a template draws.
    """
    match view:
        case RedirectsView():
            return redirects(view, chrome.base_url)
        case FeedView(form=form):
            return _FEEDS[form](view, Herald(chrome, speech, texts))
        case OutlineView():
            return outline(view, Herald(chrome, speech, texts))
        case SitemapView():
            return sitemap(view, chrome.base_url)
        case SitemapIndexView():
            return sitemap_index(view, chrome.base_url)
        case NewsSitemapView():
            return news_sitemap(view, chrome)
        case RobotsView():
            return robots(view, chrome.base_url)
        case OpenSearchView():
            return opensearch(chrome)
        case DataView():
            return ninjs(view, path, chrome, texts)
        case _:
            raise TypeError(f"{type(view).__name__} needs a template")
