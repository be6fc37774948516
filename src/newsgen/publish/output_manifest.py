"""The manifest of an output, in the hands of whoever holds its lock.

It is `.newsgen-manifest` in the output, and alone proves ownership. So all changes are made to a
copy in the site's `.newsgen/` as well. That counts only where the manifest is missing or damaged,
and claims only files that still have the same content.
"""

import os
from collections.abc import Callable, Collection, Iterable, Iterator
from contextlib import closing, suppress
from pathlib import Path
from typing import Any, Literal, TypeVar

from newsgen.model.digest import digest
from newsgen.model.value import replace
from newsgen.publish.entry_list import JournalList
from newsgen.publish.manifest import (
    EntriesByPath,
    JournalRow,
    ManifestDamaged,
    ManifestEntry,
    StampedEntry,
)
from newsgen.publish.manifest_file import (
    ManifestFile,
    make_manifest_file,
    open_manifest_file,
)
from newsgen.publish.output_tree import DATABASE_JOURNAL, MANIFEST, OutputTree
from newsgen.runtime import fs

T = TypeVar("T")

_MANY = 0.25
"""The share of all entries from which on it is quicker to read or copy all than one by one."""

_PART_SIZE = 10_000
"""Entries that are read at once where all are."""


class OutputManifest:
    """What newsgen owns in an output folder.

    Attributes:
        out: The output.
        state: Unless it is whole, the entries are those of the copy, without keys, of files that
            are what they were; the next change makes it whole.
        is_publishing: Whether a publication was begun and not ended.
        was_restored: Whether the entries had to be made of the copy, at the start or meanwhile.
    """

    def __init__(self, out: Path, cache_folder: Path) -> None:
        self.out = out
        self.state: Literal["whole", "missing", "damaged"] = "whole"
        self.is_publishing = False
        self.was_restored = False
        self._path = out / MANIFEST
        self._copy_path = manifest_copy_path(out, cache_folder)
        self._copy: ManifestFile | None = None
        for ending in (DATABASE_JOURNAL, fs.TEMPORARY_SUFFIX):
            if fs.file_kind(f"{self._path}{ending}") == "special":
                fs.unlink(f"{self._path}{ending}")
        kind = fs.file_kind(self._path)
        try:
            if kind != "file":
                raise ManifestDamaged(self._path)
            self._file = open_manifest_file(self._path)
        except ManifestDamaged:
            self._file = self._restored_file()
            self.state = "missing" if kind == "nothing" else "damaged"

    def close(self) -> None:
        """Close the manifest."""
        self._file.close()
        if self._copy:
            self._copy.close()

    @property
    def count(self) -> int:
        """How many files newsgen owns."""
        return self._file.header.count

    @property
    def texts(self) -> str:
        """The digest of the texts that the output is made of; empty if that is not known."""
        return self._file.header.texts

    @property
    def is_first(self) -> bool:
        """Whether the publication under way is the first, of which it has all entries already."""
        return self._file.header.is_first

    def identity(self) -> bytes:
        """Return what only this manifest has, as it is now; b"" if it is not whole.

        Its own stamp is part of it: what is put back from an earlier time is another file.
        """
        if self.state != "whole":
            return b""
        return _identity(self.out, self._file)

    def entry(self, path: str) -> ManifestEntry | None:
        """Return the entry of a path."""
        found = self._read(lambda file: file.find(path)) if self.count else None
        return found[0] if found else None

    def below(self, folder: str) -> list[ManifestEntry]:
        """Return the entries of all files in a folder, at any depth; it ends with a slash."""
        return self._read(lambda file: file.below(folder))

    def first_after(self, path: str) -> ManifestEntry | None:
        """Return the entry whose path is the next after one; None if it is the last."""
        found = self.scan(path, 1)
        return found[0][0] if found else None

    def find(self, paths: Collection[str]) -> dict[str, StampedEntry]:
        """Return the entries of those paths that have one."""
        if len(paths) > _MANY * self.count:
            return {each[0].path: each for each in self.all() if each[0].path in paths}
        found = self._read(lambda file: [file.find(path) for path in paths])
        return {each[0].path: each for each in found if each}

    def scan(self, after: str = "", limit: int = -1) -> list[StampedEntry]:
        """Return entries in the order of their paths; limit: how many at most, -1 for all."""
        return self._read(lambda file: list(file.scan(after, limit)))

    def all(self) -> Iterator[StampedEntry]:
        """Give all entries in the order of their paths, and hold a few of them in memory."""
        after = ""
        while part := self.scan(after, _PART_SIZE):
            yield from part
            after = part[-1][0].path

    def check(self) -> None:
        """Look at every entry; where one is amiss or missing, those of the copy count."""
        self._read(ManifestFile.check)

    def journal(self) -> JournalList:
        """Return what the publication changes that was begun and not ended."""
        return self._read(ManifestFile.journal)

    def change(
        self,
        *,
        entries: Collection[StampedEntry] = (),
        lost_paths: Iterable[str] = (),
        journal: Collection[JournalRow] = (),
        texts: str | None = None,
        is_first: bool = False,
    ) -> None:
        """Put entries, remove those of lost paths, begin a publication or end the one under way.

        Args:
            entries: Those to put.
            lost_paths: Of what is not newsgen's any more.
            journal: What the publication is to do; empty if none is under way any more.
            texts: The digest of the texts that the output is made of; None if those stay.
            is_first: Whether the first publication begins, with all the entries it is to have.
        """
        before = self._file.header
        header = replace(before, texts=before.texts if texts is None else texts, is_first=is_first)
        change: dict[str, Any] = {
            "entries": entries,
            "lost_paths": tuple(lost_paths),
            "journal": journal,
            "header": header,
        }
        is_change = any(change[name] for name in ("entries", "lost_paths", "journal"))
        is_change |= header != before or self.is_publishing or self.state != "whole"
        if is_change:
            self._file.change(**change)
        self.is_publishing = is_first or bool(change["journal"])
        if self._file.path is None:
            saved = self._file.save(self._path, durable=True)
            self._file.close()
            self._file, self.state = saved, "whole"
        with suppress(OSError, ManifestDamaged):  # without a copy nothing is lost but the copy
            self._copy = self._copy or self._opened_copy()
            row_count = len(change["entries"]) + len(change["journal"])
            is_much = row_count > _MANY * self.count
            if not self._copy or self._copy.header != before or is_much:
                fs.make_folders(self._copy_path.parent)
                self._copy = self._file.save(self._copy_path, durable=False)
            elif is_change:
                self._copy.change(**change)

    def _read(self, question: Callable[[ManifestFile], T]) -> T:
        try:
            return question(self._file)
        except ManifestDamaged:
            self._file.close()
            self._file, self.state = self._restored_file(), "damaged"
            return question(self._file)

    def _opened_copy(self) -> ManifestFile | None:
        if fs.file_kind(self._copy_path) == "file":
            with suppress(ManifestDamaged):
                return open_manifest_file(self._copy_path, durable=False)
        return None

    def _restored_file(self) -> ManifestFile:
        """Make a manifest of what the copy claims and what is as it says."""
        self.was_restored = True
        restored = make_manifest_file()
        with suppress(OSError, ManifestDamaged):
            if copy := self._opened_copy():
                with closing(copy):
                    journal = copy.journal()
                    entries = [*copy.load().values(), *(entry for _, entry in journal)]
                tree = OutputTree(self.out)
                proven = {
                    entry.path: (replace(entry, key=None), tree.stamp(entry.path))
                    for entry in entries
                    if tree.has_content(entry.path, entry.size, entry.hash)
                }
                texts = copy.header.texts if len(proven) == len(entries) else ""
                header = replace(restored.header, texts=texts)
                restored.change(
                    entries=proven.values(), lost_paths=(), journal=journal, header=header
                )
        return restored


def published_entries(out: Path) -> EntriesByPath:
    """Return what newsgen owns in an output, for who has no lock of it; none if it is damaged."""
    with suppress(OSError, ManifestDamaged):
        if fs.file_kind(out / MANIFEST) == "file":
            with closing(open_manifest_file(out / MANIFEST, writable=False)) as file:
                return file.load()
    return {}


def published_identity(out: Path) -> bytes:
    """Return the identity of the manifest of an output, for who has no lock of it."""
    with suppress(OSError, ManifestDamaged):
        if fs.file_kind(out / MANIFEST) == "file":
            with closing(open_manifest_file(out / MANIFEST, writable=False)) as file:
                return _identity(out, file)
    return b""


def _identity(out: Path, file: ManifestFile) -> bytes:
    return OutputTree(out).stamp(MANIFEST) + repr(file.header).encode()


def manifest_copy_path(out: Path, cache_folder: Path) -> Path:
    """Return where the copy of an output's manifest is kept."""
    return cache_folder / f"published-{digest(os.fsencode(out.resolve()))}"
