"""Exports of WordPress (WXR): posts become articles. The file is read bit by bit, and twice.

The first time gives what posts refer to: authors, the media library and each other.
"""

import json
import re
from collections import Counter
from collections.abc import Iterator, Mapping
from posixpath import basename
from typing import Any, BinaryIO
from urllib.parse import quote, unquote, urlsplit

from newsgen.content.text import one_line
from newsgen.importing.document import Document, FileInput, ImportSettings
from newsgen.importing.draft import (
    DRAFT_LINK,
    Attachment,
    Draft,
    DraftPicture,
    Loss,
    Reading,
    Refusal,
)
from newsgen.importing.html_to_markdown import MarkdownText, markdown_of
from newsgen.importing.leftovers import without_leftovers
from newsgen.importing.markdown_links import exchange_links
from newsgen.importing.records.feed import NO_TITLE, feed_date, line_of_html, title_of_text
from newsgen.importing.wordpress_exports.wordpress_export import BrokenItem, ExportFile
from newsgen.importing.wordpress_exports.wordpress_references import (
    MediaFile,
    read_wordpress_references,
    with_references,
)
from newsgen.importing.wordpress_exports.wordpress_text import text_before_more, wordpress_html

_NO_POSTS = (
    *("attachment", "revision", "nav_menu_item", "custom_css", "customize_changeset"),
    *("oembed_cache", "user_request", "wp_global_styles", "wp_navigation", "wp_template"),
    *("wp_template_part", "wp_block", "guest-author", "wp_font_face", "wp_font_family"),
)
"""Types of items that are no texts of readers."""

_GONE = ("auto-draft", "inherit")
_HELD = {
    "draft": "",
    "pending": "it waits for a review there",
    "private": "it is private there",
    "future": "it is scheduled there",
}
"""Statuses of posts that readers do not see, each with a reason to tell."""

_SUMMARY_KEYS = ("_yoast_wpseo_metadesc", "rank_math_description", "_aioseo_description")
_CANONICAL_KEYS = ("_yoast_wpseo_canonical", "rank_math_canonical_url")
_USED_TERMS = ("category", "post_tag", "author", "language", "post_translations")
_MARKS = re.compile(r"[*_`#>]|!?\[([^\]]*)\]\([^)]*\)")
_LONGEST_SUMMARY = 600


def split_wordpress_export(file: FileInput, stream: BinaryIO) -> Iterator[Document | Refusal]:
    """Yield each post as a document: a JSON object of what the export says of it."""
    export = read_wordpress_references(file, stream)
    stream.seek(0)
    others: dict[str, list[str]] = {}
    deleted = 0
    broken: list[BrokenItem] = []
    for number, item in enumerate(ExportFile(stream).items(), start=1):
        if isinstance(item, BrokenItem):
            broken.append(item)
            continue
        kind, status = item.get("post_type", "post"), item.get("status")
        if kind in _NO_POSTS or status in _GONE:
            continue
        if status == "trash":
            deleted += 1
        elif kind != "post":
            title = line_of_html(item.get("title", ""))
            others.setdefault(kind, []).append(title or item.get("post_name", ""))
        else:
            data = json.dumps(with_references(item, export), ensure_ascii=False).encode()
            origin = f"{file.origin}, post {item.get('post_id', number)}"
            yield Document("wordpress", origin, content=data)
    for kind, titles in others.items():
        yield Refusal(file.origin, _no_posts(kind, titles))
    if deleted:
        yield Refusal(file.origin, f"{deleted} in its trash: take them out of it to import them")
    for each in broken:
        yield Refusal(file.origin, *each)


def _no_posts(kind: str, titles: list[str]) -> str:
    """Return what is said of items that are no posts."""
    examples = ", ".join(filter(None, titles[:5])) + ("…" if len(titles) > 5 else "")
    examples = f" ({examples})" if examples else ""
    if kind == "page":
        pages = "1 page" if len(titles) == 1 else f"{len(titles)} pages"
        return f"{pages}{examples}: write those that you want to keep into pages/"
    way_out = "to import them, write <wp:post_type>post</wp:post_type> in the file"
    return f"{len(titles)} of the type {kind}, not post{examples}: {way_out}"


def read_wordpress_item(
    document: Document, content: bytes, settings: ImportSettings
) -> tuple[Reading, ...]:
    """Return the draft of a post."""
    item: dict[str, Any] = json.loads(content)
    media = {number: MediaFile(**file) for number, file in item["media"].items()}
    meta: dict[str, str] = item["meta"]
    body, links = item.get("content", ""), item["links"]
    link = item.get("link", "")
    html, losses = wordpress_html(
        body + _enclosure(meta, body),
        media,
        tuple(item["own_files"]),
        item["patterns"],
        meta.get("footnotes", ""),
    )
    title = line_of_html(item.get("title", ""))
    converted = markdown_of(html, link or item["site_url"], title=title)
    text, leftovers = without_leftovers(_with_links(converted, links))
    summary = line_of_html(item.get("excerpt", "")) or _first(meta, _SUMMARY_KEYS)
    if not (text or summary):
        return (Refusal(document.origin, f'the post "{title or link}" has no text'),)
    date, evidence = _date(item)
    terms: dict[str, list[str]] = item["terms"]
    categories = terms.get("category", [])
    images, attachments = _featured(meta, media)
    canonical = _first(meta, _CANONICAL_KEYS)
    status = item.get("status", "publish")
    draft = Draft(
        document.origin,
        keys=tuple(filter(None, (link, item.get("guid", "")))),
        title=title or title_of_text(text),
        text=text,
        source=item["site_title"],
        authors=tuple(item["authors"]),
        date=date,
        date_evidence=evidence,
        updated=_updated(item, date),
        language=item["language"],
        section=next(iter(categories), ""),
        tags=(*categories[1:], *terms.get("post_tag", ())),
        summary=summary or _teaser(body),
        images=images,
        source_url=canonical if canonical and not canonical.startswith(item["site_url"]) else "",
        slug=unquote(item.get("post_name", "")),
        aliases=tuple(item["aliases"]),
        translation_of=item["translation_of"],
        old_addresses={address: address for address in links.values()},
        is_draft=status in _HELD or bool(item.get("post_password")),
        embargo=date if status == "future" else "",
        attachments=(*converted.attachments, *attachments),
        leftovers=leftovers,
        losses=(*losses, *converted.losses, *_losses(item, media, title)),
    )
    return (draft,)


def _with_links(converted: MarkdownText, links: Mapping[str, str]) -> str:
    """Return a text whose links to other posts of the export are links to their drafts."""

    def destination(old: str, is_picture: bool) -> str:
        address, mark, fragment = old.partition("#")
        if is_picture or address not in links:
            return old
        return f"{DRAFT_LINK}{quote(links[address])}{mark}{fragment}"

    return exchange_links(converted.text, destination) if links else converted.text


def _date(item: Mapping[str, Any]) -> tuple[str, str]:
    """Return the date of a post in the zone of its site, and where it was found."""
    for key in ("post_date", "pubDate", "post_modified"):
        text = item.get(key, "")
        if key == "pubDate":
            text = feed_date(text)
        elif text:
            text = _with_offset(text, item.get(f"{key}_gmt", ""))
        if text and text[:4] > "0001":
            return text, f"the export ({key})"
    return "", ""


def _updated(item: Mapping[str, Any], date: str) -> str:
    """Return when a post was last changed, if that was on a later day than its date."""
    changed = item.get("post_modified", "")
    if not date or changed[:10] <= date[:10]:
        return ""
    return _with_offset(changed, item.get("post_modified_gmt", ""))


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


def _featured(
    meta: Mapping[str, str], media: Mapping[str, MediaFile]
) -> tuple[tuple[DraftPicture, ...], tuple[Attachment, ...]]:
    file = media.get(meta.get("_thumbnail_id", ""))
    if file is None:
        return (), ()
    picture = DraftPicture(file.url, file.alt, file.caption, file.credit)
    name = basename(urlsplit(file.url).path) or "picture"
    return (picture,), (Attachment(file.url, name, url=file.url),)


def _enclosure(meta: Mapping[str, str], body: str) -> str:
    """Return the recording of a podcast, if the text does not show it."""
    url = meta.get("enclosure", "").split("\n")[0].strip()
    return f'\n\n[audio src="{url}"]' if url.startswith("http") and url not in body else ""


def _teaser(body: str) -> str:
    """Return the one paragraph above the mark that parts a post on lists; else nothing."""
    html, _ = wordpress_html(text_before_more(body), {})
    text = markdown_of(html, "").text
    is_plain = "\n\n" not in text and not text.startswith(("#", ">", "|", "!", "- ", "```"))
    return one_line(_MARKS.sub(r"\1", text)) if is_plain and len(text) <= _LONGEST_SUMMARY else ""


def _losses(item: Mapping[str, Any], media: Mapping[str, MediaFile], title: str) -> Iterator[Loss]:
    """Yield what an article does not have of a post."""
    if not title:
        yield Loss(NO_TITLE)
    for key, what in (("comments", "a comment"), ("pings", "a pingback")):
        if item[key]:
            yield Loss(f"{what} is not carried over", count=item[key])
    if item.get("post_password"):
        yield Loss("it was protected by a password, so it is a draft")
    elif reason := _HELD.get(item.get("status", "")):
        yield Loss(f"{reason}, so it is a draft")
    if item.get("is_sticky") == "1":
        yield Loss("it was sticky: write lead: true to let it lead the front page")
    picture = item["meta"].get("_thumbnail_id", "")
    if picture.strip("0") and picture not in media:
        yield Loss("its featured picture is not in the export: export all content")
    for taxonomy in item["terms"]:
        if taxonomy not in _USED_TERMS:
            yield Loss(f"its terms of the taxonomy {taxonomy} are not carried over", what=taxonomy)
    fields = Counter(each for each in item["fields"] if each not in _USED_FIELDS)
    for name, count in fields.items():
        message = f"its custom field {name} is not carried over"
        yield Loss(message, count=count, what=name)


_USED_FIELDS = (*_SUMMARY_KEYS, *_CANONICAL_KEYS, "enclosure", "footnotes")


def _first(meta: Mapping[str, str], keys: tuple[str, ...]) -> str:
    return next((line_of_html(meta[key]) for key in keys if meta.get(key)), "")
