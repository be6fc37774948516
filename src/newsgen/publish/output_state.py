"""The state of an output folder before a build: the files newsgen owns, and what is wrong.

The output is trusted as newsgen left it. A build looks at a part of its files, the next part the
next time, and at all of them if one is not as it was left, or the manifest is not the last one.
"""

from bisect import bisect_right
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass, field, replace
from functools import cached_property
from itertools import islice
from pathlib import Path
from typing import Protocol

from newsgen.model.value import Value
from newsgen.model.value import replace as replace_fields
from newsgen.publish.entry_list import StampedList
from newsgen.publish.export_files import is_export_file
from newsgen.publish.manifest import EntriesByPath, FileFault, ManifestEntry, StampedEntry
from newsgen.publish.output_manifest import OutputManifest
from newsgen.publish.output_tree import OutputTree
from newsgen.runtime.pool import Pool
from newsgen.runtime.stamp import NO_STAMP, Stamp

_TURNS = 64
"""Builds after which each file was looked at, unless there are very many files."""

_MOST = 5000
"""Files that a build looks at in turn at most, which takes a tenth of a second."""

_PART_SIZE = 20_000
"""Files that are looked at before those are read of which the stamps are others."""


class Entries(Protocol):
    """What newsgen owns in an output; `OutputManifest` is the one that is read bit by bit."""

    @property
    def count(self) -> int:
        """How many files newsgen owns."""

    def all(self) -> Iterable[StampedEntry]:
        """Give all entries in the order of their paths."""

    def entry(self, path: str) -> ManifestEntry | None:
        """Return the entry of a path."""

    def below(self, folder: str) -> list[ManifestEntry]:
        """Return the entries of all files in a folder, at any depth; it ends with a slash."""

    def first_after(self, path: str) -> ManifestEntry | None:
        """Return the entry whose path is the next after one; None if it is the last."""


class LoadedEntries(Entries):
    """Entries in memory."""

    def __init__(self, entries: EntriesByPath) -> None:
        """Take the entries by path."""
        self._entries = entries

    @property
    def count(self) -> int:
        """How many files newsgen owns."""
        return len(self._entries)

    def all(self) -> Iterable[StampedEntry]:
        """Give all entries in the order of their paths."""
        return ((self._entries[path], NO_STAMP) for path in self._paths)

    def entry(self, path: str) -> ManifestEntry | None:
        """Return the entry of a path."""
        return self._entries.get(path)

    def below(self, folder: str) -> list[ManifestEntry]:
        """Return the entries of all files in a folder, at any depth; it ends with a slash."""
        return [entry for path, entry in self._entries.items() if path.startswith(folder)]

    def first_after(self, path: str) -> ManifestEntry | None:
        """Return the entry whose path is the next after one; None if it is the last."""
        at = bisect_right(self._paths, path)
        return self._entries[self._paths[at]] if at < len(self._paths) else None

    @cached_property
    def _paths(self) -> list[str]:
        return sorted(self._entries)


class _WithoutKeys(Entries):
    """The entries of an output, without their page keys but for files of the export."""

    def __init__(self, owned: Entries) -> None:
        self._owned = owned

    @property
    def count(self) -> int:
        return self._owned.count

    def all(self) -> Iterable[StampedEntry]:
        return ((_without_key(entry), found) for entry, found in self._owned.all())

    def entry(self, path: str) -> ManifestEntry | None:
        entry = self._owned.entry(path)
        return _without_key(entry) if entry else None

    def below(self, folder: str) -> list[ManifestEntry]:
        return [*map(_without_key, self._owned.below(folder))]

    def first_after(self, path: str) -> ManifestEntry | None:
        entry = self._owned.first_after(path)
        return _without_key(entry) if entry else None


def _without_key(entry: ManifestEntry) -> ManifestEntry:
    return entry if is_export_file(entry) else replace_fields(entry, key=None)


class ShownArchive(Value, frozen=True):
    """What an output shows: a stored archive.

    Attributes:
        archive: The identity of the database of the archive.
        frames: Those that its pages have, by template.
    """

    archive: str
    frames: dict[str, str]


@dataclass
class OutputState:
    """What newsgen owns in an output folder.

    Attributes:
        owned: The entries of the manifest.
        faults: Of the files that were looked at and are not as newsgen left them, by path.
        new_stamps: The entries of files that are as newsgen left them, but for their stamps.
        next_turn: The path after which the next build is to look.
        matches_last_build: False where an earlier manifest was put back, or another build wrote it.
        shown_archive: The archive that it is known to show; None if that is not certain.
    """

    owned: Entries
    faults: Mapping[str, FileFault] = field(default_factory=dict)
    new_stamps: Collection[StampedEntry] = ()
    next_turn: str = ""
    matches_last_build: bool = False
    shown_archive: ShownArchive | None = None

    def entry(self, path: str) -> ManifestEntry | None:
        """Return the entry of a path."""
        return self.owned.entry(path)

    def below(self, folder: str) -> list[ManifestEntry]:
        """Return the entries of all files in a folder, at any depth; it ends with a slash."""
        return self.owned.below(folder)

    def first_after(self, path: str) -> ManifestEntry | None:
        """Return the entry whose path is the next after one; None if it is the last."""
        return self.owned.first_after(path)

    def without_keys(self) -> "OutputState":
        """Return the same without page keys, so that every page is made anew."""
        return replace(self, owned=_WithoutKeys(self.owned), shown_archive=None)


def look_at_output(
    manifest: OutputManifest,
    last_identity: bytes,
    turn: str,
    pool: Pool,
    *,
    verify: bool,
    least: int,
    is_quick: bool = False,
    shown_archive: ShownArchive | None = None,
) -> OutputState:
    """Look at an output folder.

    Args:
        manifest: Of the output.
        last_identity: Of the manifest that the last build left.
        turn: The path after which this build is to look.
        pool: To read files in.
        verify: Whether to read every file.
        least: How many files to look at in any case.
        is_quick: Whether to look at no more than these, however many there are.
        shown_archive: The archive that the last build left there.
    """
    matches = manifest.identity() == last_identity != b""
    if matches and not verify:
        limit = least if is_quick else max(least, min(manifest.count // _TURNS, _MOST))
        turn = turn if limit < manifest.count else ""
        part = manifest.scan(turn, limit)
        part += manifest.scan("", limit - len(part)) if len(part) < limit else []
        faults, new_stamps = find_faults(manifest.out, part, pool)
        if not faults:
            next_turn = part[-1][0].path if limit < manifest.count else ""
            return OutputState(manifest, faults, new_stamps, next_turn, matches, shown_archive)
    if verify or not matches:
        manifest.check()
    faults, new_stamps = find_faults(manifest.out, manifest.all(), pool, verify=verify)
    known = shown_archive if matches and not faults else None
    return OutputState(manifest, faults, new_stamps, "", matches, known)


def find_faults(
    out: Path, entries: Iterable[StampedEntry], pool: Pool, *, verify: bool = False
) -> tuple[dict[str, FileFault], StampedList]:
    """Return what is wrong with files by path, and entries where only the stamp is new.

    Files are read if their stamps are not as newsgen left them, or with `verify`.
    """
    tree = OutputTree(out)
    faults: dict[str, FileFault] = {}
    new_stamps = StampedList()

    def is_unaltered(doubt: tuple[ManifestEntry, Stamp, Stamp]) -> bool:
        return tree.has_content(doubt[0].path, doubt[0].size, doubt[0].hash)

    remaining = iter(entries)
    while part := list(islice(remaining, _PART_SIZE)):
        doubtful: list[tuple[ManifestEntry, Stamp, Stamp]] = []
        for entry, left in part:
            found = tree.stamp(entry.path)
            if found == NO_STAMP:
                faults[entry.path] = "output missing"
            elif found != left or verify:
                doubtful.append((entry, left, found))
        answers = pool.map_in_threads(is_unaltered, doubtful)
        for (entry, left, found), same in zip(doubtful, answers, strict=True):
            if not same:
                faults[entry.path] = "output altered"
            elif found != left:
                new_stamps.add((entry, found))
    return faults, new_stamps
