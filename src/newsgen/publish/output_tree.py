"""What stands in an output folder, seen without following a link inside it.

Whatever decides whether a file may be replaced or deleted asks here, so that a link that somebody
put there never leads newsgen out of it. Paths are relative to the folder, with forward slashes.
"""

import os
import stat
import sys
from collections.abc import Container, Iterable
from functools import cached_property, partial
from io import FileIO
from pathlib import Path
from typing import NamedTuple

from newsgen.model.address_rules import RESERVED_PREFIX
from newsgen.model.digest import digest, digest_in_chunks
from newsgen.runtime import fs
from newsgen.runtime.fs import FileKind
from newsgen.runtime.stamp import NO_STAMP, Stamp, stamp, stamp_size

MANIFEST = ".newsgen-manifest"
STAGING = ".newsgen-staging"
LOCK = ".newsgen-lock"
"""At the top of an output folder; all begin with `model.address_rules.RESERVED_PREFIX`."""

SIDE_BY_SIDE = ".newsgen-files"
"""The folder in the staging folder in which files wait side by side, named by their paths."""

DATABASE_JOURNAL = "-journal"
"""What SQLite adds to the name of a database while it changes it."""

_READ_SIZE = 1 << 20
"""Bytes of a file that are read at once."""


class Obstacle(NamedTuple):
    """Something on the way to a path that is not a folder."""

    path: str
    kind: FileKind


class OutputTree:
    """An output folder, or the staging folder in it; remembers what is on the way to a path.

    That stays true while newsgen makes folders and moves files; after a removal, make a new tree.
    at_rest: nothing is added while the tree is used. It remembers missing folders too then, and
    looks for nothing in them.
    """

    def __init__(self, root: Path, *, at_rest: bool = False) -> None:
        self.root = root
        self._at_rest = at_rest
        self._obstacles: dict[str, Obstacle | None] = {}
        self._missing_folders: set[str] = set()

    @cached_property
    def staging(self) -> "StagingTree":
        """Its staging folder, as it was arranged for what is being built."""
        return StagingTree(self.root)

    def disk_path(self, path: str) -> str:
        """Return where a path of the tree is on disk."""
        return fs.disk_path(self.root, path)

    def kind(self, path: str) -> FileKind:
        """Return what stands at a path; "special" behind anything that is not a folder."""
        if self.obstacle(path):
            return "special"
        return "nothing" if self._lacks_folder(path) else fs.file_kind(self.disk_path(path))

    def obstacle(self, path: str) -> Obstacle | None:
        """Return the first thing on the way to a path that is neither a folder nor missing."""
        folder = path.rpartition("/")[0]
        if not folder:
            return None
        if folder not in self._obstacles:
            first = self.obstacle(folder)
            if not first and (kind := self.kind(folder)) != "folder":
                if kind != "nothing":
                    first = Obstacle(folder, kind)
                elif self._at_rest:
                    self._missing_folders.add(folder)
            self._obstacles[folder] = first
        return self._obstacles[folder]

    def _lacks_folder(self, path: str) -> bool:
        return path.rpartition("/")[0] in self._missing_folders

    def stamp(self, path: str) -> Stamp:
        """Return the stamp of a regular file; NO_STAMP if there is none.

        A link in place of a folder on the way leads to other files, which have other stamps.
        """
        try:
            status = os.lstat(self.disk_path(path))
        except (FileNotFoundError, NotADirectoryError):
            return NO_STAMP
        return stamp(status) if stat.S_ISREG(status.st_mode) else NO_STAMP

    def has_content(self, path: str, size: int, content_digest: str) -> bool:
        """Return whether a file of this size, in bytes, and with this digest stands at a path."""
        if self.obstacle(path) or self._lacks_folder(path):
            return False
        found = self.stamp(path)
        if found == NO_STAMP or stamp_size(found) != size:
            return False
        try:
            return file_digest(self.disk_path(path), size) == content_digest
        except (FileNotFoundError, NotADirectoryError):
            return False

    def contains_only(self, folder: str, allowed: Container[str]) -> bool:
        """Return whether all files in a folder, at any depth, are allowed."""
        for path in (f"{folder}/{name}" for name in fs.list_folder(self.disk_path(folder))):
            kind = self.kind(path)
            if kind == "special" or (kind == "file" and path not in allowed):
                return False
            if kind == "folder" and not self.contains_only(path, allowed):
                return False
        return True

    def is_same_file(self, path: str, other: str) -> bool:
        """Return whether two paths are spellings of one file, as where case does not count."""
        try:
            return os.path.samestat(os.lstat(self.disk_path(path)), os.lstat(self.disk_path(other)))
        except (FileNotFoundError, NotADirectoryError):
            return False


class StagingTree(OutputTree):
    """The staging folder of an output; paths are those in the output."""

    def __init__(self, out: Path) -> None:
        super().__init__(out / STAGING)
        kinds = (fs.file_kind(path) for path in (self.root, self.root / SIDE_BY_SIDE))
        self.is_side_by_side = all(kind == "folder" for kind in kinds)

    def disk_path(self, path: str) -> str:
        """Return where the file for a path of the output waits."""
        if self.is_side_by_side:
            return fs.disk_path(self.root, f"{SIDE_BY_SIDE}/{digest(path)}")
        return super().disk_path(path)

    def obstacle(self, path: str) -> Obstacle | None:
        """Return what is in the way to the file for a path."""
        return None if self.is_side_by_side else super().obstacle(path)


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
