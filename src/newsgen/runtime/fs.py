"""Every change newsgen makes to an output folder goes through these few functions.

Takes places on disk, gives nothing back, lets OSError through. One seam: a test that wants to
stop newsgen at any instant, or to fill the disk, replaces them here. None follows a symbolic
link at the end of its path, save `write`, which is only given places newsgen has just made sure of.
"""

import os
from contextlib import suppress
from pathlib import Path

from newsgen.runtime import inspection

TEMPORARY_SUFFIX = ".new"
"""What is added to a name while its file is being written."""

_OVERWRITE = os.O_WRONLY | os.O_CREAT | os.O_TRUNC | getattr(os, "O_BINARY", 0)


def write(path: str | Path, data: bytes, *, sync: bool = False) -> None:
    """Make or overwrite a file; with `sync` it is on the disk, not only on its way, on return."""
    file = os.open(path, _OVERWRITE, 0o666)  # No buffer is needed for what is whole already.
    try:
        left = memoryview(data)
        while left:
            left = left[os.write(file, left) :]
        if sync:
            os.fsync(file)
    finally:
        os.close(file)


def replace(source: str | Path, target: str | Path) -> None:
    """Move a file within one filesystem, over another file if there is one, in one instant."""
    os.replace(source, target)


def unlink(path: str | Path) -> None:
    """Remove a file or a link (never what the link points at)."""
    os.unlink(path)


def rmdir(path: str | Path) -> None:
    """Remove an empty folder."""
    os.rmdir(path)


def mkdir(path: str | Path) -> None:
    """Make a folder; one that another worker has just made is as good."""
    try:
        os.mkdir(path)
    except FileExistsError:
        if os.path.islink(path) or not os.path.isdir(path):
            raise


def make_folders(path: str | Path) -> None:
    """Make a folder and those above it."""
    if not os.path.isdir(path):
        above = os.path.dirname(path)
        if above and above != str(path):
            make_folders(above)
        mkdir(path)


def write_atomically(path: str | Path, data: bytes) -> None:
    """Write a file that is at every instant either the old one or the new one, whole."""
    temporary = f"{path}{TEMPORARY_SUFFIX}"
    try:
        write(temporary, data, sync=True)
        replace(temporary, path)
    except BaseException:
        with suppress(OSError):
            unlink(temporary)
        raise


def remove_tree(path: str | Path) -> None:
    """Remove whatever is at a place, a folder with all it holds; links go, their targets stay."""
    standing = inspection.file_kind(path)
    if standing == "folder":
        for name in inspection.list_folder(path):
            remove_tree(inspection.disk_path(path, name))
        rmdir(path)
    elif standing != "nothing":
        unlink(path)
