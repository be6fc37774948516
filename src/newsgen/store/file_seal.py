"""The seal of a database: its stamp as newsgen left it, in a small file beside it.

A database whose stamp is another was changed by somebody else, and has to be read before it counts.
"""

from contextlib import suppress
from pathlib import Path

from newsgen.runtime import fs
from newsgen.runtime.stamp import stamp

SEAL_ENDING = ".stamp"


class FileSeal:
    """The seal of a file; None for what is in memory, and never has one."""

    def __init__(self, file: Path | None) -> None:
        self._file = file
        self._left: bytes | None = None

    def fits(self) -> bool:
        """Return whether the file is as whoever wrote the seal left it."""
        return (found := self._stamp()) is not None and found == self._written()

    def is_as_left(self) -> bool:
        """Return whether the file is as this process left it."""
        return (found := self._stamp()) is not None and found == self._left

    def write(self) -> None:
        """Leave the file as it is now."""
        self._left = self._stamp()
        if self._file and self._left and self._left != self._written():
            with suppress(OSError):
                fs.write_atomically(self._path(self._file), self._left)

    def _stamp(self) -> bytes | None:
        with suppress(OSError):
            return stamp(self._file.stat()) if self._file else None
        return None

    def _written(self) -> bytes | None:
        with suppress(OSError):
            return fs.read_regular(self._path(self._file)) if self._file else None
        return None

    @staticmethod
    def _path(file: Path) -> Path:
        return file.with_name(f"{file.name}{SEAL_ENDING}")
