"""Articles, names and the archive itself, in the words of https://schema.org."""

from collections.abc import Mapping
from typing import Any

from newsgen.formats.meta_tags import changed
from newsgen.formats.timestamps import day_or_instant
from newsgen.model.kind import Kind
from newsgen.model.period import Period
from newsgen.pages.components import Link, NameGroup
from newsgen.pages.links import absolute
from newsgen.pages.views import ArticleView, Chrome, NameView

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


def article(view: ArticleView, chrome: Chrome) -> Thing:
    """An article: whom it is about and whom it mentions, and where it is from."""
    return {
        "@type": "NewsArticle",
        "url": _address(view.address, chrome),
        "headline": view.title,
        "inLanguage": view.language,
        "datePublished": day_or_instant(view.moment),
        "dateModified": changed(view),
        "dateline": view.dateline,
        "articleSection": view.section.label if view.section else "",
        "keywords": [tag.label for tag in view.tags],
        "author": [thing(Kind.AUTHOR, author, chrome) for author in view.authors],
        "sourceOrganization": thing(Kind.SOURCE, view.source, chrome),
        "publisher": _publisher(chrome),
        "isPartOf": part_of(chrome),
        "isBasedOn": _address(view.source_url, chrome),
        "archivedAt": _address(view.archived_url, chrome),
        "image": _address(view.picture.src, chrome) if view.picture else "",
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
        "translationOfWork": _work(view.translation_of, chrome),
        "isAccessibleForFree": view.rights == "full",
    }


def name(view: NameView, chrome: Chrome) -> Thing:
    """What a name's page is of, with all its authority file knows."""
    known = view.known
    began, ended = _SPANS.get(view.kind, ("", ""))
    spelled = [each.text for each in (*known.spellings, *known.former)]
    return {
        "@type": _type(view.kind),
        "@id": f"{_address(view.address, chrome)}#name",
        "name": view.name,
        "alternateName": spelled,
        "description": known.description,
        "url": _address(view.address, chrome),
        "sameAs": [*(each.address for each in known.identifiers), *known.urls],
        **({began: _day(known.began), ended: _day(known.ended)} if began else {}),
    }


def thing(kind: Kind, name: Link, chrome: Chrome) -> Thing:
    """A name by what it is, and its page."""
    return {
        "@type": _type(kind),
        "name": name.label,
        "url": _address(name.address, chrome),
    }


def site(chrome: Chrome) -> Thing:
    """The archive itself."""
    return {
        "@type": "WebSite",
        "@id": f"{chrome.base_url}#site",
        "url": chrome.base_url,
        "name": chrome.title,
        "description": chrome.tagline,
        "inLanguage": chrome.language,
        "publisher": _publisher(chrome),
    }


def part_of(chrome: Chrome) -> Thing:
    """What pages and articles are part of."""
    return {"@id": f"{chrome.base_url}#site"}


def _known(groups: tuple[NameGroup, ...]) -> list[Thing]:
    """Names by what they are and by who else knows them; their pages are linked in the page."""
    return [
        {"@type": _type(group.kind), "name": name.label, "sameAs": list(name.same_as)}
        for group in groups
        for name in group.names
    ]


def _type(kind: Kind) -> str:
    return _TYPES.get(kind, "Thing")


def _work(link: Link | None, chrome: Chrome) -> Thing | None:
    if link is None:
        return None
    return {"@type": "NewsArticle", "@id": _address(link.address, chrome), "name": link.label}


def _publisher(chrome: Chrome) -> Thing:
    publisher = chrome.publisher
    named = publisher.label if publisher else chrome.title
    at = publisher.address if publisher and publisher.address else chrome.base_url
    logo = _address(chrome.logo, chrome)
    return {"@type": "Organization", "name": named, "url": _address(at, chrome), "logo": logo}


def _address(root: str, chrome: Chrome) -> str:
    return absolute(root, chrome.base_url) if root else ""


def _day(period: Period | None) -> str:
    return "-".join(period.parts) if period else ""
