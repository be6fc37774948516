"""Renders the files that no template draws: feeds, sitemaps, redirects, articles as JSON."""

from newsgen.formats import feeds, sitemap
from newsgen.formats.absolute_html import ReadHtml
from newsgen.formats.localization import Localization
from newsgen.formats.ninjs import render_ninjs
from newsgen.formats.search_data import render_search_data
from newsgen.pages import machine_views, routes
from newsgen.pages.chrome_view import Chrome
from newsgen.pages.links import href, root_href
from newsgen.pages.page import View

_FEED_RENDERERS = {
    "atom": feeds.render_atom,
    "rss": feeds.render_rss,
    "json": feeds.render_json_feed,
}


def render_machine_view(
    view: View, chrome: Chrome, localizer: Localization, read_html: ReadHtml
) -> str:
    """Return the content of a file. Raises TypeError for a view that a template draws."""
    match view:
        case machine_views.RedirectsView():
            return _render_redirects(view, chrome.base_url)
        case machine_views.FeedView(form=form):
            return _FEED_RENDERERS[form](view, feeds.FeedContext(chrome, localizer, read_html))
        case machine_views.OpmlView():
            return feeds.render_opml(view, feeds.FeedContext(chrome, localizer, read_html))
        case machine_views.SitemapView():
            return sitemap.render_sitemap(view, chrome)
        case machine_views.NewsSitemapView():
            return sitemap.render_news_sitemap(view, chrome)
        case machine_views.RobotsView():
            return sitemap.render_robots_txt(view, chrome)
        case machine_views.OpenSearchView():
            return sitemap.render_opensearch(chrome)
        case machine_views.AccentView():
            return _render_accent(chrome)
        case (
            machine_views.LetterTableView()
            | machine_views.KnownNamesView()
            | machine_views.ShardListView()
        ):
            return render_search_data(view)
        case machine_views.ArticleJsonView():
            return render_ninjs(view, chrome, localizer, read_html)
        case _:
            raise TypeError(f"{type(view).__name__} needs a template")


def _render_redirects(view: machine_views.RedirectsView, base_url: str) -> str:
    """Return what Netlify and Cloudflare Pages read, a rule a line: `/from /to 301`.

    The paths start at the root of the host that serves the archive.
    """
    root = root_href(routes.NOT_FOUND, base_url)
    rules = ((href(root, alias), href(root, target)) for alias, target in view.rules)
    return "".join(f"{alias} {target} 301\n" for alias, target in rules)


def _render_accent(chrome: Chrome) -> str:
    """Return the style sheet of the accent; on paper all is black."""
    accent = chrome.accent
    assert accent
    return (
        "@media screen {\n"
        f"  :root {{ --alert: light-dark({accent.light}, {accent.dark}); "
        f"--alert-shade: light-dark({accent.light_shade}, {accent.dark_shade}); }}\n"
        f"  .heat .n3 {{ --heat: {accent.heat}%; }}\n"
        "}\n"
    )
