"""The JSON-LD 1.1 of a page, in the vocabulary of https://schema.org.

An article tells what it is *about* and what it *mentions*, the page of a name what the name is, a
listing which articles it holds, and each page its breadcrumbs.
"""

from collections.abc import Iterable, Iterator

from newsgen.formats.json_text import script_json
from newsgen.formats.localization import Localization
from newsgen.formats.schema_org import (
    Thing,
    article_thing,
    link_thing,
    name_thing,
    site_reference,
    site_thing,
)
from newsgen.model.value import Value
from newsgen.pages import routes
from newsgen.pages.page import Page
from newsgen.pages.view_components import Card, CardGroup, Crumb
from newsgen.pages.views import (
    ArticleView,
    Chrome,
    CorrectionsView,
    DataPageView,
    FeedsView,
    FrontView,
    IndexView,
    NameView,
    PairView,
    PeriodView,
    PlainPageView,
)


def render_jsonld(page: Page, title: str, chrome: Chrome, localizer: Localization) -> str:
    """Return the content of a page's script element; empty where there is none.

    Args:
        title: The page's, without that of the archive.
        chrome: Without a base URL there is no JSON-LD.
    """
    if not chrome.base_url:
        return ""
    things = tuple(_GraphBuilder(page, title, chrome, localizer).things())
    return script_json({"@context": "https://schema.org", "@graph": things}) if things else ""


class _GraphBuilder(Value, frozen=True):
    page: Page
    title: str
    chrome: Chrome
    localizer: Localization

    def things(self) -> Iterator[Thing]:
        """Yield the objects of the page's graph."""
        match self.page.view:
            case ArticleView() as view:
                yield article_thing(view, self.chrome)
            case FrontView(groups=groups) as view:
                yield site_thing(self.chrome)
                lead = (view.lead,) if view.lead else ()
                yield self._collection((*lead, *_cards(groups)))
            case NameView(groups=groups) as view:
                yield self._collection(_cards(groups), about=name_thing(view, self.chrome))
            case (
                PeriodView(groups=groups, kind=kind, names=names)
                | PairView(groups=groups, kind=kind, names=names)
            ):
                about = [link_thing(kind, name, self.chrome) for name in names] if kind else None
                yield self._collection(_cards(groups), about=about)
            case IndexView() | CorrectionsView() | FeedsView() | DataPageView():
                yield self._collection(())
            case PlainPageView(description=description, language=language):
                yield self._web_page("WebPage", description=description, inLanguage=language)
            case _:
                return
        if crumbs := getattr(self.page.view, "crumbs", ()):
            yield self._breadcrumbs(crumbs)

    def _collection(self, cards: Iterable[Card], about: Thing | list[Thing] | None = None) -> Thing:
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
            "isPartOf": site_reference(self.chrome),
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
        return {"@type": "BreadcrumbList", "itemListElement": items}

    def _crumb_text(self, crumb: Crumb) -> str:
        if crumb.period:
            return self.localizer.date(crumb.period)
        if crumb.label:
            return crumb.label
        word = "Corrections" if crumb.address == routes.CORRECTIONS else "Front page"
        title = crumb.kind.facts.plural if crumb.kind else word
        return self.localizer.message(title, None, None)


def _cards(groups: tuple[CardGroup, ...]) -> tuple[Card, ...]:
    return tuple(card for group in groups for card in group.cards)
