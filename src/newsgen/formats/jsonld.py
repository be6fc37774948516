"""The JSON-LD 1.1 of a page, in the vocabulary of https://schema.org.

An article tells what it is *about* and what it *mentions*, the page of a name what the name is, a
listing which articles it holds, and each page its breadcrumbs.
"""

from collections.abc import Iterator
from typing import Any

from newsgen.formats.dataset import dataset_facts
from newsgen.formats.json_text import script_json
from newsgen.formats.localization import Localization
from newsgen.formats.meta_tags import date_modified
from newsgen.formats.pictures import pictures_of
from newsgen.formats.timestamps import iso_date_or_time
from newsgen.model.coordinates import Coordinates
from newsgen.model.kind import KIND_BY_KEY, Kind
from newsgen.model.value import Value
from newsgen.pages import period_views, routes, views
from newsgen.pages.chrome_view import Chrome
from newsgen.pages.page import Page
from newsgen.pages.view_components import (
    AuthorLink,
    Card,
    CardGroup,
    Crumb,
    Link,
    NameGroup,
    Picture,
)
from newsgen.pages.views import ArticleView, NameView

Thing = dict[str, Any]
"""An object of the vocabulary."""


def render_jsonld(page: Page, title: str, chrome: Chrome, localizer: Localization) -> str:
    """Return the content of a page's script element; empty where there is no base URL."""
    if not chrome.base_url:
        return ""
    things = tuple(_GraphBuilder(page, title, chrome, localizer).things())
    return script_json({"@context": "https://schema.org", "@graph": things}) if things else ""


_CRUMB_WORDS = {
    routes.CORRECTIONS: "Corrections",
    routes.DAYS_OF_YEAR: "Days of the year",
    routes.LANGUAGES: "Languages",
}
"""What crumbs say that have no label."""


class _GraphBuilder(Value, frozen=True):
    page: Page
    title: str
    chrome: Chrome
    localizer: Localization

    def things(self) -> Iterator[Thing]:
        """Yield the objects of the page's graph."""
        match self.page.view:
            case ArticleView() as view:
                yield _article_thing(view, self.chrome)
            case views.FrontView(lead=lead, groups=groups):
                yield _site_thing(self.chrome)
                yield self._collection(([lead] if lead else []) + _cards(groups))
            case NameView(groups=groups) as view:
                yield self._collection(_cards(groups), about=_name_thing(view, self.chrome))
            case (
                period_views.PeriodView(groups=groups, names=names)
                | views.PairView(groups=groups, names=names)
            ):
                about = [_link_thing(name, self.chrome) for name in names]
                yield self._collection(_cards(groups), about=about)
            case views.LanguageView(groups=groups, language=language):
                yield self._collection(_cards(groups)) | {"inLanguage": language}
            case (
                period_views.DatesView()
                | period_views.DaysOfYearView()
                | period_views.DayOfYearView()
                | period_views.TrendsView()
                | period_views.WordsView()
                | views.LanguagesView()
                | views.IndexView()
                | views.CorrectionsView()
                | views.FeedsView()
            ):
                yield self._collection([])
            case views.DataPageView() as view:
                facts = dataset_facts(view, self.chrome, self.localizer)
                name = f"{self.chrome.title}: {self.title}"
                creator = _publisher(self.chrome)
                yield self._web_page("Dataset") | facts | {"name": name, "creator": creator}
            case views.PlainPageView(description=description, language=language):
                yield self._web_page("WebPage", description=description, inLanguage=language)
            case _:
                return
        if crumbs := getattr(self.page.view, "crumbs", ()):
            yield self._breadcrumbs(crumbs)

    def _collection(self, cards: list[Card], about: Thing | list[Thing] | None = None) -> Thing:
        to_url = self.chrome.absolute_url
        listed = [
            {"@type": "ListItem", "position": at, "url": to_url(card.address)}
            for at, card in enumerate(cards, 1)
        ]
        items = {"@type": "ItemList", "numberOfItems": len(listed), "itemListElement": listed}
        return self._web_page("CollectionPage", about=about, mainEntity=items if listed else None)

    def _web_page(self, schema_type: str, **properties: object) -> Thing:
        return {
            "@type": schema_type,
            "url": self.chrome.absolute_url(self.page.address),
            "name": self.title,
            "inLanguage": self.chrome.language,
            "isPartOf": _site_reference(self.chrome),
        } | properties

    def _breadcrumbs(self, crumbs: tuple[Crumb, ...]) -> Thing:
        items = [
            {
                "@type": "ListItem",
                "position": at,
                "name": self._crumb_text(crumb),
                "item": self.chrome.absolute_url(crumb.address),
            }
            for at, crumb in enumerate(crumbs, 1)
        ]
        # The page itself: search engines ask for two items, and for no address of the last.
        items.append({"@type": "ListItem", "position": len(items) + 1, "name": self.title})
        return {"@type": "BreadcrumbList", "itemListElement": items}

    def _crumb_text(self, crumb: Crumb) -> str:
        if crumb.period:
            return self.localizer.date(crumb.period)
        if crumb.label:
            return crumb.label
        if crumb.language:
            return self.localizer.language(crumb.language)
        word = _CRUMB_WORDS.get(crumb.address, "Front page")
        title = crumb.kind.facts.plural if crumb.kind else word
        return self.localizer.message(title, None, None)


def _cards(groups: tuple[CardGroup, ...]) -> list[Card]:
    return [card for group in groups for card in group.cards]


def _article_thing(view: ArticleView, chrome: Chrome) -> Thing:
    original = view.translation_of
    return {
        "@type": "NewsArticle",
        "url": chrome.absolute_url(view.address),
        "headline": view.title,
        "inLanguage": view.language,
        "datePublished": iso_date_or_time(view.moment),
        "dateModified": date_modified(view),
        "dateline": view.dateline,
        "articleSection": view.section.label if view.section else "",
        "keywords": [tag.label for tag in view.tags],
        "author": [_author_thing(author, chrome) for author in view.authors],
        "sourceOrganization": _link_thing(view.source, chrome),
        "publisher": _publisher(chrome),
        "isPartOf": _one_or_all([_site_reference(chrome), *_series_thing(view, chrome)]),
        "license": view.license.url if view.license else "",
        "isBasedOn": chrome.absolute_url(view.source_url),
        "archivedAt": chrome.absolute_url(view.archived_url),
        "image": _one_or_all([_picture_thing(picture, chrome) for picture in pictures_of(view)]),
        "about": _names_with_same_as(view.about),
        "mentions": _names_with_same_as(view.mentions),
        "correction": [
            {
                "@type": "CorrectionComment",
                "text": entry.note,
                "datePublished": entry.day.isoformat(),
            }
            for entry in view.corrections
        ],
        "translationOfWork": {
            "@type": "NewsArticle",
            "@id": chrome.absolute_url(original.address),
            "name": original.label,
        }
        if original
        else None,
        # False would mean a paywall; of an excerpt nothing is behind one.
        "isAccessibleForFree": True if view.rights == "full" else None,
    }


def _series_thing(view: ArticleView, chrome: Chrome) -> list[Thing | str]:
    return [_link_thing(view.series.whole, chrome)] if view.series else []


def _picture_thing(picture: Picture, chrome: Chrome) -> Thing | str:
    """Return a picture with its caption and credit; its address where it has neither."""
    url = chrome.absolute_url(picture.src)
    if not (picture.caption or picture.credit):
        return url
    words = {"caption": picture.caption, "creditText": picture.credit}
    return {"@type": "ImageObject", "contentUrl": url} | words


def _one_or_all(things: list[Thing | str]) -> Thing | str | list[Thing | str]:
    return things[0] if len(things) == 1 else things


def _name_thing(view: NameView, chrome: Chrome) -> Thing:
    facts = view.known
    dates = (period.isoformat() if period else "" for period in (facts.began, facts.ended))
    schema_type = "Organization" if facts.organization else view.kind.facts.schema_type
    return {
        "@type": schema_type,
        "@id": f"{chrome.absolute_url(view.address)}#name",
        "name": view.name,
        "alternateName": [other.text for other in (*facts.spellings, *facts.former)],
        "description": facts.description,
        "url": chrome.absolute_url(view.address),
        "sameAs": [*(identifier.address for identifier in facts.identifiers), *facts.urls],
        "geo": _geo(facts.coordinates),
        **dict(zip(view.kind.facts.schema_dates, dates, strict=False)),
    }


def _geo(place: Coordinates | None) -> Thing | None:
    if place is None:
        return None
    point = {"latitude": place.latitude, "longitude": place.longitude}
    return {"@type": "GeoCoordinates"} | point


def _author_thing(author: AuthorLink, chrome: Chrome) -> Thing:
    parts = author.parts
    thing = {"name": author.label, "url": chrome.absolute_url(author.address)}
    if parts.organization:
        return {"@type": "Organization"} | thing
    names = {"familyName": parts.family_name, "givenName": parts.given_name}
    suffix = {"honorificSuffix": parts.suffix}
    return {"@type": "Person"} | thing | (names | suffix if parts.given_name else {})


def _link_thing(link: Link, chrome: Chrome) -> Thing:
    """Return a name with the type of its kind, which is the first folder of its address."""
    url, kind = chrome.absolute_url(link.address), KIND_BY_KEY[link.address.split("/")[1]]
    # Whether an author is a person or an organization is told at its own page.
    is_author = kind is Kind.AUTHOR
    key = {"@id": f"{url}#name"} if is_author else {"@type": kind.facts.schema_type}
    return key | {"name": link.label, "url": url}


def _site_thing(chrome: Chrome) -> Thing:
    return {
        "@type": "WebSite",
        "@id": f"{chrome.base_url}#site",
        "url": chrome.base_url,
        "name": chrome.title,
        "description": chrome.tagline,
        "image": chrome.absolute_url(chrome.image.src) if chrome.image else "",
        "inLanguage": chrome.language,
        "publisher": _publisher(chrome),
    }


def _site_reference(chrome: Chrome) -> Thing:
    return {"@id": f"{chrome.base_url}#site"}


def _names_with_same_as(groups: tuple[NameGroup, ...]) -> list[Thing]:
    """Return names with their types and addresses elsewhere; the page links to their own pages."""
    return [
        {"@type": group.kind.facts.schema_type, "name": name.label, "sameAs": list(name.same_as)}
        for group in groups
        for name in group.names
    ]


def _publisher(chrome: Chrome) -> Thing:
    publisher = chrome.publisher
    address = publisher.address if publisher and publisher.address else chrome.base_url
    return {
        "@type": "Organization",
        "name": publisher.label if publisher else chrome.title,
        "url": chrome.absolute_url(address),
        "logo": chrome.absolute_url(chrome.logo),
    }
