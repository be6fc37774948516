"""Files that belong to an editor. Only `overwrite` replaces one, and only `remove` takes one away.

OSError is let through.
"""

import os
from collections.abc import Iterable, Mapping
from contextlib import suppress
from itertools import accumulate
from pathlib import Path
from stat import S_IMODE

from newsgen.runtime import fs


def is_folder(path: Path) -> bool:
    """Return whether a folder, or a link to one, stands at a path."""
    return os.path.isdir(path)


def exists(path: Path) -> bool:
    """Return whether anything at all stands at a path, even a link that leads nowhere."""
    return fs.file_kind(path) != "nothing"


def blocking_paths(folder: Path, paths: Iterable[str]) -> tuple[str, ...]:
    """Return what is in the way of these files: at their paths, or above them and no folder."""
    blocking: dict[str, None] = {}
    for path in paths:
        for place in accumulate(path.split("/"), "{}/{}".format):
            kind = fs.file_kind(folder / place)
            if kind != "nothing" and (kind != "folder" or place == path):
                blocking[place] = None
                break
    return tuple(blocking)


def read_existing(folder: Path, paths: Iterable[str]) -> dict[str, bytes]:
    """Return the contents of those of the files that exist, by their paths in a folder."""
    return {path: (folder / path).read_bytes() for path in paths if exists(folder / path)}


def leads_out(folder: Path, path: str) -> bool:
    """Return whether links lead from a path in a folder to somewhere outside of it."""
    return not Path(os.path.realpath(folder / path)).is_relative_to(os.path.realpath(folder))


def overwrite(path: Path, data: bytes) -> None:
    """Write a file in one instant; make its folder, follow a link, keep its permissions."""
    target = os.path.realpath(path)
    mode = os.stat(target).st_mode if exists(Path(target)) else None
    fs.make_folders(os.path.dirname(target))
    fs.write_atomically(target, data)
    if mode is not None:
        os.chmod(target, S_IMODE(mode))


def remove(path: Path) -> None:
    """Remove a file that newsgen itself made."""
    fs.unlink(path)


def write_new(path: Path, content: str | bytes) -> None:
    """Make a file and its folders; if it cannot be written whole, remove it again."""
    data = content.encode() if isinstance(content, str) else content
    fs.make_folders(os.path.dirname(path) or ".")
    with open(path, "xb") as file:
        try:
            file.write(data)
            file.flush()
        except BaseException:
            with suppress(OSError):
                fs.unlink(path)
            raise


def write_all_new(folder: Path, texts: Mapping[str, str | bytes]) -> None:
    """Make several files by their paths in a folder: all of them, or none."""
    made = []
    try:
        for path, text in texts.items():
            write_new(folder / path, text)
            made.append(path)
    except BaseException:
        for path in made:
            with suppress(OSError):
                fs.unlink(folder / path)
        raise
