"""Writes rows as CSV (RFC 4180) and JSON Lines.

Texts stay as they are: quotes, line ends, emoji, marks of direction. Half surrogate pairs, which
UTF-8 cannot encode, and NUL, at which many readers of CSV and SQLite stop, become U+FFFD.

CSV is for people and their spreadsheets: it begins with a byte order mark, without which a click
opens it in the wrong encoding, and a text that would be a formula has an apostrophe before it. JSON
Lines are for programs and exact. docs/data.md says how to open the files.
"""

import csv
import io
import json
import re
from collections.abc import Iterable, Mapping
from typing import Any

from newsgen.export.columns import Cell, Row, Table

_UNENCODABLE = re.compile("[\x00\ud800-\udfff]")
# Line ends to Unicode, and so to some readers of lines; plain characters to JSON.
_LINE_ENDS = re.compile("[\x85\u2028\u2029]")
_BYTE_ORDER_MARK = "\ufeff"
_FORMULA = re.compile(r"""[\s'"]*[=+\-@＝＋－＠]|'*[\t\r\n]""")
"""How a text begins that a spreadsheet reads as a formula (OWASP, CSV injection).

Blanks and quotation marks before it change nothing. Apostrophes count, so that one may always be
taken away again.
"""

_INNER_FORMULA = re.compile(r"""([;\t\r\n])(?=(?:[^\S\t\r\n]|['"])*[=+\-@＝＋－＠])""")
"""Where a cell would begin to a spreadsheet that divides cells by semicolons or tabs."""


def replace_unencodable(text: str) -> str:
    """Return a text without the characters that a file cannot hold."""
    return text if text.isascii() and "\0" not in text else _UNENCODABLE.sub("\ufffd", text)


def flatten_cell(cell: Cell) -> str | int | float | None:
    """Return a cell as a text or number; lists and mappings become JSON."""
    if isinstance(cell, tuple | Mapping):
        return json.dumps(_replace_in_value(cell), ensure_ascii=False)
    return replace_unencodable(cell) if isinstance(cell, str) else cell


def csv_text(table: Table, rows: Iterable[Row], *, is_first: bool = True) -> str:
    """Return rows as CSV; a cell is empty where nothing is known.

    is_first: Whether they are the first of the table: before them come a mark and a header.
    """
    text = io.StringIO()
    writer = csv.writer(text, lineterminator="\r\n")
    if is_first:
        text.write(_BYTE_ORDER_MARK)
        writer.writerow(table.column_names)
    writer.writerows(map(_csv_cell, row) for row in rows)
    return text.getvalue()


def _csv_cell(cell: Cell) -> str | int | float | None:
    flat = flatten_cell(cell)
    if not isinstance(flat, str):
        return flat
    return "'" * bool(_FORMULA.match(flat)) + _INNER_FORMULA.sub(r"\1'", flat)


def jsonl_text(table: Table, rows: Iterable[Row], *, is_first: bool = True) -> str:
    """Return rows as JSON Lines: an object a line, null where nothing is known."""
    objects = (
        dict(zip(table.column_names, map(_replace_in_value, row), strict=True)) for row in rows
    )
    lines = (json.dumps(row, ensure_ascii=False) for row in objects)
    return "".join(
        _LINE_ENDS.sub(lambda sign: f"\\u{ord(sign[0]):04x}", line) + "\n" for line in lines
    )


def indented_json(value: Mapping[str, object]) -> str:
    """Return an object as indented JSON, its keys in their order."""
    return json.dumps(_replace_in_value(value), ensure_ascii=False, indent=2) + "\n"


def without_empty(mapping: Mapping[str, Any]) -> dict[str, Any]:
    """Return a mapping without the values that are empty, None or False."""
    return {key: value for key, value in mapping.items() if value}


def _replace_in_value(value: object) -> object:
    """Return a value of JSON without unencodable characters in its texts."""
    if isinstance(value, str):
        return replace_unencodable(value)
    if isinstance(value, Mapping):
        return {replace_unencodable(key): _replace_in_value(item) for key, item in value.items()}
    if isinstance(value, tuple | list):
        return list(map(_replace_in_value, value))
    return value
