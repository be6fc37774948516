"""Carries out a journal, whether the publication has just begun or was left half done.

May be stopped and started again at any step. Never touches what newsgen does not own: what has
appeared in its way, and a file to be deleted that somebody has altered, stay there, are returned,
and are not in the manifest.
"""

import os
from collections.abc import Collection, Container, Iterable

from newsgen.model.address_rules import fold_path
from newsgen.model.value import Value, replace
from newsgen.publish.entry_list import StampedList
from newsgen.publish.manifest import EntriesByPath, JournalRow, ManifestEntry, StampedEntry
from newsgen.publish.output_manifest import OutputManifest
from newsgen.publish.output_tree import STAGING, OutputTree, StagingTree, parent_folders
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


class UnalteredFiles(Container[str]):
    """The paths of entries whose files are as newsgen wrote them: only those may be deleted.

    Each file is read when it is asked for. One with other content belongs to whoever put it there.
    """

    def __init__(self, tree: OutputTree, entries: EntriesByPath) -> None:
        self._tree = tree
        self._entries = entries

    def __contains__(self, path: object) -> bool:
        entry = self._entries.get(path) if isinstance(path, str) else None
        return entry is not None and self._tree.has_content(entry.path, entry.size, entry.hash)


def recover(manifest: OutputManifest) -> bool:
    """Finish what an earlier build left half done; return whether that was needed."""
    journal = manifest.journal()
    if journal:
        with hold_signals():
            is_first = manifest.is_first
            # The copy may not have the journal yet.
            manifest.change(journal=() if is_first else journal, is_first=is_first)
            roll_forward(manifest, journal, resume=True)
    fs.remove_tree(manifest.out / STAGING)
    return bool(journal)


def roll_forward(
    manifest: OutputManifest, journal: Collection[JournalRow], *, resume: bool
) -> ForeignPaths:
    """Do all the journal says; return the paths at which something that is not newsgen's stands.

    resume: Whether some of it may be done already, and staged files may be missing or cut short.
    """
    out = manifest.out
    gone = {entry.path: entry for change, entry in journal if change == "-"}
    if not manifest.is_first:
        incoming = (entry.path for change, entry in journal if change != "-")
        _clear_obstacles(OutputTree(out, at_rest=True), incoming, gone)
    tree, staging = OutputTree(out), StagingTree(out)
    stamped, blocked = StampedList(), []
    for change, entry in journal:
        if change == "-":
            continue
        if moved := move_staged_file(
            tree, staging, entry, is_addition=change == "+", resume=resume
        ):
            stamped.add((moved, tree.stamp(entry.path)))
        else:
            blocked.append(entry.path)
    altered = _delete_files(OutputTree(out), gone, stamped, manifest)
    _remove_empty_folders(OutputTree(out), [*gone, *blocked])
    manifest.change(entries=stamped, lost_paths=[*gone, *blocked])
    fs.remove_tree(out / STAGING)
    return ForeignPaths(tuple(sorted(blocked)), tuple(altered))


def _clear_obstacles(tree: OutputTree, incoming: Iterable[str], deletions: EntriesByPath) -> None:
    """Remove what blocks a move and is to be deleted: a file in a folder's place, or a folder."""
    unaltered = UnalteredFiles(tree, deletions)
    for path in incoming:
        if obstacle := tree.obstacle(path):
            if obstacle.kind == "file" and obstacle.path in unaltered:
                fs.unlink(tree.disk_path(obstacle.path))
                tree = OutputTree(tree.root, at_rest=True)
                unaltered = UnalteredFiles(tree, deletions)
        elif tree.kind(path) == "folder" and tree.contains_only(path, unaltered):
            fs.remove_tree(tree.disk_path(path))


def move_staged_file(
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


def _delete_files(
    tree: OutputTree,
    deletions: EntriesByPath,
    new: Iterable[StampedEntry],
    manifest: OutputManifest,
) -> list[str]:
    """Delete files; return the paths of those that somebody has altered, which stay."""
    unaltered = UnalteredFiles(tree, deletions)
    altered = []
    for path in sorted(deletions):
        if tree.kind(path) != "file" or _has_twin(tree, path, deletions, new, manifest):
            continue
        if path in unaltered:
            fs.unlink(tree.disk_path(path))
        else:
            altered.append(path)
    return altered


def _has_twin(
    tree: OutputTree,
    path: str,
    deletions: EntriesByPath,
    new: Iterable[StampedEntry],
    manifest: OutputManifest,
) -> bool:
    """Return whether a file that goes is one that stays under another spelling.

    So it is where case does not count, and an address changed its case alone.
    """
    other_case = path.swapcase()
    if other_case == path or not tree.is_same_file(path, other_case):
        return False
    staying = {entry.path for entry, _ in manifest.all()} - deletions.keys()
    staying |= {entry.path for entry, _ in new}
    folded = fold_path(path)
    return any(fold_path(each) == folded and tree.is_same_file(path, each) for each in staying)


def _remove_empty_folders(tree: OutputTree, paths: Iterable[str]) -> None:
    for folder in sorted(parent_folders(paths), key=lambda folder: (-folder.count("/"), folder)):
        target = tree.disk_path(folder)
        if tree.kind(folder) == "folder" and not fs.list_folder(target):
            fs.rmdir(target)
