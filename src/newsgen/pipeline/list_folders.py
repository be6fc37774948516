"""Lists folders with the stamps of their files: what of a site's folders can be read at all.

The system is asked once for each file, as git asks it. Where there are hundreds of thousands,
worker processes share them; threads would wait for each other more than for the system.
"""

import os
import stat
from collections.abc import Callable, Collection, Iterator
from contextlib import contextmanager
from pathlib import Path

from newsgen.model.escape_controls import control_character
from newsgen.model.file_listing import FileListing, ListedFolder
from newsgen.model.problem import Location, Problem, problem, sort_problems
from newsgen.runtime.file_errors import irregular_file, unreadable_file
from newsgen.runtime.job import Job
from newsgen.runtime.pool import open_pool
from newsgen.runtime.stamp import Stamp, stamp

_HIDDEN_FILES_FOLDER = "static/root/"
"""The only folder whose hidden files are listed: hosts look for some at the root of a site."""

_Listed = tuple[ListedFolder, list[str]]
"""The files in a folder, and the names of the folders in it."""


def list_files(
    root: Path, folders: tuple[str, ...], workers: int = 1, serial_files: int = 0
) -> FileListing:
    """Return all regular files in some folders of a root; follow no link that leads out of it.

    Args:
        root: An existing folder.
        folders: Relative to the root.
        workers: How many processes may list files.
        serial_files: Above this number of files they share what remains.
    """
    listing: dict[str, ListedFolder] = {}
    pending = [top for top in sorted(folders, reverse=True) if not _leads_out(root, top, listing)]
    pending = _list_pending(root, pending, listing, serial_files if workers > 1 else None)
    with open_pool(workers) as pool:
        while pending:
            found = pool.run(_LIST_JOB, str(root), pending, chunk_size=1, serial_limit=0)
            pending = []
            for (folder,), one in found:
                for listed in one:
                    pending += _take_in(folder, listed, listing)
    return FileListing({path: listing[path] for path in sorted(listing, key=path_order)})


def path_order(path: str) -> list[str]:
    """Return a sort key: a folder comes before those in it, and these before its neighbours."""
    return path.split("/")


def list_below(root: Path, top: str, listing: dict[str, ListedFolder]) -> Collection[str]:
    """List a folder and those in it that are not listed yet; return the names of all in it."""
    if _leads_out(root, top, listing):
        return ()
    listed = _list_folder(root, top)
    if listed is None:
        listing.pop(top, None)
        return ()
    new = [path for path in _take_in(top, listed, listing) if path not in listing]
    _list_pending(root, new, listing)
    return listed[1]


def _list_pending(
    root: Path, pending: list[str], listing: dict[str, ListedFolder], max_files: int | None = None
) -> list[str]:
    """List folders and those in them; return what remains once there are so many files."""
    count = 0
    while pending and (max_files is None or count <= max_files):
        folder = pending.pop()
        if listed := _list_folder(root, folder):
            pending += _take_in(folder, listed, listing)
            count += listing[folder].count
    return pending


def _take_in(folder: str, listed: _Listed, listing: dict[str, ListedFolder]) -> Iterator[str]:
    """Note a folder as it was listed; return the paths of those in it, the last one first."""
    listing[folder], subfolders = listed
    return (f"{folder}/{name}" for name in reversed(subfolders))


def _leads_out(root: Path, top: str, listing: dict[str, ListedFolder]) -> bool:
    """Return whether a folder is a link that leads out of the site; note the problem then."""
    if escapes := escapes_root(root, root / top):
        listing[top] = ListedFolder(problems=(_symlink_problem(top, "that leads out of the site"),))
    return escapes


def _setup_lister(root: str) -> Callable[[tuple[str, ...]], tuple[_Listed, ...]]:
    def list_folders(folders: tuple[str, ...]) -> tuple[_Listed, ...]:
        return tuple(filter(None, (_list_folder(Path(root), folder) for folder in folders)))

    return list_folders


_LIST_JOB = Job(_setup_lister, str, str, tuple[_Listed, ...])


def _list_folder(root: Path, folder: str) -> _Listed | None:
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
            if (fault := name_problem(f"{folder}/{name}", name))
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


def name_problem(path: str, name: str) -> Problem | None:
    """Return why a file or folder of this name is not read; None if it is."""
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
