"""Which content every input has, as far as its stamp can tell without opening it.

Takes the stamps of today's files; gives the digest a file had when it was last read, if its stamp
is the same and could be trusted then. All of it is one row of the cache, written as one.
"""

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
    """The digests of files by path.

    stamps: of the files as they were listed at `listed_at` (nanoseconds), before any was read.
    """

    def __init__(self, cache: Cache, stamps: Mapping[str, Stamp], listed_at: int) -> None:
        self._cache = cache
        self._stamps = stamps
        self._listed_at = listed_at
        row = cache.get("files", _ROW_KEY) or b""
        self._kept = digest(row)
        kept = _decode_row(row)
        self._known = {
            path: held[len(stamp) :].decode()
            for path, stamp in stamps.items()
            if (held := kept.get(_path_key(path))) and held.startswith(stamp)
        }

    def get(self, path: str) -> str | None:
        """The digest of a file's content; None if only reading it can tell."""
        return self._known.get(path)

    def get_or_read(self, path: str) -> str:
        """The digest of a file by its absolute path; reads it if need be. Raises OSError."""
        if (content := self._known.get(path)) is None:
            content = self._known[path] = digest(Path(path).read_bytes())
        return content

    def read_missing(self, folder: Path, paths: Iterable[str], pool: Pool) -> None:
        """Read those files of a folder whose digest is not known; ignore what cannot be read."""
        unknown = [path for path in paths if path not in self._known]
        digests = pool.map_in_threads(lambda path: _file_digest(folder / path), unknown)
        for path, content in zip(unknown, digests, strict=True):
            if content:
                self._known[path] = content

    def add(self, path: str, content_digest: str) -> None:
        """Note what a file held that was read after it was listed."""
        self._known[path] = content_digest

    def save(self) -> None:
        """Put what is known into the cache; stamps that could hide a change are not."""
        known = {
            _path_key(path): self._stamps[path] + content.encode()
            for path in self._stamps
            if (content := self._known.get(path))
            if is_stable(self._stamps[path], self._listed_at)
        }
        row = codec.encode(known)  # in the order of the listing, so that equal is equal
        if digest(row) != self._kept:
            self._cache.put("files", [(_ROW_KEY, row)])


def _file_digest(file: Path) -> str:
    """Return the digest of a file; an empty text if it cannot be read."""
    try:
        return digest(file.read_bytes())
    except OSError:
        return ""


def _decode_row(row: bytes) -> _DigestRow:
    with suppress(codec.DecodeError):
        return codec.decode(row, _DigestRow)
    return {}


def _path_key(path: str) -> bytes:
    return path.encode("utf-8", "surrogateescape")
