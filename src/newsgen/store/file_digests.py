"""The digest of every input file's content, known from its stamp without opening it."""

from collections.abc import Iterable, Mapping
from contextlib import suppress
from pathlib import Path

from newsgen.model.digest import digest
from newsgen.runtime import codec
from newsgen.runtime.pool import Pool
from newsgen.runtime.stamp import Stamp, is_stable
from newsgen.store.cache import Cache

_ROW_KEY = b"all"

_DigestRow = dict[bytes, bytes]
"""Path, in bytes since it need not be UTF-8 → a file's stamp, and after it its content's digest."""


class FileDigests:
    """The digests of files by path; stamps are those listed at a time (ns), before any was read."""

    def __init__(self, cache: Cache, stamps: Mapping[str, Stamp], listed_at: int) -> None:
        self._cache = cache
        self._stamps = stamps
        self._listed_at = listed_at
        row = cache.get("files", _ROW_KEY) or b""
        self._row_digest = digest(row)
        stored: _DigestRow = {}
        with suppress(codec.DecodeError):
            stored = codec.decode(row, _DigestRow)
        self._digests = {
            path: value[len(stamp) :].decode()
            for path, stamp in stamps.items()
            if (value := stored.get(_path_key(path))) and value.startswith(stamp)
        }

    def get(self, path: str) -> str | None:
        """Return the digest of a file's content; None if only reading it can tell."""
        return self._digests.get(path)

    def get_or_read(self, path: str) -> str:
        """Return the digest of a file by its absolute path; read it if need be. Raises OSError."""
        if (content := self._digests.get(path)) is None:
            content = self._digests[path] = digest(Path(path).read_bytes())
        return content

    def read_missing(self, folder: Path, paths: Iterable[str], pool: Pool) -> None:
        """Read those files of a folder whose digest is not known; ignore what cannot be read."""

        def read(path: str) -> str:
            with suppress(OSError):
                return digest((folder / path).read_bytes())
            return ""

        unknown = [path for path in paths if path not in self._digests]
        for path, content in zip(unknown, pool.map_in_threads(read, unknown), strict=True):
            if content:
                self._digests[path] = content

    def add(self, path: str, content_digest: str) -> None:
        """Note the content of a file that was read after it was listed."""
        self._digests[path] = content_digest

    def save(self) -> None:
        """Store the digests of all files whose stamp would show the next change."""
        digests = {
            _path_key(path): stamp + content.encode()
            for path, stamp in self._stamps.items()
            if (content := self._digests.get(path)) and is_stable(stamp, self._listed_at)
        }
        row = codec.encode(digests)  # in the order of the listing, so that equal is equal
        if digest(row) != self._row_digest:
            self._cache.put("files", [(_ROW_KEY, row)])


def _path_key(path: str) -> bytes:
    return path.encode("utf-8", "surrogateescape")
