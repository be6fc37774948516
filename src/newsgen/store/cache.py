"""The cache: results of earlier builds in one SQLite file.

Tables of bytes by key, with a checksum in every row. The cache only saves time: a row that is
missing, damaged or of another version counts as absent, no error of the database is raised, and
the file may be deleted at any moment. Several processes may read and write it at once. What was
published of texts is kept in the same way, but in a file of its own, as it cannot be made anew.
"""

import sqlite3
from collections.abc import Callable, Collection, Iterable, Iterator, Sequence
from contextlib import contextmanager, suppress
from itertools import chain
from pathlib import Path
from typing import Any, Literal, TypeVar, get_args
from zlib import crc32

from newsgen.model.tuning import Tuning
from newsgen.runtime import fs
from newsgen.store.latest_values import LatestValues

T = TypeVar("T")

CacheTable = Literal[
    "files",
    "scans",
    "authorities",
    "records",
    "signatures",
    "generations",
    "outdated_names",
    "texts",
    "bodies",
    "templates",
    "code",
    "collation",
    "frames",
    "search_indexes",
    "pictures",
    "builds",
    "published_texts",
    "published_outputs",
]
"""The tables, and who fills each: files: file_digests; scans: stored_scan; authorities:
pipeline.site_loader; records, signatures, texts, bodies: parse_cache; generations, outdated_names:
outdated_names; templates, frames: render.template_digests; code: render.bytecode_cache;
search_indexes: pipeline.search; pictures: pipeline.picture_sizes and pipeline.file_copies; builds:
pipeline.last_build; those with published in their name: publish.published_texts."""

NewRows = dict[CacheTable, list[tuple[bytes, bytes]]]
"""Keys and values by the table they belong to."""

CACHE_FILE = "cache.sqlite3"
PUBLISHED_FILE = "published.sqlite3"

_PUBLISHED_TABLES: tuple[CacheTable, ...] = ("published_texts", "published_outputs")
_CACHE_TABLES: tuple[CacheTable, ...] = tuple(
    table for table in get_args(CacheTable) if table not in _PUBLISHED_TABLES
)
_CHECKSUM_STARTS = {table: crc32(table.encode()) for table in get_args(CacheTable)}
_TABLES_BY_FILE = {CACHE_FILE: _CACHE_TABLES, PUBLISHED_FILE: _PUBLISHED_TABLES}

_FILE_ENDINGS = ("-wal", "-shm", "")
"""In the order in which they are removed: a log without its file is ignored, not the reverse."""

_VERSION = 3
_PAGE_SIZE = 16384
"""Bytes of a page: texts of a few thousand bytes would leave SQLite's usual 4096 half empty."""
_BUSY_TIMEOUT = 30.0
"""Seconds to wait for another process that writes."""
_CACHE_SIZE_KIB = 8000
"""KiB of pages that a connection keeps in memory."""
_SETTINGS = "journal_mode = WAL", "synchronous = OFF", "cell_size_check = ON"
_FETCH_SIZE = 100
"""Rows read at once; some have a hundred kilobytes."""
_DATABASE_ERRORS = (sqlite3.Error, UnicodeDecodeError)
"""What a database may raise; the second where a message quotes a name that is damaged."""


class Cache:
    """The cache in a folder; without a folder, or where it cannot be opened, an empty one.

    A file that is missing or of no use is made anew. All caches of a file see the same rows.
    """

    def __init__(
        self,
        folder: Path | None,
        slack: int = Tuning().cache_slack,
        file_name: str = CACHE_FILE,
    ) -> None:
        self.folder = folder
        self.slack = slack
        self._file_name = file_name
        self.latest = LatestValues()
        self._identity: tuple[int, int] | None = None
        self._database = self._open()

    def _open(self) -> sqlite3.Connection | None:
        if self.folder is None:
            return None
        for _ in range(2):
            try:
                fs.make_folders(self.folder)
                database = _connect(self.folder / self._file_name)
                self._identity = fs.file_identity(self.folder / self._file_name)
                return database
            except OSError:
                return None
            except _DATABASE_ERRORS as error:
                if not _means_damage(error):
                    return None
                self._drop()
        return None

    def get(self, table: CacheTable, key: bytes) -> bytes | None:
        """Return the value of a key, if its row is there and intact."""
        query = f"SELECT key, value, mark FROM {table} WHERE key = ?"
        row = self._try(lambda database: database.execute(query, (key,)).fetchone())
        return dict(_intact_rows(table, [row])).get(key) if row else None

    def scan(self, table: CacheTable) -> Iterator[tuple[bytes, bytes]]:
        """Give the keys and values of all intact rows of a table, in no particular order."""
        return chain.from_iterable(self.batches(table))

    def batches(self, table: CacheTable) -> Iterator[list[tuple[bytes, bytes]]]:
        """Give the same, a hundred rows at a time."""
        query = f"SELECT key, value, mark FROM {table}"
        rows = self._try(lambda database: database.execute(query))
        while rows and (batch := self._try(lambda _: rows.fetchmany(_FETCH_SIZE))):
            yield _intact_rows(table, batch)

    def put(self, table: CacheTable, rows: Iterable[tuple[bytes, bytes]]) -> None:
        """Store values under their keys, in place of what was there; all of them or none."""
        marked = [(key, value, _checksum(table, key, value)) for key, value in rows]
        self._change(f"INSERT OR REPLACE INTO {table} VALUES (?, ?, ?)", marked)

    def put_all(self, rows: NewRows) -> None:
        """Store new rows of several tables."""
        for table, new in rows.items():
            self.put(table, new)

    def delete(self, table: CacheTable, keys: Iterable[bytes]) -> None:
        """Remove the rows of keys."""
        self._change(f"DELETE FROM {table} WHERE key = ?", [(key,) for key in keys])

    def _change(self, statement: str, rows: Sequence[tuple[object, ...]]) -> None:
        def execute(database: sqlite3.Connection) -> None:
            with _transaction(database):
                database.executemany(statement, rows)

        if rows:
            self._try(execute)

    def needs_sweep(self, table: CacheTable, live_count: int) -> bool:
        """Return whether a table has so many more rows than are in use that a sweep pays."""
        most = 1.25 * live_count + self.slack
        # Numbers of rows tell that there are few; in one query SQLite would look at all of them.
        query = f"SELECT (SELECT max(rowid) FROM {table}) - (SELECT min(rowid) FROM {table})"
        reach = self._try(lambda database: database.execute(query).fetchone()[0])
        return (reach or 0) >= most and self.count(table) > most

    def is_empty(self, table: CacheTable) -> bool:
        """Return whether a table has no rows."""
        query = f"SELECT 1 FROM {table} LIMIT 1"
        return not self._try(lambda database: database.execute(query).fetchone())

    def count(self, table: CacheTable) -> int:
        """Return the number of rows of a table."""
        query = f"SELECT count(*) FROM {table}"
        return self._try(lambda database: int(database.execute(query).fetchone()[0])) or 0

    def keys(self, table: CacheTable) -> tuple[bytes, ...]:
        """Return the keys of a table, those of damaged rows too."""
        query = f"SELECT key FROM {table}"
        rows = self._try(lambda database: database.execute(query).fetchall()) or ()
        return tuple(key for (key,) in rows if isinstance(key, bytes))

    def sweep(self, table: CacheTable, live_keys: Collection[bytes]) -> None:
        """Remove the rows that are not in use, if there are many of them."""
        if self.needs_sweep(table, len(live_keys)):
            self.retain(table, live_keys)

    def retain(self, table: CacheTable, live_keys: Collection[bytes]) -> None:
        """Remove the rows that are not in use."""
        self.delete(table, [key for key in self.keys(table) if key not in live_keys])

    def clear(self) -> None:
        """Remove all rows, and what is in memory."""
        self.latest.clear()
        if self._database is not None:
            self._close()
            self._drop()
            self._database = self._open()

    def refresh(self) -> None:
        """Open the file again if it is another by now, or was closed because it failed."""
        file = self.folder / self._file_name if self.folder else None
        if file and (self._database is None or self._identity != fs.file_identity(file)):
            self._close()
            self._database = self._open()

    def close(self) -> None:
        """Write everything into the one file, and close it."""
        self._try(lambda database: database.execute("PRAGMA wal_checkpoint(TRUNCATE)").fetchall())
        self._close()

    def _try(self, work: Callable[[sqlite3.Connection], T]) -> T | None:
        """Return what the work returns; None if the database fails, which is closed or removed."""
        if self._database is None:
            return None
        try:
            return work(self._database)
        except _DATABASE_ERRORS as error:
            self._close()
            if _means_damage(error):
                self._drop()
            return None

    def _close(self) -> None:
        if self._database is not None:
            with suppress(*_DATABASE_ERRORS):
                self._database.close()
            self._database = None

    def _drop(self) -> None:
        names = (self._file_name + ending for ending in _FILE_ENDINGS)
        for part in (self.folder / name for name in names) if self.folder else ():
            with suppress(OSError):
                if fs.file_kind(part) in ("file", "special"):
                    fs.unlink(part)


_TRANSIENT_ERRORS = (
    *(sqlite3.SQLITE_BUSY, sqlite3.SQLITE_FULL, sqlite3.SQLITE_INTERRUPT, sqlite3.SQLITE_LOCKED),
    *(sqlite3.SQLITE_NOMEM, sqlite3.SQLITE_PERM, sqlite3.SQLITE_READONLY),
)


def _means_damage(error: Exception) -> bool:
    code = getattr(error, "sqlite_errorcode", sqlite3.SQLITE_CORRUPT)
    return code & 0xFF not in _TRANSIENT_ERRORS


def _connect(file: Path) -> sqlite3.Connection:
    """Open a cache of this version; raise one of _DATABASE_ERRORS if the file is anything else."""
    # Transactions are begun by hand, below: sqlite3's own do not cover the making of tables.
    database = sqlite3.connect(file, timeout=_BUSY_TIMEOUT, isolation_level=None)
    try:
        # Nothing waits for the disk: a row that a power cut damages does not match its checksum.
        for setting in (
            f"page_size = {_PAGE_SIZE}",
            f"cache_size = -{_CACHE_SIZE_KIB}",
            *_SETTINGS,
        ):
            database.execute(f"PRAGMA {setting}").fetchall()
        with _transaction(database):
            _make_tables(database, _TABLES_BY_FILE[file.name])
    except BaseException:
        database.close()
        raise
    return database


def _make_tables(database: sqlite3.Connection, tables: tuple[CacheTable, ...]) -> None:
    version = database.execute("PRAGMA user_version").fetchone()[0]
    names = {name for (name,) in database.execute("SELECT name FROM sqlite_master")}
    if version == 0 and not names:
        for table in tables:
            columns = "key BLOB NOT NULL UNIQUE, value BLOB NOT NULL, mark INTEGER NOT NULL"
            database.execute(f"CREATE TABLE {table} ({columns})")
        database.execute(f"PRAGMA user_version = {_VERSION}")
    elif version != _VERSION or not names.issuperset(tables):
        raise sqlite3.DatabaseError("not a cache of this version")


@contextmanager
def _transaction(database: sqlite3.Connection) -> Iterator[None]:
    database.execute("BEGIN IMMEDIATE")
    try:
        yield
    except BaseException:
        with suppress(*_DATABASE_ERRORS):
            database.execute("ROLLBACK")
        raise
    database.execute("COMMIT")


def _intact_rows(table: CacheTable, rows: Sequence[Any]) -> list[tuple[bytes, bytes]]:
    """Return the keys and values of the rows that are intact; the sum is that of `_checksum`."""
    start = _CHECKSUM_STARTS[table]
    try:
        return [(k, v) for k, v, mark in rows if crc32(v, crc32(k, start + len(k))) == mark]
    except TypeError:  # something else than bytes stands there
        return [one for row in rows for one in _intact_rows(table, [row])] if rows[1:] else []


def _checksum(table: CacheTable, key: bytes, value: bytes) -> int:
    """Return the checksum of a row and of where it belongs: an index may be damaged as well."""
    return crc32(value, crc32(key, _CHECKSUM_STARTS[table] + len(key)))
