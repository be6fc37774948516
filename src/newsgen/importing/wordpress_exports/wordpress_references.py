"""What the posts of an export of WordPress refer to: files, patterns, authors and each other."""

import re
from collections.abc import Iterator, Mapping
from functools import cache
from typing import Any, BinaryIO
from urllib.parse import unquote, urlsplit

from newsgen.importing.detect import HEAD_SIZE
from newsgen.importing.document import FileInput
from newsgen.importing.records.feed import line_of_html
from newsgen.importing.wordpress_exports.wordpress_export import BrokenItem, ExportFile
from newsgen.model.value import Value, field, replace
from newsgen.runtime.foreign_files import UnreadableFile, open_foreign_file

_NUMBER = re.compile(r"\d+")
_FILE_NUMBERS = re.compile(
    r"\[(?:gallery|playlist)\b[^\]]*\b(?:ids|include)=[\"']?([\d,\s]+)|\bwp-image-(\d+)"
)
_OWN_FILES = re.compile(r"\[(?:gallery|playlist)\b(?![^\]]*\b(?:ids|include)=)")
_PATTERN = re.compile(r"<!--\s*wp:block\s+\{[^}]*\"ref\":\s*(\d+)")
_LINK = re.compile(r"\bhref=[\"']([^\"'#\s]+)")
_PHOTO_CREDIT = re.compile(r'"credit";s:\d+:"([^"]+)"')
_CREDIT_KEYS = ("_media_credit", "_navis_media_credit", "_wp_attachment_credit", "media_credit")


class MediaFile(Value, frozen=True):
    """A file of the media library. parent: the number of the post that it was added to."""

    url: str
    title: str = ""
    alt: str = ""
    caption: str = ""
    credit: str = ""
    parent: str = ""


class WordpressExport(Value, frozen=True):
    """What the posts of an export refer to.

    Attributes:
        authors: Display names by login and by slug.
        media: Files by their numbers, in the order in which galleries show them.
        patterns: Texts that several posts share, by their numbers.
        posts: Addresses of posts that are published, by all that links to them may be.
        originals: Of posts in several languages, the address of the first, by their group.
    """

    title: str = ""
    url: str = ""
    language: str = ""
    authors: dict[str, str] = field(default_factory=dict)
    media: dict[str, MediaFile] = field(default_factory=dict)
    patterns: dict[str, str] = field(default_factory=dict)
    posts: dict[str, str] = field(default_factory=dict)
    originals: dict[str, str] = field(default_factory=dict)


def read_wordpress_references(file: FileInput, stream: BinaryIO) -> WordpressExport:
    """Return what the posts of an export refer to; other files of its site are parts of it."""
    export = _read_part(stream)
    if file.path in file.parts[:1]:  # another import begins: the files may have changed
        _read_other_part.cache_clear()
    for path in file.parts:
        part = _read_other_part(path)
        if part and part.url == export.url:
            export = replace(
                export,
                authors=part.authors | export.authors,
                media=part.media | export.media,
                patterns=part.patterns | export.patterns,
                posts=part.posts | export.posts,
                originals=export.originals | part.originals,
            )
    return export


@cache
def _read_other_part(path: str) -> WordpressExport | None:
    """Return what the posts of another file refer to; None if it is no export."""
    try:
        with open_foreign_file(path) as stream:
            is_export = b"wordpress.org/export/" in stream.read(HEAD_SIZE)
            stream.seek(0)
            return _read_part(stream) if is_export else None
    except (UnreadableFile, OSError):
        return None


def _read_part(stream: BinaryIO) -> WordpressExport:
    file = ExportFile(stream)
    authors: dict[str, str] = {}
    media: list[tuple[int, str, MediaFile]] = []
    patterns: dict[str, str] = {}
    posts: dict[str, str] = {}
    originals: dict[str, str] = {}
    for item in file.items():
        if isinstance(item, BrokenItem):
            continue
        number, kind = item.get("post_id", ""), item.get("post_type", "post")
        if item.get("attachment_url"):
            order = item.get("menu_order", "")
            media.append((int(order) if order.isdigit() else 0, number, _media_file(item)))
        elif kind == "wp_block":
            patterns[number] = item.get("content", "")
        elif kind == "guest-author":
            name = item["meta"].get("cap-display_name") or item.get("title", "")
            authors[item.get("post_name", "").removeprefix("cap-")] = line_of_html(name)
        elif kind == "post" and item.get("status", "publish") == "publish" and item.get("link"):
            posts |= dict.fromkeys(_addresses(item, number), item["link"])
            for group in item["nicenames"].get("post_translations", ()):
                originals.setdefault(group, item["link"])
    channel = file.channel
    return WordpressExport(
        line_of_html(channel.get("title", "")),
        (channel.get("base_blog_url") or channel.get("link", "")).rstrip("/"),
        channel.get("language", ""),
        authors | file.authors,
        {number: file for _, number, file in sorted(media, key=lambda each: each[0])},
        patterns,
        posts,
        originals,
    )


def with_references(item: Mapping[str, Any], export: WordpressExport) -> dict[str, Any]:
    """Return an item with all that it refers to, so that it can be read by itself."""
    text = item.get("content", "")
    patterns = {
        number: export.patterns[number]
        for number in _PATTERN.findall(text)
        if number in export.patterns
    }
    text = "".join((text, *patterns.values()))
    own = (
        [number for number, file in export.media.items() if file.parent == item.get("post_id")]
        if _OWN_FILES.search(text)
        else []
    )
    numbers = [item["meta"].get("_thumbnail_id", ""), *own, *_file_numbers(text)]
    media = {number: export.media[number] for number in numbers if number in export.media}
    addresses = dict.fromkeys(_LINK.findall(text))
    groups = item["nicenames"].get("post_translations", ())
    original = next((export.originals[each] for each in groups if each in export.originals), "")
    return {
        **item,
        "authors": list(_authors(item, export.authors)),
        "media": {
            number: {name: getattr(file, name) for name in MediaFile.__struct_fields__}
            for number, file in media.items()
        },
        "own_files": own,
        "patterns": patterns,
        "links": {
            address: export.posts[key]
            for address in addresses
            if (key := _address_key(address)) in export.posts
        },
        "aliases": list(_aliases(item, export.posts)),
        "translation_of": original if original != item.get("link") else "",
        "site_title": export.title,
        "site_url": export.url,
        "language": next(iter(item["nicenames"].get("language", ())), export.language),
    }


def _media_file(item: Mapping[str, Any]) -> MediaFile:
    meta = item["meta"]
    credits_ = [line_of_html(meta[key]) for key in _CREDIT_KEYS if meta.get(key)]
    photo = _PHOTO_CREDIT.search(meta.get("_wp_attachment_metadata", ""))
    return MediaFile(
        item["attachment_url"],
        line_of_html(item.get("title", "")),
        line_of_html(meta.get("_wp_attachment_image_alt", "")),
        line_of_html(item.get("excerpt", "")),
        next(filter(None, credits_), photo[1].strip() if photo else ""),
        item.get("post_parent", ""),
    )


def _file_numbers(text: str) -> Iterator[str]:
    for match in _FILE_NUMBERS.finditer(text):
        yield from _NUMBER.findall(match[1] or match[2])


def _authors(item: Mapping[str, Any], names: Mapping[str, str]) -> Iterator[str]:
    """Yield the names of all authors of an item; of the plug-in Co-Authors Plus, if it has them."""
    slugs = [each.removeprefix("cap-") for each in item["nicenames"].get("author", ())]
    if slugs:
        for slug, term in zip(slugs, item["terms"]["author"], strict=True):
            yield names.get(slug) or names.get(term) or term
    elif creator := item.get("creator", ""):
        yield names.get(creator, creator)


def _aliases(item: Mapping[str, Any], posts: Mapping[str, str]) -> Iterator[str]:
    """Yield the paths of a post: its own, and the former ones that WordPress still leads to it."""
    link = item.get("link", "")
    parts = urlsplit(link)
    if not parts.path.strip("/") or parts.query:
        return
    yield unquote(parts.path)
    before, _, name = parts.path.rstrip("/").rpartition("/")
    if unquote(name) != unquote(item.get("post_name", "")):
        return
    for slug in dict.fromkeys(filter(None, item["old_slugs"])):
        path = f"{before}/{slug}{parts.path[len(before) + len(name) + 1 :]}"
        if _address_key(f"//{parts.netloc}{path}") not in posts:
            yield unquote(path)


def _addresses(item: Mapping[str, Any], number: str) -> Iterator[str]:
    """Yield all addresses that links to a post may have, as keys."""
    link = item["link"]
    yield _address_key(link)
    yield _address_key(item.get("guid", "") or link)
    host = urlsplit(link).netloc.removeprefix("www.")
    for name in ("p", "page_id") if number else ():
        yield f"{host}/?{name}={number}"


def _address_key(address: str) -> str:
    """Return what is equal for all spellings of an address."""
    try:
        parts = urlsplit(address)
    except ValueError:
        return address
    query = f"/?{parts.query}" if parts.query else ""
    return f"{parts.netloc.removeprefix('www.')}{parts.path.rstrip('/')}{query}".casefold()
