"""Publishes a finished build: brings the output from the old tree to the new, or leaves it alone.

Takes what newsgen owned and every file of the new tree, most of them unchanged, the others staged.
Gives what it did. If files that newsgen does not own stand in the way, gives their paths and
touches nothing.
"""

from collections.abc import Iterable, Mapping
from contextlib import suppress
from pathlib import Path

from newsgen.model.address_rules import fold_path
from newsgen.model.value import Value
from newsgen.publish import inspection
from newsgen.publish.journal import Journal, write_journal
from newsgen.publish.manifest import ManifestEntry, write_manifest, write_manifest_copy
from newsgen.publish.roll_forward import roll_forward
from newsgen.runtime import fs


class PublishResult(Value, frozen=True):
    """What a publication did. Paths are sorted; those deleted are no longer planned."""

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

    Raises ValueError for a plan that contradicts itself, OSError if the disk is full or refuses.
    After an OSError `discard_staging` does what is right: if the journal was not written yet, the
    output is as it was; otherwise the next `recover` finishes.

    Args:
        cache_folder: the site's, where the copy of the manifest is kept.
        previous_entries: those of `read_manifest`.
        entries: the whole new tree, in any order, read once. Each is a previous entry whose file is
            as newsgen left it (`find_faults`), perhaps with another key; or comes from staging.
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
    """Return the paths where others have something, and those newsgen owns in another spelling."""
    gone = previous_entries.keys() - plan.keys()
    obstacle_memo: inspection.ObstacleMemo = {}
    previous_by_folded_path: dict[str, str] = {}
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
        if blocker := inspection.obstacle(out, path, obstacle_memo):
            if blocker.kind != "file" or blocker.path not in gone:
                foreign.add(blocker.path)
            continue
        kind = inspection.kind_at(out, path)
        if kind == "special" or (
            kind == "folder" and not inspection.contains_only(out, path, gone)
        ):
            foreign.add(path)
        elif kind == "file" and path not in previous_entries:
            previous_by_folded_path = previous_by_folded_path or {
                fold_path(previous): previous for previous in previous_entries
            }
            twin = previous_by_folded_path.get(fold_path(path))
            if twin is not None and inspection.same_file(out, path, twin):
                adopted.add(path)
            elif not inspection.has_content(out, path, entry.size, entry.hash):
                foreign.add(path)
        elif kind == "nothing" and not entry.staged:
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
