"""The file system: what stands at a path, and every change newsgen makes to an output folder.

Tests that stop newsgen at any instant, or fill the disk, replace the functions that change
something. None but `write` and `append` follows a link at the end of its path. OSError is let
through.
"""

import os
import sqlite3
import stat
from collections.abc import Mapping
from contextlib import suppress
from pathlib import Path
from typing import Literal

FileKind = Literal["nothing", "file", "folder", "special"]
"""What stands at a place. What is special is a link, device or pipe; newsgen never makes one."""

_REPARSE_POINT = 0x400  # how Windows marks junctions, which are links in all but name

TEMPORARY_SUFFIX = ".new"
"""What is added to a name while its file is being written."""

_APPEND = os.O_WRONLY | os.O_CREAT | os.O_APPEND | getattr(os, "O_BINARY", 0)
_OVERWRITE = _APPEND & ~os.O_APPEND | os.O_TRUNC


def disk_path(root: str | Path, path: str) -> str:
    """Return where a relative path is on disk."""
    return f"{root}/{path}"


def file_kind(path: str | Path) -> FileKind:
    """Return what stands at a place on disk."""
    try:
        status = os.lstat(path)
    except (FileNotFoundError, NotADirectoryError):
        return "nothing"
    if getattr(status, "st_file_attributes", 0) & _REPARSE_POINT:
        return "special"
    if stat.S_ISREG(status.st_mode):
        return "file"
    return "folder" if stat.S_ISDIR(status.st_mode) else "special"


def read_regular(path: str | Path) -> bytes:
    """Return the content of a regular file; b"" where none stands."""
    return Path(path).read_bytes() if file_kind(path) == "file" else b""


def file_identity(path: str | Path) -> tuple[int, int] | None:
    """Return what tells a file from another in its place; None if there is none."""
    try:
        status = os.stat(path)
    except OSError:
        return None
    return status.st_dev, status.st_ino


def list_folder(folder: str | Path) -> list[str]:
    """Return the names in a folder on disk, sorted."""
    return sorted(os.listdir(folder))  # noqa: TID251  (this is where it is sorted)


def write(path: str | Path, data: bytes, *, sync: bool = False) -> None:
    """Make or overwrite a file; with `sync` it is on the disk, not only on its way, on return."""
    _write(path, data, _OVERWRITE, sync=sync)


def append(path: str | Path, data: bytes) -> None:
    """Add to the end of a file; make it if there is none."""
    _write(path, data, _APPEND, sync=False)


def _write(path: str | Path, data: bytes, flags: int, *, sync: bool) -> None:
    file = os.open(path, flags, 0o666)  # No buffer is needed for what is whole already.
    try:
        left = memoryview(data)
        while left:
            left = left[os.write(file, left) :]
        if sync:
            os.fsync(file)
    except OSError as error:
        error.filename = os.fspath(path)  # so that whoever reads it knows which disk is full
        raise
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


def commit(path: str | Path | None, database: sqlite3.Connection) -> None:
    """End a transaction of a database at a path: all of it is in its file then, or nothing."""
    database.execute("COMMIT")


def count_files(folder: str | Path) -> int:
    """Return how many files and links are in a folder, at any depth."""
    with os.scandir(folder) as found:  # noqa: TID251  (only counted)
        return sum(
            count_files(one.path) if one.is_dir(follow_symlinks=False) else 1 for one in found
        )


def write_files(folder: str | Path, files: Mapping[str, bytes]) -> None:
    """Write files into a folder by their paths, and make the folders on the way."""
    for path, data in files.items():
        make_folders(Path(folder, path).parent)
        write(Path(folder, path), data)


def remove_tree(path: str | Path) -> None:
    """Remove whatever is at a place, a folder with all it holds; links go, their targets stay."""
    kind = file_kind(path)
    if kind == "folder":
        for name in list_folder(path):
            remove_tree(disk_path(path, name))
        rmdir(path)
    elif kind != "nothing":
        unlink(path)
