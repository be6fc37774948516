"""Exports of WordPress (WXR): posts become articles. The file is read bit by bit, and twice.

The first time gives what posts refer to: authors, categories and the media library.
"""

import json
import re
from collections.abc import Iterator, Mapping
from posixpath import basename
from typing import Any, BinaryIO
from urllib.parse import unquote, urlsplit
from xml.etree.ElementTree import ParseError

from defusedxml.common import DefusedXmlException
from defusedxml.ElementTree import iterparse

from newsgen.importing.document import Document, FileInput, ImportSettings
from newsgen.importing.draft import Attachment, Draft, DraftPicture, Loss, Reading, Refusal
from newsgen.importing.feed import feed_date, line_of_html
from newsgen.importing.html_to_markdown import markdown_of
from newsgen.importing.leftovers import without_leftovers
from newsgen.importing.wordpress_text import MediaFile, wordpress_html
from newsgen.model.value import Value, field

_NO_POSTS = (
    *("attachment", "revision", "nav_menu_item", "custom_css", "customize_changeset"),
    *("oembed_cache", "user_request", "wp_global_styles", "wp_navigation", "wp_template"),
)
"""Types of items that are no texts of readers."""

_GONE = ("trash", "auto-draft", "inherit")
_HELD = ("draft", "pending", "private", "future")
_MEDIA_NUMBER = re.compile(r"\d+")
_GALLERY_NUMBERS = re.compile(r"\[gallery[^\]]*\bids=[\"']?([\d,\s]+)")
_SUMMARY_KEYS = ("_yoast_wpseo_metadesc", "rank_math_description", "_aioseo_description")
_CANONICAL_KEYS = ("_yoast_wpseo_canonical", "rank_math_canonical_url")


class WordpressExport(Value, frozen=True):
    """What the posts of an export refer to."""

    title: str = ""
    url: str = ""
    language: str = ""
    authors: dict[str, str] = field(default_factory=dict)
    media: dict[str, MediaFile] = field(default_factory=dict)


def split_wordpress_export(file: FileInput, stream: BinaryIO) -> Iterator[Document | Refusal]:
    """Yield each post as a document: a JSON object of what the export says of it."""
    export = _read_export(stream)
    stream.seek(0)
    others: dict[str, list[str]] = {}
    number = 0
    elements = _Elements(stream)
    for item in elements.items():
        kind, title = item.get("post_type", "post"), line_of_html(item.get("title", ""))
        if kind in _NO_POSTS or item.get("status") in _GONE:
            continue
        if kind != "post":
            others.setdefault(kind, []).append(title)
            continue
        number += 1
        data = json.dumps(_with_references(item, export), ensure_ascii=False).encode()
        yield Document(
            "wordpress", f"{file.origin}, post {item.get('post_id', number)}", content=data
        )
    for kind, titles in others.items():
        examples = ", ".join(titles[:5]) + ("…" if len(titles) > 5 else "")
        message = f"{len(titles)} of the type {kind} are no posts ({examples})"
        way_out = (
            "write those that you want to keep into pages/" if kind == "page" else "see them there"
        )
        yield Refusal(file.origin, f"{message}: {way_out}")
    if elements.error:
        yield Refusal(file.origin, *elements.error)


def read_wordpress_item(
    document: Document, content: bytes, settings: ImportSettings
) -> tuple[Reading, ...]:
    """Return the draft of a post."""
    item: dict[str, Any] = json.loads(content)
    media = {number: MediaFile(**file) for number, file in item["media"].items()}
    html, losses = wordpress_html(item.get("content", ""), media)
    title, link = line_of_html(item.get("title", "")), item.get("link", "")
    converted = markdown_of(html, link or item["site_url"])
    text, leftovers = without_leftovers(converted.text)
    meta: dict[str, str] = item["meta"]
    summary = line_of_html(item.get("excerpt", "")) or _first(meta, _SUMMARY_KEYS)
    if not (text or summary):
        return (Refusal(document.origin, f'the post "{title or link}" has no text'),)
    date, evidence = _date(item)
    status = item.get("status", "publish")
    terms = item["terms"]
    images, attachments = _featured(meta, media)
    canonical = _first(meta, _CANONICAL_KEYS)
    draft = Draft(
        document.origin,
        keys=tuple(filter(None, (link, item.get("guid", "")))),
        title=title,
        text=text,
        source=item["site_title"],
        authors=(item["author"],) if item["author"] else (),
        date=date,
        date_evidence=evidence,
        language=item["language"],
        section=next(iter(terms.get("category", ())), ""),
        tags=(*terms.get("category", ())[1:], *terms.get("post_tag", ())),
        summary=summary,
        images=images,
        source_url=canonical if canonical and not canonical.startswith(item["site_url"]) else "",
        slug=unquote(item.get("post_name", "")),
        aliases=_aliases(link),
        is_draft=status in _HELD or bool(item.get("post_password")),
        embargo=date if status == "future" else "",
        attachments=(*converted.attachments, *attachments),
        leftovers=leftovers,
        losses=(*losses, *converted.losses, *_losses(item)),
    )
    return (draft,)


class _Elements:
    """The items of an export, one after another. error: where and why it is broken."""

    def __init__(self, stream: BinaryIO) -> None:
        self._stream = stream
        self.channel: dict[str, str] = {}
        self.authors: dict[str, str] = {}
        self.error: tuple[str, int] | None = None

    def items(self) -> Iterator[dict[str, Any]]:
        """Yield each item as texts by local name, with its terms and meta values."""
        path: list[Any] = []
        try:
            for event, element in iterparse(self._stream, events=("start", "end")):
                if event == "start":
                    path.append(element)
                    continue
                path.pop()
                name = _local(element.tag)
                if name == "item":
                    yield _item(element)
                elif name == "author" and len(path) == 2:
                    self._add_author(element)
                elif len(path) == 2 and element.text:
                    self.channel.setdefault(name, element.text.strip())
                if len(path) == 2:
                    element.clear()
                    path[-1].remove(element)
        except ParseError as error:
            line = error.position[0]
            message = "it is broken from this line on: what stands before was imported"
            self.error = f"{message}; export it anew for the rest", line
        except DefusedXmlException:
            message = "it declares XML entities, which can hide things: take out its <!DOCTYPE …>"
            self.error = message, 1

    def _add_author(self, element: Any) -> None:
        texts = {_local(child.tag): (child.text or "").strip() for child in element}
        login = texts.get("author_login", "")
        names = f"{texts.get('author_first_name', '')} {texts.get('author_last_name', '')}".strip()
        self.authors[login] = line_of_html(texts.get("author_display_name") or names or login)


def _read_export(stream: BinaryIO) -> WordpressExport:
    """Return what posts refer to."""
    media: dict[str, MediaFile] = {}
    elements = _Elements(stream)
    for item in elements.items():
        url = item.get("attachment_url", "")
        if url and item.get("post_id"):
            alt = item["meta"].get("_wp_attachment_image_alt", "")
            caption = line_of_html(item.get("excerpt", ""))
            media[item["post_id"]] = MediaFile(url, line_of_html(alt), caption)
    channel = elements.channel
    return WordpressExport(
        line_of_html(channel.get("title", "")),
        (channel.get("base_blog_url") or channel.get("link", "")).rstrip("/"),
        channel.get("language", ""),
        elements.authors,
        media,
    )


def _item(element: Any) -> dict[str, Any]:
    """Return what an item says: texts by the local names of elements, terms and meta values."""
    item: dict[str, Any] = {"terms": {}, "meta": {}, "comments": 0}
    for child in element:
        name, text = _local(child.tag), child.text or ""
        if name == "encoded":
            item["excerpt" if "excerpt" in child.tag else "content"] = text
        elif name == "category":
            names = item["terms"].setdefault(child.get("domain", "category"), [])
            names.append(line_of_html(text))
        elif name == "postmeta":
            pair = {_local(each.tag): each.text or "" for each in child}
            item["meta"][pair.get("meta_key", "")] = pair.get("meta_value", "")
        elif name == "comment":
            item["comments"] += 1
        else:
            item.setdefault(name, text.strip())
    uncategorized = ("Uncategorized", "Allgemein", "Non classé", "Sin categoría", "Без рубрики")
    categories = item["terms"].get("category", [])
    item["terms"]["category"] = [each for each in categories if each not in uncategorized]
    return item


def _with_references(item: dict[str, Any], export: WordpressExport) -> dict[str, Any]:
    """Return an item with what it refers to: its author, its pictures and its site."""
    numbers = {item["meta"].get("_thumbnail_id", "")}
    for match in _GALLERY_NUMBERS.finditer(item.get("content", "")):
        numbers.update(_MEDIA_NUMBER.findall(match[1]))
    used = {number: export.media[number] for number in sorted(numbers) if number in export.media}
    creator = item.get("creator", "")
    return item | {
        "author": export.authors.get(creator, creator),
        "media": {
            number: {"url": file.url, "alt": file.alt, "caption": file.caption}
            for number, file in used.items()
        },
        "site_title": export.title,
        "site_url": export.url,
        "language": export.language,
        "meta": {key: item["meta"][key] for key in _KEPT_META if key in item["meta"]},
    }


_KEPT_META = ("_thumbnail_id", *_SUMMARY_KEYS, *_CANONICAL_KEYS)


def _date(item: Mapping[str, Any]) -> tuple[str, str]:
    """Return the date of a post in the zone of its site, and where it was found."""
    local, utc = item.get("post_date", ""), item.get("post_date_gmt", "")
    if local and not local.startswith("0000"):
        return _with_offset(local, utc), "the export (post_date)"
    published = feed_date(item.get("pubDate", ""))
    return published, "the export (pubDate)" if published and published[:4] > "0001" else ""


def _with_offset(local: str, utc: str) -> str:
    """Return a local time with its offset, told by the same time in UTC."""
    from datetime import datetime, timedelta

    try:
        here, there = datetime.fromisoformat(local), datetime.fromisoformat(utc)
    except ValueError:
        return local
    minutes = (here - there) // timedelta(minutes=1)
    sign, minutes = ("-", -minutes) if minutes < 0 else ("+", minutes)
    return f"{local} {sign}{minutes // 60:02}:{minutes % 60:02}" if minutes < 24 * 60 else local


def _aliases(link: str) -> tuple[str, ...]:
    parts = urlsplit(link)
    return (unquote(parts.path),) if parts.path.strip("/") and not parts.query else ()


def _featured(
    meta: Mapping[str, str], media: Mapping[str, MediaFile]
) -> tuple[tuple[DraftPicture, ...], tuple[Attachment, ...]]:
    file = media.get(meta.get("_thumbnail_id", ""))
    if file is None:
        return (), ()
    picture = DraftPicture(file.url, file.alt, file.caption)
    name = basename(urlsplit(file.url).path) or "picture"
    return (picture,), (Attachment(file.url, name, url=file.url),)


def _losses(item: Mapping[str, Any]) -> Iterator[Loss]:
    if item["comments"]:
        yield Loss(f"its comments are not carried over ({item['comments']})")
    if item.get("post_password"):
        yield Loss("it was protected by a password, so it is a draft")


def _first(meta: Mapping[str, str], keys: tuple[str, ...]) -> str:
    return next((line_of_html(meta[key]) for key in keys if meta.get(key)), "")


def _local(tag: str) -> str:
    return tag.rpartition("}")[2]
