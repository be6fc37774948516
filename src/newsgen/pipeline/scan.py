"""The scan stage: lists all files that a build may read, each with its stamp, and opens none.

Links that lead out of the site (N119) and files that are not regular (N118) are problems.
"""

import os
import stat
from collections.abc import Iterator, Mapping
from contextlib import suppress
from pathlib import Path

from newsgen.content.stray_files import unread_file_problem, unread_folder_problem
from newsgen.model.config import CONFIG_FILE, SITE_FOLDERS
from newsgen.model.digest import digest
from newsgen.model.escape_controls import control_character
from newsgen.model.problem import Location, Problem, problem
from newsgen.model.value import Value
from newsgen.runtime import clock, codec
from newsgen.runtime.file_errors import irregular_file, unreadable_file
from newsgen.runtime.stamp import Stamp, is_stable, stamp
from newsgen.runtime.theme import Theme, default_theme

_HIDDEN_FILES_FOLDER = "static/root/"
"""The only folder whose hidden files are listed: hosts look for some at the root of a site."""


class FileListing(Value, frozen=True):
    """The files below a folder: path relative to it → stamp, folder by folder in sorted order."""

    files: Mapping[str, Stamp]
    problems: tuple[Problem, ...]

    def files_in(self, folder: str) -> Iterator[str]:
        """Give the paths of the files in a folder, at any depth."""
        return (path for path in self.files if path.startswith(f"{folder}/"))


class ScannedFiles(Value, frozen=True):
    """The files of a site and its theme; `listed_at` is in nanoseconds since 1970.

    unread_names: what lies beside newsgen.yml and may be meant to be read, folders with a slash.
    """

    folder: Path
    config_stamp: Stamp | None
    site_listing: FileListing
    theme: Theme
    theme_listing: FileListing
    listed_at: int
    unread_names: tuple[str, ...] = ()

    def fingerprint(self) -> str:
        """Return the digest of all paths, stamps and problems: equal as long as nothing changes."""
        site, theme = self.site_listing, self.theme_listing
        theme_parts = (str(self.theme.static), theme.files, theme.problems)
        site_parts = (site.files, site.problems, self.unread_names)
        return digest(codec.encode((self.config_stamp, *site_parts, theme_parts)))

    def is_stable(self) -> bool:
        """Return whether the next change of any file of the site is sure to change its stamp."""
        stamps = (self.config_stamp, *self.site_listing.files.values())
        return all(is_stable(stamp, self.listed_at) for stamp in stamps if stamp)


def scan_site(folder: Path) -> ScannedFiles:
    """List every file of a site and its theme with its stamp."""
    listed_at = clock.now_ns()
    theme = default_theme()
    config_stamp = None
    with suppress(OSError):
        config_stamp = stamp(os.stat(folder / CONFIG_FILE))
    return ScannedFiles(
        folder=folder,
        config_stamp=config_stamp,
        site_listing=list_files(folder, SITE_FOLDERS),
        theme=theme,
        theme_listing=list_files(theme.static.parent, (theme.templates.name, theme.static.name)),
        listed_at=listed_at,
        unread_names=_unread_names(folder),
    )


def _unread_names(folder: Path) -> tuple[str, ...]:
    """Return what lies beside newsgen.yml and may be meant to be read, folders with a slash.

    Where capitals do not count, Articles is the folder articles, which is read.
    """
    try:
        with os.scandir(folder) as listing:
            is_folder = {entry.name: entry.is_dir(follow_symlinks=False) for entry in listing}
    except OSError:
        return ()
    names = []
    for name in sorted(is_folder):
        lower = name.casefold()
        if name in SITE_FOLDERS or _name_problem(name, name):
            continue
        if is_folder[name]:
            is_read = lower not in is_folder and (folder / lower).exists()
            if not is_read and unread_folder_problem(name, ()):
                names.append(f"{name}/")
        elif unread_file_problem(name):
            names.append(name)
    return tuple(names)


def list_files(root: Path, folders: tuple[str, ...]) -> FileListing:
    """Return all regular files in some folders of a root; follow no link that leads out of it."""
    problems: list[Problem] = []
    files: dict[str, Stamp] = {}
    for top in folders:
        if escapes_root(root, root / top):
            problems.append(_symlink_problem(top, "that leads out of the site"))
        else:
            files.update(_walk(root, top, problems))
    return FileListing(files, tuple(problems))


def _walk(root: Path, folder: str, problems: list[Problem]) -> Iterator[tuple[str, Stamp]]:
    try:
        with os.scandir(root / folder) as listing:
            entries = sorted(listing, key=lambda entry: entry.name)
    except (FileNotFoundError, NotADirectoryError):
        return
    except OSError as error:
        problems.append(unreadable_file(folder, error))
        return
    for entry in entries:
        path = f"{folder}/{entry.name}"
        # Hidden files are the system's or an editor's.
        if entry.name.startswith(".") and not path.startswith(_HIDDEN_FILES_FOLDER):
            continue
        if entry_problem := _name_problem(path, entry.name) or _link_problem(root, path, entry):
            problems.append(entry_problem)
        elif entry.is_dir(follow_symlinks=False):
            yield from _walk(root, path, problems)
        else:
            try:
                status = entry.stat()
            except OSError as error:
                problems.append(unreadable_file(path, error))
                continue
            if stat.S_ISREG(status.st_mode):
                yield path, stamp(status)
            else:
                problems.append(irregular_file(path))


def _name_problem(path: str, name: str) -> Problem | None:
    if name.isascii() and name.isprintable() and "\\" not in name:
        return None
    try:
        name.encode()
    except UnicodeEncodeError:
        shown = path.encode("utf-8", "backslashreplace").decode()
        return problem("N118", Location(shown), "its name is not UTF-8", "rename it")
    if "\\" in name:
        message = "its name holds a backslash, which stands between folders on other systems"
        return problem("N118", Location(path), message, "rename it")
    if character := control_character(name):
        message = f"its name holds the control character {character}, which nobody sees"
        return problem("N118", Location(path), message, "rename it")
    return None


def _link_problem(root: Path, path: str, entry: os.DirEntry[str]) -> Problem | None:
    """Return why a link is not followed; None for a link to a file of the site, or no link."""
    if not entry.is_symlink():
        return None
    if escapes_root(root, Path(entry.path)):
        return _symlink_problem(path, "that leads out of the site")
    if not os.path.exists(entry.path):
        return _symlink_problem(path, "that leads to nothing")
    return _symlink_problem(path, "to a folder") if entry.is_dir() else None


def escapes_root(root: Path, path: Path) -> bool:
    """Return whether a path is a symbolic link to a place outside the root."""
    if not os.path.islink(path):
        return False
    return not Path(os.path.realpath(path)).is_relative_to(os.path.realpath(root))


def _symlink_problem(path: str, description: str) -> Problem:
    hint = "put the file itself there, or take the link out"
    return problem("N119", Location(path), f"is a symbolic link {description}", hint)
