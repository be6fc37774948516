"""An article as IPTC ninjs 3.1 (https://iptc.org/std/ninjs/).

Names carry their page in the archive as `uri`, and their address in the first register that knows
them as `literal`; `rel` is schema.org's about or mentions.
"""

from collections.abc import Iterator
from typing import Any

from newsgen.formats.absolute_html import AbsoluteHtml, absolute_html
from newsgen.formats.json_text import json_document
from newsgen.formats.timestamps import rfc3339_time
from newsgen.pages.links import absolute_url
from newsgen.pages.machine_views import ArticleJsonView
from newsgen.pages.name_components import NameGroup
from newsgen.pages.views import ArticleView, Chrome, TombstoneView

_STANDARD = {
    "name": "ninjs",
    "version": "3.1",
    "schema": "https://www.iptc.org/std/ninjs/ninjs-schema_3.1.json",
}

_FIRST_VERSION = 1


def render_ninjs(view: ArticleJsonView, path: str, chrome: Chrome, read_html: AbsoluteHtml) -> str:
    """The file of an article. path: of its source."""
    match view.article:
        case TombstoneView() as article:
            told = _withdrawn_item(article)
        case ArticleView() as article:
            html = absolute_html(article, path, read_html, chrome.base_url) if article.body else ""
            told = _article_item(article, chrome, html)
    address = absolute_url(view.article.address, chrome.base_url)
    return json_document({"uri": view.id or address, "standard": _STANDARD, "type": "text"} | told)


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
    said = html or view.excerpt
    changed = [rfc3339_time(view.updated)] if view.updated else []
    changed += [rfc3339_time(view.moment.notice_time(each.day)) for each in view.corrections]
    named: dict[str, list[dict[str, Any]]] = {}
    for rel, groups in (("about", view.about), ("mentions", view.mentions)):
        for name, each in _named_items(rel, groups, chrome):
            named.setdefault(name, []).append(each)
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
                "value": said,
            }
        ]
        if said
        else [],
        "by": ", ".join(author.label for author in view.authors),
        "located": view.dateline,
        "infoSources": [
            {"name": view.source.label, "uri": absolute_url(view.source.address, chrome.base_url)}
        ],
        "copyrightHolder": view.source.label,
        **named,
        "subjects": [*named.get("subjects", ()), *subjects],
        "renditions": [{"name": "main", "href": absolute_url(view.picture.src, chrome.base_url)}]
        if view.picture
        else [],
        "altIds": [
            {"role": role, "value": absolute_url(at, chrome.base_url)}
            for role, at in (("url", view.address), ("source", view.source_url))
            if at
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
