"""The file of a manifest: an SQLite database with a row for each file that newsgen owns.

A second table, the journal, has what a publication under way changes. What is damaged raises
ManifestDamaged, what the machine refuses OSError. At rest it is one file.
"""

import errno
import os
import sqlite3
from collections.abc import Iterable, Iterator
from contextlib import closing, contextmanager, suppress
from hashlib import blake2b
from itertools import islice
from pathlib import Path

from newsgen.model.value import replace
from newsgen.publish.entry_list import JournalList
from newsgen.publish.manifest import (
    JournalRow,
    ManifestDamaged,
    ManifestEntry,
    ManifestHeader,
    StampedEntry,
    decode_entry,
    encode_entry,
    encode_path,
)
from newsgen.publish.output_tree import DATABASE_JOURNAL
from newsgen.runtime import codec, fs

_KIND = {"application_id": 0x6E67656E, "user_version": 1}
"""By which a database says what it is."""
_SCHEMA = """
CREATE TABLE header (value BLOB, checksum BLOB);
CREATE TABLE files (path BLOB PRIMARY KEY, key BLOB, hash BLOB, size INTEGER, checksum BLOB,
    stamp BLOB) WITHOUT ROWID;
CREATE TABLE journal (path BLOB PRIMARY KEY, key BLOB, hash BLOB, size INTEGER, checksum BLOB,
    change TEXT) WITHOUT ROWID;
"""
_COLUMNS = "path, key, hash, size, checksum"
_FETCH_SIZE = 1000
_BATCH_SIZE = 20_000
"""Entries that are put at once."""

_DATABASE_ERRORS = (sqlite3.Error, UnicodeDecodeError)
_REFUSALS = {
    sqlite3.SQLITE_FULL: errno.ENOSPC,
    sqlite3.SQLITE_READONLY: errno.EACCES,
    sqlite3.SQLITE_PERM: errno.EACCES,
    sqlite3.SQLITE_CANTOPEN: errno.EACCES,
    sqlite3.SQLITE_IOERR: errno.EIO,
    sqlite3.SQLITE_NOMEM: errno.ENOMEM,
}
"""What the machine refuses, by the error of the database; any other error means damage."""


class ManifestFile:
    """An open manifest, for whoever holds the lock of the output: the file itself has no lock."""

    def __init__(self, database: sqlite3.Connection, path: Path | None) -> None:
        self._database = database
        self.path = path
        self.header = ManifestHeader()

    def close(self) -> None:
        """Close the file."""
        self._database.close()

    def find(self, path: str) -> StampedEntry | None:
        """Return the entry of a path."""
        query = f"SELECT {_COLUMNS}, stamp FROM files WHERE path = ?"
        with _errors(self.path):
            row = self._database.execute(query, (encode_path(path),)).fetchone()
        return (decode_entry(row), row[5]) if row else None

    def scan(self, after: str = "", limit: int = -1) -> Iterator[StampedEntry]:
        """Give entries in the order of their paths; limit: how many at most, -1 for all."""
        query = f"SELECT {_COLUMNS}, stamp FROM files WHERE path > ? ORDER BY path LIMIT ?"
        with _errors(self.path):
            rows = self._database.execute(query, (encode_path(after), limit))
            while batch := rows.fetchmany(_FETCH_SIZE):
                yield from [(decode_entry(row), row[5]) for row in batch]

    def below(self, folder: str) -> list[ManifestEntry]:
        """Return the entries of all files in a folder, at any depth; it ends with a slash."""
        query = f"SELECT {_COLUMNS} FROM files WHERE path > ? AND path < ? ORDER BY path"
        first = encode_path(folder)
        after = first[:-1] + bytes((first[-1] + 1,))
        with _errors(self.path):
            return [*map(decode_entry, self._database.execute(query, (first, after)))]

    def load(self) -> dict[str, ManifestEntry]:
        """Return all entries by path, in its order; raise ManifestDamaged if any is amiss."""
        return {entry.path: entry for entry in self._whole()}

    def check(self) -> None:
        """Look at every entry; raise ManifestDamaged if any is amiss or missing."""
        for _ in self._whole():
            pass

    def _whole(self) -> Iterator[ManifestEntry]:
        """Give all entries in the order of their paths; raise ManifestDamaged if any is amiss."""
        found, last = replace(self.header, count=0, total="0"), ""
        with _errors(self.path):
            rows = self._database.execute(f"SELECT {_COLUMNS} FROM files ORDER BY path")
            while batch := rows.fetchmany(_FETCH_SIZE):
                for entry in map(decode_entry, batch):
                    if entry.path == last:
                        raise ManifestDamaged(self.path)
                    last = entry.path
                    yield entry
                found = found.with_entries([row[4] for row in batch])
        if found != self.header:
            raise ManifestDamaged(self.path)

    def journal(self) -> JournalList:
        """Return what the publication changes that was begun and not ended."""
        journal = JournalList()
        with _errors(self.path):
            query = f"SELECT {_COLUMNS}, change FROM journal ORDER BY path"
            for row in self._database.execute(query):
                journal.add((row[5], decode_entry(row, row[5])))
        for entry in self._whole() if self.header.is_first else ():
            journal.add(("+", entry))
        return journal

    def change(
        self,
        *,
        entries: Iterable[StampedEntry],
        lost_paths: Iterable[str],
        journal: Iterable[JournalRow],
        header: ManifestHeader,
    ) -> None:
        """Put entries, remove those of lost paths, and replace the journal, in one transaction.

        header: Its texts and is_first are the new ones.
        """
        execute, execute_many = self._database.execute, self._database.executemany
        before = self.header
        with self._transaction():
            execute("DELETE FROM journal")
            changes = ((*encode_entry(entry, change), change) for change, entry in journal)
            execute_many("INSERT INTO journal VALUES (?, ?, ?, ?, ?, ?)", changes)
            lost = [encode_path(path) for path in lost_paths]
            new = before.with_entries(self._checksums(lost), -1)
            execute_many("DELETE FROM files WHERE path = ?", zip(lost))
            remaining = iter(entries)
            while batch := list(islice(remaining, _BATCH_SIZE)):
                # What is put in order is put in half the time.
                rows = sorted((*encode_entry(entry), stamp) for entry, stamp in batch)
                if before.count:
                    new = new.with_entries(self._checksums([row[0] for row in rows]), -1)
                new = new.with_entries([row[4] for row in rows])
                execute_many("INSERT OR REPLACE INTO files VALUES (?, ?, ?, ?, ?, ?)", rows)
            self._write_header(replace(new, texts=header.texts, is_first=header.is_first))

    def _checksums(self, paths: Iterable[bytes]) -> list[bytes]:
        """Return the checksums of the rows that there are of some paths."""
        query = "SELECT checksum FROM files WHERE path = ?"
        found = (self._database.execute(query, (path,)).fetchone() for path in paths)
        return [row[0] for row in found if row]

    def save(self, path: Path, *, durable: bool) -> "ManifestFile":
        """Write all of it into another file, at every instant the old one or the new; open that."""
        new = path.with_name(path.name + fs.TEMPORARY_SUFFIX)
        try:
            with _errors(new), closing(_connect(new, "rwc", durable=durable)) as database:
                self._database.backup(database)
            with suppress(FileNotFoundError):
                fs.unlink(f"{path}{DATABASE_JOURNAL}")
            fs.replace(new, path)
        except BaseException:
            with suppress(OSError):
                fs.unlink(new)
            raise
        return open_manifest_file(path, durable=durable)

    def read_header(self) -> None:
        """Read the header; raise ManifestDamaged if the file is no manifest of this version."""
        with _errors(self.path):
            kind = {name: self._database.execute(f"PRAGMA {name}").fetchone()[0] for name in _KIND}
            rows = self._database.execute("SELECT value, checksum FROM header").fetchall()
        try:
            [(value, checksum)] = rows
            self.header = codec.decode(value, ManifestHeader)
        except (ValueError, TypeError, codec.DecodeError) as error:
            raise ManifestDamaged(self.path) from error
        if kind != _KIND or checksum != blake2b(value).digest():
            raise ManifestDamaged(self.path)

    def make_tables(self) -> None:
        """Make the tables of an empty manifest."""
        self._database.executescript(_SCHEMA)
        for name, value in _KIND.items():
            self._database.execute(f"PRAGMA {name} = {value}")
        self._write_header(self.header)

    def _write_header(self, header: ManifestHeader) -> None:
        value = codec.encode(header)
        self._database.execute("DELETE FROM header")
        row = (value, blake2b(value).digest())
        self._database.execute("INSERT INTO header VALUES (?, ?)", row)
        self.header = header

    @contextmanager
    def _transaction(self) -> Iterator[None]:
        before = self.header
        try:
            with _errors(self.path):
                self._database.execute("BEGIN IMMEDIATE")
                yield
                fs.commit(self.path, self._database)
        except BaseException:
            self.header = before
            with suppress(*_DATABASE_ERRORS):
                self._database.execute("ROLLBACK")
            raise


def open_manifest_file(path: Path, *, durable: bool = True, writable: bool = True) -> ManifestFile:
    """Open a manifest; raise ManifestDamaged if the file, a regular one, is none.

    Args:
        path: Where it is.
        durable: Whether what is written has to outlive a power cut.
        writable: Whether the lock is held, so that a transaction that was killed may be undone.
    """
    with _errors(path):
        file = ManifestFile(_connect(path, "rw" if writable else "ro", durable=durable), path)
    try:
        file.read_header()
    except BaseException:
        file.close()
        raise
    return file


def make_manifest_file() -> ManifestFile:
    """Make an empty manifest that has no path until it is saved."""
    file = ManifestFile(sqlite3.connect("", isolation_level=None), None)
    file.make_tables()
    return file


def _connect(path: Path, mode: str, *, durable: bool) -> sqlite3.Connection:
    # SQLite's own locks would fail on some network disks. Transactions are begun by hand.
    name = f"{path.absolute().as_uri()}?mode={mode}&nolock=1"
    database = sqlite3.connect(name, uri=True, isolation_level=None)
    with suppress(*_DATABASE_ERRORS):
        database.execute("PRAGMA cell_size_check = ON")
        database.execute(f"PRAGMA synchronous = {'NORMAL' if durable else 'OFF'}")
    return database


@contextmanager
def _errors(path: Path | None) -> Iterator[None]:
    """Raise what a database raises as what it means."""
    try:
        yield
    except _DATABASE_ERRORS as error:
        code = getattr(error, "sqlite_errorcode", sqlite3.SQLITE_CORRUPT)
        number = _REFUSALS.get(code & 0xFF)
        if number is None or code == sqlite3.SQLITE_IOERR_SHORT_READ:
            raise ManifestDamaged(path) from error
        raise OSError(number, os.strerror(number), str(path)) from error
