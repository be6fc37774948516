"""An article as IPTC ninjs 3.1 (https://iptc.org/std/ninjs/).

Of a name, `uri` is its page in the archive, `literal` its address in the first register that has
it, and `rel` is about or mentions, as at schema.org.
"""

from collections.abc import Iterator
from typing import Any

from newsgen.formats.absolute_html import AbsoluteHtml, absolute_html
from newsgen.formats.json_text import json_document
from newsgen.formats.timestamps import rfc3339_time
from newsgen.pages.links import absolute_url
from newsgen.pages.machine_views import ArticleJsonView
from newsgen.pages.name_view_components import NameGroup
from newsgen.pages.views import ArticleView, Chrome, TombstoneView

_STANDARD = {
    "name": "ninjs",
    "version": "3.1",
    "schema": "https://www.iptc.org/std/ninjs/ninjs-schema_3.1.json",
}

_FIRST_VERSION = 1


def render_ninjs(view: ArticleJsonView, path: str, chrome: Chrome, read_html: AbsoluteHtml) -> str:
    """Return the JSON file of an article, whose source is at `path`."""
    match view.article:
        case TombstoneView() as article:
            item = _withdrawn_item(article)
        case ArticleView() as article:
            html = absolute_html(article, path, read_html, chrome.base_url) if article.body else ""
            item = _article_item(article, chrome, html)
    address = absolute_url(view.article.address, chrome.base_url)
    return json_document({"uri": view.id or address, "standard": _STANDARD, "type": "text"} | item)


def _withdrawn_item(view: TombstoneView) -> dict[str, Any]:
    return {
        "pubStatus": "canceled",
        "versionCreated": rfc3339_time(view.moment.notice_time(view.withdrawn.day)),
        "contentCreated": rfc3339_time(view.moment),
        "language": view.language,
        "headlines": [{"role": "main", "value": view.title}],
        "infoSources": [{"name": view.source.label}],
        "edNote": view.withdrawn.note,
    }


def _article_item(view: ArticleView, chrome: Chrome, html: str) -> dict[str, Any]:
    text = html or view.excerpt
    changed = [rfc3339_time(view.updated)] if view.updated else []
    changed += [
        rfc3339_time(view.moment.notice_time(correction.day)) for correction in view.corrections
    ]
    names: dict[str, list[dict[str, Any]]] = {}
    for rel, groups in (("about", view.about), ("mentions", view.mentions)):
        for list_name, item in _named_items(rel, groups, chrome):
            names.setdefault(list_name, []).append(item)
    subjects = [
        {"name": tag.label, "rel": "about", "uri": absolute_url(tag.address, chrome.base_url)}
        for tag in view.tags
    ]
    return {
        "representationType": "full" if view.rights == "full" else "partial",
        "pubStatus": "usable",
        "contentCreated": rfc3339_time(view.moment),
        "versionCreated": max([rfc3339_time(view.moment), *changed]),
        "version": str(_FIRST_VERSION + len(set(changed))),
        "language": view.language,
        "headlines": [{"role": "main", "value": view.title}],
        "descriptions": [{"role": "summary", "contentType": "text/plain", "value": view.summary}]
        if view.summary
        else [],
        "bodies": [
            {
                "role": "main" if html else "excerpt",
                "contentType": "text/html" if html else "text/plain",
                "value": text,
            }
        ]
        if text
        else [],
        "by": ", ".join(author.label for author in view.authors),
        "located": view.dateline,
        "infoSources": [
            {"name": view.source.label, "uri": absolute_url(view.source.address, chrome.base_url)}
        ],
        "copyrightHolder": view.source.label,
        **names,
        "subjects": [*names.get("subjects", ()), *subjects],
        "renditions": [{"name": "main", "href": absolute_url(view.picture.src, chrome.base_url)}]
        if view.picture
        else [],
        "altIds": [
            {"role": role, "value": absolute_url(address, chrome.base_url)}
            for role, address in (("url", view.address), ("source", view.source_url))
            if address
        ],
    }


def _named_items(
    rel: str, groups: tuple[NameGroup, ...], chrome: Chrome
) -> Iterator[tuple[str, dict[str, Any]]]:
    for group in groups:
        for name in group.names:
            yield (
                group.kind.facts.ninjs_list,
                {
                    "name": name.label,
                    "rel": rel,
                    "uri": absolute_url(name.address, chrome.base_url),
                    "literal": next(iter(name.same_as), ""),
                },
            )
