"""Articles, names and the archive as objects of https://schema.org."""

from typing import Any

from newsgen.formats.meta_tags import date_modified
from newsgen.formats.timestamps import iso_day_or_time
from newsgen.model.kind import Kind
from newsgen.pages.view_components import Link, NameGroup
from newsgen.pages.views import ArticleView, Chrome, NameView

Thing = dict[str, Any]


def article_thing(view: ArticleView, chrome: Chrome) -> Thing:
    """Return an article, with what it is about, what it mentions and where it is from."""
    original = view.translation_of
    return {
        "@type": "NewsArticle",
        "url": chrome.absolute_url(view.address),
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
        "isBasedOn": chrome.absolute_url(view.source_url),
        "archivedAt": chrome.absolute_url(view.archived_url),
        "image": chrome.absolute_url(view.picture.src) if view.picture else "",
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
        "isAccessibleForFree": view.rights == "full",
    }


def name_thing(view: NameView, chrome: Chrome) -> Thing:
    """Return the name of a page, with what its authority file says."""
    facts = view.known
    dates = (period.isoformat() if period else "" for period in (facts.began, facts.ended))
    return {
        "@type": view.kind.facts.schema_type,
        "@id": f"{chrome.absolute_url(view.address)}#name",
        "name": view.name,
        "alternateName": [other.text for other in (*facts.spellings, *facts.former)],
        "description": facts.description,
        "url": chrome.absolute_url(view.address),
        "sameAs": [*(identifier.address for identifier in facts.identifiers), *facts.urls],
        **dict(zip(view.kind.facts.schema_dates, dates, strict=False)),
    }


def link_thing(kind: Kind, link: Link, chrome: Chrome) -> Thing:
    """Return a name with its type and the URL of its page."""
    url = chrome.absolute_url(link.address)
    return {"@type": kind.facts.schema_type, "name": link.label, "url": url}


def site_thing(chrome: Chrome) -> Thing:
    """Return the archive itself."""
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
    """Return the reference to the archive that pages and articles are part of."""
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
