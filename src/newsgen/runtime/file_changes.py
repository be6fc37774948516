"""Several changes of an editor's files at once: all of them, or none.

Raises CommandError before anything is written if a file is no longer what the changes were worked
out for. OSError is let through, after what was written is put back.
"""

from collections.abc import Callable, Iterable
from contextlib import suppress
from functools import partial
from pathlib import Path

from newsgen.model.command_error import CommandError
from newsgen.model.value import Value
from newsgen.runtime import fs
from newsgen.runtime.editor_files import exists, overwrite, read_existing, remove


class FileChange(Value, frozen=True):
    """What a file holds before and after; None where there is no such file."""

    path: str
    old: bytes | None
    new: bytes | None


class FileMove(Value, frozen=True):
    """A file that gets another path and stays as it is."""

    path: str
    new_path: str


def write_changes(
    folder: Path, changes: Iterable[FileChange], moves: Iterable[FileMove] = ()
) -> None:
    """Change and move files of a folder, and remove the folders that are empty then."""
    changes, moves = tuple(changes), tuple(moves)
    present = read_existing(folder, (change.path for change in changes))
    for change in changes:
        if present.get(change.path) != change.old:
            raise CommandError(f"{change.path} was changed meanwhile; nothing was written")
    for move in moves:
        if exists(folder / move.new_path) or not exists(folder / move.path):
            raise CommandError(f"{move.path} cannot be moved to {move.new_path}")
    undo: list[Callable[[], None]] = []
    try:
        for move in moves:
            _move(folder, move.path, move.new_path)
            undo.append(partial(_move, folder, move.new_path, move.path))
        for change in changes:
            undo.append(partial(_put, folder / change.path, change.old))
            _put(folder / change.path, change.new)
    except BaseException:
        for step in reversed(undo):
            with suppress(OSError):
                step()
        raise
    emptied = [change.path for change in changes if change.new is None]
    for path in (*emptied, *(move.path for move in moves)):
        _remove_empty_folders(folder, path)


def _put(path: Path, content: bytes | None) -> None:
    if content is None:
        if exists(path):
            remove(path)
    else:
        overwrite(path, content)


def _move(folder: Path, path: str, new_path: str) -> None:
    fs.make_folders((folder / new_path).parent)
    fs.replace(folder / path, folder / new_path)


def _remove_empty_folders(folder: Path, path: str) -> None:
    """Remove the folders of a path that hold nothing, but not the first."""
    parts = path.split("/")[:-1]
    with suppress(OSError):
        while len(parts) > 1:
            fs.rmdir(folder / "/".join(parts))
            parts.pop()
