"""The digest of every input file's content, known from its stamp without opening it.

The cache has a row for each folder: its files, and after them their digests, joined. The row of a
folder that is as it was is not written again, and one that nobody asks for is not read.
"""

from collections.abc import Iterable
from contextlib import suppress
from pathlib import Path

from newsgen.model.digest import digest
from newsgen.model.file_listing import FileListing, ListedFolder, split_evenly
from newsgen.runtime import codec
from newsgen.runtime.pool import Pool
from newsgen.runtime.stamp import is_stable
from newsgen.store.cache import Cache

_UNKNOWN = bytes(16)
"""Stands for the digest of a file that is to be read again."""

_MAX_NEW = 50_000
"""New digests in memory, a quarter of a kilobyte each, before they are stored."""


class FileDigests:
    """The digests of the files in a listing, which was made at a time (ns) before any was read."""

    def __init__(self, cache: Cache, listing: FileListing, listed_at: int) -> None:
        self._cache = cache
        self._listing = listing
        self.listed_at = listed_at
        self._digests: dict[str, dict[str, str]] = {}
        """By folder and name; of the folders that were asked for."""
        self._outdated_rows: set[str] = set()
        self._new_count = 0

    def get(self, path: str) -> str | None:
        """Return the digest of a file's content; None if only reading it can tell."""
        folder, _, name = path.rpartition("/")
        return self._in_folder(folder).get(name)

    def get_or_read(self, path: str) -> str:
        """Return the digest of a file by its absolute path; read it if need be. Raises OSError."""
        if (content := self.get(path)) is None:
            content = digest(Path(path).read_bytes())
            self.add(path, content)
        return content

    def read_missing(self, folder: Path, paths: Iterable[str], pool: Pool) -> None:
        """Read those files of a folder whose digest is not known; ignore what cannot be read."""

        def read(path: str) -> str:
            with suppress(OSError):
                return digest((folder / path).read_bytes())
            return ""

        unknown = [path for path in paths if self.get(path) is None]
        for path, content in zip(unknown, pool.map_in_threads(read, unknown), strict=True):
            if content:
                self.add(path, content)

    def add(self, path: str, content_digest: str) -> None:
        """Note the content of a file that was read after it was listed."""
        folder, _, name = path.rpartition("/")
        digests = self._in_folder(folder)
        if digests.get(name) != content_digest:
            digests[name] = content_digest
            self._outdated_rows.add(folder)
            self._new_count += 1
            if self._new_count >= _MAX_NEW:
                self._store()
                self._digests.clear()

    def save(self) -> None:
        """Store the digests of all files whose stamp would show the next change."""
        if self._outdated_rows:
            self._store()
            self._cache.sweep("files", {*map(_key, self._listing.folders)})

    def _store(self) -> None:
        rows = [(_key(folder), self._make_row(folder)) for folder in sorted(self._outdated_rows)]
        self._cache.put("files", rows)
        self._outdated_rows.clear()
        self._new_count = 0

    def _in_folder(self, folder: str) -> dict[str, str]:
        if folder not in self._digests:
            self._digests[folder] = self._read_row(folder)
        return self._digests[folder]

    def _read_row(self, folder: str) -> dict[str, str]:
        """Return the digests of those files of a folder whose stamps are the stored ones."""
        files = self._listing.folders.get(folder, ListedFolder())
        stored, joined = ListedFolder(), b""
        with suppress(codec.DecodeError):
            row = self._cache.get("files", _key(folder)) or b""
            stored, joined = codec.decode(row, tuple[ListedFolder, bytes])
        names = tuple(stored)
        digests = dict(zip(names, split_evenly(joined, len(names)), strict=True))
        if stored != files:
            self._outdated_rows.add(folder)
            unchanged = stored.stamps_by_name().items() & files.stamps_by_name().items()
            digests = {name: digests[name] for name, _ in unchanged}
        return {name: content.hex() for name, content in digests.items() if content != _UNKNOWN}

    def _make_row(self, folder: str) -> bytes:
        files = self._listing.folders.get(folder, ListedFolder())
        digests = self._digests[folder]
        known = (
            bytes.fromhex(digests[name])
            if name in digests and is_stable(stamp, self.listed_at)
            else _UNKNOWN
            for name, stamp in files.stamps_by_name().items()
        )
        return codec.encode((files, b"".join(known)))


def _key(folder: str) -> bytes:
    return folder.encode()
