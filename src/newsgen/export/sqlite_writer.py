"""archive.db: rows of tables → an SQLite file.

Takes tables and their rows, in any number of portions; the same rows in the same order give the
same bytes with the same SQLite. Nothing in the file tells when it was made.
"""

import sqlite3
from collections.abc import Iterable, Iterator
from contextlib import closing, contextmanager
from pathlib import Path

from newsgen.export.columns import Row, Table
from newsgen.export.csv_jsonl import flatten_cell
from newsgen.export.sql import CREATE_STATEMENTS, FINAL_STATEMENTS, insert_statement

SQLITE_VERSION = sqlite3.sqlite_version
"""Another SQLite may write the same rows otherwise."""

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
    """The file while it is made."""

    def __init__(self, connection: sqlite3.Connection) -> None:
        self._connection = connection
        for setting in _PRAGMAS:
            connection.execute(f"PRAGMA {setting}").fetchall()
        connection.execute("BEGIN")
        for statement in CREATE_STATEMENTS:
            connection.execute(statement)

    def add(self, table: Table, rows: Iterable[Row]) -> None:
        """Put rows at the end of a table."""
        self._connection.executemany(
            insert_statement(table), (tuple(map(flatten_cell, row)) for row in rows)
        )

    def finish(self) -> None:
        """Make the file whole, when all rows are there."""
        for statement in FINAL_STATEMENTS:
            self._connection.execute(statement)
        self._connection.execute("COMMIT")
        # Leaves out the pages that making the full-text index has let go of.
        self._connection.execute("VACUUM")
        self._connection.close()


@contextmanager
def create_database(file: Path) -> Iterator[DatabaseWriter]:
    """An empty database in a file, which is not there yet."""
    with closing(sqlite3.connect(file, isolation_level=None)) as connection:
        yield DatabaseWriter(connection)
