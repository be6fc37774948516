"""Files that somebody imports: they may be huge, unreadable, or links out of their folder."""

import os
from pathlib import Path
from typing import BinaryIO

from newsgen.model.value import Value
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


class FolderListing(Value, frozen=True):
    """What lies below a folder. Paths are relative to it, in order; hidden names are left out.

    Attributes:
        paths: Of its files.
        not_followed: Of symbolic links, devices and pipes.
        closed: Of folders that cannot be opened; the folder itself is "".
        misnamed: Of files and folders whose names are not UTF-8.
    """

    paths: tuple[str, ...] = ()
    not_followed: tuple[str, ...] = ()
    closed: tuple[str, ...] = ()
    misnamed: tuple[str, ...] = ()


def list_foreign_files(folder: str) -> FolderListing:
    """Return what lies below a folder."""
    found: dict[str, list[str]] = {"file": [], "special": [], "closed": [], "misnamed": []}
    waiting = [""]
    while waiting:
        path = waiting.pop()
        kind = file_kind(f"{folder}/{path}") if path else "folder"
        if not is_utf8(path):
            found["misnamed"].append(path)
        elif kind == "folder":
            try:
                names = list_folder(f"{folder}/{path}")
            except OSError:
                found["closed"].append(path)
                continue
            below = [f"{path}/{name}" if path else name for name in names if name[:1] != "."]
            waiting += reversed(below)
        elif kind != "nothing":
            found[kind].append(path)
    return FolderListing(*(tuple(each) for each in found.values()))


def is_utf8(path: str) -> bool:
    """Return whether a path, as the system gives it, is text."""
    return not any("\ud800" <= char <= "\udfff" for char in path)


def path_inside(folder: str, path: str) -> str:
    """Return where a relative path of a document lies; empty unless it is a file in the folder."""
    place = os.path.realpath(os.path.join(folder, path.lstrip("/")))
    root = os.path.realpath(folder)
    return place if place.startswith(f"{root}{os.sep}") and os.path.isfile(place) else ""
