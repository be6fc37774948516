"""What a build works with: the cache, the processes that share the work, time and progress."""

import os
from contextlib import suppress
from pathlib import Path

from newsgen.model.digest import digest
from newsgen.model.progress import Progress, ignore_progress
from newsgen.model.tuning import Tuning
from newsgen.model.value import Value, field
from newsgen.runtime.clock import Stopwatch
from newsgen.runtime.pool import Pool
from newsgen.store.archive_database import DATABASE_ERRORS, ArchiveDatabase
from newsgen.store.cache import Cache


class OpenDatabases:
    """The databases of archives that are open, by their outputs."""

    def __init__(self, folder: Path | None) -> None:
        """Take the folder of their files; without one they are in memory."""
        self._folder = folder
        self._databases: dict[Path, ArchiveDatabase] = {}

    def get(self, out: Path) -> ArchiveDatabase:
        """Return the database of the archive as an output shows it."""
        if out not in self._databases:
            name = f"archive-{digest(os.fsencode(out.resolve()))}.sqlite3"
            file = self._folder / name if self._folder else None
            self._databases[out] = ArchiveDatabase.open(file)
        return self._databases[out]

    def refresh(self) -> None:
        """Close those whose files were changed or removed by others; they are opened anew."""
        outdated = [out for out, each in self._databases.items() if not each.is_as_left()]
        for out in outdated:
            self._databases.pop(out).close()

    def settle(self) -> None:
        """End the transactions of all of them; what was not committed is lost."""
        for database in self._databases.values():
            database.settle()

    def discard(self) -> None:
        """Close all of them and remove their files, since one is damaged."""
        for database in self._databases.values():
            database.discard()
        self._databases.clear()

    def close(self) -> None:
        """Close all of them; what was not committed is lost."""
        for database in self._databases.values():
            database.close()
        self._databases.clear()


class Session(Value, frozen=True):
    """Open for as long as a build, a check, an export or a search for suggestions takes."""

    cache: Cache
    pool: Pool
    tuning: Tuning = Tuning()
    stopwatch: Stopwatch = field(default_factory=Stopwatch)
    progress: Progress = ignore_progress
    databases: OpenDatabases = field(default_factory=lambda: OpenDatabases(None))

    def refresh(self) -> None:
        """Open anew what another process has changed or removed, or what has failed."""
        self.cache.refresh()
        self.pool.refresh()
        self.databases.refresh()

    def open_archive(self, out: Path) -> ArchiveDatabase:
        """Return the archive's database for an output, in a new transaction.

        It is one in memory if another process changes that of the output.
        """
        database = self.databases.get(out)
        with suppress(*DATABASE_ERRORS):
            database.begin()
            return database
        database = ArchiveDatabase.open(None)
        database.begin()
        return database
