"""Writes archive.db, the tables as an SQLite database.

Takes tables and their rows, in any number of portions. The same rows in the same order give the
same bytes with the same SQLite: nothing in the file depends on when it was made.
"""

import sqlite3
from collections.abc import Iterable, Iterator
from contextlib import closing, contextmanager
from pathlib import Path

from newsgen.export.columns import Row, Table
from newsgen.export.csv_jsonl import flatten_cell
from newsgen.export.sql import CREATE_STATEMENTS, FINAL_STATEMENTS, insert_statement

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


class DatabaseWriter:
    """A database that is being filled."""

    def __init__(self, connection: sqlite3.Connection) -> None:
        self._connection = connection
        for setting in _PRAGMAS:
            connection.execute(f"PRAGMA {setting}").fetchall()
        connection.execute("BEGIN")
        for statement in CREATE_STATEMENTS:
            connection.execute(statement)

    def add(self, table: Table, rows: Iterable[Row]) -> None:
        """Append rows to a table."""
        self._connection.executemany(
            insert_statement(table), (tuple(map(flatten_cell, row)) for row in rows)
        )

    def finish(self) -> None:
        """Add indexes, views and full-text search once all rows are there; close the file."""
        for statement in FINAL_STATEMENTS:
            self._connection.execute(statement)
        self._connection.execute("COMMIT")
        # Drops the pages that the making of the full-text index left free.
        self._connection.execute("VACUUM")
        self._connection.close()


@contextmanager
def create_database(file: Path) -> Iterator[DatabaseWriter]:
    """Open a new database in a file that does not exist yet."""
    with closing(sqlite3.connect(file, isolation_level=None)) as connection:
        yield DatabaseWriter(connection)
