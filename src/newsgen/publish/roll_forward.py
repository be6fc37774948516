"""Carries out a journal, whether the publication has just begun or was left half done.

Takes a journal and brings the output to what it says; may be stopped and started again at any step.
Never touches what newsgen does not own: what has appeared in its way stays there, is returned, and
is not in the manifest.
"""

from collections.abc import Iterable, Mapping
from pathlib import Path

from newsgen.model.address_rules import fold_path
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
    """Finish what an earlier build left half done; call it first, under the lock.

    Return whether there was anything to finish. A damaged journal is removed: the manifest that was
    written with it lists old and new files alike, so the next publication is right nevertheless.
    """
    for name in (inspection.JOURNAL, inspection.MANIFEST):
        if fs.file_kind(unfinished := out / f"{name}{fs.TEMPORARY_SUFFIX}") not in (
            "nothing",
            "folder",
        ):
            fs.unlink(unfinished)
    journal = read_journal(out)
    if journal is not None:
        entries = read_manifest(out, cache_folder).entries
        write_manifest(out, journal.interim_entries(entries))
        roll_forward(out, cache_folder, entries, journal, resume=True)
        return True
    if fs.file_kind(out / inspection.JOURNAL) in ("file", "special"):
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
    """Do all the journal says; return the paths at which something that is not newsgen's stood.

    Args:
        cache_folder: the site's, where the copy of the manifest is kept.
        previous_entries: the entries of the manifest that the journal was begun with, by path.
        resume: some of it may be done already, and staged files may be missing or cut short.
    """
    gone = {entry.path for entry in journal.deletions}
    obstacle_memo: inspection.ObstacleMemo = {}
    _clear_obstacles(out, [entry.path for entry in journal.moves], gone)
    # What an earlier attempt staged is looked at file by file; a first one may move whole folders.
    moved = [] if resume else _move_folders(out, journal.moves)
    moved_paths = {entry.path for entry in moved}
    for entries, is_addition in ((journal.additions, True), (journal.replacements, False)):
        rest = (entry for entry in entries if entry.path not in moved_paths)
        moved += filter(
            None, (_move(out, entry, obstacle_memo, is_addition, resume) for entry in rest)
        )
    final = journal.final_entries(previous_entries, moved)
    blocked = {entry.path for entry in journal.moves} - {entry.path for entry in moved}
    if gone:
        _delete_files(out, gone, {entry.path for entry in final})
    _remove_empty_folders(out, gone | blocked)
    write_manifest(out, final)
    write_manifest_copy(out, cache_folder)
    fs.unlink(out / inspection.JOURNAL)
    fs.remove_tree(out / inspection.STAGING)
    return tuple(sorted(blocked))


def _clear_obstacles(out: Path, incoming: Iterable[str], deletions: set[str]) -> None:
    """Remove what blocks a move and is to be deleted: a file where a folder must be, or a folder.

    Args:
        incoming: the paths of the files to move.
        deletions: the paths of the files that the journal deletes.
    """
    obstacle_memo: inspection.ObstacleMemo = {}
    free: inspection.FreeMemo = {}
    for path in incoming:
        if inspection.is_free(out, path, free):
            continue
        blocker = inspection.obstacle(out, path, obstacle_memo)
        if blocker is not None:
            if blocker.kind == "file" and blocker.path in deletions:
                fs.unlink(fs.disk_path(out, blocker.path))
                obstacle_memo.clear()
        elif inspection.kind_at(out, path) == "folder" and inspection.contains_only(
            out, path, deletions
        ):
            fs.remove_tree(fs.disk_path(out, path))


def _move_folders(out: Path, entries: Iterable[ManifestEntry]) -> list[ManifestEntry]:
    """Move whole those folders that the output lacks; return the entries of their files.

    Making a folder costs ten times what moving one does, and most pages have one to themselves.
    """
    obstacle_memo: inspection.ObstacleMemo = {}
    missing_memo: dict[str, str] = {}
    entries_by_folder: dict[str, list[ManifestEntry]] = {}
    for entry in entries:
        if top := _topmost_missing_folder(out, entry.path.rpartition("/")[0], missing_memo):
            entries_by_folder.setdefault(top, []).append(entry)
    moved: list[ManifestEntry] = []
    for top, inside in entries_by_folder.items():
        source, target = (fs.disk_path(root, top) for root in (out / inspection.STAGING, out))
        planned = {entry.path for entry in inside}
        free = (
            not inspection.obstacle(out, top, obstacle_memo) and fs.file_kind(target) == "nothing"
        )
        if free and inspection.contains_only(out / inspection.STAGING, top, planned):
            fs.replace(source, target)
            moved += inside
    return moved


def _topmost_missing_folder(out: Path, folder: str, memo: dict[str, str]) -> str:
    """Return the first of the folders down to this one that is missing; empty if none is."""
    if folder and folder not in memo:
        above = _topmost_missing_folder(out, folder.rpartition("/")[0], memo)
        exists = not above and inspection.kind_at(out, folder) != "nothing"
        memo[folder] = "" if exists else above or folder
    return memo[folder] if folder else ""


def _move(
    out: Path,
    entry: ManifestEntry,
    obstacle_memo: inspection.ObstacleMemo,
    is_addition: bool,
    resume: bool,
) -> ManifestEntry | None:
    """Move one file to its place; return its entry then, None if the place is not newsgen's.

    Args:
        is_addition: newsgen had nothing at this place, so other content there is someone else's.
        resume: as in `roll_forward`.
    """
    source, target = (fs.disk_path(root, entry.path) for root in (out / inspection.STAGING, out))
    staged = not resume or _still_staged(out, entry)
    kind = (
        "special" if inspection.obstacle(out, entry.path, obstacle_memo) else fs.file_kind(target)
    )
    if kind in ("folder", "special"):
        return None
    if kind == "file" and (is_addition or not staged):
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
    """Return whether the file is still in the staging folder, whole."""
    staging = out / inspection.STAGING
    return fs.file_kind(staging) == "folder" and inspection.has_content(
        staging, entry.path, entry.size, entry.hash
    )


def _make_parent_folders(out: Path, path: str) -> None:
    """Make the folders a path needs; `inspection.obstacle` has seen no link among them."""
    folder = path.rpartition("/")[0]
    if folder and inspection.kind_at(out, folder) == "nothing":
        _make_parent_folders(out, folder)
        fs.mkdir(fs.disk_path(out, folder))


def _delete_files(out: Path, paths: set[str], final_paths: set[str]) -> None:
    """Delete files that are no longer planned."""
    final_by_folded_path = {fold_path(path): path for path in final_paths}
    obstacle_memo: inspection.ObstacleMemo = {}
    for path in sorted(paths):
        if inspection.obstacle(out, path, obstacle_memo) or inspection.kind_at(out, path) != "file":
            continue
        # Where case does not count, a page whose address only changed case is still there.
        twin = final_by_folded_path.get(fold_path(path))
        if twin is None or not inspection.same_file(out, path, twin):
            fs.unlink(fs.disk_path(out, path))


def _remove_empty_folders(out: Path, paths: set[str]) -> None:
    """Remove the folders of these files that are empty now, the deepest first."""
    obstacle_memo: inspection.ObstacleMemo = {}
    for folder in sorted(
        inspection.parent_folders(paths), key=lambda folder: (-folder.count("/"), folder)
    ):
        target = fs.disk_path(out, folder)
        is_folder = (
            not inspection.obstacle(out, folder, obstacle_memo) and fs.file_kind(target) == "folder"
        )
        if is_folder and not fs.list_folder(target):
            fs.rmdir(target)
