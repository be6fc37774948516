"""The staging folder: where pages wait, inside the output folder, until all of them are there.

Workers stage bytes and get an entry back; a page the output already shows with the same bytes is
not staged. Nothing outside the staging folder is touched here.
"""

import os
from pathlib import Path

from newsgen.engine import disk, tree
from newsgen.engine.output.manifest import Entry
from newsgen.model.digest import digest


def open_staging(out: Path) -> None:
    """Make an empty staging folder; whatever was at its place goes."""
    disk.remove_tree(out / tree.STAGING)
    disk.mkdir(out / tree.STAGING)


def stage(
    out: Path,
    path: str,
    data: bytes,
    key: str | None,
    old_hash: str | None,
    free: tree.Free | None = None,
) -> Entry:
    """Make a page ready to be published at `path`; safe to call from many processes at once.

    old_hash: the manifest's hash for this path, None if it has none. It only saves reading: a
    file is left alone on the strength of its bytes, so one altered by hand is put right.
    free: where the output was seen to be empty, to be looked at once for all pages there; who
    publishes looks at each place again.
    Raises ValueError if the path leads out of the output or to a name newsgen keeps for itself.
    """
    if not tree.proper(path):
        raise ValueError(f"not a path to publish at: {path!r}")
    content = digest(data)
    if (
        old_hash in (None, content)
        and not tree.free(out, path, {} if free is None else free)
        and tree.holds(out, path, len(data), content)
    ):
        return Entry(path, key, content, len(data))
    target = tree.place(tree.place(out, tree.STAGING), path)
    folder = os.path.dirname(target)
    try:
        disk.mkdir(folder)  # Most pages are the first of their folder.
    except FileNotFoundError:
        disk.make_folders(folder)
    disk.write(target, data)
    return Entry(path, key, content, len(data), staged=True)


def discard(out: Path) -> None:
    """Give up a build: the staging folder goes, unless a journal still needs what is in it.

    So it may be called after any error, even one in the middle of a publication.
    """
    if tree.kind(out / tree.JOURNAL) != "file":
        disk.remove_tree(out / tree.STAGING)
