"""Carries out a journal, whether the publication has just begun or was left half done.

May be stopped and started again at any step. Never touches what newsgen does not own: what has
appeared in its way, and a file to be deleted that somebody has altered, stay there, are returned,
and are not in the manifest.
"""

import os
from collections.abc import Iterable
from pathlib import Path

from newsgen.model.address_rules import fold_path
from newsgen.model.value import Value, replace
from newsgen.publish.journal import Journal, read_journal
from newsgen.publish.manifest import EntriesByPath, ManifestEntry, read_manifest, write_manifest
from newsgen.publish.output_tree import JOURNAL, MANIFEST, STAGING, OutputTree, parent_folders
from newsgen.publish.unaltered_files import UnalteredFiles
from newsgen.runtime import fs
from newsgen.runtime.interruption import hold_signals


class ForeignPaths(Value, frozen=True):
    """What is not newsgen's and was left as it is; paths are sorted.

    Attributes:
        blocked: Where a new file was to go.
        altered: Files that newsgen once wrote, and somebody has changed since.
    """

    blocked: tuple[str, ...]
    altered: tuple[str, ...]


def recover(out: Path, cache_folder: Path) -> bool:
    """Finish what an earlier build left half done, under the lock; return whether that was needed.

    A damaged journal is removed: the manifest that was written with it lists old and new files
    alike, so the next publication is right nevertheless.
    """
    for name in (JOURNAL, MANIFEST):
        unfinished = out / f"{name}{fs.TEMPORARY_SUFFIX}"
        if fs.file_kind(unfinished) in ("file", "special"):
            fs.unlink(unfinished)
    if journal := read_journal(out):
        entries = read_manifest(out, cache_folder).entries
        with hold_signals():
            write_manifest(out, journal.interim_entries(entries))
            roll_forward(out, cache_folder, entries, journal, resume=True)
        return True
    if fs.file_kind(out / JOURNAL) in ("file", "special"):
        fs.unlink(out / JOURNAL)
    fs.remove_tree(out / STAGING)
    return False


def roll_forward(
    out: Path,
    cache_folder: Path,
    previous_entries: EntriesByPath,
    journal: Journal,
    *,
    resume: bool,
) -> ForeignPaths:
    """Do all the journal says; return the paths at which something that is not newsgen's stands.

    `previous_entries` are those of the manifest that the journal was begun with. To resume means
    that some of it may be done already, and staged files may be missing or cut short.
    """
    gone = {entry.path: entry for entry in journal.deletions}
    _clear_obstacles(out, (entry.path for entry in journal.moves), gone)
    tree, staging = OutputTree(out), OutputTree(out / STAGING)
    # What an earlier attempt staged is looked at file by file; a first one may move whole folders.
    moved = {} if resume else _move_folders(tree, staging, journal.moves)
    for entries, is_addition in ((journal.additions, True), (journal.replacements, False)):
        for entry in entries:
            if entry.path not in moved and (
                now := _move(tree, staging, entry, is_addition=is_addition, resume=resume)
            ):
                moved[entry.path] = now
    final = journal.final_entries(previous_entries, moved.values())
    blocked = {entry.path for entry in journal.moves} - moved.keys()
    altered = _delete_files(out, gone, final) if gone else []
    _remove_empty_folders(out, gone.keys() | blocked)
    write_manifest(out, final.values(), cache_folder)
    fs.unlink(out / JOURNAL)
    fs.remove_tree(out / STAGING)
    return ForeignPaths(tuple(sorted(blocked)), tuple(altered))


def _clear_obstacles(out: Path, incoming: Iterable[str], deletions: EntriesByPath) -> None:
    """Remove what blocks a move and is to be deleted: a file in a folder's place, or a folder."""
    tree = OutputTree(out, at_rest=True)
    unaltered = UnalteredFiles(tree, deletions)
    for path in incoming:
        if obstacle := tree.obstacle(path):
            if obstacle.kind == "file" and obstacle.path in unaltered:
                fs.unlink(tree.disk_path(obstacle.path))
                tree = OutputTree(out, at_rest=True)
                unaltered = UnalteredFiles(tree, deletions)
        elif tree.kind(path) == "folder" and tree.contains_only(path, unaltered):
            fs.remove_tree(tree.disk_path(path))


def _move_folders(
    tree: OutputTree, staging: OutputTree, entries: Iterable[ManifestEntry]
) -> dict[str, ManifestEntry]:
    """Move whole those folders that the output lacks; return the entries of their files by path.

    Making a folder costs ten times what moving one does, and most pages have one to themselves.
    """
    topmost_missing: dict[str, str] = {"": ""}

    def find_topmost_missing(folder: str) -> str:
        """Return the first of the folders down to this one that is missing; empty if none is."""
        if folder not in topmost_missing:
            above = find_topmost_missing(folder.rpartition("/")[0])
            exists = not above and tree.kind(folder) != "nothing"
            topmost_missing[folder] = "" if exists else above or folder
        return topmost_missing[folder]

    by_folder: dict[str, dict[str, ManifestEntry]] = {}
    for entry in entries:
        if top := find_topmost_missing(entry.path.rpartition("/")[0]):
            by_folder.setdefault(top, {})[entry.path] = entry
    moved: dict[str, ManifestEntry] = {}
    for top, inside in by_folder.items():
        if tree.kind(top) == "nothing" and staging.contains_only(top, inside):
            fs.replace(staging.disk_path(top), tree.disk_path(top))
            moved |= inside
    return moved


def _move(
    tree: OutputTree,
    staging: OutputTree,
    entry: ManifestEntry,
    *,
    is_addition: bool,
    resume: bool,
) -> ManifestEntry | None:
    """Move one file to its place; return its entry then, None if the place is not newsgen's.

    For an addition, other content at its place is someone else's.
    """
    content = (entry.path, entry.size, entry.hash)
    # What stands in the place of the staging folder may be a link.
    staged = not resume or (
        fs.file_kind(staging.root) == "folder" and staging.has_content(*content)
    )
    kind = tree.kind(entry.path)
    if kind in ("folder", "special"):
        return None
    if kind == "file" and (is_addition or not staged):
        if not tree.has_content(*content):
            return None if is_addition else replace(entry, key=None)
        if not staged:
            return entry
    if not staged:
        return None
    target = tree.disk_path(entry.path)
    fs.make_folders(os.path.dirname(target))
    fs.replace(staging.disk_path(entry.path), target)
    return entry


def _delete_files(out: Path, deletions: EntriesByPath, final_paths: Iterable[str]) -> list[str]:
    """Delete files; return the paths of those that somebody has altered, which stay."""
    final_by_folded_path = {fold_path(path): path for path in final_paths}
    tree = OutputTree(out)
    unaltered = UnalteredFiles(tree, deletions)
    altered = []
    for path in sorted(deletions):
        if tree.kind(path) != "file":
            continue
        # Where case does not count, a page whose address only changed case is still there.
        twin = final_by_folded_path.get(fold_path(path))
        if twin is not None and tree.is_same_file(path, twin):
            continue
        if path in unaltered:
            fs.unlink(tree.disk_path(path))
        else:
            altered.append(path)
    return altered


def _remove_empty_folders(out: Path, paths: Iterable[str]) -> None:
    tree = OutputTree(out)
    for folder in sorted(parent_folders(paths), key=lambda folder: (-folder.count("/"), folder)):
        target = tree.disk_path(folder)
        if tree.kind(folder) == "folder" and not fs.list_folder(target):
            fs.rmdir(target)
