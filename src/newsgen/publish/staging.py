"""The staging folder: where pages wait, inside the output folder, until all of them are there.

Workers stage bytes, or a file they wrote here, and get an entry back; a page the output already
shows with the same bytes is not staged. Nothing outside the staging folder is touched here.
"""

import os
from pathlib import Path

from newsgen.model.digest import digest
from newsgen.publish import inspection
from newsgen.publish.manifest import ManifestEntry
from newsgen.runtime import fs


def open_staging(out: Path) -> None:
    """Make an empty staging folder; whatever was at its place goes."""
    fs.remove_tree(out / inspection.STAGING)
    fs.mkdir(out / inspection.STAGING)


def stage_bytes(
    out: Path,
    path: str,
    data: bytes,
    key: str | None,
    previous_hash: str | None,
    free_memo: inspection.FreeMemo | None = None,
) -> ManifestEntry:
    """Make a page ready to be published at `path`; safe to call from many processes at once.

    old_hash: the manifest's hash for this path, None if it has none. It only saves reading: a
    file is left alone on the strength of its bytes, so one altered by hand is put right.
    free: where the output was seen to be empty, to be looked at once for all pages there; who
    publishes looks at each place again.
    Raises ValueError if the path leads out of the output or to a name newsgen keeps for itself.
    """
    _require_safe_path(path)
    content = digest(data)
    if (
        previous_hash in (None, content)
        and not inspection.is_free(out, path, {} if free_memo is None else free_memo)
        and inspection.has_content(out, path, len(data), content)
    ):
        return ManifestEntry(path, key, content, len(data))
    fs.write(_make_staging_path(out, path), data)
    return ManifestEntry(path, key, content, len(data), staged=True)


def reserve_staging_path(out: Path, path: str) -> Path:
    """Where in the staging folder to write what is too large to be held in memory.

    `stage_in_place` comes after that. Raises ValueError as `stage` does.
    """
    _require_safe_path(path)
    return Path(_make_staging_path(out, path))


def stage_in_place(out: Path, path: str, key: str, previous_hash: str | None) -> ManifestEntry:
    """As `stage`, of a file that was written into its `room`."""
    target = reserve_staging_path(out, path)
    size = target.stat().st_size
    content = inspection.file_digest(target, size)
    if previous_hash in (None, content) and inspection.has_content(out, path, size, content):
        fs.unlink(target)
        return ManifestEntry(path, key, content, size)
    return ManifestEntry(path, key, content, size, staged=True)


def _require_safe_path(path: str) -> None:
    if not inspection.is_safe_path(path):
        raise ValueError(f"not a path to publish at: {path!r}")


def _make_staging_path(out: Path, path: str) -> str:
    target = fs.disk_path(fs.disk_path(out, inspection.STAGING), path)
    folder = os.path.dirname(target)
    try:
        fs.mkdir(folder)  # Most pages are the first of their folder.
    except FileNotFoundError:
        fs.make_folders(folder)
    return target


def discard_staging(out: Path) -> None:
    """Give up a build: the staging folder goes, unless a journal still needs what is in it.

    So it may be called after any error, even one in the middle of a publication.
    """
    if fs.file_kind(out / inspection.JOURNAL) != "file":
        fs.remove_tree(out / inspection.STAGING)
