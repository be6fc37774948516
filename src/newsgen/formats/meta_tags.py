"""The `<meta>` elements of a page.

Open Graph (https://ogp.me) and Twitter cards are for programs that show a link. A page without a
picture of its own has that of the archive, as a small one; none of these programs shows an SVG
picture. Highwire Press tags and Dublin Core are for reference managers.

What Zotero makes of them: an article is one of a journal unless `z:itemType` says otherwise, and
its publication is `prism:publicationName`. There is no `citation_author`: Zotero prefers it, and
takes "García Márquez, Gabriel José" for two people. A name without a comma it splits at the last
space; `bib:authors`, which it alone reads, has a comma at the end of names that are to stay whole.
"""

from collections.abc import Iterator
from urllib.parse import urlsplit

from newsgen.formats.pictures import pictures_of
from newsgen.formats.timestamps import iso_date_or_time
from newsgen.pages.chrome_view import Chrome
from newsgen.pages.page import Page
from newsgen.pages.views import ArticleView

MetaTag = tuple[str, str, str]
"""(attribute that holds the name: `name` or `property`, name, content)"""


def meta_tags(page: Page, title: str, description: str, chrome: Chrome) -> tuple[MetaTag, ...]:
    """Return the tags of a page; none where the archive has no base URL.

    Args:
        title: That of the page, without that of the archive.
        description: What the page says of itself for search engines; may be empty.
    """
    tags = _all_tags(page, title, description, chrome) if chrome.base_url else ()
    return tuple(tag for tag in tags if tag[2])


def _all_tags(page: Page, title: str, description: str, chrome: Chrome) -> Iterator[MetaTag]:
    article = page.view if isinstance(page.view, ArticleView) else None
    yield "property", "og:type", "article" if article else "website"
    yield "property", "og:site_name", chrome.title
    yield "property", "og:title", title or chrome.title
    yield "property", "og:description", description
    yield "property", "og:url", chrome.absolute_url(page.address)
    yield "property", "og:locale", og_locale(article.language if article else chrome.language)
    own = next(iter(pictures_of(article)), None) if article else None
    if own and urlsplit(own.src).path.lower().endswith((".svg", ".svgz")):
        own = None
    if picture := own or chrome.image:
        yield "property", "og:image", chrome.absolute_url(picture.src)
        yield "property", "og:image:alt", picture.alt
    yield "name", "twitter:card", "summary_large_image" if own else "summary"
    if article:
        yield from _article_tags(article)


def _article_tags(view: ArticleView) -> Iterator[MetaTag]:
    yield "property", "article:published_time", iso_date_or_time(view.moment)
    yield "property", "article:modified_time", date_modified(view)
    yield "property", "article:section", view.section.label if view.section else ""
    for author in view.authors:
        yield "name", "author", author.label
    yield "name", "citation_title", view.title
    yield "name", "citation_publication_date", view.moment.period.isoformat()
    yield "name", "citation_language", view.language
    yield "name", "citation_public_url", view.source_url
    yield "name", "citation_keywords", "; ".join(tag.label for tag in view.tags)
    yield "name", "prism:publicationName", view.source.label
    yield "name", "z:itemType", "newspaperArticle"
    names = [author.parts for author in view.authors]
    if any(" " in name.natural_name and not name.given_name for name in names):
        for name in names:
            whole = "" if name.given_name else ","
            yield "name", "bib:authors", f"{name.separable_name}{whole}"
    yield "name", "DC.title", view.title
    for name in names:
        yield "name", "DC.creator", name.inverted_name
    yield "name", "DC.source", view.source.label
    yield "name", "DC.date", view.moment.calendar_date.edtf()
    yield "name", "DC.language", view.language
    # Text and data mining is reserved where the text is (https://www.w3.org/2022/tdmrep/).
    yield "name", "tdm-reservation", "" if view.rights == "full" else "1"
    # Without a licence, only then does the page say whose the rights are.
    license_url = view.license.url if view.license else ""
    yield "name", "DC.rights", license_url if view.rights == "full" else f"© {view.source.label}"


def date_modified(view: ArticleView) -> str:
    """Return when an article was last updated or corrected; empty if it never was."""
    if not (view.updated or view.corrections):
        return ""
    last = max(filter(None, (view.moment, view.updated)), key=lambda moment: moment.at)
    days = (correction.day for correction in view.corrections if correction.day > last.day)
    return max((day.isoformat() for day in days), default=iso_date_or_time(last))


def og_locale(language_tag: str) -> str:
    """Return a language tag as Open Graph writes it, zh_TW; empty where it names no country."""
    language, *parts = language_tag.split("-")
    country = next((part for part in parts if len(part) == 2), "")
    return f"{language}_{country.upper()}" if country else ""
