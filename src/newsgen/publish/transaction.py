"""Publishes a finished build: brings an output from the old tree to the new, or leaves it alone."""

import errno
import os
from collections.abc import Collection, Iterable, Iterator
from contextlib import closing, contextmanager
from itertools import chain, islice
from pathlib import Path

from newsgen.model.address_rules import fold_path
from newsgen.model.value import Value
from newsgen.publish.entry_list import EntryList, JournalList, StampedList
from newsgen.publish.first_publication import publish_first
from newsgen.publish.lock import lock
from newsgen.publish.manifest import EntriesByPath, ManifestEntry, StampedEntry
from newsgen.publish.output_manifest import OutputManifest
from newsgen.publish.output_tree import (
    DATABASE_JOURNAL,
    MANIFEST,
    STAGING,
    OutputTree,
    StagingTree,
    parent_folders,
)
from newsgen.publish.roll_forward import (
    ForeignPaths,
    UnalteredFiles,
    recover,
    roll_forward,
)
from newsgen.publish.staging import is_empty, staged_stamp
from newsgen.runtime import fs
from newsgen.runtime.interruption import hold_signals

_PART_SIZE = 1000
"""Entries that are looked up in the manifest at once."""


class OutputChanges(Value, frozen=True):
    """What is to change in an output; the rest stays.

    Attributes:
        staged: Of files that wait in the staging folder.
        updates: New entries of files that stand in the output as they should be.
        removed_paths: Of files that are no longer planned.
    """

    staged: Collection[ManifestEntry] = ()
    updates: Collection[ManifestEntry] = ()
    removed_paths: tuple[str, ...] = ()

    def with_others(self, others: "OutputChanges") -> "OutputChanges":
        """Return these changes and others; what one of both removes may be new in the other."""
        staged, updates = EntryList(self.staged), EntryList(self.updates)
        for entry in others.staged:
            staged.add(entry)
        for entry in others.updates:
            updates.add(entry)
        removed = dict.fromkeys((*self.removed_paths, *others.removed_paths))
        for entry in chain(staged, updates) if removed else ():
            removed.pop(entry.path, None)
        return OutputChanges(staged, updates, tuple(removed))


class PublishResult(Value, frozen=True):
    """What a publication did. Paths are sorted; those deleted are no longer planned.

    `kept_paths` are no longer planned either, but somebody has altered these files: they stay, and
    are not newsgen's any more.
    """

    written_paths: tuple[str, ...]
    unchanged_count: int
    deleted_paths: tuple[str, ...]
    kept_paths: tuple[str, ...] = ()


class ForeignFiles(Value, frozen=True):
    """Paths that are planned, or needed as folders, and hold what newsgen did not write."""

    paths: tuple[str, ...]


@contextmanager
def open_output(out: Path, cache_folder: Path) -> Iterator[OutputManifest]:
    """Lock an output or raise OutputBusy, finish what a killed build left, unstage at the end.

    Raises OSError if it cannot be made or written to.
    """
    with lock(out), closing(OutputManifest(out, cache_folder)) as manifest:
        try:
            recover(manifest)
            yield manifest
        finally:
            if not manifest.is_publishing:
                fs.remove_tree(out / STAGING)


def changes_between(
    previous_entries: EntriesByPath, entries: Iterable[ManifestEntry]
) -> OutputChanges:
    """Return what changes where an output is to have exactly these entries."""
    plan: dict[str, ManifestEntry] = {}
    for entry in entries:
        if entry.path in plan:
            raise ValueError(f"planned twice: {entry.path}")
        plan[entry.path] = entry
    if both := parent_folders(plan) & plan.keys():
        raise ValueError(f"planned as file and as folder: {', '.join(sorted(both))}")
    return OutputChanges(
        staged=tuple(entry for entry in plan.values() if entry.staged),
        updates=tuple(
            entry
            for path, entry in plan.items()
            if not entry.staged and previous_entries.get(path) != entry
        ),
        removed_paths=tuple(path for path in previous_entries if path not in plan),
    )


def publish(
    manifest: OutputManifest,
    changes: OutputChanges,
    texts: str | None = None,
    new_stamps: Collection[StampedEntry] = (),
) -> PublishResult | ForeignFiles:
    """Change an output that `open_output` gave; all its other files are as newsgen left them.

    Raises OSError if the disk is full or refuses: then the output is as it was, or the next
    `open_output` finishes.

    Args:
        manifest: Of the output.
        changes: What is to change.
        texts: The digest of the texts that the output is made of then; None if those stay.
        new_stamps: Entries of files that were looked at, and are right but for their stamps.
    """
    out, tree = manifest.out, OutputTree(manifest.out, at_rest=True)
    if not manifest.count and not changes.updates and is_empty(out):
        with hold_signals():
            _require_free(publish_first(manifest, changes.staged, texts))
        return PublishResult(tuple(sorted(entry.path for entry in changes.staged)), 0, ())
    staging = StagingTree(out)
    for entry in changes.staged:
        staged_stamp(staging, entry)
    deletions = {path: one for path, (one, _) in manifest.find(changes.removed_paths).items()}
    places = _Places(manifest, tree, deletions)
    stamps = {entry.path: found for entry, found in new_stamps}
    journal, updates = JournalList(), StampedList()
    for entry, owned in _with_owned(manifest, changes.staged):
        journal.add(("~" if places.is_owned(entry, owned) else "+", entry))
        stamps.pop(entry.path, None)
    for entry, owned in _with_owned(manifest, changes.updates):
        places.is_owned(entry, owned)
        known = owned[1] if owned else tree.stamp(entry.path)
        stamped = entry, stamps.pop(entry.path, known)
        if stamped != owned:
            updates.add(stamped)
    if places.foreign:
        return ForeignFiles(tuple(sorted(places.foreign)))
    for path in changes.removed_paths:
        stamps.pop(path, None)
    for entry, found in new_stamps:
        if entry.path in stamps:
            updates.add((entry, found))
    for entry in deletions.values():
        journal.add(("-", entry))
    left = ForeignPaths((), ())
    if journal:
        _require_writable(tree, (entry.path for _, entry in journal))
        with hold_signals():  # else readers would find half of each tree until the next build
            manifest.change(entries=updates, journal=journal, texts=texts)
            left = roll_forward(manifest, journal, resume=False)
        _require_free(left.blocked)
    else:
        manifest.change(entries=updates, texts=texts)
        fs.remove_tree(out / STAGING)
    return PublishResult(
        written_paths=tuple(sorted(entry.path for entry in changes.staged)),
        unchanged_count=manifest.count - len(changes.staged),
        deleted_paths=tuple(sorted(deletions.keys() - set(left.altered))),
        kept_paths=left.altered,
    )


def _require_free(blocked: Collection[str]) -> None:
    """Raise FileExistsError if something stands where new files were to go."""
    if blocked:
        raise FileExistsError(f"appeared while newsgen was publishing: {', '.join(blocked)}")


def _require_writable(tree: OutputTree, paths: Iterable[str]) -> None:
    """Raise PermissionError for a folder that lets no file come or go, before any has moved."""
    for folder in sorted(parent_folders(paths)):
        path = tree.disk_path(folder)
        if tree.kind(folder) == "folder" and not os.access(path, os.W_OK | os.X_OK):
            raise PermissionError(errno.EACCES, os.strerror(errno.EACCES), path)


def _with_owned(
    manifest: OutputManifest, entries: Iterable[ManifestEntry]
) -> Iterator[tuple[ManifestEntry, StampedEntry | None]]:
    """Give entries with those that the manifest has at their paths."""
    remaining = iter(entries)
    while part := list(islice(remaining, _PART_SIZE)):
        owned = manifest.find([entry.path for entry in part])
        yield from ((entry, owned.get(entry.path)) for entry in part)


class _Places:
    """Looks at the places of new files.

    foreign: The paths where others have files.
    """

    def __init__(
        self, manifest: OutputManifest, tree: OutputTree, deletions: EntriesByPath
    ) -> None:
        self._manifest = manifest
        self._tree = tree
        self._gone = UnalteredFiles(tree, deletions)
        self._spellings: dict[str, str] = {}
        own_names = (MANIFEST, f"{MANIFEST}{DATABASE_JOURNAL}")
        self.foreign = {name for name in own_names if tree.kind(name) not in ("nothing", "file")}

    def is_owned(self, entry: ManifestEntry, owned: StampedEntry | None) -> bool:
        """Return whether newsgen owns the file at a place, maybe by another spelling of its path.

        owned: What the manifest has at the path.
        """
        path, tree = entry.path, self._tree
        if not entry.staged and owned:
            if owned[0].hash != entry.hash:
                raise ValueError(f"changed but not staged: {path}")
            return True
        if obstacle := tree.obstacle(path):
            if obstacle.kind != "file" or obstacle.path not in self._gone:
                self.foreign.add(obstacle.path)
            return bool(owned)
        kind = tree.kind(path)
        if kind == "special" or (kind == "folder" and not tree.contains_only(path, self._gone)):
            self.foreign.add(path)
        elif kind == "file" and not owned:
            if not self._spellings:
                paths = (each.path for each, _ in self._manifest.all())
                self._spellings = {fold_path(each): each for each in paths}
            twin = self._spellings.get(fold_path(path))
            if twin is not None and tree.is_same_file(path, twin):
                return True
            if not tree.has_content(path, entry.size, entry.hash):
                self.foreign.add(path)
        elif kind == "nothing" and not entry.staged:
            raise ValueError(f"neither staged nor published: {path}")
        return bool(owned)
