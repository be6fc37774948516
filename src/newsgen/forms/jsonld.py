"""What a page is about, as schema.org has it, in JSON-LD (https://schema.org, JSON-LD 1.1).

An article says whom it is *about* and whom it *mentions*, a name's page what its name is, a list
which articles it holds; all of them where they stand.
"""

from collections.abc import Iterable, Iterator, Mapping
from typing import Any

from newsgen.forms.head import changed, written
from newsgen.forms.json import inline
from newsgen.forms.speech import Speech
from newsgen.model.kind import Kind
from newsgen.model.period import Period
from newsgen.pages import urls
from newsgen.pages.links import absolute
from newsgen.pages.page import Page
from newsgen.pages.pieces import Card, Crumb, Group, Link, NameGroup
from newsgen.pages.views import (
    ArticleView,
    Chrome,
    CorrectionsView,
    DataPageView,
    EntitiesView,
    FeedsView,
    FrontView,
    IndexView,
    NameView,
    PairView,
    PeriodView,
    PlainView,
)

Thing = dict[str, Any]

_TYPES: Mapping[Kind, str] = {
    Kind.PERSON: "Person",
    Kind.ORGANIZATION: "Organization",
    Kind.PLACE: "Place",
    Kind.EVENT: "Event",
    Kind.SOURCE: "Organization",
    Kind.AUTHOR: "Person",
    Kind.TAG: "DefinedTerm",
}
"""What a name of a kind is; of others nobody knows more than that they are a thing."""

_SPANS: Mapping[Kind, tuple[str, str]] = {
    Kind.PERSON: ("birthDate", "deathDate"),
    Kind.ORGANIZATION: ("foundingDate", "dissolutionDate"),
    Kind.EVENT: ("startDate", "endDate"),
}

_WORDS: Mapping[Kind, str] = {
    Kind.PERSON: "People",
    Kind.ORGANIZATION: "Organizations",
    Kind.PLACE: "Places",
    Kind.EVENT: "Events",
    Kind.ENTITY: "All names",
    Kind.TAG: "Tags",
    Kind.SOURCE: "Sources",
    Kind.AUTHOR: "Authors",
    Kind.SECTION: "Sections",
}
"""As in the template parts/words.html."""


def jsonld(page: Page, title: str, chrome: Chrome, speech: Speech) -> str:
    """The content of a page's script element; empty where there is nothing to say.

    title: of the page, without the archive's.
    """
    if not chrome.base_url:
        return ""
    things = tuple(_Teller(page, title, chrome, speech).things())
    return inline({"@context": "https://schema.org", "@graph": things}) if things else ""


class _Teller:
    def __init__(self, page: Page, title: str, chrome: Chrome, speech: Speech) -> None:
        self._url = absolute(page.address, chrome.base_url)
        self._view = page.view
        self._title = title
        self._chrome = chrome
        self._speech = speech

    def things(self) -> Iterator[Thing]:
        """What stands side by side on the page."""
        match self._view:
            case ArticleView() as view:
                yield self._article(view)
            case FrontView(groups=groups) as view:
                yield self._site()
                lead = (view.lead,) if view.lead else ()
                yield self._collection((*lead, *(card for each in groups for card in each.cards)))
            case NameView(groups=groups) as view:
                yield self._collection(_cards(groups), about=self._name(view))
            case (
                PeriodView(groups=groups, kind=kind, names=names)
                | PairView(groups=groups, kind=kind, names=names)
            ):
                about = [self._thing(kind, name) for name in names] if kind else None
                yield self._collection(_cards(groups), about=about)
            case IndexView() | EntitiesView() | CorrectionsView() | FeedsView() | DataPageView():
                yield self._collection(())
            case PlainView(description=description, language=language):
                yield self._page("WebPage", description=description, inLanguage=language)
            case _:
                return
        crumbs = getattr(self._view, "crumbs", ())
        if crumbs:
            yield self._way(crumbs)

    def _article(self, view: ArticleView) -> Thing:
        return {
            "@type": "NewsArticle",
            "url": self._url,
            "headline": view.title,
            "description": view.description,
            "inLanguage": view.language,
            "datePublished": written(view.moment),
            "dateModified": changed(view) or written(view.moment),
            "dateline": view.dateline,
            "articleSection": view.section.label if view.section else "",
            "keywords": [tag.label for tag in view.tags],
            "author": [self._thing(Kind.AUTHOR, author) for author in view.authors],
            "sourceOrganization": self._thing(Kind.SOURCE, view.source),
            "publisher": self._publisher(),
            "isPartOf": {"@id": f"{self._chrome.base_url}#site"},
            "isBasedOn": self._abroad(view.source_url),
            "archivedAt": self._abroad(view.archived_url),
            "image": self._address(view.picture.src) if view.picture else "",
            "about": _known(view.about),
            "mentions": _known(view.mentions),
            "correction": [
                {
                    "@type": "CorrectionComment",
                    "text": each.note,
                    "datePublished": each.day.isoformat(),
                }
                for each in view.corrections
            ],
            "translationOfWork": self._work(view.translation_of),
            "isAccessibleForFree": view.rights == "full",
        }

    def _site(self) -> Thing:
        return {
            "@type": "WebSite",
            "@id": f"{self._chrome.base_url}#site",
            "url": self._chrome.base_url,
            "name": self._chrome.title,
            "description": self._chrome.tagline,
            "inLanguage": self._chrome.language,
            "publisher": self._publisher(),
        }

    def _publisher(self) -> Thing:
        publisher = self._chrome.publisher
        named = publisher.label if publisher else self._chrome.title
        at = publisher.address if publisher and publisher.address else self._chrome.base_url
        logo = self._address(self._chrome.logo) if self._chrome.logo else ""
        return {"@type": "Organization", "name": named, "url": self._address(at), "logo": logo}

    def _collection(self, cards: Iterable[Card], about: Thing | list[Thing] | None = None) -> Thing:
        listed = [
            {"@type": "ListItem", "position": at, "url": self._address(card.address)}
            for at, card in enumerate(cards, 1)
        ]
        items = {"@type": "ItemList", "numberOfItems": len(listed), "itemListElement": listed}
        return self._page("CollectionPage", about=about, mainEntity=items if listed else None)

    def _page(self, kind: str, **more: object) -> Thing:
        site = {"@id": f"{self._chrome.base_url}#site"}
        spoken = {"inLanguage": self._chrome.language}
        own = {"@type": kind, "url": self._url, "name": self._title}
        return own | spoken | {"isPartOf": site} | more

    def _name(self, view: NameView) -> Thing:
        known = view.known
        began, ended = _SPANS.get(view.kind, ("", ""))
        spelled = [each.text for each in (*known.spellings, *known.former)]
        return {
            "@type": _type(view.kind),
            "@id": f"{self._url}#name",
            "name": view.name,
            "alternateName": spelled,
            "description": known.description,
            "url": self._url,
            "sameAs": [*(each.address for each in known.identifiers), *known.urls],
            **({began: _day(known.began), ended: _day(known.ended)} if began else {}),
        }

    def _thing(self, kind: Kind, name: Link) -> Thing:
        return {
            "@type": _type(kind),
            "name": name.label,
            "url": self._address(name.address),
        }

    def _work(self, link: Link | None) -> Thing | None:
        if link is None:
            return None
        return {"@type": "NewsArticle", "@id": self._address(link.address), "name": link.label}

    def _way(self, crumbs: tuple[Crumb, ...]) -> Thing:
        """The way to the page, which is its last step."""
        steps = [(self._step(crumb), self._address(crumb.address)) for crumb in crumbs]
        steps.append((self._title, ""))
        return {
            "@type": "BreadcrumbList",
            "itemListElement": [
                {"@type": "ListItem", "position": at, "name": name, "item": address}
                for at, (name, address) in enumerate(steps, 1)
            ],
        }

    def _step(self, crumb: Crumb) -> str:
        if crumb.period:
            return self._speech.date(crumb.period)
        if crumb.label:
            return crumb.label
        word = "Corrections" if crumb.address == urls.CORRECTIONS else "Front page"
        return self._speech.message(_WORDS[crumb.kind] if crumb.kind else word, None, None)

    def _address(self, root: str) -> str:
        return absolute(root, self._chrome.base_url)

    def _abroad(self, url: str) -> str:
        return self._address(url) if url else ""


def _known(groups: tuple[NameGroup, ...]) -> list[Thing]:
    """Names by what they are and by who else knows them; their pages are linked in the page."""
    return [
        {"@type": _type(group.kind), "name": name.label, "sameAs": list(name.same_as)}
        for group in groups
        for name in group.names
    ]


def _type(kind: Kind) -> str:
    return _TYPES.get(kind, "Thing")


def _cards(groups: tuple[Group, ...]) -> tuple[Card, ...]:
    return tuple(card for group in groups for card in group.cards)


def _day(period: Period | None) -> str:
    return "-".join(period.parts) if period else ""
