"""Looks at an output folder without changing it and without following a link inside it.

Takes the folder and paths relative to it, with forward slashes; gives what stands there. Whatever
decides whether a file may be replaced or deleted asks here, so that a link that somebody put into
the output never leads newsgen out of it.
"""

import os
import stat
import sys
from collections.abc import Container, Iterable
from functools import partial
from io import FileIO
from pathlib import Path
from typing import NamedTuple

from newsgen.model.address_rules import RESERVED_PREFIX
from newsgen.model.digest import digest_in_chunks
from newsgen.runtime import fs
from newsgen.runtime.fs import FileKind

MANIFEST = ".newsgen-manifest"
JOURNAL = ".newsgen-journal"
STAGING = ".newsgen-staging"
LOCK = ".newsgen-lock"
"""At the top of an output folder; all begin with `model.address_rules.RESERVED_PREFIX`."""


class Obstacle(NamedTuple):
    """Something on the way to a path that is not a folder."""

    path: str
    kind: FileKind


ObstacleMemo = dict[str, Obstacle | None]
"""Results of `obstacle` by folder; they stay true while folders are only made."""

FreeMemo = dict[str, bool]
"""Results of `is_free` by name at the top; they stay true until somebody puts something there."""

_READ_SIZE = 1 << 20
"""Bytes of a file that are read at once."""


def is_safe_path(path: str) -> bool:
    """Return whether a path stays in the output, clear of newsgen's own names, on every system."""
    parts = path.split("/")
    return not (
        any(part in ("", ".", "..") for part in parts)
        or "\\" in path
        or "\0" in path
        or parts[0].casefold().startswith(RESERVED_PREFIX)
        or (sys.platform == "win32" and ":" in path)
    )


def kind_at(root: str | Path, path: str) -> FileKind:
    """Return what stands at a path of a folder, without a look at the folders on the way."""
    return fs.file_kind(fs.disk_path(root, path))


def file_size(path: str | Path) -> int | None:
    """Return the size of a regular file in bytes; None if there is none."""
    try:
        status = os.lstat(path)
    except (FileNotFoundError, NotADirectoryError):
        return None
    return status.st_size if stat.S_ISREG(status.st_mode) else None


def obstacle(root: str | Path, path: str, memo: ObstacleMemo) -> Obstacle | None:
    """Return the first thing on the way to `path` that is neither a folder nor missing."""
    folder = path.rpartition("/")[0]
    if not folder:
        return None
    if folder not in memo:
        first = obstacle(root, folder, memo)
        if first is None and (kind := kind_at(root, folder)) in ("file", "special"):
            first = Obstacle(folder, kind)
        memo[folder] = first
    return memo[folder]


def is_free(root: str | Path, path: str, memo: FreeMemo) -> bool:
    """Return whether the first part of `path` is missing, and so all of it."""
    top = path.partition("/")[0]
    if top not in memo:
        memo[top] = kind_at(root, top) == "nothing"
    return memo[top]


def has_content(
    root: str | Path,
    path: str,
    size: int,
    content_digest: str | None = None,
    memo: ObstacleMemo | None = None,
) -> bool:
    """Return whether a regular file of this size stands at `path`.

    Args:
        root: the folder that `path` is relative to.
        size: in bytes.
        content_digest: the digest that its content must have, too; None for any.
        memo: obstacles that are known already.
    """
    target = fs.disk_path(root, path)
    if file_size(target) != size or obstacle(root, path, {} if memo is None else memo):
        return False
    try:
        return content_digest is None or file_digest(target, size) == content_digest
    except (FileNotFoundError, NotADirectoryError):
        return False


def file_digest(path: str | Path, size: int) -> str:
    """Return the digest of a file of `size` bytes, read in pieces: it may be larger than memory."""
    with FileIO(path) as file:
        return digest_in_chunks(size, iter(partial(file.read, _READ_SIZE), b""))


def parent_folders(paths: Iterable[str]) -> set[str]:
    """Return every folder on the way to any of the paths, without the output itself."""
    folders: set[str] = set()
    for path in paths:
        folder = path.rpartition("/")[0]
        while folder and folder not in folders:
            folders.add(folder)
            folder = folder.rpartition("/")[0]
    return folders


def contains_only(root: str | Path, folder: str, allowed: Container[str]) -> bool:
    """Return whether all files in a folder, at any depth, are allowed; empty folders always are."""
    for name in fs.list_folder(fs.disk_path(root, folder)):
        path = f"{folder}/{name}"
        kind = kind_at(root, path)
        if not (
            (kind == "folder" and contains_only(root, path, allowed))
            or (kind == "file" and path in allowed)
        ):
            return False
    return True


def same_file(root: str | Path, path: str, other: str) -> bool:
    """Return whether two paths are spellings of one file, as where case does not count."""
    try:
        return os.path.samestat(
            os.lstat(fs.disk_path(root, path)), os.lstat(fs.disk_path(root, other))
        )
    except (FileNotFoundError, NotADirectoryError):
        return False
