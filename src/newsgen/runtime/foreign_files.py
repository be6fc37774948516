"""Files that somebody imports: they may be huge, unreadable, or links out of their folder."""

import os
from collections.abc import Iterator
from pathlib import Path
from typing import BinaryIO

from newsgen.runtime.fs import file_kind, list_folder

SIZE_LIMIT = 200_000_000
"""The size of the largest file that is read, in bytes."""


class UnreadableFile(Exception):
    """A file cannot be read. The message says why, and a way out."""


def read_foreign_file(path: str, limit: int = SIZE_LIMIT) -> bytes:
    """Return the content of a file; raise UnreadableFile. limit: the most bytes it may have."""
    try:
        status = os.stat(path)
        if not os.path.isfile(path):
            raise UnreadableFile("it is not a regular file: name a file or a folder")
        if status.st_size > limit:
            size, most = status.st_size // 1_000_000, limit // 1_000_000
            raise UnreadableFile(f"it has {size} MB; take out what is no text, {most} MB at most")
        return Path(path).read_bytes()
    except OSError as error:
        raise UnreadableFile(f"it cannot be read: {error.strerror or error}") from None


def open_foreign_file(path: str) -> BinaryIO:
    """Open a file to read it bit by bit; raise UnreadableFile."""
    try:
        if not os.path.isfile(path):
            os.stat(path)
            raise UnreadableFile("it is not a regular file: name a file or a folder")
        return open(path, "rb")
    except OSError as error:
        raise UnreadableFile(f"it cannot be read: {error.strerror or error}") from None


def list_foreign_files(folder: str) -> Iterator[str]:
    """Yield the paths of all files below a folder, from it, in order; hidden ones and links not."""
    for name in list_folder(folder):
        if name.startswith("."):
            continue
        kind = file_kind(f"{folder}/{name}")
        if kind == "folder":
            yield from (f"{name}/{path}" for path in list_foreign_files(f"{folder}/{name}"))
        elif kind == "file":
            yield name


def path_inside(folder: str, path: str) -> str:
    """Return where a relative path of a document lies; empty unless it is a file in the folder."""
    place = os.path.realpath(os.path.join(folder, path.lstrip("/")))
    root = os.path.realpath(folder)
    return place if place.startswith(f"{root}{os.sep}") and os.path.isfile(place) else ""
