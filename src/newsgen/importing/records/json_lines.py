"""JSON Lines, one JSON list or object, or a JSON Feed: each object is an article."""

import json
from collections.abc import Iterator
from typing import BinaryIO

from newsgen.importing.decode import decode_foreign_text
from newsgen.importing.document import Document, FileInput, ImportSettings
from newsgen.importing.draft import Reading, Refusal
from newsgen.importing.records.data_record import read_record
from newsgen.importing.records.json_feed import is_json_feed, split_json_feed

_LIST_KEYS = ("items", "articles", "posts", "entries", "data", "results", "rows")
"""Keys under which an object has a list of articles."""

_LINE_ENDINGS = (".jsonl", ".ndjson")


def split_json_lines(file: FileInput, stream: BinaryIO) -> Iterator[Document | Refusal]:
    """Yield each object as a document."""
    start = stream.read(1)
    while start.isspace():
        start = stream.read(1)
    stream.seek(0)
    first = stream.readline().strip()
    if start == b"{" and first.endswith(b"}") and stream.read(1):
        stream.seek(0)
        yield from _split_lines(file, stream)
        return
    stream.seek(0)
    try:
        value = json.loads(decode_foreign_text(stream.read()).text)
    except (ValueError, RecursionError) as error:
        if file.path.casefold().endswith(_LINE_ENDINGS):
            stream.seek(0)
            yield from _split_lines(file, stream)
        else:
            yield Refusal(file.origin, _reason(error), getattr(error, "lineno", 0))
        return
    if is_json_feed(value):
        yield from split_json_feed(file, value)
        return
    if isinstance(value, dict):
        lists = (value[key] for key in _LIST_KEYS if isinstance(value.get(key), list))
        value = next(lists, [value])
    for number, item in enumerate(value if isinstance(value, list) else (), start=1):
        yield _document(file, json.dumps(item).encode(), f"item {number}", 0)


def _split_lines(file: FileInput, stream: BinaryIO) -> Iterator[Document]:
    for number, line in enumerate(stream, start=1):
        if line.strip():
            yield _document(file, line, f"line {number}", number)


def _document(file: FileInput, data: bytes, place: str, line: int) -> Document:
    return Document("jsonl", f"{file.origin}, {place}", content=data, line=line)


def read_json_line(
    document: Document, content: bytes, settings: ImportSettings
) -> tuple[Reading, ...]:
    """Return the draft of an object."""
    try:
        record = json.loads(decode_foreign_text(content).text)
    except (ValueError, RecursionError) as error:
        return (Refusal(document.origin, _reason(error), document.line),)
    if not isinstance(record, dict):
        message = 'it is no object of keys and values, as in {"title": …}'
        return (Refusal(document.origin, message, document.line),)
    return read_record(record, document.origin, document.line, settings)


def _reason(error: Exception) -> str:
    """Return why a text is no JSON."""
    message = error.msg if isinstance(error, json.JSONDecodeError) else "it is nested too deeply"
    return f"it is no JSON that can be read ({message}): mend it there"
