"""The database of an archive: one SQLite file that a build changes by rows, in one transaction.

Unlike the cache it must be whole: a row that is missing would be a page that stays outdated. Each
table has a checksum that is the sum of those of its rows, so a change of a row changes the sum by
what went and what came. The file is trusted as long as its stamp is that of the last build; else
all of it is read and compared with the sums.
"""

import sqlite3
from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path
from typing import Any

from newsgen.model.digest import digest
from newsgen.runtime import codec, fs
from newsgen.store import archive_file
from newsgen.store.archive_tables import (
    DELETE_ROW,
    INSERT_ROW,
    MODULUS,
    SELECT_VALUES,
    TABLES,
    checksum,
    have_sums,
    tables_in,
)
from newsgen.store.file_seal import FileSeal

DatabaseRow = tuple[Any, ...]
_PendingRows = dict[DatabaseRow, DatabaseRow | None]

_CACHE_SIZES = {True: 16000, False: 4000}
"""KiB of pages in memory: of a new database, which is written whole, and of another."""
_MAX_PENDING = 20_000
"""Rows that wait to be written together: what is put in order is put in half the time."""
_MAX_PENDING_OF = {"articles": 2000, "groups": 2000}
"""The same of tables with large rows, which come in order."""


class DatabaseDamaged(Exception):
    """The file is no database of this version, or not as the last build left it."""


DATABASE_ERRORS = (DatabaseDamaged, sqlite3.Error, codec.DecodeError, UnicodeDecodeError)
"""What may be raised while a database is read that is damaged, or in use by another process."""


class ArchiveDatabase:
    """An open database. Rows that were put are seen by all questions at once.

    name: that of the file; empty in memory. identity: of all rows when the transaction began.
    """

    def __init__(self, file: Path, database: sqlite3.Connection) -> None:
        self._file = file
        self.name = file.name
        self.is_changed = self._is_locked = False
        self._seal = FileSeal(file if file != Path() else None)
        self._database = database
        self._pending: dict[str, _PendingRows] = {table: {} for table in TABLES}
        self._sums = dict.fromkeys(TABLES, 0)
        self._read_sums()
        self._choose_journal()

    @classmethod
    def open(cls, file: Path | None) -> "ArchiveDatabase":
        """Open a database; make it anew if it is missing or damaged.

        file: None for one in memory, as it is where nothing can be written, or while another
        process writes the first archive of the file.
        """
        if file:
            try:
                fs.make_folders(file.parent)
                if fs.file_kind(file) == "file":
                    try:
                        return cls._open_existing(file)
                    except sqlite3.OperationalError as error:
                        # It has no code where a text is not UTF-8.
                        if getattr(error, "sqlite_errorcode", 0) & 0xFF == sqlite3.SQLITE_BUSY:
                            raise
                    except (*DATABASE_ERRORS, ValueError, TypeError):
                        pass
                archive_file.remove_archive(file)
                return cls(file, archive_file.create_archive(file))
            except (OSError, sqlite3.Error):
                pass
        return cls(Path(), archive_file.create_archive(":memory:"))

    @classmethod
    def _open_existing(cls, file: Path) -> "ArchiveDatabase":
        is_sealed = FileSeal(file).fits()
        connection = archive_file.connect_archive(file)
        try:
            if connection.execute("PRAGMA user_version").fetchone()[0] != archive_file.VERSION:
                raise DatabaseDamaged("another version")
            database = cls(file, connection)
            if not is_sealed and not database.is_whole():
                raise DatabaseDamaged("a row was changed")
        except BaseException:
            connection.close()
            raise
        return database

    def _read_sums(self) -> None:
        rows = self._database.execute("SELECT name, value FROM sums ORDER BY name").fetchall()
        self.identity = digest(codec.encode(rows)) if rows else ""
        self._sums = dict.fromkeys(TABLES, 0) | {name: int(value) for name, value in rows}
        self._set_new(not rows)

    def _set_new(self, is_new: bool) -> None:
        self.is_new = is_new
        self._database.execute(f"PRAGMA cache_size = -{_CACHE_SIZES[is_new]}")
        self._empty_tables = set(TABLES) if is_new else set()

    def _choose_journal(self) -> None:
        """Have a new database written in place, and changes of another beside it (WAL).

        To write a new one beside itself takes twice the disk, and the more there is of it, the
        longer it takes to find a page there.
        """
        with suppress(sqlite3.OperationalError):  # another process uses it
            self._database.execute(f"PRAGMA journal_mode = {'DELETE' if self.is_new else 'WAL'}")

    def is_whole(self) -> bool:
        """Return whether all rows are those that the sums were made of."""
        return have_sums(self._database, {} if self.is_new else self._sums)

    def begin(self) -> None:
        """Begin a transaction; one that is still open is forgotten."""
        self.is_changed = False
        self.rollback()
        self._database.execute("BEGIN IMMEDIATE")
        self._read_sums()  # another process may have changed them

    def commit(self) -> None:
        """Keep all that was put since the beginning."""
        if not self.is_changed:
            self.rollback()
            return
        self._write_all()
        rows = [(name, str(value % MODULUS)) for name, value in self._sums.items()]
        self._database.executemany("INSERT OR REPLACE INTO sums VALUES (?, ?)", rows)
        self._database.execute("COMMIT")
        self._unlock()
        self._read_sums()
        self._choose_journal()

    def rollback(self) -> None:
        """Forget all that was put since the beginning."""
        for pending in self._pending.values():
            pending.clear()
        if self._database.in_transaction:
            self._database.execute("ROLLBACK")
            if self._is_locked:
                self._delete_rows()
                self._unlock()
            self._read_sums()

    def clear(self) -> None:
        """Remove all rows, within the transaction."""
        if not self.is_new:
            for table, pending in self._pending.items():
                pending.clear()
                self._sums[table] = 0
            self._delete_rows()
            self.is_changed = True
            self._set_new(True)

    def _delete_rows(self) -> None:
        for table in TABLES:
            self._database.execute(f"DELETE FROM {table}")

    def copy(self, file: Path | None) -> bytes:
        """Copy a new database for `open_copy`, to a file or into memory; its transaction goes on.

        If the process is killed, the file is damaged; no other process can open it before.
        """
        execute = self._database.execute
        self._write_all()
        execute("DELETE FROM sums")
        execute("PRAGMA locking_mode = EXCLUSIVE").fetchall()
        self._is_locked = True
        execute("COMMIT")
        try:
            execute("PRAGMA journal_mode = DELETE").fetchall()
            return archive_file.copy_archive(self._database, file)
        finally:
            execute("BEGIN IMMEDIATE")

    def _unlock(self) -> None:
        """Let other processes use the file again."""
        if self._is_locked:
            for command in ("PRAGMA locking_mode = NORMAL", "SELECT 1 FROM sums"):  # which unlocks
                self._database.execute(command).fetchall()
            self._is_locked = False

    @classmethod
    def open_copy(cls, copy: Path | bytes) -> "ArchiveDatabase":
        """Open a copy, in a file or in memory, to read it."""
        database = cls(Path(), archive_file.connect_copy(copy))
        database._empty_tables.clear()
        return database

    def discard(self) -> None:
        """Close the database and remove its file."""
        self._database.close()
        if self._file != Path():
            archive_file.remove_archive(self._file)

    def close(self) -> None:
        """Close the database; what was not committed is lost. Note the stamp of a whole file."""
        self.rollback()
        self._database.close()
        self._seal.write()

    def settle(self) -> None:
        """Forget what was not committed, and let other processes use the file."""
        self.rollback()
        self._seal.write()

    def is_as_left(self) -> bool:
        """Return whether the file is still the one that `settle` left."""
        return self._seal.is_as_left()

    def get(self, table: str, *key: Any) -> DatabaseRow | None:
        """Return the values of a key, without the key; None if there is no such row."""
        pending = self._pending[table]
        if key in pending:
            return pending[key]
        if table in self._empty_tables:
            return None
        row: DatabaseRow | None = self._database.execute(SELECT_VALUES[table], key).fetchone()
        return row

    def add(self, table: str, key: DatabaseRow, values: DatabaseRow) -> None:
        """Put a row of a key that has none."""
        self._pend(table, key, values)

    def add_all(self, table: str, rows: dict[DatabaseRow, DatabaseRow]) -> None:
        """Put rows of keys that have none, by their keys."""
        pending = self._pending[table]
        pending.update(rows)
        self.is_changed |= bool(rows)
        if len(pending) >= _MAX_PENDING:
            self._write(table)

    def put(self, table: str, *row: Any) -> None:
        """Put a row in the place of that with its key, if there is one."""
        size = TABLES[table][1]
        self._replace(table, row[:size], row[size:])

    def delete(self, table: str, *key: Any) -> None:
        """Remove the row of a key."""
        self._replace(table, key, None)

    def select(self, query: str, *values: Any) -> Iterator[DatabaseRow]:
        """Give the rows of a query; those that wait to be written are written first."""
        for table in tables_in(query):
            if self._pending[table]:
                self._write(table)
        return self._database.execute(query, values)

    def count_keys(self, index: str, beginning: bytes) -> int:
        """Return the number of keys of an index that begin so."""
        query = "SELECT count(*) FROM keys WHERE list = ? AND key >= ? AND key < ?"
        ((count,),) = self.select(query, index, beginning, beginning + b"\xff" * 32)
        return int(count)

    def _replace(self, table: str, key: DatabaseRow, values: DatabaseRow | None) -> None:
        old = self.get(table, *key)
        if old == values:
            return
        if old is not None and key not in self._pending[table]:
            self._sums[table] -= checksum([key + old])
        self._pend(table, key, values)

    def _pend(self, table: str, key: DatabaseRow, values: DatabaseRow | None) -> None:
        self.is_changed = True
        pending = self._pending[table]
        pending[key] = values
        if len(pending) >= _MAX_PENDING_OF.get(table, _MAX_PENDING):
            self._write(table)

    def _write_all(self) -> None:
        for table, pending in self._pending.items():
            if pending:
                self._write(table)

    def _write(self, table: str) -> None:
        pending = sorted(self._pending[table].items())
        self._pending[table].clear()
        gone = [key for key, values in pending if values is None]
        if gone:
            self._database.executemany(DELETE_ROW[table], gone)
        rows = [key + values for key, values in pending if values is not None]
        self._sums[table] += checksum(rows)
        self._empty_tables.discard(table)
        self._database.executemany(INSERT_ROW[table], rows)
