"""Carries a publication out from its journal, whether just begun or found half done.

Takes a journal, brings the output to exactly what it says, and may be stopped and started again
at any step. Refuses to touch what newsgen does not own: what has meanwhile appeared in its way is
left there, given back, and forgotten by the manifest.
"""

from collections.abc import Iterable, Mapping
from pathlib import Path

from newsgen.model.address import fold_path
from newsgen.model.value import replace
from newsgen.publish import inspection
from newsgen.publish.journal import Journal, read_journal
from newsgen.publish.manifest import (
    ManifestEntry,
    read_manifest,
    write_manifest,
    write_manifest_copy,
)
from newsgen.runtime import fs


def recover(out: Path, cache_folder: Path) -> bool:
    """Finish what an earlier build left half done; to be called first, under the lock.

    Gives whether there was anything to finish. A damaged journal is dropped: the manifest it was
    written with claims old and new files alike, so the next publication is right all the same.
    """
    for name in (inspection.JOURNAL, inspection.MANIFEST):
        if fs.file_kind(unfinished := out / f"{name}{fs.TEMPORARY_SUFFIX}") not in (
            "nothing",
            "folder",
        ):
            fs.unlink(unfinished)
    journal = read_journal(out)
    if journal is not None:
        known = read_manifest(out, cache_folder).entries
        write_manifest(out, journal.interim_entries(known))
        roll_forward(out, cache_folder, known, journal, resume=True)
        return True
    if fs.file_kind(out / inspection.JOURNAL) in ("file", "stranger"):
        fs.unlink(out / inspection.JOURNAL)
    fs.remove_tree(out / inspection.STAGING)
    return False


def roll_forward(
    out: Path,
    cache_folder: Path,
    previous_entries: Mapping[str, ManifestEntry],
    journal: Journal,
    *,
    resume: bool,
) -> tuple[str, ...]:
    """Do all the journal says; gives the paths that something not newsgen's was in the way of.

    old: the entries of the manifest it was begun with.
    again: some of it may be done already, and what is staged may not be whole.
    """
    gone = {entry.path for entry in journal.deletions}
    seen: inspection.ObstacleMemo = {}
    _clear_obstacles(out, [entry.path for entry in journal.moves], gone)
    # What an earlier attempt staged is looked at file by file; a first one may move whole folders.
    settled = [] if resume else _move_folders(out, journal.moves)
    done = {entry.path for entry in settled}
    for entries, fresh in ((journal.additions, True), (journal.replacements, False)):
        rest = (entry for entry in entries if entry.path not in done)
        settled += filter(None, (_move(out, entry, seen, fresh, resume) for entry in rest))
    final = journal.final_entries(previous_entries, settled)
    blocked = {entry.path for entry in journal.moves} - {entry.path for entry in settled}
    if gone:
        _delete_files(out, gone, {entry.path for entry in final})
    _remove_empty_folders(out, gone | blocked)
    write_manifest(out, final)
    write_manifest_copy(out, cache_folder)
    fs.unlink(out / inspection.JOURNAL)
    fs.remove_tree(out / inspection.STAGING)
    return tuple(sorted(blocked))


def _clear_obstacles(out: Path, incoming: Iterable[str], deletions: set[str]) -> None:
    """Remove what blocks a move and goes anyway: a file where a folder must be, or a folder."""
    seen: inspection.ObstacleMemo = {}
    free: inspection.FreeMemo = {}
    for path in incoming:
        if inspection.is_free(out, path, free):
            continue
        wall = inspection.obstacle(out, path, seen)
        if wall is not None:
            if wall.kind == "file" and wall.path in deletions:
                fs.unlink(fs.disk_path(out, wall.path))
                seen.clear()
        elif inspection.kind_at(out, path) == "folder" and inspection.contains_only(
            out, path, deletions
        ):
            fs.remove_tree(fs.disk_path(out, path))


def _move_folders(out: Path, entries: Iterable[ManifestEntry]) -> list[ManifestEntry]:
    """Move the folders the output has nothing of, each at one stroke; gives the entries in them.

    Making a folder costs ten times what moving one does, and most pages have one to themselves.
    """
    seen: inspection.ObstacleMemo = {}
    missing: dict[str, str] = {}
    inside: dict[str, list[ManifestEntry]] = {}
    for entry in entries:
        if top := _topmost_missing_folder(out, entry.path.rpartition("/")[0], missing):
            inside.setdefault(top, []).append(entry)
    moved: list[ManifestEntry] = []
    for top, waiting in inside.items():
        source, target = (fs.disk_path(root, top) for root in (out / inspection.STAGING, out))
        planned = {entry.path for entry in waiting}
        free = not inspection.obstacle(out, top, seen) and fs.file_kind(target) == "nothing"
        if free and inspection.contains_only(out / inspection.STAGING, top, planned):
            fs.replace(source, target)
            moved += waiting
    return moved


def _topmost_missing_folder(out: Path, folder: str, memo: dict[str, str]) -> str:
    """The first folder on the way to this one, or this one, that is not there; empty if all are."""
    if folder and folder not in memo:
        above = _topmost_missing_folder(out, folder.rpartition("/")[0], memo)
        there = not above and inspection.kind_at(out, folder) != "nothing"
        memo[folder] = "" if there else above or folder
    return memo[folder] if folder else ""


def _move(
    out: Path,
    entry: ManifestEntry,
    obstacle_memo: inspection.ObstacleMemo,
    is_addition: bool,
    resume: bool,
) -> ManifestEntry | None:
    """Move one file to its place; gives it as it then stands, None if the place is not ours.

    fresh: newsgen had nothing at this place, so other content there is someone else's.
    """
    source, target = (fs.disk_path(root, entry.path) for root in (out / inspection.STAGING, out))
    staged = not resume or _still_staged(out, entry)
    standing = (
        "stranger" if inspection.obstacle(out, entry.path, obstacle_memo) else fs.file_kind(target)
    )
    if standing in ("folder", "stranger"):
        return None
    if standing == "file" and (is_addition or not staged):
        if not inspection.has_content(out, entry.path, entry.size, entry.hash, obstacle_memo):
            return None if is_addition else replace(entry, key=None)
        if not staged:
            return entry
    if not staged:
        return None
    _make_parent_folders(out, entry.path)
    fs.replace(source, target)
    return entry


def _still_staged(out: Path, entry: ManifestEntry) -> bool:
    """Whether the file still waits in the staging folder, whole."""
    staging = out / inspection.STAGING
    return fs.file_kind(staging) == "folder" and inspection.has_content(
        staging, entry.path, entry.size, entry.hash
    )


def _make_parent_folders(out: Path, path: str) -> None:
    """Make the folders a path needs; `tree.wall` has seen that there is no link among them."""
    folder = path.rpartition("/")[0]
    if folder and inspection.kind_at(out, folder) == "nothing":
        _make_parent_folders(out, folder)
        fs.mkdir(fs.disk_path(out, folder))


def _delete_files(out: Path, paths: set[str], final_paths: set[str]) -> None:
    """Delete files that are no longer planned."""
    spellings = {fold_path(path): path for path in final_paths}
    seen: inspection.ObstacleMemo = {}
    for path in sorted(paths):
        if inspection.obstacle(out, path, seen) or inspection.kind_at(out, path) != "file":
            continue
        # Where case does not count, a page whose address only changed case is still there.
        twin = spellings.get(fold_path(path))
        if twin is None or not inspection.same_file(out, path, twin):
            fs.unlink(fs.disk_path(out, path))


def _remove_empty_folders(out: Path, paths: set[str]) -> None:
    """Remove folders that held files of ours and hold nothing now, the deepest first."""
    seen: inspection.ObstacleMemo = {}
    for folder in sorted(
        inspection.parent_folders(paths), key=lambda folder: (-folder.count("/"), folder)
    ):
        target = fs.disk_path(out, folder)
        there = not inspection.obstacle(out, folder, seen) and fs.file_kind(target) == "folder"
        if there and not fs.list_folder(target):
            fs.rmdir(target)
