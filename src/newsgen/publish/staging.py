"""The staging folder, inside the output: where new files wait until all of them are made.

Takes bytes, or a file that was written there, and gives its manifest entry. A file that stands in
the output with the same bytes is not staged. Touches nothing outside the staging folder.
"""

import os
from pathlib import Path

from newsgen.model.digest import digest
from newsgen.publish import inspection
from newsgen.publish.manifest import ManifestEntry
from newsgen.runtime import fs


def open_staging(out: Path) -> None:
    """Make an empty staging folder in place of whatever stands there."""
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
    """Stage a file that is to be published at `path`; many processes may do so at once.

    Raises ValueError if the path leads out of the output or to a name newsgen keeps for itself.

    Args:
        path: in the output.
        key: the page key it is made for.
        previous_hash: the manifest's hash for this path, None if it has none. It only saves
            reading: the bytes in the output decide, so a file altered by hand is put right.
        free_memo: where the output was seen to be empty, shared by all files of a run. Publishing
            looks at each place again.
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
    """Return where in the staging folder to write what is too large for memory.

    Call `stage_in_place` afterwards. Raises ValueError as `stage_bytes` does.
    """
    _require_safe_path(path)
    return Path(_make_staging_path(out, path))


def stage_in_place(out: Path, path: str, key: str, previous_hash: str | None) -> ManifestEntry:
    """Stage a file that was written to its `reserve_staging_path`, as `stage_bytes` does."""
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
    """Remove the staging folder, unless a journal still needs what is in it.

    So it may be called after any error, even one in the middle of a publication.
    """
    if fs.file_kind(out / inspection.JOURNAL) != "file":
        fs.remove_tree(out / inspection.STAGING)
