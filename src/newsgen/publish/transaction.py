"""Puts a finished build in its place: from old tree to new through the journal, or not at all.

Takes what newsgen owned and every file of the new tree, most of them unchanged, the others staged;
gives what it did, or the places someone else's files stand at, having touched nothing.
"""

from collections.abc import Iterable, Mapping
from contextlib import suppress
from pathlib import Path

from newsgen.model.address import fold_path
from newsgen.model.value import Value
from newsgen.publish import inspection
from newsgen.publish.journal import Journal, write_journal
from newsgen.publish.manifest import ManifestEntry, write_manifest, write_manifest_copy
from newsgen.publish.recovery import roll_forward
from newsgen.runtime import fs


class PublishResult(Value, frozen=True):
    """What a publication did. Paths are sorted; `deleted` are those the plan no longer has."""

    written_paths: tuple[str, ...]
    unchanged_count: int
    deleted_paths: tuple[str, ...]


class ForeignFiles(Value, frozen=True):
    """Paths that are planned, or needed as folders, and hold what newsgen did not write."""

    paths: tuple[str, ...]


def publish(
    out: Path,
    cache_folder: Path,
    previous_entries: Mapping[str, ManifestEntry],
    entries: Iterable[ManifestEntry],
) -> PublishResult | ForeignFiles:
    """Bring an output folder to exactly these entries, under the lock and after `recover`.

    old: the entries of `read_manifest`.
    entries: the whole new tree, in any order: an entry of `old`, with another key perhaps, whose
        file stands as it was left (`standing.faults`); or what `stage` gave. Read once.
    Raises ValueError for a plan that contradicts itself, OSError when the disk does not play along.
    After an OSError `discard` tells right: before the journal was written the output is as it
    was; after that, the next `recover` finishes.
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
    if journal.moves or journal.deletions:
        _begin_transaction(out, previous_entries, journal)
        if blocked := roll_forward(out, cache_folder, previous_entries, journal, resume=False):
            raise FileExistsError(f"appeared while newsgen was publishing: {', '.join(blocked)}")
    else:
        write_manifest(out, plan.values())
        write_manifest_copy(out, cache_folder)
        fs.remove_tree(out / inspection.STAGING)
    return PublishResult(
        written_paths=tuple(sorted(entry.path for entry in staged)),
        unchanged_count=len(plan) - len(staged),
        deleted_paths=tuple(sorted(entry.path for entry in journal.deletions)),
    )


def _index_by_path(entries: Iterable[ManifestEntry]) -> dict[str, ManifestEntry]:
    plan: dict[str, ManifestEntry] = {}
    for entry in entries:
        if entry.path in plan:
            raise ValueError(f"planned twice: {entry.path}")
        plan[entry.path] = entry
    if both := inspection.parent_folders(plan) & plan.keys():
        raise ValueError(f"planned as file and as folder: {', '.join(sorted(both))}")
    return plan


def _require_staged(
    out: Path, previous_entries: Mapping[str, ManifestEntry], plan: Mapping[str, ManifestEntry]
) -> None:
    for path, entry in plan.items():
        if entry.staged:
            # The folders on the way were made under the lock, by who staged it.
            if inspection.file_size(fs.disk_path(out / inspection.STAGING, path)) != entry.size:
                raise FileNotFoundError(f"not in the staging folder: {path}")
        elif path in previous_entries and previous_entries[path].hash != entry.hash:
            raise ValueError(f"changed but not staged: {path}")


def _find_foreign_files(
    out: Path, previous_entries: Mapping[str, ManifestEntry], plan: Mapping[str, ManifestEntry]
) -> tuple[set[str], set[str]]:
    """Paths where others have something, and paths newsgen owns under another spelling."""
    gone = previous_entries.keys() - plan.keys()
    seen: inspection.ObstacleMemo = {}
    spellings: dict[str, str] = {}
    foreign = {
        name
        for name in (inspection.MANIFEST, inspection.JOURNAL)
        if fs.file_kind(out / name) not in ("nothing", "file")
    }
    adopted: set[str] = set()
    free: inspection.FreeMemo = {}
    for path, entry in plan.items():
        if inspection.is_free(out, path, free) if entry.staged else path in previous_entries:
            continue
        if wall := inspection.obstacle(out, path, seen):
            if wall.kind != "file" or wall.path not in gone:
                foreign.add(wall.path)
            continue
        standing = inspection.kind_at(out, path)
        if standing == "stranger" or (
            standing == "folder" and not inspection.contains_only(out, path, gone)
        ):
            foreign.add(path)
        elif standing == "file" and path not in previous_entries:
            spellings = spellings or {fold_path(known): known for known in previous_entries}
            twin = spellings.get(fold_path(path))
            if twin is not None and inspection.same_file(out, path, twin):
                adopted.add(path)
            elif not inspection.has_content(out, path, entry.size, entry.hash):
                foreign.add(path)
        elif standing == "nothing" and not entry.staged:
            raise ValueError(f"neither staged nor published: {path}")
    return foreign, adopted


def _begin_transaction(
    out: Path, previous_entries: Mapping[str, ManifestEntry], journal: Journal
) -> None:
    """Write the journal and the first manifest, or leave no trace of either."""
    try:
        write_journal(out, journal)
        if (
            journal.additions or journal.entry_updates
        ):  # else the manifest owns all there will be already
            write_manifest(out, journal.interim_entries(previous_entries))
    except OSError:
        with suppress(FileNotFoundError):
            fs.unlink(out / inspection.JOURNAL)
        raise
