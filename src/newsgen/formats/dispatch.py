"""Renders the files that no template draws: feeds, sitemaps, redirects, articles as JSON."""

from newsgen.formats.absolute_html import ReadHtml
from newsgen.formats.feeds import (
    FeedContext,
    render_atom,
    render_json_feed,
    render_opml,
    render_rss,
)
from newsgen.formats.localization import Localization
from newsgen.formats.ninjs import render_ninjs
from newsgen.formats.sitemap import (
    render_news_sitemap,
    render_opensearch,
    render_robots_txt,
    render_sitemap,
)
from newsgen.pages import routes
from newsgen.pages.links import href_builder
from newsgen.pages.machine_views import (
    ArticleJsonView,
    FeedView,
    NewsSitemapView,
    OpenSearchView,
    OpmlView,
    RedirectsView,
    RobotsView,
    SitemapView,
)
from newsgen.pages.page import View
from newsgen.pages.views import Chrome

_FEED_RENDERERS = {"atom": render_atom, "rss": render_rss, "json": render_json_feed}


def render_machine_view(
    view: View, chrome: Chrome, localizer: Localization, read_html: ReadHtml
) -> str:
    """Return the content of a file. Raises TypeError for a view that a template draws."""
    match view:
        case RedirectsView():
            return _render_redirects(view, chrome.base_url)
        case FeedView(form=form):
            return _FEED_RENDERERS[form](view, FeedContext(chrome, localizer, read_html))
        case OpmlView():
            return render_opml(view, FeedContext(chrome, localizer, read_html))
        case SitemapView():
            return render_sitemap(view, chrome)
        case NewsSitemapView():
            return render_news_sitemap(view, chrome)
        case RobotsView():
            return render_robots_txt(view, chrome)
        case OpenSearchView():
            return render_opensearch(chrome)
        case ArticleJsonView():
            return render_ninjs(view, chrome, read_html)
        case _:
            raise TypeError(f"{type(view).__name__} needs a template")


def _render_redirects(view: RedirectsView, base_url: str) -> str:
    """Return what Netlify and Cloudflare Pages read, a rule a line: `/from /to 301`.

    The paths start at the root of the host that serves the archive.
    """
    at_root = href_builder(routes.NOT_FOUND, base_url)
    return "".join(f"{at_root(alias)} {at_root(target)} 301\n" for alias, target in view.rules)
