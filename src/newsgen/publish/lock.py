"""One build at a time: an exclusive lock of an output folder, let go by the system at any death.

Takes the folder, makes it if need be (and takes an empty one away again); raises `Busy` at once if
another build, in this process or any other, has it. A forked worker inherits the lock: workers
must end when their build does.
"""

import os
import sys
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

from newsgen.runtime import fs, inspection


class OutputBusy(Exception):
    """Another build is writing to this output folder."""

    def __init__(self, out: Path) -> None:
        super().__init__(f"another build is writing to {out}; wait for it to end, then try again")


@contextmanager
def lock(out: Path) -> Iterator[None]:
    """Hold an output folder. OSError if it cannot be made or is no folder."""
    held, made = _acquire(out)
    try:
        yield
    finally:
        _release(held, out, made)


def _acquire(out: Path) -> tuple[int, list[Path]]:
    """The descriptor that holds the lock, and the folders made on the way, deepest first."""
    made = [folder for folder in (out, *out.parents) if not os.path.lexists(folder)]
    while True:
        fs.make_folders(out)
        held = _open(out)
        try:
            _lock(held, out)
            # A build that ended meanwhile may have taken its empty folder away under us.
            if _is_current(held, out):
                return held, made
        except BaseException:
            os.close(held)
            raise
        os.close(held)


def _remove_empty(folders: list[Path]) -> None:
    for folder in folders:
        with suppress(OSError):
            if not inspection.list_folder(folder):
                fs.rmdir(folder)


if sys.platform == "win32":
    import msvcrt

    _LOCK_FILE = ".newsgen-lock"

    def _open(out: Path) -> int:
        return os.open(out / _LOCK_FILE, os.O_RDWR | os.O_CREAT)

    def _lock(descriptor: int, out: Path) -> None:
        try:
            msvcrt.locking(descriptor, msvcrt.LK_NBLCK, 1)
        except OSError as error:
            raise OutputBusy(out) from error

    def _is_current(descriptor: int, out: Path) -> bool:
        return (out / _LOCK_FILE).exists()

    def _release(descriptor: int, out: Path, new_folders: list[Path]) -> None:
        # Windows does not remove an open file: not ours before this, not another build's after.
        os.close(descriptor)
        with suppress(OSError):
            fs.unlink(out / _LOCK_FILE)
        _remove_empty(new_folders)

else:
    import fcntl

    def _open(out: Path) -> int:
        return os.open(out, os.O_RDONLY | os.O_DIRECTORY)

    def _lock(held: int, out: Path) -> None:
        # The folder itself is locked, so that no lock file is ever published.
        try:
            fcntl.flock(held, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError as error:
            raise OutputBusy(out) from error

    def _is_current(held: int, out: Path) -> bool:
        try:
            return os.path.samestat(os.fstat(held), os.stat(out))
        except FileNotFoundError:
            return False

    def _release(held: int, out: Path, made: list[Path]) -> None:
        # While it is locked nobody else can be about to write into a folder that looks empty.
        try:
            _remove_empty(made)
        finally:
            os.close(held)
