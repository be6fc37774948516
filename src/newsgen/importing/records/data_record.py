"""A record of data, such as a row of a table → a draft, by the names of its keys."""

import json
import re
from collections.abc import Iterator, Mapping
from posixpath import basename
from urllib.parse import urlsplit

from newsgen.content.dates import parse_partial_moment
from newsgen.content.text import one_line
from newsgen.importing.date_line import read_date_line
from newsgen.importing.document import ImportSettings
from newsgen.importing.draft import Attachment, Draft, DraftPicture, Loss, Reading, Refusal
from newsgen.importing.foreign_dates import UNREAD_DATE
from newsgen.importing.html_paragraphs import with_paragraphs
from newsgen.importing.html_to_markdown import markdown_of
from newsgen.importing.page.page_authors import split_authors
from newsgen.importing.plain_to_markdown import markdown_of_text
from newsgen.importing.records.feed import line_of_html
from newsgen.importing.records.record_keys import EXPORT_MARK, is_derived_column, record_key
from newsgen.model.article import Moment
from newsgen.model.kind import TYPED_ENTITY_KINDS
from newsgen.model.value import replace
from newsgen.runtime.clock import time_zone

_HTML = re.compile(
    r"</?(?:p|br|div|a|b|i|em|strong|h[1-6]|ul|ol|li|img|blockquote|table)\b[^>]*>", re.I
)
_BROKEN_LINES = re.compile(r"<(?:p|br|div)\b", re.IGNORECASE)
_MARKUP = re.compile(
    r"&(?:#\d+|#x[\da-f]+|[a-z]+);|</?(?:p|em|strong|i|b|span|br|sup|sub)\b", re.IGNORECASE
)
_MARKDOWN = re.compile(r"\]\(\S+\)|^#{1,6} |\*\*\S|^> |^\[[^\]]+\]: ", re.MULTILINE)
_SEPARATOR = re.compile(r"\s*[;|\n]\s*")
_COMMA = re.compile(r"\s*,\s*")


def read_record(
    record: Mapping[str, object], origin: str, line: int, settings: ImportSettings
) -> tuple[Reading, ...]:
    """Return the draft of a record, or why it is none.

    Args:
        record: Texts, numbers and lists by key; nothing counts as absent.
        origin: As of a draft.
        line: Of the file.
    """
    values, losses = _by_our_keys(record)
    text, attachments, text_losses = _text(
        _plain(values.get("text")), _plain(values.get("source_url"))
    )
    draft = Draft(
        origin,
        id=_plain(values.get("id")) if EXPORT_MARK in record else "",
        title=_line(values.get("title")),
        text=text,
        source=_plain(values.get("source")),
        authors=_list(values.get("authors")),
        language=_plain(values.get("language")),
        section=_plain(values.get("section")),
        tags=_list(values.get("tags"), commas=True),
        summary=_line(values.get("summary")),
        source_url=_plain(values.get("source_url")),
        retrieved=_plain(values.get("retrieved"))[:10] or settings.retrieved,
        slug=_plain(values.get("slug")),
        aliases=_aliases(values.get("aliases")),
        archived_url=_plain(values.get("archived_url")),
        dateline=_plain(values.get("dateline")),
        rights=_plain(values.get("rights")).replace("full", ""),
        entities={
            kind.value: _list(values.get(f"entities.{kind.value}")) for kind in TYPED_ENTITY_KINDS
        },
        is_draft=_plain(values.get("status")).casefold() in ("draft", "pending", "private"),
        attachments=attachments,
    )
    if not draft.title:
        return (Refusal(origin, "it has no title: give the record a key or column title", line),)
    if not (draft.text or draft.summary):
        message = f'"{draft.title}" has a title and no text: give it a key or column text'
        return (Refusal(origin, message, line),)
    draft = _with_picture(draft, values)
    draft = _with_dates(draft, record, values, settings)
    losses = (*losses, *text_losses, *draft.losses)
    return (replace(draft, losses=tuple(replace(each, line=line) for each in losses)),)


def _by_our_keys(record: Mapping[str, object]) -> tuple[dict[str, object], tuple[Loss, ...]]:
    """Return the values of a record by our keys; of two keys for one, the first with a value."""
    values: dict[str, object] = {}
    losses = []
    for key, value in record.items():
        if value in (None, "", [], {}) or is_derived_column(key, record):
            continue
        ours = record_key(key)
        if isinstance(value, Mapping) and ours in ("source", "authors", "image", "section"):
            value = value.get("name") or value.get("url") or value.get("src") or ""
        if ours == "entities" and isinstance(value, Mapping):
            values |= {f"entities.{kind}": names for kind, names in value.items()}
        elif ours in ("authors", "tags", "section") and _are_numbers(value):
            message = f'the key "{key}" has numbers that stand for names elsewhere'
            losses.append(Loss(message, what=key))
        elif ours in values:
            message = f'the key "{key}" says the same as another and was left out'
            losses.append(Loss(message, what=key))
        elif ours == "authors" and isinstance(value, str) and key.casefold() in ("byline", "by"):
            values[ours] = split_authors(value)
        elif ours:
            values[ours] = value
        else:
            losses.append(Loss(f'the key "{key}" has no counterpart', what=key))
    return values, tuple(losses)


def _text(text: str, base_url: str) -> tuple[str, tuple[Attachment, ...], tuple[Loss, ...]]:
    """Return a text as Markdown: it may be HTML, Markdown or plain."""
    if _HTML.search(text):
        html = text if _BROKEN_LINES.search(text) else with_paragraphs(text)
        converted = markdown_of(html, base_url)
        return converted.text, converted.attachments, converted.losses
    return text.strip() if _MARKDOWN.search(text) else markdown_of_text(text), (), ()


def _with_picture(draft: Draft, values: Mapping[str, object]) -> Draft:
    src = _plain(values.get("image"))
    if not src:
        return draft
    if not re.search(r"[/.]", src.rstrip(".")) or " " in src:
        message = f'its image "{src[:60]}" is no address'
        return replace(draft, losses=(*draft.losses, Loss(message, what=src[:60])))
    alt, credit, caption = (
        one_line(_plain(values.get(f"image.{key}"))) for key in ("alt", "credit", "caption")
    )
    attachment = Attachment(src, basename(urlsplit(src).path) or "picture", url=src)
    return replace(
        draft,
        images=(DraftPicture(src, alt, caption, credit),),
        attachments=(*draft.attachments, attachment),
    )


def _with_dates(
    draft: Draft,
    record: Mapping[str, object],
    values: Mapping[str, object],
    settings: ImportSettings,
) -> Draft:
    """Return a draft with its dates; one that cannot be read is a loss, and nothing is guessed."""
    losses = []
    dates = {}
    for key in ("date", "updated", "embargo", "expires"):
        text = _plain(values.get(key))
        if key == "date" and EXPORT_MARK in record:
            text = _plain(record.get("datetime")) or _plain(record.get("edtf"))
        dates[key] = _date(text, settings)
        if text and not dates[key]:
            losses.append(Loss(f'its {key} "{text[:60]}" {UNREAD_DATE}'))
    column = next((key for key in record if record_key(key) == "date" and record[key]), "date")
    return replace(
        draft,
        **dates,
        date_evidence=f'its key "{column}"' if dates["date"] else "",
        losses=(*draft.losses, *losses),
    )


def _date(text: str, settings: ImportSettings) -> str:
    zone = time_zone(settings.timezone)
    if text and zone and isinstance(parse_partial_moment(text, zone), Moment):
        return text
    return read_date_line(text, settings.language) if text else ""


def _line(value: object) -> str:
    """Return a value as one line of plain text; tags and entities in it are those of HTML."""
    text = _plain(value)
    return line_of_html(text) if _MARKUP.search(text) else one_line(text)


def _are_numbers(value: object) -> bool:
    values = value if isinstance(value, (list, tuple)) else (value,)
    return bool(values) and all(isinstance(each, int) for each in values)


def _plain(value: object) -> str:
    """Return a value as a text; a list as its first item."""
    if isinstance(value, (list, tuple)):
        return _plain(value[0]) if value else ""
    if isinstance(value, Mapping):
        return _plain(next(iter(value.values()), ""))
    if isinstance(value, bool) or value is None:
        return ""
    return str(value).strip()


def _list(value: object, *, commas: bool = False) -> tuple[str, ...]:
    """Return the texts of a list, of a JSON list in a text, or of a text with separators.

    Args:
        commas: Whether commas part the texts, where nothing else does.
    """
    return tuple(dict.fromkeys(filter(None, map(one_line, _items(value, commas)))))


def _items(value: object, commas: bool) -> Iterator[str]:
    if isinstance(value, (list, tuple)):
        for item in value:
            yield _plain(item.get("name", item)) if isinstance(item, Mapping) else _plain(item)
        return
    text = _plain(value)
    if text.startswith("["):
        try:
            yield from map(_plain, json.loads(text))
        except ValueError:
            pass
        else:
            return
    parts = _SEPARATOR.split(text)
    yield from _COMMA.split(text) if commas and len(parts) == 1 else parts


def _aliases(value: object) -> tuple[str, ...]:
    paths = (urlsplit(text).path if "://" in text else text for text in _list(value))
    return tuple(path if path.startswith("/") else f"/{path}" for path in paths if path.strip("/"))
