"""The files for search engines and browsers.

Sitemaps (https://www.sitemaps.org/protocol.html), Google's sitemap of news, robots.txt (RFC 9309)
and the description of OpenSearch 1.1 (https://github.com/dewitt/opensearch).
"""

from collections.abc import Iterator

from newsgen.formats.timestamps import iso_date_or_time
from newsgen.formats.xml import element, parent_element, xml_document
from newsgen.pages import routes
from newsgen.pages.chrome_view import Chrome
from newsgen.pages.machine_views import NewsEntry, NewsSitemapView, RobotsView, SitemapView

_XMLNS = "http://www.sitemaps.org/schemas/sitemap/0.9"
_NEWS_XMLNS = "http://www.google.com/schemas/sitemap-news/0.9"


def render_sitemap(view: SitemapView, chrome: Chrome) -> str:
    """Return a file of addresses, or the file that names all such files."""
    root, child = ("sitemapindex", "sitemap") if view.is_index else ("urlset", "url")

    def locations() -> Iterator[str]:
        for entry in view.located:
            day = [element("lastmod", entry.changed.isoformat())] if entry.changed else []
            yield parent_element(child, (element("loc", chrome.absolute_url(entry.address)), *day))

    return xml_document(root, locations(), xmlns=_XMLNS)


def render_news_sitemap(view: NewsSitemapView, chrome: Chrome) -> str:
    """Return the sitemap of the newest articles for Google News."""
    urlset = (_news_element(entry, chrome) for entry in view.news)
    return xml_document("urlset", urlset, xmlns=_XMLNS, xmlns_news=_NEWS_XMLNS)


def render_robots_txt(view: RobotsView, chrome: Chrome) -> str:
    """Return a robots.txt that allows everything and names the sitemaps."""
    maps = "".join(f"Sitemap: {chrome.absolute_url(address)}\n" for address in view.sitemaps)
    return f"User-agent: *\nAllow: /\n\n{maps}"


def render_opensearch(chrome: Chrome) -> str:
    """Return the description by which a browser can search the archive."""
    template = f"{chrome.absolute_url(routes.SEARCH)}?q={{searchTerms}}"
    return xml_document(
        "OpenSearchDescription",
        (
            element("ShortName", _whole_words(chrome.title, 16)),
            element("LongName", _whole_words(chrome.title, 48)),
            element("Description", (chrome.tagline or chrome.title)[:1024]),
            element("Url", type="text/html", template=template),
            element("Language", chrome.language),
            element("InputEncoding", "UTF-8"),
        ),
        xmlns="http://a9.com/-/spec/opensearch/1.1/",
    )


def _whole_words(text: str, max_length: int) -> str:
    """Return as many words as fit; the beginning of the first where none does."""
    if len(text) <= max_length:
        return text
    return text[: max_length + 1].rpartition(" ")[0] or text[:max_length]


def _news_element(news: NewsEntry, chrome: Chrome) -> str:
    language = element("news:language", _news_language(news.language))
    publication = (element("news:name", chrome.title), language)
    details = (
        parent_element("news:publication", publication),
        element("news:publication_date", iso_date_or_time(news.moment)),
        element("news:title", news.title),
    )
    address = element("loc", chrome.absolute_url(news.address))
    return parent_element("url", (address, parent_element("news:news", details)))


def _news_language(language_tag: str) -> str:
    """Return the language code for Google: ISO 639, and zh-cn or zh-tw for Chinese."""
    parts = language_tag.lower().split("-")
    if parts[0] != "zh":
        return parts[0]
    return "zh-tw" if {"hant", "tw", "hk"} & set(parts) else "zh-cn"
