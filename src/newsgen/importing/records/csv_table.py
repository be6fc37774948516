"""Tables as text, CSV or TSV: each row below the names of the columns is an article."""

import csv
import json
import re
from collections.abc import Iterator
from typing import BinaryIO

from newsgen.importing.decode import decode_foreign_text
from newsgen.importing.document import Document, FileInput, ImportSettings
from newsgen.importing.draft import Reading, Refusal
from newsgen.importing.records.data_record import read_record
from newsgen.importing.records.record_keys import record_key

_NO_COLUMNS = re.compile(r"[\s;,]*|\W*sep=.\W*", re.IGNORECASE)
_MAX_CELL = 50_000_000


def split_csv_table(file: FileInput, stream: BinaryIO) -> Iterator[Document | Refusal]:
    """Yield each row as a document: a JSON object of its cells by column."""
    lines = decode_foreign_text(stream.read()).text.split("\n")
    csv.field_size_limit(_MAX_CELL)
    # Excel may write a line above the names of the columns: sep=;
    skipped = next((n for n, line in enumerate(lines) if not _NO_COLUMNS.fullmatch(line)), 0)
    rows = csv.reader((f"{line}\n" for line in lines[skipped:]), _dialect(lines[skipped]))
    try:
        columns = [name.strip() for name in next(rows, [])]
        if reason := _missing_columns(columns):
            yield Refusal(file.origin, reason, skipped + 1)
            return
        before = rows.line_num
        for row in rows:
            line, before = skipped + before + 1, rows.line_num
            if not any(cell.strip() for cell in row):
                continue
            origin = f"{file.origin}, line {line}"
            if len(row) > len(columns):
                message = f"it has {len(row)} cells, and there are {len(columns)} columns"
                yield Refusal(
                    origin, f"{message}: put quotes around a cell with the separator", line
                )
                continue
            record = dict(zip(columns, row, strict=False))
            data = json.dumps(record, ensure_ascii=False).encode()
            yield Document("csv", origin, content=data, line=line)
    except csv.Error as error:
        yield Refusal(file.origin, f"a row cannot be read: {error}", skipped + rows.line_num)


def read_csv_row(
    document: Document, content: bytes, settings: ImportSettings
) -> tuple[Reading, ...]:
    """Return the draft of a row."""
    return read_record(json.loads(content), document.origin, document.line, settings)


def _missing_columns(columns: list[str]) -> str:
    """Return why no row of a table can become an article; empty if nothing is missing."""
    if len(columns) < 2:
        return "its first line names no columns: begin it with title, date and text"
    meant = set(map(record_key, columns))
    missing = [] if "title" in meant else ["title"]
    missing += [] if meant & {"text", "summary"} else ["text"]
    names = ", ".join(column[:40] for column in columns[:12])
    words = " and ".join(missing)
    return f"no column is the {words}: name one {words}; its columns are {names}" if missing else ""


def _dialect(first_line: str) -> type[csv.Dialect]:
    """Return how cells are parted: by the sign that the names of the columns have most often."""
    sign = max("\t;,|", key=first_line.count)

    class Table(csv.excel):
        delimiter = sign

    return Table
