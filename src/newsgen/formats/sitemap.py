"""Sitemaps and what else search engines and browsers are told of an archive.

Sitemaps as https://www.sitemaps.org/protocol.html, news as Google's, robots.txt as RFC 9309,
searching as OpenSearch 1.1 (https://github.com/dewitt/opensearch).
"""

from collections.abc import Iterable, Iterator

from newsgen.formats.timestamps import instant
from newsgen.formats.xml import document, element, enclosed
from newsgen.pages import routes
from newsgen.pages.links import absolute
from newsgen.pages.machine_views import (
    Located,
    News,
    NewsSitemapView,
    RobotsView,
    SitemapIndexView,
    SitemapView,
)
from newsgen.pages.views import Chrome

_XMLNS = "http://www.sitemaps.org/schemas/sitemap/0.9"
_NEWS = "http://www.google.com/schemas/sitemap-news/0.9"


def sitemap(view: SitemapView, base_url: str) -> str:
    """A file of addresses."""
    return document("urlset", _located("url", view.located, base_url), xmlns=_XMLNS)


def sitemap_index(view: SitemapIndexView, base_url: str) -> str:
    """The file that names all of these."""
    return document("sitemapindex", _located("sitemap", view.located, base_url), xmlns=_XMLNS)


def news_sitemap(view: NewsSitemapView, chrome: Chrome) -> str:
    """The newest articles, with what Google News wants to know."""
    urlset = (_news(each, chrome) for each in view.news)
    return document("urlset", urlset, xmlns=_XMLNS, xmlns_news=_NEWS)


def robots(view: RobotsView, base_url: str) -> str:
    """Everything may be read."""
    maps = "".join(f"Sitemap: {absolute(each, base_url)}\n" for each in view.sitemaps)
    return f"User-agent: *\nAllow: /\n\n{maps}"


def opensearch(chrome: Chrome) -> str:
    """How to search the archive from a browser's own search box."""
    template = f"{absolute(routes.SEARCH, chrome.base_url)}?q={{searchTerms}}"
    return document(
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


def _whole_words(text: str, most: int) -> str:
    """As many words as there is room for; of a single long one its beginning."""
    return text if len(text) <= most else text[: most + 1].rpartition(" ")[0] or text[:most]


def _located(name: str, located: Iterable[Located], base_url: str) -> Iterator[str]:
    for each in located:
        day = (element("lastmod", each.changed.isoformat()),) if each.changed else ()
        yield enclosed(name, (element("loc", absolute(each.address, base_url)), *day))


def _news(news: News, chrome: Chrome) -> str:
    moment = news.moment
    publication = (
        element("news:name", chrome.title),
        element("news:language", _two_letters(news.language)),
    )
    day = instant(moment) if moment.timed else moment.day.isoformat()
    told = (
        enclosed("news:publication", publication),
        element("news:publication_date", day),
        element("news:title", news.title),
    )
    address = element("loc", absolute(news.address, chrome.base_url))
    return enclosed("url", (address, enclosed("news:news", told)))


def _two_letters(tag: str) -> str:
    """The code Google wants: ISO 639, and of Chinese the script by its country."""
    parts = tag.lower().split("-")
    if parts[0] != "zh":
        return parts[0]
    return "zh-tw" if {"hant", "tw", "hk"} & set(parts) else "zh-cn"
