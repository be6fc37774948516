"""Files on disk that are an editor's: new ones to fill in, and those that get a line more.

Takes text or bytes, lets OSError through. A new file is made where there is none, or
FileExistsError names what is there; only `overwrite` overwrites, and says so.
"""

import os
from collections.abc import Iterable, Mapping
from contextlib import suppress
from pathlib import Path
from stat import S_IMODE

from newsgen.runtime import fs


def is_folder(path: Path) -> bool:
    """Whether a folder, or a link to one, stands at a place."""
    return os.path.isdir(path)


def exists(path: Path) -> bool:
    """Whether anything at all stands at a place, be it a link that leads nowhere."""
    return fs.file_kind(path) != "nothing"


def blocking_paths(folder: Path, paths: Iterable[str]) -> tuple[str, ...]:
    """Return what stands where these files are to go, or on the way and is no folder; each once."""
    blocking: dict[str, None] = {}
    for path in paths:
        ends = [at for at, character in enumerate(path) if character == "/"]
        for place in (*(path[:end] for end in ends), path):
            kind = fs.file_kind(folder / place)
            if kind != "nothing" and (kind != "folder" or place == path):
                blocking[place] = None
                break
    return tuple(blocking)


def read_existing(folder: Path, paths: Iterable[str]) -> dict[str, bytes]:
    """The contents of those of some files that there are, by their paths in a folder."""
    return {path: (folder / path).read_bytes() for path in paths if exists(folder / path)}


def overwrite(path: Path, data: bytes) -> None:
    """Write a file that is at every instant the old one or the new one; its folder is made.

    Where a link stands, the file it leads to is written, and the link stays. Who may read and write
    the file stays as well.
    """
    target = os.path.realpath(path)
    mode = os.stat(target).st_mode if exists(Path(target)) else None
    fs.make_folders(os.path.dirname(target))
    fs.write_atomically(target, data)
    if mode is not None:
        os.chmod(target, S_IMODE(mode))


def write_new(path: Path, text: str) -> None:
    """Make a file, and the folders it lies in; if it cannot be written whole, it goes again."""
    fs.make_folders(os.path.dirname(path) or ".")
    with open(path, "xb") as file:
        try:
            file.write(text.encode())
            file.flush()
        except BaseException:
            with suppress(OSError):
                fs.unlink(path)
            raise


def write_all_new(folder: Path, texts: Mapping[str, str]) -> None:
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
