"""An article as IPTC ninjs 3.1 (https://iptc.org/std/ninjs/).

Of a name, `uri` is its page in the archive, `literal` its address in the first register that has
it, and `rel` is about or mentions, as at schema.org.
"""

from collections import defaultdict
from collections.abc import Iterator
from typing import Any

from newsgen.formats.absolute_html import ReadHtml, absolute_html
from newsgen.formats.json_text import json_document
from newsgen.formats.localization import Localization
from newsgen.formats.pictures import picture_media_type, pictures_of
from newsgen.formats.timestamps import rfc3339_time
from newsgen.pages.chrome_view import Chrome
from newsgen.pages.machine_views import ArticleJsonView
from newsgen.pages.views import ArticleView, TombstoneView

_STANDARD = {
    "name": "ninjs",
    "version": "3.1",
    "schema": "https://www.iptc.org/std/ninjs/ninjs-schema_3.1.json",
}

_USAGE_TERMS = {
    "excerpt": "Only an excerpt is kept here, because the rights to the text are its publisher’s.",
    "metadata": "Only the record is kept here, because the rights to the text are its publisher’s.",
}
"""The message for `rights`, as on the article's page."""


def render_ninjs(
    view: ArticleJsonView, chrome: Chrome, localizer: Localization, read_html: ReadHtml
) -> str:
    """Return the JSON file of an article.

    Args:
        view: the article.
        chrome: the archive.
        localizer: has the words of the archive's language.
        read_html: reads the HTML of its text.
    """
    match view.article:
        case TombstoneView() as article:
            item = _withdrawn_item(article)
        case ArticleView() as article:
            html = absolute_html(article, read_html, chrome) if article.body else ""
            message = _USAGE_TERMS.get(article.rights)
            usage_terms = localizer.message(message, None, None) if message else ""
            if article.license:
                usage_terms = article.license.url
            item = _article_item(article, chrome, html, usage_terms)
    uri = view.id or chrome.absolute_url(view.article.address)
    return json_document({"uri": uri, "standard": _STANDARD, "type": "text"} | item)


def _withdrawn_item(view: TombstoneView) -> dict[str, Any]:
    return {
        "pubStatus": "canceled",
        "versionCreated": rfc3339_time(view.moment.notice(view.withdrawn.day)),
        "contentCreated": rfc3339_time(view.moment),
        "language": view.language,
        "headlines": [{"role": "main", "value": view.title}],
        "infoSources": [{"name": view.source.label}],
        "edNote": view.withdrawn.note,
    }


def _article_item(view: ArticleView, chrome: Chrome, html: str, usage_terms: str) -> dict[str, Any]:
    notices = [view.moment.notice(correction.day) for correction in view.corrections]
    changed = [moment for moment in (view.updated, *notices) if moment]
    latest = max([view.moment, *changed], key=lambda moment: moment.at)
    summary = {"role": "summary", "contentType": "text/plain", "value": view.summary}
    body = (
        {"role": "main", "contentType": "text/html", "value": html}
        if html
        else {"role": "excerpt", "contentType": "text/plain", "value": view.excerpt}
    )
    names = _name_lists(view, chrome)
    subjects = [
        {"name": tag.label, "rel": "about", "uri": chrome.absolute_url(tag.address)}
        for tag in view.tags
    ]
    return {
        "representationType": "full" if view.rights == "full" else "partial",
        "pubStatus": "usable",
        "contentCreated": rfc3339_time(view.moment),
        "versionCreated": rfc3339_time(latest),
        "version": str(1 + len({moment.at for moment in changed})),
        "language": view.language,
        "headlines": [{"role": "main", "value": view.title}],
        "descriptions": [summary] if view.summary else [],
        "bodies": [body] if html or view.excerpt else [],
        "by": ", ".join(author.label for author in view.authors),
        "located": view.dateline,
        "infoSources": [
            {"name": view.source.label, "uri": chrome.absolute_url(view.source.address)}
        ],
        "copyrightHolder": view.source.label,
        "usageTerms": usage_terms,
        "edNote": "\n".join(f"{entry.day.isoformat()}: {entry.note}" for entry in view.corrections),
        "associations": [*_versions(view, chrome), *_pictures(view, chrome)],
        **names,
        "subjects": [*names.get("subjects", ()), *subjects],
        "altIds": [
            {"role": role, "value": chrome.absolute_url(address)}
            for role, address in (("url", view.address), ("source", view.source_url))
            if address
        ],
    }


def _versions(view: ArticleView, chrome: Chrome) -> list[dict[str, str]]:
    """Return the article it is a translation of, and its versions in other languages."""
    original = view.translation_of
    originals = [(original.label, original.address, "translationOf", "")] if original else []
    versions = [
        (version.title, version.address, "translation", version.language)
        for version in view.versions
        if not (original and version.address == original.address)
    ]
    return [
        {"name": name, "rel": rel, "uri": chrome.absolute_url(address), "language": language}
        for name, address, rel, language in (*originals, *versions)
    ]


def _pictures(view: ArticleView, chrome: Chrome) -> Iterator[dict[str, Any]]:
    """Yield its pictures, as news objects of their own: the one above the text is the main one."""
    for picture in pictures_of(view):
        url = chrome.absolute_url(picture.src)
        descriptions = (("caption", picture.caption), ("alt", picture.alt))
        yield {
            "name": picture.alt or picture.caption or url.rpartition("/")[2] or url,
            "rel": "mainPicture" if picture is view.picture else "picture",
            "uri": url,
            "type": "picture",
            "by": picture.credit,
            "descriptions": [
                {"role": role, "contentType": "text/plain", "value": text}
                for role, text in descriptions
                if text
            ],
            "renditions": [
                {"name": "original", "href": url, "contentType": picture_media_type(url)}
            ],
        }


def _name_lists(view: ArticleView, chrome: Chrome) -> dict[str, list[dict[str, str]]]:
    lists: dict[str, list[dict[str, str]]] = defaultdict(list)
    for rel, groups in (("about", view.about), ("mentions", view.mentions)):
        for group in groups:
            lists[group.kind.facts.ninjs_list] += (
                {
                    "name": name.label,
                    "rel": rel,
                    "uri": chrome.absolute_url(name.address),
                    "literal": next(iter(name.same_as), ""),
                }
                for name in group.names
            )
    return lists
