"""Publishes a finished build: brings an output from the old tree to the new, or leaves it alone."""

import errno
import os
from collections.abc import Iterable
from contextlib import suppress
from pathlib import Path

from newsgen.model.address_rules import fold_path
from newsgen.model.value import Value
from newsgen.publish.journal import Journal, write_journal
from newsgen.publish.manifest import EntriesByPath, ManifestEntry, write_manifest
from newsgen.publish.output_tree import JOURNAL, MANIFEST, STAGING, OutputTree, parent_folders
from newsgen.publish.roll_forward import ForeignPaths, roll_forward
from newsgen.publish.unaltered_files import UnalteredFiles
from newsgen.runtime import fs
from newsgen.runtime.interruption import hold_signals


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


def publish(
    out: Path,
    cache_folder: Path,
    previous_entries: EntriesByPath,
    entries: Iterable[ManifestEntry],
) -> PublishResult | ForeignFiles:
    """Bring an output folder to exactly these entries, under the lock and after `recover`.

    Each entry is a previous one whose file is as newsgen left it (`find_faults`), perhaps with
    another key; or comes from staging. Raises ValueError for entries that contradict each other,
    OSError if the disk is full or refuses. After an OSError `discard_staging` does what is right:
    if the journal was not written yet, the output is as it was; else the next `recover` finishes.
    """
    plan = _index_by_path(entries)
    _require_staged(out, previous_entries, plan)
    foreign, adopted = _find_foreign_files(out, previous_entries, plan)
    if foreign:
        return ForeignFiles(tuple(sorted(foreign)))
    owned = previous_entries.keys() | adopted
    staged = [entry for entry in plan.values() if entry.staged]
    journal = Journal(
        entry_updates=tuple(
            entry
            for path, entry in plan.items()
            if not entry.staged and previous_entries.get(path) != entry
        ),
        additions=tuple(entry for entry in staged if entry.path not in owned),
        replacements=tuple(entry for entry in staged if entry.path in owned),
        deletions=tuple(entry for path, entry in previous_entries.items() if path not in plan),
    )
    left = ForeignPaths((), ())
    if journal.moves or journal.deletions:
        _require_writable(out, (*journal.moves, *journal.deletions))
        with hold_signals():  # else readers would find half of each tree until the next build
            _begin_transaction(out, previous_entries, journal)
            left = roll_forward(out, cache_folder, previous_entries, journal, resume=False)
        if left.blocked:
            paths = ", ".join(left.blocked)
            raise FileExistsError(f"appeared while newsgen was publishing: {paths}")
    else:
        write_manifest(out, plan.values(), cache_folder)
        fs.remove_tree(out / STAGING)
    return PublishResult(
        written_paths=tuple(sorted(entry.path for entry in staged)),
        unchanged_count=len(plan) - len(staged),
        deleted_paths=tuple(
            sorted({entry.path for entry in journal.deletions}.difference(left.altered))
        ),
        kept_paths=left.altered,
    )


def _index_by_path(entries: Iterable[ManifestEntry]) -> dict[str, ManifestEntry]:
    plan: dict[str, ManifestEntry] = {}
    for entry in entries:
        if entry.path in plan:
            raise ValueError(f"planned twice: {entry.path}")
        plan[entry.path] = entry
    if both := parent_folders(plan) & plan.keys():
        raise ValueError(f"planned as file and as folder: {', '.join(sorted(both))}")
    return plan


def _require_staged(out: Path, previous_entries: EntriesByPath, plan: EntriesByPath) -> None:
    staging = OutputTree(out / STAGING)
    for path, entry in plan.items():
        if entry.staged:
            # The folders on the way were made under the lock, by who staged it.
            if staging.size(path) != entry.size:
                raise FileNotFoundError(f"not in the staging folder: {path}")
        elif path in previous_entries and previous_entries[path].hash != entry.hash:
            raise ValueError(f"changed but not staged: {path}")


def _require_writable(out: Path, changes: Iterable[ManifestEntry]) -> None:
    """Raise PermissionError for a folder that lets no file come or go, before any has moved."""
    tree = OutputTree(out)
    for folder in sorted(parent_folders(entry.path for entry in changes)):
        path = tree.disk_path(folder)
        if tree.kind(folder) == "folder" and not os.access(path, os.W_OK | os.X_OK):
            raise PermissionError(errno.EACCES, os.strerror(errno.EACCES), path)


def _find_foreign_files(
    out: Path, previous_entries: EntriesByPath, plan: EntriesByPath
) -> tuple[set[str], set[str]]:
    """Return the paths where others have something, and those newsgen owns in another spelling."""
    tree = OutputTree(out, at_rest=True)
    gone = UnalteredFiles(
        tree, {path: entry for path, entry in previous_entries.items() if path not in plan}
    )
    previous_by_folded_path: dict[str, str] = {}
    foreign = {
        name for name in (MANIFEST, JOURNAL) if fs.file_kind(out / name) not in ("nothing", "file")
    }
    adopted: set[str] = set()
    for path, entry in plan.items():
        if not entry.staged and path in previous_entries:
            continue
        if obstacle := tree.obstacle(path):
            if obstacle.kind != "file" or obstacle.path not in gone:
                foreign.add(obstacle.path)
            continue
        kind = tree.kind(path)
        if kind == "special" or (kind == "folder" and not tree.contains_only(path, gone)):
            foreign.add(path)
        elif kind == "file" and path not in previous_entries:
            previous_by_folded_path = previous_by_folded_path or {
                fold_path(previous): previous for previous in previous_entries
            }
            twin = previous_by_folded_path.get(fold_path(path))
            if twin is not None and tree.is_same_file(path, twin):
                adopted.add(path)
            elif not tree.has_content(path, entry.size, entry.hash):
                foreign.add(path)
        elif kind == "nothing" and not entry.staged:
            raise ValueError(f"neither staged nor published: {path}")
    return foreign, adopted


def _begin_transaction(out: Path, previous_entries: EntriesByPath, journal: Journal) -> None:
    """Write the journal and the first manifest, or leave no trace of either."""
    try:
        write_journal(out, journal)
        # Without new files or entries, the manifest owns all there will be already.
        if journal.additions or journal.entry_updates:
            write_manifest(out, journal.interim_entries(previous_entries))
    except OSError:
        with suppress(FileNotFoundError):
            fs.unlink(out / JOURNAL)
        raise
