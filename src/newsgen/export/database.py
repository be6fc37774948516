"""Writes archive.db, the tables as an SQLite database.

The same rows in the same order give the same bytes with the same SQLite: nothing in the file
depends on when it was made. Datasette finds the full-text index of articles by itself.
"""

import sqlite3
from collections.abc import Callable, Iterable, Iterator
from contextlib import closing, contextmanager
from pathlib import Path

from newsgen.export.columns import ARTICLES, TABLES, Column, Row, Table
from newsgen.export.csv_jsonl import flatten_cell

SQLITE_VERSION = sqlite3.sqlite_version
"""Part of the key of the file: another SQLite may write the same rows in other bytes."""

_PRAGMAS = (
    "page_size = 4096",
    "encoding = 'UTF-8'",
    "auto_vacuum = NONE",
    # The file is scratch until it is whole: nothing waits for the disk.
    "journal_mode = OFF",
    "synchronous = OFF",
    "cache_size = -65536",
)
_DATA_TYPES = {"integer": "INTEGER", "number": "REAL"}
"""Those of SQLite, by those of columns; all others are texts."""

_SEARCH_COLUMNS = '"title", "summary", "excerpt", "text"'
_COLUMNS_BUT_TEXT = ", ".join(f'"{name}"' for name in ARTICLES.column_names if name != "text")
_YEAR = 'CAST(substr("date", 1, 4) AS INTEGER)'

SQL_VIEWS = {
    # Without texts: to tell rows apart by a list, Datasette compares them whole.
    "articles_with_names": f"""CREATE VIEW "articles_with_names" AS
SELECT {_COLUMNS_BUT_TEXT},
  "rowid" AS "number"
FROM "articles\"""",
    "names_by_year": f"""CREATE VIEW "names_by_year" AS
SELECT "name_id", "kind", "name", {_YEAR} AS "year",
  count(*) AS "articles", sum("relation" = 'mentions') AS "mentions"
FROM "appearances" GROUP BY "name_id", {_YEAR}""",
}
"""Views that answer frequent questions, by name."""

_FINAL_STATEMENTS = (
    *(
        f'CREATE INDEX "{table.name}_{name}" ON "{table.name}" ("{name}")'
        for table in TABLES
        for name in table.indexes
    ),
    f'CREATE INDEX "appearances_name_id" ON "appearances" ("name_id", {_YEAR})',
    *SQL_VIEWS.values(),
    # The double quotes around the table's name are what Datasette looks for.
    f'CREATE VIRTUAL TABLE "articles_fts" USING fts5({_SEARCH_COLUMNS}, content="articles",'
    " tokenize='unicode61 remove_diacritics 2')",
    'INSERT INTO "articles_fts" ("articles_fts") VALUES (\'rebuild\')',
    'INSERT INTO "articles_fts" ("articles_fts") VALUES (\'optimize\')',
    "COMMIT",
    # Drops the pages that the making of the full-text index left free.
    "VACUUM",
)
"""The statements for when all rows are there."""


@contextmanager
def create_database(file: Path) -> Iterator[Callable[[Table, Iterable[Row]], None]]:
    """Make a new database; give the function that appends rows to a table."""
    with closing(sqlite3.connect(file, isolation_level=None)) as connection:
        for setting in _PRAGMAS:
            connection.execute(f"PRAGMA {setting}").fetchall()
        connection.execute("BEGIN")
        for table in TABLES:
            connection.execute(_create_statement(table))

        def add_rows(table: Table, rows: Iterable[Row]) -> None:
            connection.executemany(
                f'INSERT INTO "{table.name}" VALUES ({", ".join("?" * len(table.columns))})',
                (tuple(map(flatten_cell, row)) for row in rows),
            )

        yield add_rows
        for statement in _FINAL_STATEMENTS:
            connection.execute(statement)


def _create_statement(table: Table) -> str:
    columns = ", ".join(map(_column_definition, table.columns))
    key = ", ".join(f'"{name}"' for name in table.primary_key)
    return f'CREATE TABLE "{table.name}" ({columns}, PRIMARY KEY ({key}))'


def _column_definition(column: Column) -> str:
    data_type = _DATA_TYPES.get(column.type, "TEXT")
    required = " NOT NULL" if column.required else ""
    reference = f' REFERENCES "{column.target}" ("id")' if column.target else ""
    return f'"{column.name}" {data_type}{required}{reference}'
