"""Writes what an editor picked from suggestions into the site's files, and takes it back."""

from collections.abc import Iterable
from pathlib import Path

from newsgen.content.authorities import AUTHORITY_FILES
from newsgen.model.command_error import CommandError
from newsgen.model.config import CONFIG_FILE
from newsgen.runtime.editor_files import overwrite, read_existing, remove
from newsgen.runtime.file_changes import FileChange
from newsgen.suggest.additions import Addition, content_with_addition
from newsgen.suggest.ignored_names import IgnoredName, content_with_ignored_name


def write_additions(
    site: Path, additions: Iterable[Addition | IgnoredName]
) -> tuple[FileChange, ...]:
    """Write additions to the files of a site, all of them or none, and return what changed.

    Each file is replaced atomically. Raises CommandError if a name or spelling is in a file
    already, or cannot be added to it.
    """
    before = read_existing(site, (CONFIG_FILE, *AUTHORITY_FILES))
    files = dict(before)
    for addition in additions:
        if isinstance(addition, IgnoredName):
            content = content_with_ignored_name(files.get(addition.path, b""), addition)
        else:
            content = content_with_addition(files, addition)
        files[addition.path] = content
    changes = tuple(
        FileChange(path, before.get(path), content)
        for path, content in files.items()
        if content != before.get(path)
    )
    for change in changes:
        overwrite(site / change.path, change.new or b"")
    return changes


def undo_changes(site: Path, changes: Iterable[FileChange]) -> None:
    """Put files back as they were before changes, all of them or none; remove those that were new.

    Raises CommandError if one of them was changed since.
    """
    changes = tuple(changes)
    present = read_existing(site, (change.path for change in changes))
    for change in changes:
        if present.get(change.path) != change.new:
            raise CommandError(
                f"{change.path} was changed meanwhile and is left as it is; "
                "take back by hand what was written to it"
            )
    for change in changes:
        if change.old is None:
            remove(site / change.path)
        else:
            overwrite(site / change.path, change.old)
