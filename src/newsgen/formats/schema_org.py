"""Articles, names and the archive itself, in the words of https://schema.org."""

from typing import Any

from newsgen.formats.meta_tags import date_modified
from newsgen.formats.timestamps import iso_day_or_time
from newsgen.model.kind import Kind
from newsgen.model.period import Period
from newsgen.pages.components import Link
from newsgen.pages.links import absolute_url
from newsgen.pages.name_components import NameGroup
from newsgen.pages.views import ArticleView, Chrome, NameView

Thing = dict[str, Any]


def article_thing(view: ArticleView, chrome: Chrome) -> Thing:
    """An article: whom it is about and whom it mentions, and where it is from."""
    return {
        "@type": "NewsArticle",
        "url": _absolute_url(view.address, chrome),
        "headline": view.title,
        "inLanguage": view.language,
        "datePublished": iso_day_or_time(view.moment),
        "dateModified": date_modified(view),
        "dateline": view.dateline,
        "articleSection": view.section.label if view.section else "",
        "keywords": [tag.label for tag in view.tags],
        "author": [link_thing(Kind.AUTHOR, author, chrome) for author in view.authors],
        "sourceOrganization": link_thing(Kind.SOURCE, view.source, chrome),
        "publisher": _publisher(chrome),
        "isPartOf": site_reference(chrome),
        "isBasedOn": _absolute_url(view.source_url, chrome),
        "archivedAt": _absolute_url(view.archived_url, chrome),
        "image": _absolute_url(view.picture.src, chrome) if view.picture else "",
        "about": _names_with_same_as(view.about),
        "mentions": _names_with_same_as(view.mentions),
        "correction": [
            {
                "@type": "CorrectionComment",
                "text": each.note,
                "datePublished": each.day.isoformat(),
            }
            for each in view.corrections
        ],
        "translationOfWork": _work_reference(view.translation_of, chrome),
        "isAccessibleForFree": view.rights == "full",
    }


def name_thing(view: NameView, chrome: Chrome) -> Thing:
    """What a name's page is of, with all its authority file knows."""
    known = view.known
    dates = map(_iso_period, (known.began, known.ended))
    spelled = [each.text for each in (*known.spellings, *known.former)]
    return {
        "@type": view.kind.facts.schema_type,
        "@id": f"{_absolute_url(view.address, chrome)}#name",
        "name": view.name,
        "alternateName": spelled,
        "description": known.description,
        "url": _absolute_url(view.address, chrome),
        "sameAs": [*(each.address for each in known.identifiers), *known.urls],
        **dict(zip(view.kind.facts.schema_dates, dates, strict=False)),
    }


def link_thing(kind: Kind, link: Link, chrome: Chrome) -> Thing:
    """A name by what it is, and its page."""
    return {
        "@type": kind.facts.schema_type,
        "name": link.label,
        "url": _absolute_url(link.address, chrome),
    }


def site_thing(chrome: Chrome) -> Thing:
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


def site_reference(chrome: Chrome) -> Thing:
    """What pages and articles are part of."""
    return {"@id": f"{chrome.base_url}#site"}


def _names_with_same_as(groups: tuple[NameGroup, ...]) -> list[Thing]:
    """Names by what they are and by who else knows them; their pages are linked in the page."""
    return [
        {"@type": group.kind.facts.schema_type, "name": name.label, "sameAs": list(name.same_as)}
        for group in groups
        for name in group.names
    ]


def _work_reference(link: Link | None, chrome: Chrome) -> Thing | None:
    if link is None:
        return None
    return {"@type": "NewsArticle", "@id": _absolute_url(link.address, chrome), "name": link.label}


def _publisher(chrome: Chrome) -> Thing:
    publisher = chrome.publisher
    named = publisher.label if publisher else chrome.title
    at = publisher.address if publisher and publisher.address else chrome.base_url
    logo = _absolute_url(chrome.logo, chrome)
    return {"@type": "Organization", "name": named, "url": _absolute_url(at, chrome), "logo": logo}


def _absolute_url(root_address: str, chrome: Chrome) -> str:
    return absolute_url(root_address, chrome.base_url) if root_address else ""


def _iso_period(period: Period | None) -> str:
    return period.isoformat() if period else ""
