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

_SIZE = len(_UNKNOWN)


class FileDigests:
    """The digests of the files in a listing, which was made at a time (ns) before any was read."""

    def __init__(self, cache: Cache, listing: FileListing, listed_at: int) -> None:
        self._cache = cache
        self._listing = listing
        self.listed_at = listed_at
        self._digests: dict[str, bytearray] = {}
        """By folder, joined in the order of its files; of the folders that were asked for."""
        self._outdated_rows: set[str] = set()

    def get(self, path: str) -> str | None:
        """Return the digest of a file's content; None if only reading it can tell."""
        if (position := self._listing.position(path)) is None:
            return None
        at = position * _SIZE
        found = self._in_folder(path.rpartition("/")[0])[at : at + _SIZE]
        return None if found == _UNKNOWN else found.hex()

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
        """Note the content of a listed file that was read after it was listed."""
        if (position := self._listing.position(path)) is None:
            return
        folder, at = path.rpartition("/")[0], position * _SIZE
        digests, new = self._in_folder(folder), bytes.fromhex(content_digest)
        if digests[at : at + _SIZE] != new:
            digests[at : at + _SIZE] = new
            self._outdated_rows.add(folder)

    def save(self) -> None:
        """Store the digests of all files whose stamp would show the next change."""
        if self._outdated_rows:
            folders = sorted(self._outdated_rows)
            self._cache.put("files", ((_key(folder), self._make_row(folder)) for folder in folders))
            self._outdated_rows.clear()
            self._cache.sweep("files", {*map(_key, self._listing.folders)})

    def _in_folder(self, folder: str) -> bytearray:
        if folder not in self._digests:
            self._digests[folder] = self._read_row(folder)
        return self._digests[folder]

    def _read_row(self, folder: str) -> bytearray:
        """Return the digests of a folder's files: those of files whose stamp is the stored one."""
        files = self._listing.folders[folder]
        stored, joined = ListedFolder(), b""
        with suppress(codec.DecodeError):
            row = self._cache.get("files", _key(folder)) or b""
            stored, joined = codec.decode(row, tuple[ListedFolder, bytes])
        if stored == files:
            return bytearray(joined)
        self._outdated_rows.add(folder)
        digests = split_evenly(joined, stored.count)
        known = dict(zip(stored.stamps_by_name().items(), digests, strict=True))
        return bytearray().join(known.get(one, _UNKNOWN) for one in files.stamps_by_name().items())

    def _make_row(self, folder: str) -> bytes:
        files, digests = self._listing.folders[folder], bytes(self._digests[folder])
        if not is_stable(files.stamps, self.listed_at):
            pairs = zip(
                split_evenly(files.stamps, files.count),
                split_evenly(digests, files.count),
                strict=True,
            )
            digests = b"".join(
                content if is_stable(stamp, self.listed_at) else _UNKNOWN
                for stamp, content in pairs
            )
        return codec.encode((files, digests))


def _key(folder: str) -> bytes:
    return folder.encode()
