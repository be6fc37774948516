"""The staging folder, inside the output: where new files wait until all of them are made.

For an empty output they wait in folders as they will lie there, and these move whole. For any other
they wait side by side in one folder: making and removing a folder takes longer than all else that
is done with a page.
"""

import os
from pathlib import Path

from newsgen.model.digest import digest
from newsgen.publish.manifest import ManifestEntry
from newsgen.publish.output_tree import (
    LOCK,
    SIDE_BY_SIDE,
    STAGING,
    OutputTree,
    StagingTree,
    file_digest,
    is_safe_path,
)
from newsgen.runtime import fs
from newsgen.runtime.stamp import NO_STAMP, Stamp, stamp_size


def open_staging(out: Path) -> OutputTree:
    """Make an empty staging folder in place of whatever stands there; return the output."""
    fs.remove_tree(out / STAGING)
    fs.mkdir(out / STAGING)
    if not is_empty(out):
        fs.mkdir(out / STAGING / SIDE_BY_SIDE)
    return OutputTree(out)


def is_empty(out: Path) -> bool:
    """Return whether an output holds nothing but what newsgen keeps for itself."""
    return {LOCK, STAGING}.issuperset(fs.list_folder(out))


def stage_bytes(
    tree: OutputTree | None,
    path: str,
    data: bytes,
    key: str | None,
    old_hash: str | None,
    content: str = "",
) -> ManifestEntry:
    """Stage a file that is to be published at `path`; return its entry.

    Raises ValueError if the path leads out of the output or to a name newsgen keeps for itself.
    `tree` is the output; None if nothing will be published, and so nothing is staged.
    `old_hash`, the manifest's for this path, only saves reading: the bytes in the output
    decide, so a file altered by hand is put right. Publishing looks at each place again.
    `content` is the digest of the data, for whoever knows it.
    """
    _require_safe_path(path)
    content = content or digest(data)
    if tree is None:
        return ManifestEntry(path, key, content, len(data))
    # Side by side they wait wherever there is anything in the output.
    may_stand = tree.staging.is_side_by_side and old_hash in (None, content)
    if may_stand and tree.has_content(path, len(data), content):
        return ManifestEntry(path, key, content, len(data))
    fs.write(_make_staging_path(tree.staging, path), data)
    return ManifestEntry(path, key, content, len(data), staged=True)


def reserve_staging_path(out: Path, path: str) -> Path:
    """Return where to write what is too large for memory; then call `stage_in_place`."""
    _require_safe_path(path)
    return Path(_make_staging_path(StagingTree(out), path))


def stage_in_place(tree: OutputTree, path: str, key: str, old_hash: str | None) -> ManifestEntry:
    """Stage a file that was written to its `reserve_staging_path`, as `stage_bytes` does."""
    target = reserve_staging_path(tree.root, path)
    size = target.stat().st_size
    content = file_digest(target, size)
    staged = old_hash not in (None, content) or not tree.has_content(path, size, content)
    if not staged:
        fs.unlink(target)
    return ManifestEntry(path, key, content, size, staged)


def staged_stamp(staging: StagingTree, entry: ManifestEntry) -> Stamp:
    """Return the stamp of a file that waits; raise FileNotFoundError if it is not there."""
    # The folders on the way were made under the lock, by who staged it.
    found = staging.stamp(entry.path)
    if found == NO_STAMP or stamp_size(found) != entry.size:
        raise FileNotFoundError(f"not in the staging folder: {entry.path}")
    return found


def _require_safe_path(path: str) -> None:
    if not is_safe_path(path):
        raise ValueError(f"not a path to publish at: {path!r}")


def _make_staging_path(staging: StagingTree, path: str) -> str:
    target = staging.disk_path(path)
    if staging.is_side_by_side:
        return target
    folder = os.path.dirname(target)
    try:
        fs.mkdir(folder)  # Most pages are the first of their folder.
    except FileNotFoundError:
        fs.make_folders(folder)
    return target
