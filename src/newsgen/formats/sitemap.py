"""Sitemaps and what else search engines and browsers are told of an archive.

Sitemaps as https://www.sitemaps.org/protocol.html, news as Google's, robots.txt as RFC 9309,
searching as OpenSearch 1.1 (https://github.com/dewitt/opensearch).
"""

from collections.abc import Iterable, Iterator

from newsgen.formats.timestamps import rfc3339_time
from newsgen.formats.xml import element, parent_element, xml_document
from newsgen.pages import routes
from newsgen.pages.links import absolute_url
from newsgen.pages.machine_views import (
    NewsEntry,
    NewsSitemapView,
    RobotsView,
    SitemapEntry,
    SitemapView,
)
from newsgen.pages.views import Chrome

_XMLNS = "http://www.sitemaps.org/schemas/sitemap/0.9"
_NEWS_XMLNS = "http://www.google.com/schemas/sitemap-news/0.9"


def render_sitemap(view: SitemapView, base_url: str) -> str:
    """Return a file of addresses, or the file that names all such files."""
    root, child = ("sitemapindex", "sitemap") if view.is_index else ("urlset", "url")
    return xml_document(root, _location_elements(child, view.located, base_url), xmlns=_XMLNS)


def render_news_sitemap(view: NewsSitemapView, chrome: Chrome) -> str:
    """The newest articles, with what Google News wants to know."""
    urlset = (_news_element(each, chrome) for each in view.news)
    return xml_document("urlset", urlset, xmlns=_XMLNS, xmlns_news=_NEWS_XMLNS)


def render_robots_txt(view: RobotsView, base_url: str) -> str:
    """Everything may be read."""
    maps = "".join(f"Sitemap: {absolute_url(each, base_url)}\n" for each in view.sitemaps)
    return f"User-agent: *\nAllow: /\n\n{maps}"


def render_opensearch(chrome: Chrome) -> str:
    """How to search the archive from a browser's own search box."""
    template = f"{absolute_url(routes.SEARCH, chrome.base_url)}?q={{searchTerms}}"
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
    """As many words as there is room for; of a single long one its beginning."""
    return (
        text
        if len(text) <= max_length
        else text[: max_length + 1].rpartition(" ")[0] or text[:max_length]
    )


def _location_elements(
    element_name: str, entries: Iterable[SitemapEntry], base_url: str
) -> Iterator[str]:
    for each in entries:
        day = (element("lastmod", each.changed.isoformat()),) if each.changed else ()
        yield parent_element(
            element_name, (element("loc", absolute_url(each.address, base_url)), *day)
        )


def _news_element(news: NewsEntry, chrome: Chrome) -> str:
    moment = news.moment
    publication = (
        element("news:name", chrome.title),
        element("news:language", _news_language(news.language)),
    )
    day = rfc3339_time(moment) if moment.timed else moment.day.isoformat()
    told = (
        parent_element("news:publication", publication),
        element("news:publication_date", day),
        element("news:title", news.title),
    )
    address = element("loc", absolute_url(news.address, chrome.base_url))
    return parent_element("url", (address, parent_element("news:news", told)))


def _news_language(language_tag: str) -> str:
    """The code Google wants: ISO 639, and of Chinese the script by its country."""
    parts = language_tag.lower().split("-")
    if parts[0] != "zh":
        return parts[0]
    return "zh-tw" if {"hant", "tw", "hk"} & set(parts) else "zh-cn"
