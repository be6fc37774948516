"""JSON Feed: its items are read as entries of a feed are."""

import json
from collections.abc import Iterator, Mapping
from html import escape
from typing import Any

from newsgen.importing.document import Document, FileInput
from newsgen.importing.html_paragraphs import paragraphs_of_text


def is_json_feed(value: object) -> bool:
    """Return whether a value of JSON is a JSON Feed."""
    return isinstance(value, dict) and "//jsonfeed.org/version/" in str(value.get("version", ""))


def split_json_feed(file: FileInput, feed: Mapping[str, Any]) -> Iterator[Document]:
    """Yield each item of a JSON Feed as an entry of a feed."""
    items = feed.get("items")
    for number, item in enumerate(items if isinstance(items, list) else (), start=1):
        if isinstance(item, dict):
            data = json.dumps(_entry(item, feed), ensure_ascii=False).encode()
            yield Document("feed", f"{file.origin}, item {number}", content=data)


def _entry(item: Mapping[str, Any], feed: Mapping[str, Any]) -> dict[str, Any]:
    """Return what a JSON Feed says of an item, as `feed` has it of an entry."""
    text = _text(item, "content_html") or paragraphs_of_text(escape(_text(item, "content_text")))
    people = item.get("authors") or item.get("author") or feed.get("authors") or ()
    people = [people] if isinstance(people, dict) else people
    files = [each for each in item.get("attachments") or () if isinstance(each, dict)]
    picture = _text(item, "image") or _text(item, "banner_image")
    link = _text(item, "url") or _text(item, "external_url")
    return {
        "title": escape(_text(item, "title")),
        "text": text or paragraphs_of_text(escape(_text(item, "summary"))),
        "summary": escape(_text(item, "summary")) if text else "",
        "link": link,
        "base": link,
        "published": _text(item, "date_published"),
        "updated": _text(item, "date_modified"),
        "authors": [_text(each, "name") for each in people if isinstance(each, dict)],
        "tags": [escape(str(tag)) for tag in item.get("tags") or ()],
        "language": _text(item, "language") or _text(feed, "language"),
        "source": escape(_text(feed, "title")),
        "pictures": [{"url": picture, "credit": "", "caption": ""}] if picture else [],
        "recordings": [
            _text(each, "url")
            for each in files
            if _text(each, "mime_type").startswith(("audio/", "video/"))
        ],
        "has_content": bool(text),
    }


def _text(value: Mapping[str, Any], key: str) -> str:
    text = value.get(key)
    return text if isinstance(text, str) else ""
