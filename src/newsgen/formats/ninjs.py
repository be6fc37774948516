"""An article as IPTC ninjs 3.1 (https://iptc.org/std/ninjs/).

Of a name, `uri` is its page in the archive, `literal` its address in the first register that has
it, and `rel` is about or mentions, as at schema.org.
"""

from collections import defaultdict
from typing import Any

from newsgen.formats.absolute_html import ReadHtml, absolute_html
from newsgen.formats.json_text import json_document
from newsgen.formats.timestamps import rfc3339_time
from newsgen.pages.machine_views import ArticleJsonView
from newsgen.pages.views import ArticleView, Chrome, TombstoneView

_STANDARD = {
    "name": "ninjs",
    "version": "3.1",
    "schema": "https://www.iptc.org/std/ninjs/ninjs-schema_3.1.json",
}


def render_ninjs(view: ArticleJsonView, chrome: Chrome, read_html: ReadHtml) -> str:
    """Return the JSON file of an article."""
    match view.article:
        case TombstoneView() as article:
            item = _withdrawn_item(article)
        case ArticleView() as article:
            html = absolute_html(article, read_html, chrome) if article.body else ""
            item = _article_item(article, chrome, html)
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


def _article_item(view: ArticleView, chrome: Chrome, html: str) -> dict[str, Any]:
    notices = [view.moment.notice(correction.day) for correction in view.corrections]
    changed = [moment for moment in (view.updated, *notices) if moment]
    latest = max([view.moment, *changed], key=lambda moment: moment.at)
    summary = {"role": "summary", "contentType": "text/plain", "value": view.summary}
    body = (
        {"role": "main", "contentType": "text/html", "value": html}
        if html
        else {"role": "excerpt", "contentType": "text/plain", "value": view.excerpt}
    )
    picture = {
        "name": "main",
        "href": chrome.absolute_url(view.picture.src if view.picture else ""),
    }
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
        **names,
        "subjects": [*names.get("subjects", ()), *subjects],
        "renditions": [picture] if view.picture else [],
        "altIds": [
            {"role": role, "value": chrome.absolute_url(address)}
            for role, address in (("url", view.address), ("source", view.source_url))
            if address
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
