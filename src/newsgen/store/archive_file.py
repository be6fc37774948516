"""The file of an archive database: opens, makes, removes and copies it, and opens copies.

`archive_database` puts and gives its rows.
"""

import sqlite3
from contextlib import closing
from pathlib import Path
from urllib.parse import quote

from newsgen.runtime import fs
from newsgen.store.archive_tables import CREATE_TABLES
from newsgen.store.file_seal import SEAL_ENDING

COPY_ENDING = "-copy"
"""Ends the name of a copy beside the file, for worker processes."""

VERSION = 9
"""Of the tables and their values."""

_SETTINGS = "page_size = 8192", "synchronous = OFF"
_PATIENCE = 5.0
"""Seconds for which it is tried again what another process is in the way of."""

_MAX_MAPPED = 1 << 40
"""Bytes of a copy that are mapped into memory, which worker processes have in common."""


def connect_archive(file: Path | str) -> sqlite3.Connection:
    """Open the file of a database."""
    connection = sqlite3.connect(file, timeout=_PATIENCE, isolation_level=None)
    for setting in _SETTINGS:
        connection.execute(f"PRAGMA {setting}").fetchall()
    return connection


def create_archive(file: Path | str) -> sqlite3.Connection:
    """Make a database without rows."""
    connection = connect_archive(file)
    connection.execute("BEGIN")
    for statement in CREATE_TABLES:
        connection.execute(statement)
    connection.execute(f"PRAGMA user_version = {VERSION}")
    connection.execute("COMMIT")
    return connection


def remove_archive(file: Path) -> None:
    """Remove a database and the files beside it."""
    for ending in ("-wal", "-shm", "-journal", "", SEAL_ENDING, COPY_ENDING):
        part = file.with_name(file.name + ending)
        if fs.file_kind(part) in ("file", "special"):
            fs.unlink(part)


def copy_archive(database: sqlite3.Connection, file: Path | None) -> bytes:
    """Copy a database to a file, or return a copy in memory; it is for a while only."""
    if file is None:
        return database.serialize()
    if fs.file_kind(file) == "file":
        fs.unlink(file)
    with closing(sqlite3.connect(file)) as copy:
        for setting in ("synchronous = OFF", "journal_mode = OFF"):
            copy.execute(f"PRAGMA {setting}").fetchall()
        database.backup(copy)
    return b""


def connect_copy(copy: Path | bytes) -> sqlite3.Connection:
    """Open a copy that nobody changes, in a file or in memory, to read it."""
    if isinstance(copy, bytes):
        connection = sqlite3.connect(":memory:", isolation_level=None)
        connection.deserialize(copy)
        return connection
    uri = f"file:{quote(str(copy))}?immutable=1"
    connection = sqlite3.connect(uri, uri=True, isolation_level=None)
    connection.execute(f"PRAGMA mmap_size = {_MAX_MAPPED}").fetchall()
    return connection
