"""Feeds, RSS of all versions and Atom: each entry is an article."""

import html
import json
import re
from collections import Counter
from collections.abc import Iterator, Mapping
from datetime import datetime
from email.utils import parsedate_to_datetime
from posixpath import basename
from typing import Any, BinaryIO
from urllib.parse import urljoin, urlsplit

import feedparser

from newsgen.content.excerpt import shorten
from newsgen.content.text import one_line
from newsgen.importing.date_line import read_date_line
from newsgen.importing.document import Document, FileInput, ImportSettings
from newsgen.importing.draft import (
    Attachment,
    Draft,
    DraftPicture,
    Loss,
    Reading,
    Refusal,
)
from newsgen.importing.foreign_dates import UNREAD_DATE
from newsgen.importing.html_paragraphs import paragraphs_of_text
from newsgen.importing.html_to_markdown import markdown_of
from newsgen.importing.leftovers import without_leftovers
from newsgen.importing.records.blogger_export import blogger_kind, blogger_values, other_kinds
from newsgen.model.value import replace

_HEAD_SIZE = 200_000
"""Bytes from the start of a file in which it may declare entities."""

_PICTURE = re.compile(r"!\[((?:\\.|[^\]\\])*)\]\([^)\n]*\)")
_MARK = re.compile(
    r"\[((?:\\.|[^\]\\])*)\]\([^)\n]*\)|\\(\S)|\[\^\w+\]|<[^>\n]*>|^[-#>|\s]+|[*`]+|\\(?=\n)"
)
"""What Markdown has beside words: links, escapes, notes, tags, signs of blocks, emphasis."""

_LETTER = re.compile(r"[^\W\d_]")
NO_TITLE = "it has no title: its first words are the title"
_TITLE_LENGTH = 80
"""The most characters of a title that is made of the first words of a text."""

_NO_DATE = re.compile(r"^0000-|\s-?000[01]\s|1 Jan 1970 00:00:00|^1970-01-01T00:00:00")
"""What programs write where they have no date."""

_MEDIA_WORDS = re.compile(rb"<(/?)media:(title|description)\b[^>]*?(/?)>")
"""Words about a picture, which the library would take for the title or the text of the entry."""

_BREAK = re.compile(r"</?(?:br|p|div|li)\b[^>]*>", re.IGNORECASE)
_TAG = re.compile(r"<[^>]+>")
_PARENTHESIS = re.compile(r"^\S+@\S+ \((.+)\)$")
_CUT = re.compile(r"(?:\[…\]|\[\.\.\.\]|\[&#8230;\]|\[&hellip;\]|…|\.\.\.)\s*(?:</?\w+[^>]*>\s*)*$")


def split_feed(file: FileInput, stream: BinaryIO) -> Iterator[Document | Refusal]:
    """Yield each entry as a document: a JSON object of what the feed says of it."""
    content = stream.read()
    if b"<!ENTITY" in content[:_HEAD_SIZE]:
        message = "it declares XML entities, which can hide things: take out its <!DOCTYPE …>"
        yield Refusal(file.origin, message, 1)
        return
    content = _MEDIA_WORDS.sub(rb"<\1media:own_\2\3>", content)
    parsed = feedparser.parse(content, sanitize_html=False)
    if not parsed.entries:
        error = parsed.get("bozo_exception")
        line = error.getLineNumber() if hasattr(error, "getLineNumber") else 0
        reason = f"it is no feed that can be read ({error})" if error else "it has no entries"
        yield Refusal(file.origin, f"{reason}; save the feed anew", line)
        return
    feed = parsed.feed
    others: Counter[str] = Counter()
    for number, entry in enumerate(parsed.entries, start=1):
        kind = blogger_kind(entry)
        if kind not in ("", "post"):
            others[kind] += 1
            continue
        record = _record(entry, feed) | (blogger_values(entry) if kind else {})
        data = json.dumps(record, ensure_ascii=False).encode()
        yield Document("feed", f"{file.origin}, entry {number}", content=data)
    yield from (Refusal(file.origin, message) for message in other_kinds(others))
    if parsed.bozo and hasattr(parsed.bozo_exception, "getLineNumber"):
        message = f"it is broken here ({parsed.bozo_exception.getMessage()})"
        yield Refusal(
            file.origin,
            f"{message}: see whether all of its entries were read, or save the feed anew",
            parsed.bozo_exception.getLineNumber(),
        )


def _record(entry: dict[str, Any], feed: Mapping[str, Any]) -> dict[str, Any]:
    """Return what a feed says of an entry, as plain values."""
    contents = [(each.get("value", ""), each.get("base", "")) for each in entry.get("content", ())]
    summary = entry.get("summary", "")
    text, base = max(contents, key=lambda each: len(each[0]), default=(summary, ""))
    if len(text) < len(summary):
        text, summary = summary, ""
    link = _whole_address(feed.get("link", ""), entry.get("link", ""))
    source = entry.get("source", {})
    language = next((each.get("language") for each in entry.get("content", ())), None)
    return {
        "title": entry.get("title", ""),
        "text": text,
        "summary": "" if summary == text else summary,
        "link": link,
        "base": base or link,
        "published": entry.get("published", "") or entry.get("created", ""),
        # `get` would give the date of publication, with a warning, where there is no other.
        "updated": dict.get(entry, "updated", ""),
        "authors": _authors(entry),
        "tags": [each.get("term") or each.get("label") or "" for each in entry.get("tags", ())],
        "language": language or feed.get("language", ""),
        "source": source.get("title") or feed.get("title", ""),
        "pictures": _pictures(entry),
        "recordings": [
            each.get("href", "")
            for each in entry.get("enclosures", ())
            if each.get("type", "").startswith(("audio/", "video/"))
        ],
        "has_content": bool(contents),
    }


def _pictures(entry: Mapping[str, Any]) -> list[dict[str, str]]:
    """Return the pictures that an entry encloses, the largest of each medium."""
    media = entry.get("media_content", ()) or entry.get("media_thumbnail", ())
    pictures = [
        each
        for each in (*media, *entry.get("enclosures", ()))
        if "image" in (each.get("medium", "") + each.get("type", ""))
        or re.search(
            r"\.(?:jpe?g|png|gif|webp|avif)(?:\?|$)", each.get("url") or each.get("href", "")
        )
    ]
    credits_ = entry.get("media_credit", ())
    credit = credits_[0].get("content", "") if credits_ else ""
    caption = entry.get("media_own_description", "")
    addresses = [each.get("url") or each.get("href", "") for each in pictures]
    addresses.append(entry.get("image", {}).get("href", ""))
    return [
        {"url": address, "credit": credit, "caption": caption}
        for address in dict.fromkeys(filter(None, addresses))
    ][:1]


def read_feed_entry(
    document: Document, content: bytes, settings: ImportSettings
) -> tuple[Reading, ...]:
    """Return the draft of an entry."""
    record = json.loads(content)
    title, link = line_of_html(record["title"]), record["link"]
    is_html = _TAG.search(record["text"]) or record["recordings"]
    html_text = record["text"] if is_html else paragraphs_of_text(record["text"])
    html_text += "".join(
        f'<audio src="{html.escape(address)}"></audio>'
        for address in record["recordings"]
        if address not in record["text"]
    )
    converted = markdown_of(html_text, record["base"])
    text, leftovers = without_leftovers(converted.text)
    if not text:
        return (Refusal(document.origin, f'the feed has no text of "{(title or link)[:100]}"'),)
    losses = list(converted.losses)
    if not title:
        losses.append(Loss(NO_TITLE))
    elif not record["has_content"] or _CUT.search(record["text"]):
        losses.append(Loss("the feed may hold only the first words; see the page itself"))
    pictures = tuple(
        DraftPicture(
            each["url"],
            caption=line_of_html(each["caption"]),
            credit=line_of_html(each["credit"]),
        )
        for each in record["pictures"]
    )
    draft = Draft(
        document.origin,
        title=title or title_of_text(text),
        text=text,
        source=line_of_html(record["source"]),
        authors=tuple(filter(None, map(_author, record["authors"]))),
        language=record["language"] or "",
        tags=tuple(filter(None, map(line_of_html, record["tags"]))),
        summary=line_of_html(record["summary"])[:600],
        images=pictures,
        keys=tuple(record.get("keys", ())),
        aliases=tuple(record.get("aliases", ())),
        is_draft=record.get("is_draft", False),
        source_url=link if link.startswith("http") else "",
        retrieved=settings.retrieved,
        attachments=(*converted.attachments, *map(_attachment, pictures)),
        leftovers=leftovers,
        losses=tuple(losses),
    )
    published, updated = (
        feed_date(record[key]) or _date_in_words(record[key], settings.language)
        for key in ("published", "updated")
    )
    if record["published"].strip() and not published:
        message = f'its date "{record["published"][:60]}" {UNREAD_DATE}'
        draft = replace(draft, losses=(*draft.losses, Loss(message)))
    if published or updated:
        key = "published" if published else "updated"
        changed = updated if published and updated > published else ""
        draft = replace(
            draft,
            date=published or updated,
            date_evidence=f"the feed ({key})",
            updated=changed,
        )
    return (draft,)


def _authors(entry: Mapping[str, Any]) -> list[str]:
    """Return the authors of an entry; the library parts an address and its name wrongly."""
    whole = entry.get("author", "")
    names = [each.get("name", "") for each in entry.get("authors", ())]
    return [whole] if _PARENTHESIS.match(whole) or not names else names


def _whole_address(base: str, link: str) -> str:
    try:
        return urljoin(base, link) if base and link else link
    except ValueError:
        return link


def feed_date(text: str) -> str:
    """Return a date of RFC 822 or RFC 3339 as front matter writes it; empty if it is none."""
    if _NO_DATE.search(text):
        return ""
    for read in (datetime.fromisoformat, parsedate_to_datetime):
        try:
            moment = read(text.strip())
        except (ValueError, TypeError, IndexError, OverflowError):
            continue
        return (
            text.strip()[:10] if len(text.strip()) == 10 else moment.isoformat(timespec="seconds")
        )
    return ""


def _date_in_words(text: str, language: str) -> str:
    return "" if _NO_DATE.search(text) else read_date_line(text, language)


def line_of_html(text: str) -> str:
    """Return HTML as one line of plain text."""
    return one_line(html.unescape(_TAG.sub("", _BREAK.sub(" ", text or ""))))


def title_of_text(markdown: str) -> str:
    """Return the first words of a text, for an article that has no title of its own."""
    for words in ("", r"\1"):  # the descriptions of pictures only if there is nothing else
        for paragraph in _PICTURE.sub(words, markdown).split("\n\n"):
            line = one_line(_MARK.sub(lambda match: match[1] or match[2] or "", paragraph))
            if _LETTER.search(line):
                return shorten(line, _TITLE_LENGTH)
    return ""


def _author(text: str) -> str:
    name = line_of_html(text)
    match = _PARENTHESIS.match(name)
    return match[1] if match else "" if "@" in name else name


def _attachment(picture: DraftPicture) -> Attachment:
    name = basename(urlsplit(picture.src).path) or "picture"
    return Attachment(picture.src, name, url=picture.src)
