"""One build at a time: an exclusive lock of an output folder, on its file `.newsgen-lock`.

The folder is made if it is missing, and removed again if it is empty at the end. The system lets go
of the lock however a process ends; the next build locks a file that was left anew, and removes it.
"""

import os
from collections.abc import Iterator
from contextlib import AbstractContextManager, contextmanager, suppress
from pathlib import Path

from filelock import FileLock, Timeout

from newsgen.publish.output_tree import LOCK
from newsgen.runtime import fs


class OutputBusy(Exception):
    """Another build is writing to this output folder."""

    def __init__(self, out: Path) -> None:
        super().__init__(f"another build is writing to {out}; wait for it to end, then try again")


@contextmanager
def lock(out: Path) -> Iterator[None]:
    """Hold an output folder. Raise OSError if it cannot be made or written to, or is no folder."""
    new_folders = [folder for folder in (out, *out.parents) if not os.path.lexists(folder)]
    try:
        with _acquire(out):
            try:
                yield
            finally:
                # Removed while it is locked, as after that it may be another build's. Windows
                # removes no open file; filelock does it there once the lock is released.
                with suppress(OSError):
                    fs.unlink(out / LOCK)
    finally:
        with suppress(OSError):
            for folder in new_folders:
                fs.rmdir(folder)


def _acquire(out: Path) -> AbstractContextManager[object]:
    path = out / LOCK
    # Where the file system has no locks, filelock would fall back to one that outlives its process.
    file_lock = FileLock(path, blocking=False, fallback_to_soft=False)
    while True:
        fs.make_folders(out)
        try:
            return file_lock.acquire()
        except (Timeout, FileNotFoundError):
            # Without the file the other build has just ended, and took its empty folder with it.
            if os.path.lexists(path):
                raise OutputBusy(out) from None
