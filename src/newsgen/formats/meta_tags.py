"""What a page says of itself in its head, as pairs of name and content.

Open Graph (https://ogp.me) and cards for whoever shows a link; what the page is about is said once,
by its own description. Highwire's tags and Dublin Core for programs that keep references: Zotero
takes an article for one of a journal unless `z:itemType` says otherwise, and its publication from
`prism:publicationName`.
"""

from collections.abc import Iterator

from newsgen.formats.timestamps import iso_day_or_time
from newsgen.pages.links import absolute_url
from newsgen.pages.page import Page
from newsgen.pages.views import ArticleView, Chrome

MetaTag = tuple[str, str, str]
"""The attribute that names it (`name` or `property`), the name, and the content."""


def meta_tags(page: Page, title: str, chrome: Chrome) -> tuple[MetaTag, ...]:
    """All pairs of a page, empty ones left out.

    title: of the page, without the archive's; nothing is said where the archive knows no address.
    """
    if not chrome.base_url:
        return ()
    pairs = [*_page_tags(page, title, chrome)]
    if isinstance(page.view, ArticleView):
        pairs += [*_article_tags(page.view), *_citation_tags(page.view)]
    return tuple(pair for pair in pairs if pair[2])


def _page_tags(page: Page, title: str, chrome: Chrome) -> Iterator[MetaTag]:
    article = page.view if isinstance(page.view, ArticleView) else None
    yield "property", "og:type", "article" if article else "website"
    yield "property", "og:site_name", chrome.title
    yield "property", "og:title", title or chrome.title
    yield "property", "og:url", absolute_url(page.address, chrome.base_url)
    yield "property", "og:locale", og_locale(article.language if article else chrome.language)
    picture = article.picture if article else None
    if picture:
        yield "property", "og:image", absolute_url(picture.src, chrome.base_url)
        yield "property", "og:image:alt", picture.alt
    yield "name", "twitter:card", "summary_large_image" if picture else "summary"


def _article_tags(view: ArticleView) -> Iterator[MetaTag]:
    yield "property", "article:published_time", iso_day_or_time(view.moment)
    yield "property", "article:modified_time", date_modified(view)
    yield "property", "article:section", view.section.label if view.section else ""


def _citation_tags(view: ArticleView) -> Iterator[MetaTag]:
    day = view.moment.day.isoformat()
    yield "name", "citation_title", view.title
    for author in view.authors:
        yield "name", "citation_author", author.label
    yield "name", "citation_publication_date", day.replace("-", "/")
    yield "name", "citation_language", view.language
    yield "name", "citation_public_url", view.source_url
    yield "name", "citation_keywords", "; ".join(tag.label for tag in view.tags)
    yield "name", "prism:publicationName", view.source.label
    yield "name", "z:itemType", "newspaperArticle"
    yield "name", "dc:title", view.title
    for author in view.authors:
        yield "name", "dc:creator", author.label
    yield "name", "dc:publisher", view.source.label
    yield "name", "dc:date", day
    yield "name", "dc:language", view.language


def date_modified(view: ArticleView) -> str:
    """When an article was last updated or corrected; empty if it never was."""
    if not (view.updated or view.corrections):
        return ""
    last = max(filter(None, (view.moment, view.updated)), key=lambda moment: moment.at)
    days = (each.day for each in view.corrections if each.day > last.day)
    return max((day.isoformat() for day in days), default=iso_day_or_time(last))


def og_locale(language_tag: str) -> str:
    """A language tag as Open Graph writes it, zh_TW; empty of one that names no country."""
    language, *parts = language_tag.split("-")
    country = next((part for part in parts if len(part) == 2), "")
    return f"{language}_{country.upper()}" if country else ""
