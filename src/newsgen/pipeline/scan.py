"""The scan stage: lists all files that a build may read, each with its stamp, and opens none.

Links that lead out of the site (N119) and files that are not regular (N118) are problems.
"""

import os
import stat
from collections.abc import Collection, Container, Iterator, Mapping
from contextlib import contextmanager, suppress
from pathlib import Path

from newsgen.content.stray_files import unread_file_problem, unread_folder_problem
from newsgen.model.config import CONFIG_FILE, SITE_FOLDERS
from newsgen.model.digest import digest_in_chunks
from newsgen.model.escape_controls import control_character
from newsgen.model.file_listing import FileListing, ListedFolder
from newsgen.model.problem import Location, Problem, problem, sort_problems
from newsgen.model.value import Value, replace
from newsgen.runtime import clock, codec
from newsgen.runtime.file_errors import irregular_file, unreadable_file
from newsgen.runtime.stamp import Stamp, is_stable, stamp
from newsgen.runtime.theme import Theme, default_theme

_HIDDEN_FILES_FOLDER = "static/root/"
"""The only folder whose hidden files are listed: hosts look for some at the root of a site."""


class ScannedFiles(Value, frozen=True):
    """The files of a site and its theme; `listed_at` is in nanoseconds since 1970.

    site_listing: Of what lies beside newsgen.yml, that alone is in it.
    unread_names: what lies beside newsgen.yml and may be meant to be read, folders with a slash.
    """

    folder: Path
    site_listing: FileListing
    theme: Theme
    theme_listing: FileListing
    listed_at: int
    unread_names: tuple[str, ...] = ()

    @property
    def is_site(self) -> bool:
        """Whether there is a newsgen.yml."""
        return "" in self.site_listing.folders

    def fingerprint(self) -> str:
        """Return the digest of all paths, stamps and problems: equal as long as nothing changes."""
        listings = (self.site_listing, self.theme_listing)
        counts = tuple(len(listing.folders) for listing in listings)
        head = (self.unread_names, str(self.theme.static), counts)
        folders = (row for listing in listings for row in listing.folders.items())
        return digest_in_chunks(sum(counts), map(codec.encode, (head, *folders)))

    def is_stable(self) -> bool:
        """Return whether the next change of any file of the site is sure to change its stamp."""
        stamps = (files.stamps for files in self.site_listing.folders.values())
        return all(is_stable(one, self.listed_at) for one in stamps)


def scan_site(folder: Path) -> ScannedFiles:
    """List every file of a site and its theme with its stamp."""
    listed_at = clock.now_ns()
    theme = default_theme()
    return ScannedFiles(
        folder=folder,
        site_listing=FileListing(_with_config(folder, list_files(folder, SITE_FOLDERS).folders)),
        theme=theme,
        theme_listing=list_files(theme.static.parent, (theme.templates.name, theme.static.name)),
        listed_at=listed_at,
        unread_names=_unread_names(folder),
    )


def scan_again(last: ScannedFiles, paths: Collection[str]) -> ScannedFiles:
    """List a site again where something happened; the rest is as it was listed last.

    The listing stays as old as it was, so that what has come since counts as just written.

    Args:
        last: The listing before.
        paths: Of files and folders of the site that were made, changed, moved or deleted. What is
            in a folder that was made or moved need not be named.
    """
    if any(path.partition("/")[0] not in SITE_FOLDERS for path in paths):
        return scan_site(last.folder)
    found = dict(last.site_listing.folders)
    for path in paths:
        _forget(found, path)  # it may be another folder by now
    for folder in {_known_folder_of(path, found) for path in paths}:
        subfolders = _list_below(last.folder, folder, found)
        known = (path.rpartition("/") for path in found)
        gone = [name for parent, _, name in known if parent == folder and name not in subfolders]
        for name in gone:
            _forget(found, f"{folder}/{name}")
    found.pop("", None)
    in_order = {path: found[path] for path in sorted(found, key=lambda path: path.split("/"))}
    return replace(
        last,
        site_listing=FileListing(_with_config(last.folder, in_order)),
        unread_names=_unread_names(last.folder),
    )


def _forget(found: dict[str, ListedFolder], folder: str) -> None:
    """Take out a folder and those in it."""
    if folder in found:
        for path in [each for each in found if f"{each}/".startswith(f"{folder}/")]:
            del found[path]


def _known_folder_of(path: str, found: Container[str]) -> str:
    """Return the nearest folder above a path that was found, or the one below the site itself."""
    folder = path.rpartition("/")[0]
    while folder and folder not in found:
        folder = folder.rpartition("/")[0]
    return folder or path.partition("/")[0]


def _with_config(folder: Path, folders: Mapping[str, ListedFolder]) -> dict[str, ListedFolder]:
    """Return folders with newsgen.yml, if it is there."""
    with suppress(OSError):
        config = ListedFolder(CONFIG_FILE, stamp(os.stat(folder / CONFIG_FILE)))
        return {"": config, **folders}
    return {**folders}


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
    found: dict[str, ListedFolder] = {}
    for folder in sorted(folders):
        _list_below(root, folder, found)
    return FileListing(found)


def _list_below(root: Path, top: str, found: dict[str, ListedFolder]) -> Collection[str]:
    """List a folder and those in it that are not found yet; return the names of all in it."""
    if escapes_root(root, root / top):
        found[top] = ListedFolder(problems=(_symlink_problem(top, "that leads out of the site"),))
        return ()
    names: list[str] | None = None
    pending = [top]
    while pending:
        folder = pending.pop()
        if listed := _list_folder(root, folder):
            found[folder], subfolders = listed
            names = subfolders if names is None else names
            pending += (
                path for name in reversed(subfolders) if (path := f"{folder}/{name}") not in found
            )
        else:
            found.pop(folder, None)
    return names or ()


def _list_folder(root: Path, folder: str) -> tuple[ListedFolder, list[str]] | None:
    """Return the files in a folder and the names of its folders; None if there is no folder."""
    stamps: dict[str, Stamp] = {}
    subfolders: list[str] = []
    others: list[str] = []
    problems: list[Problem] = []
    lists_hidden = f"{folder}/".startswith(_HIDDEN_FILES_FOLDER)
    try:
        # A loop for hundreds of thousands of files: it asks the system once for each.
        with _open_folder(f"{root}/{folder}") as entries:
            for entry in entries:
                name = entry.name
                # Hidden files are the system's or an editor's.
                if name[0] == "." and not lists_hidden:
                    continue
                if entry.is_file(follow_symlinks=False):
                    try:
                        stamps[name] = stamp(entry.stat(follow_symlinks=False))
                    except OSError as error:
                        problems.append(unreadable_file(f"{folder}/{name}", error))
                elif entry.is_dir(follow_symlinks=False):
                    subfolders.append(name)
                else:
                    others.append(name)
    except (FileNotFoundError, NotADirectoryError):
        return None
    except OSError as error:
        return ListedFolder(problems=(unreadable_file(folder, error),)), []
    if not _are_plain("/".join((*stamps, *subfolders, *others))):
        wrong = {
            name: fault
            for name in (*stamps, *subfolders, *others)
            if (fault := _name_problem(f"{folder}/{name}", name))
        }
        problems += wrong.values()
        stamps = {name: stamps[name] for name in stamps.keys() - wrong.keys()}
        subfolders = [name for name in subfolders if name not in wrong]
        others = [name for name in others if name not in wrong]
    links = tuple(sorted(name for name in others if os.path.islink(root / folder / name)))
    for name in others:
        found = _stamp_of_other(root, f"{folder}/{name}")
        if isinstance(found, Problem):
            problems.append(found)
        else:
            stamps[name] = found
    names = sorted(stamps)
    packed = b"".join(map(stamps.__getitem__, names))
    files = ListedFolder("/".join(names), packed, sort_problems(problems), links)
    return files, sorted(subfolders)


@contextmanager
def _open_folder(path: str) -> Iterator[Iterator[os.DirEntry[str]]]:
    """Give the entries of a folder, through a descriptor of it where the system can do so.

    Then the system need not walk down the whole path for each file.
    """
    if os.scandir not in os.supports_fd:
        with os.scandir(path) as entries:
            yield entries
        return
    descriptor = os.open(path, os.O_RDONLY | os.O_DIRECTORY)
    try:
        with os.scandir(descriptor) as entries:
            yield entries
    finally:
        os.close(descriptor)


def _stamp_of_other(root: Path, path: str) -> Stamp | Problem:
    """Return the stamp of what is no file or folder but may be a link to one, or its problem."""
    if found := _link_problem(root, path):
        return found
    try:
        status = os.stat(root / path)
    except OSError as error:
        return unreadable_file(path, error)
    return stamp(status) if stat.S_ISREG(status.st_mode) else irregular_file(path)


def _are_plain(names: str) -> bool:
    """Return whether names, joined by slashes, hold nothing but usual characters."""
    return names.isascii() and names.isprintable() and "\\" not in names


def _name_problem(path: str, name: str) -> Problem | None:
    if _are_plain(name):
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


def _link_problem(root: Path, path: str) -> Problem | None:
    """Return why a link is not followed; None for a link to a file of the site, or no link."""
    file = root / path
    if not os.path.islink(file):
        return None
    if escapes_root(root, file):
        return _symlink_problem(path, "that leads out of the site")
    if not os.path.exists(file):
        return _symlink_problem(path, "that leads to nothing")
    return _symlink_problem(path, "to a folder") if os.path.isdir(file) else None


def escapes_root(root: Path, path: Path) -> bool:
    """Return whether a path is a symbolic link to a place outside the root."""
    if not os.path.islink(path):
        return False
    return not Path(os.path.realpath(path)).is_relative_to(os.path.realpath(root))


def _symlink_problem(path: str, description: str) -> Problem:
    hint = "put the file itself there, or take the link out"
    return problem("N119", Location(path), f"is a symbolic link {description}", hint)
