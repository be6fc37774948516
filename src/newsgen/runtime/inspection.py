"""Looks at an output folder without changing it and without ever following a link inside it.

Takes the folder and paths relative to it with forward slashes; gives what stands there. Everything
that decides whether a file may be replaced or deleted asks here, so that a link someone has laid
in the output can never lead newsgen out of it.
"""

import os
import stat
import sys
from collections.abc import Container, Iterable
from functools import partial
from io import FileIO
from pathlib import Path
from typing import Literal, NamedTuple

from newsgen.model.address import RESERVED_PREFIX
from newsgen.model.digest import digest_in_chunks

MANIFEST = ".newsgen-manifest"
JOURNAL = ".newsgen-journal"
STAGING = ".newsgen-staging"
LOCK = ".newsgen-lock"
"""At the top of an output folder; all begin with `model.address.RESERVED_PREFIX`."""

FileKind = Literal["nothing", "file", "folder", "stranger"]
"""What stands at a place; a stranger is a link, device or pipe: nothing newsgen ever makes."""

_REPARSE_POINT = 0x400  # how Windows marks junctions, which are links in all but name


class Obstacle(NamedTuple):
    """Something on the way to a path that is not a folder."""

    path: str
    kind: FileKind


ObstacleMemo = dict[str, Obstacle | None]
"""What `wall` found, by folder; stays true while folders are only made."""

FreeMemo = dict[str, bool]
"""What `free` found, by name at the top; stays true until somebody puts something there."""

_READ_SIZE = 1 << 20
"""Bytes of a file that are read at once."""


def disk_path(root: str | Path, path: str) -> str:
    """Where a relative path is on disk."""
    return f"{root}/{path}"


def is_safe_path(path: str) -> bool:
    """Whether a path stays inside the output and clear of newsgen's own names, on every system."""
    parts = path.split("/")
    return not (
        any(part in ("", ".", "..") for part in parts)
        or "\\" in path
        or "\0" in path
        or parts[0].casefold().startswith(RESERVED_PREFIX)
        or (sys.platform == "win32" and ":" in path)
    )


def file_kind(path: str | Path) -> FileKind:
    """What stands at a place on disk."""
    try:
        status = os.lstat(path)
    except (FileNotFoundError, NotADirectoryError):
        return "nothing"
    if getattr(status, "st_file_attributes", 0) & _REPARSE_POINT:
        return "stranger"
    if stat.S_ISREG(status.st_mode):
        return "file"
    return "folder" if stat.S_ISDIR(status.st_mode) else "stranger"


def file_size(path: str | Path) -> int | None:
    """The bytes of a regular file; None if there is none at a place."""
    try:
        status = os.lstat(path)
    except (FileNotFoundError, NotADirectoryError):
        return None
    return status.st_size if stat.S_ISREG(status.st_mode) else None


def obstacle(root: str | Path, path: str, memo: ObstacleMemo) -> Obstacle | None:
    """The first thing on the way to `path` that is neither a folder nor missing."""
    folder = path.rpartition("/")[0]
    if not folder:
        return None
    if folder not in memo:
        found = obstacle(root, folder, memo)
        if found is None:
            standing = file_kind(disk_path(root, folder))
            found = Obstacle(folder, standing) if standing in ("file", "stranger") else None
        memo[folder] = found
    return memo[folder]


def is_free(root: str | Path, path: str, memo: FreeMemo) -> bool:
    """Whether nothing stands at `path`, as even what it begins with is not there."""
    top = path.partition("/")[0]
    if top not in memo:
        memo[top] = file_kind(disk_path(root, top)) == "nothing"
    return memo[top]


def has_content(
    root: str | Path,
    path: str,
    size: int,
    content_digest: str | None = None,
    memo: ObstacleMemo | None = None,
) -> bool:
    """Whether a regular file of this size stands at `path`, with this digest if one is given."""
    target = disk_path(root, path)
    if file_size(target) != size or obstacle(root, path, {} if memo is None else memo):
        return False
    try:
        return content_digest is None or file_digest(target, size) == content_digest
    except (FileNotFoundError, NotADirectoryError):
        return False


def file_digest(path: str | Path, size: int) -> str:
    """The digest of a file of this many bytes, which may be more than memory should hold."""
    with FileIO(path) as file:
        return digest_in_chunks(size, iter(partial(file.read, _READ_SIZE), b""))


def parent_folders(paths: Iterable[str]) -> set[str]:
    """Every folder on the way to any of the paths, without the output itself."""
    found: set[str] = set()
    for path in paths:
        folder = path.rpartition("/")[0]
        while folder and folder not in found:
            found.add(folder)
            folder = folder.rpartition("/")[0]
    return found


def list_folder(folder: str | Path) -> list[str]:
    """What a folder on disk holds, sorted."""
    return sorted(os.listdir(folder))  # noqa: TID251  (this is where it is sorted)


def contains_only(root: str | Path, folder: str, allowed: Container[str]) -> bool:
    """Whether a folder holds no file but those allowed, at any depth; empty folders are nothing."""
    for name in list_folder(disk_path(root, folder)):
        path = f"{folder}/{name}"
        standing = file_kind(disk_path(root, path))
        if standing == "folder" and contains_only(root, path, allowed):
            continue
        if standing == "file" and path in allowed:
            continue
        return False
    return True


def same_file(root: str | Path, path: str, other: str) -> bool:
    """Whether two paths are two spellings of one file, as such a filesystem has them."""
    try:
        return os.path.samestat(os.lstat(disk_path(root, path)), os.lstat(disk_path(root, other)))
    except (FileNotFoundError, NotADirectoryError):
        return False
