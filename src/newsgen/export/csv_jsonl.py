"""Rows → CSV (RFC 4180) and JSON Lines.

Texts may hold anything: quotes, line ends, emoji and marks of direction stay as they are. What
UTF-8 cannot say (half of a surrogate pair), and NUL, at which many readers of CSV and of SQLite
stop, become U+FFFD, the replacement character.

A cell that begins with = + - or @ is a formula to a spreadsheet. It is written as it is all the
same: an apostrophe before it would be in the data, for every reader, and what is in the cells is
the archive's own. There is no byte order mark either, which other programs take for a letter of the
first column's name. docs/data.md says how to open the files in a spreadsheet.
"""

import csv
import io
import json
import re
from collections.abc import Iterable, Mapping

from newsgen.export.columns import Cell, Row, Table

_UNENCODABLE = re.compile("[\x00\ud800-\udfff]")
# Line ends to Unicode, and so to a reader that asks it where lines end; to JSON they are letters.
_LINE_ENDS = re.compile("[\x85\u2028\u2029]")


def replace_unencodable(text: str) -> str:
    """A text without what a file cannot hold."""
    return text if text.isascii() and "\0" not in text else _UNENCODABLE.sub("\ufffd", text)


def flatten_cell(cell: Cell) -> str | int | None:
    """A cell where only texts and numbers can stand; lists and mappings are JSON there."""
    match cell:
        case str():
            return replace_unencodable(cell)
        case int() | None:
            return cell
        case _:
            return replace_unencodable(json.dumps(_replace_in_value(cell), ensure_ascii=False))


def csv_text(table: Table, rows: Iterable[Row]) -> str:
    """A table as CSV: a header, commas, CRLF; an empty cell is one of which nothing is known."""
    text = io.StringIO()
    writer = csv.writer(text, lineterminator="\r\n")
    writer.writerow(table.column_names)
    writer.writerows(map(flatten_cell, row) for row in rows)
    return text.getvalue()


def jsonl_text(table: Table, rows: Iterable[Row]) -> str:
    """A table as JSON Lines: an object a line, with every column, null where nothing is known."""
    objects = (
        dict(zip(table.column_names, map(_replace_in_value, row), strict=True)) for row in rows
    )
    lines = (json.dumps(each, ensure_ascii=False) for each in objects)
    return "".join(f"{_LINE_ENDS.sub(_unicode_escape, line)}\n" for line in lines)


def indented_json(value: Mapping[str, object]) -> str:
    """An object as a file that people may read: indented, its keys in the order they have."""
    return json.dumps(_replace_in_value(dict(value)), ensure_ascii=False, indent=2) + "\n"


def _unicode_escape(match: re.Match[str]) -> str:
    return f"\\u{ord(match.group()):04x}"


def _replace_in_value(value: object) -> object:
    """A value of JSON with every text in it fit."""
    match value:
        case str():
            return replace_unencodable(value)
        case dict():
            return {
                replace_unencodable(key): _replace_in_value(each) for key, each in value.items()
            }
        case tuple() | list():
            return [_replace_in_value(each) for each in value]
        case _:
            return value
