"""News items of the IPTC: ninjs 1.x, 2.x and 3.x, one a file, in lists or below `associations`."""

import json
from collections.abc import Iterator, Mapping
from posixpath import basename
from typing import Any, BinaryIO
from urllib.parse import urlsplit

from newsgen.content.text import one_line
from newsgen.importing.decode import decode_foreign_text
from newsgen.importing.document import Document, FileInput, ImportSettings
from newsgen.importing.draft import Attachment, Draft, DraftPicture, Loss, Reading, Refusal
from newsgen.importing.html_to_markdown import markdown_of
from newsgen.importing.plain_to_markdown import markdown_of_text
from newsgen.model.value import replace

_NAMES = {
    "people": ("people", "person"),
    "organizations": ("organisations", "organisation", "organizations"),
    "places": ("places", "place"),
    "events": ("events", "event"),
}
"""The lists of names in all versions of ninjs, by our kinds."""

_WITHHELD = ("withheld", "canceled", "cancelled")
_UNUSED = {
    "genres": "genres",
    "products": "products",
    "objects": "objects",
    "trustindicators": "trust indicators",
    "trustIndicators": "trust indicators",
    "slugline": "slugline",
    "edNote": "note to editors",
    "ednote": "note to editors",
    "rightsinfo": "rights",
    "rightsInfo": "rights",
    "usageterms": "terms of use",
    "usageTerms": "terms of use",
    "signals": "signals",
    "plannedcoverage": "planned coverage",
}


def split_ninjs(file: FileInput, stream: BinaryIO) -> Iterator[Document | Refusal]:
    """Yield each item of a file as a document."""
    try:
        value = json.loads(decode_foreign_text(stream.read()).text)
    except (ValueError, RecursionError) as error:
        yield Refusal(file.origin, f"it is no JSON: {error}", getattr(error, "lineno", 0))
        return
    if isinstance(value, dict) and isinstance(value.get("items"), list):
        value = value["items"]
    items = value if isinstance(value, list) else [value]
    for number, item in enumerate(items, start=1):
        origin = f"{file.origin}, item {number}" if len(items) > 1 else file.origin
        yield Document("ninjs", origin, content=json.dumps(item).encode())


def read_ninjs_item(
    document: Document, content: bytes, settings: ImportSettings
) -> tuple[Reading, ...]:
    """Return the draft of an item."""
    item = json.loads(content)
    if not isinstance(item, dict):
        return (Refusal(document.origin, "it is no item: an item is an object with a headline"),)
    if item.get("type") not in (None, "text", "composite"):
        message = f"it is an item of the type {item['type']}: only texts become articles"
        return (Refusal(document.origin, message),)
    url = _address(item, "source") or _text(item.get("link"))
    title = one_line(_main(item, "headlines", "headline", ("main", "")) or _text(item.get("title")))
    text, attachments, losses = _body(item, url)
    if not title or not text:
        lack = "headline" if not title else "text"
        return (Refusal(document.origin, f"the item has no {lack}: it cannot be an article"),)
    draft = Draft(
        document.origin,
        title=title,
        text=text,
        source=_source(item),
        authors=_authors(item),
        language=_text(item.get("language")),
        tags=_tags(item),
        summary=one_line(_main(item, "descriptions", "description_text", ("summary", "main", ""))),
        source_url=url,
        retrieved=settings.retrieved,
        entities={kind: _names(item, keys) for kind, keys in _NAMES.items()},
        dateline=_text(item.get("located")),
        embargo=_text(item.get("embargoed")) or _text(item.get("embargoeduntil")),
        is_draft=_text(item.get("pubStatus") or item.get("pubstatus")) in _WITHHELD,
        attachments=attachments,
        losses=losses,
    )
    return (_with_losses(_with_pictures(_with_dates(draft, item), item), item),)


def _main(item: Mapping[str, Any], plural: str, singular: str, roles: tuple[str, ...]) -> str:
    """Return the text of a list of texts with roles (ninjs 2 and 3), or of one text (ninjs 1)."""
    texts = item.get(plural)
    if isinstance(texts, list):
        for role in roles:
            for each in texts:
                if isinstance(each, dict) and (each.get("role") or "") == role:
                    return _text(each.get("value"))
        return _text(texts[0].get("value")) if texts and isinstance(texts[0], dict) else ""
    return _text(item.get(singular))


def _body(
    item: Mapping[str, Any], url: str
) -> tuple[str, tuple[Attachment, ...], tuple[Loss, ...]]:
    html = plain = ""
    bodies = item.get("bodies")
    for body in bodies if isinstance(bodies, list) else ():
        kind = _text(body.get("contentType") or body.get("contenttype")) or "text/html"
        if "html" in kind:
            html = html or _text(body.get("value"))
        else:
            plain = plain or _text(body.get("value"))
    html = html or _text(item.get("body_html")) or _text(item.get("body_xhtml"))
    plain = plain or _text(item.get("body_text"))
    if html:
        converted = markdown_of(html, url)
        return converted.text, converted.attachments, converted.losses
    return markdown_of_text(plain), (), ()


def _source(item: Mapping[str, Any]) -> str:
    for key in ("infoSources", "infosources", "infosource"):
        for each in _objects(item.get(key)):
            if name := _text(each.get("name")):
                return name
    holder = item.get("copyrightHolder") or item.get("copyrightholder")
    return _text(item.get("source")) or _text(holder)


def _authors(item: Mapping[str, Any]) -> tuple[str, ...]:
    people = (
        _text(each.get("name"))
        for each in _objects(item.get("people") or item.get("person"))
        if each.get("rel") in ("author", "creator")
    )
    by = _text(item.get("by") or item.get("byline"))
    by = by.removeprefix("By ").removeprefix("by ")
    return tuple(dict.fromkeys(filter(None, (*people, *(part.strip() for part in by.split(","))))))


def _tags(item: Mapping[str, Any]) -> tuple[str, ...]:
    names = [
        _text(each.get("name")) for each in _objects(item.get("subjects") or item.get("subject"))
    ]
    keywords = item.get("keywords") or item.get("keyword")
    names += map(_text, keywords) if isinstance(keywords, list) else ()
    return tuple(dict.fromkeys(filter(None, names)))


def _names(item: Mapping[str, Any], keys: tuple[str, ...]) -> tuple[str, ...]:
    """Return the names that an item is about; those that it only mentions stand in its text."""
    names = (
        _text(each.get("name"))
        for key in keys
        for each in _objects(item.get(key))
        if each.get("rel") not in ("mentions", "author", "creator")
    )
    return tuple(dict.fromkeys(filter(None, names)))


def _with_dates(draft: Draft, item: Mapping[str, Any]) -> Draft:
    for key in (
        "contentCreated",
        "contentcreated",
        "firstCreated",
        "firstcreated",
        "versionCreated",
    ):
        if text := _text(item.get(key)):
            changed = _text(item.get("versionCreated") or item.get("versioncreated"))
            updated = changed if changed > text else ""
            return replace(draft, date=text, date_evidence=f"its key {key}", updated=updated)
    text = _text(item.get("versioncreated"))
    return replace(draft, date=text, date_evidence="its key versioncreated" if text else "")


def _with_pictures(draft: Draft, item: Mapping[str, Any]) -> Draft:
    pictures, attachments = [], []
    for each in _picture_items(item):
        renditions = _objects(each.get("renditions"))
        largest = max(renditions, key=lambda one: _number(one.get("width")), default={})
        src = _text(largest.get("href"))
        if src:
            alt = _main(each, "headlines", "headline", ("main", ""))
            caption = _main(each, "descriptions", "description_text", ("caption", "main", ""))
            credit = _text(each.get("by") or each.get("byline"))
            pictures.append(DraftPicture(src, one_line(alt), one_line(caption), credit))
            attachments.append(Attachment(src, basename(urlsplit(src).path) or "picture", url=src))
    return replace(draft, images=tuple(pictures), attachments=(*draft.attachments, *attachments))


def _picture_items(item: Mapping[str, Any]) -> Iterator[Mapping[str, Any]]:
    if item.get("renditions"):
        yield dict(item) | {
            "headline": "",
            "headlines": [],
            "descriptions": [],
            "description_text": "",
        }
    for each in _objects(item.get("associations")):
        if each.get("type") in ("picture", "graphic"):
            yield each


def _with_losses(draft: Draft, item: Mapping[str, Any]) -> Draft:
    lost = {words: None for key, words in _UNUSED.items() if item.get(key)}
    losses = [Loss(f"its {words} have no counterpart") for words in lost]
    return replace(draft, losses=(*draft.losses, *losses))


def _address(item: Mapping[str, Any], role: str) -> str:
    ids = _objects(item.get("altIds") or item.get("altids"))
    return next((_text(each.get("value")) for each in ids if each.get("role") == role), "")


def _objects(value: object) -> list[Mapping[str, Any]]:
    """Return the objects of a list, or of a mapping from names to objects (ninjs 1)."""
    items = list(value.values()) if isinstance(value, dict) else value
    return [each for each in items if isinstance(each, dict)] if isinstance(items, list) else []


def _number(value: object) -> float:
    return float(value) if isinstance(value, (int, float)) else 0


def _text(value: object) -> str:
    return value.strip() if isinstance(value, str) else ""
