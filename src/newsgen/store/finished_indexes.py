"""Search indexes that were finished before anything was published, for a build that is stopped.

An index of a whole archive takes minutes to hours. Each that is finished is kept in a file of the
site's `.newsgen/`, under its key and with a checksum, until a build has published it. As of the
cache, a file that is missing or damaged only costs time.
"""

from contextlib import suppress
from pathlib import Path

from newsgen.model.digest import digest
from newsgen.runtime import fs

FINISHED_FOLDER = "search-indexes"

_CHECKSUM_LENGTH = len(digest())


class FinishedIndexes:
    """The finished indexes in a folder; none without one. `folder`: that of the cache."""

    def __init__(self, folder: Path | None) -> None:
        self._folder = folder / FINISHED_FOLDER if folder else None

    def get(self, key: str) -> bytes | None:
        """Return an encoded index, if it is there and intact."""
        if self._folder:
            with suppress(OSError):
                data = fs.read_regular(self._folder / key)
                index = data[_CHECKSUM_LENGTH:]
                if data[:_CHECKSUM_LENGTH] == digest(key, index).encode():
                    return index
        return None

    def put(self, key: str, index: bytes) -> None:
        """Keep an encoded index."""
        if self._folder:
            with suppress(OSError):
                fs.make_folders(self._folder)
                fs.write_atomically(self._folder / key, digest(key, index).encode() + index)

    def clear(self) -> None:
        """Forget all of them."""
        if self._folder:
            with suppress(OSError):
                fs.remove_tree(self._folder)
