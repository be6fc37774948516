"""The first publication into an output that holds nothing: whole folders move there.

All entries are in the manifest before, marked as the first, so there is no journal of them.
"""

from collections.abc import Collection, Iterator

from newsgen.publish.manifest import ManifestEntry, StampedEntry
from newsgen.publish.output_manifest import OutputManifest
from newsgen.publish.output_tree import STAGING, OutputTree, StagingTree
from newsgen.publish.roll_forward import move_staged_file
from newsgen.publish.staging import staged_stamp
from newsgen.runtime import fs


class _StampedFiles(Collection[StampedEntry]):
    """Staged entries, each with the stamp of its file, which is looked at when it is asked for."""

    def __init__(self, staging: StagingTree, staged: Collection[ManifestEntry]) -> None:
        self._staging = staging
        self._staged = staged

    def __contains__(self, one: object) -> bool:
        return any(each == one for each in self)

    def __iter__(self) -> Iterator[StampedEntry]:
        return ((entry, staged_stamp(self._staging, entry)) for entry in self._staged)

    def __len__(self) -> int:
        return len(self._staged)


def publish_first(
    manifest: OutputManifest, staged: Collection[ManifestEntry], texts: str | None
) -> list[str]:
    """Publish staged files; return the paths where something has appeared meanwhile.

    Raises FileNotFoundError if a file is not in the staging folder; then nothing has changed.
    """
    out = manifest.out
    tree, staging = OutputTree(out), StagingTree(out)
    manifest.change(entries=_StampedFiles(staging, staged), texts=texts, is_first=bool(staged))
    moved_whole = _move_folders(tree, staging, staged)
    stamped, blocked = [], []
    for entry in staged:
        if _top_folder(entry) not in moved_whole:
            if moved := move_staged_file(tree, staging, entry, is_addition=True, resume=False):
                stamped.append((moved, tree.stamp(entry.path)))
            else:
                blocked.append(entry.path)
    manifest.change(entries=stamped, lost_paths=blocked)
    fs.remove_tree(out / STAGING)
    return sorted(blocked)


def _move_folders(
    tree: OutputTree, staging: StagingTree, staged: Collection[ManifestEntry]
) -> set[str]:
    """Move whole those folders at the top that the output lacks; return them.

    Making a folder costs ten times what moving one does, and most pages have one to themselves.
    """
    if staging.is_side_by_side:
        return set()
    folders = {_top_folder(entry) for entry in staged} - {""}
    missing = {folder for folder in folders if tree.kind(folder) == "nothing"}
    if missing and fs.count_files(staging.root) != len(staged):
        return set()  # More is staged than is to move.
    for folder in sorted(missing):
        fs.replace(staging.disk_path(folder), tree.disk_path(folder))
    return missing


def _top_folder(entry: ManifestEntry) -> str:
    """Return the folder at the top of the output that a file is in; empty if it is in none."""
    return entry.path.partition("/")[0] if "/" in entry.path else ""
