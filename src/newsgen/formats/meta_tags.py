"""What a page says of itself in its head, as pairs of name and content.

Open Graph (https://ogp.me) and cards for whoever shows a link; what the page is about is said once,
by its own description. Highwire's tags and Dublin Core for programs that keep references: Zotero
takes an article for one of a journal unless `z:itemType` says otherwise, and its publication from
`prism:publicationName`.
"""

from collections.abc import Iterator

from newsgen.formats.timestamps import day_or_instant
from newsgen.pages.links import absolute
from newsgen.pages.page import Page
from newsgen.pages.views import ArticleView, Chrome

Pair = tuple[str, str, str]
"""The attribute that names it (`name` or `property`), the name, and the content."""


def head(page: Page, title: str, chrome: Chrome) -> tuple[Pair, ...]:
    """All pairs of a page, empty ones left out.

    title: of the page, without the archive's; nothing is said where the archive knows no address.
    """
    if not chrome.base_url:
        return ()
    pairs = [*_shared(page, title, chrome)]
    if isinstance(page.view, ArticleView):
        pairs += [*_article(page.view), *_reference(page.view)]
    return tuple(pair for pair in pairs if pair[2])


def _shared(page: Page, title: str, chrome: Chrome) -> Iterator[Pair]:
    article = page.view if isinstance(page.view, ArticleView) else None
    yield "property", "og:type", "article" if article else "website"
    yield "property", "og:site_name", chrome.title
    yield "property", "og:title", title or chrome.title
    yield "property", "og:url", absolute(page.address, chrome.base_url)
    yield "property", "og:locale", locale(article.language if article else chrome.language)
    picture = article.picture if article else None
    if picture:
        yield "property", "og:image", absolute(picture.src, chrome.base_url)
        yield "property", "og:image:alt", picture.alt
    yield "name", "twitter:card", "summary_large_image" if picture else "summary"


def _article(view: ArticleView) -> Iterator[Pair]:
    yield "property", "article:published_time", day_or_instant(view.moment)
    yield "property", "article:modified_time", changed(view)
    yield "property", "article:section", view.section.label if view.section else ""


def _reference(view: ArticleView) -> Iterator[Pair]:
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


def changed(view: ArticleView) -> str:
    """When an article was last updated or corrected; empty if it never was."""
    if not (view.updated or view.corrections):
        return ""
    last = max(filter(None, (view.moment, view.updated)), key=lambda moment: moment.at)
    days = (each.day for each in view.corrections if each.day > last.day)
    return max((day.isoformat() for day in days), default=day_or_instant(last))


def locale(tag: str) -> str:
    """A language tag as Open Graph writes it, zh_TW; empty of one that names no country."""
    language, *parts = tag.split("-")
    country = next((part for part in parts if len(part) == 2), "")
    return f"{language}_{country.upper()}" if country else ""
