"""The scan stage: lists all files that a build may read, each with its stamp, and opens none.

Links that lead out of the site (N119) and files that are not regular (N118) are problems.
"""

import os
from collections.abc import Collection, Container, Mapping
from contextlib import suppress
from pathlib import Path

from newsgen.content.stray_files import unread_file_problem, unread_folder_problem
from newsgen.model.config import CONFIG_FILE, SITE_FOLDERS
from newsgen.model.digest import digest_in_chunks
from newsgen.model.file_listing import FileListing, ListedFolder
from newsgen.model.value import Value, replace
from newsgen.pipeline.list_folders import list_below, list_files, name_problem, path_order
from newsgen.runtime import clock, codec
from newsgen.runtime.stamp import is_stable, stamp
from newsgen.runtime.theme import Theme, default_theme


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


def scan_site(folder: Path, workers: int = 1, serial_files: int = 0) -> ScannedFiles:
    """List every file of a site and its theme with its stamp, as `list_files` lists the site's."""
    listed_at = clock.now_ns()
    theme = default_theme()
    files = list_files(folder, SITE_FOLDERS, workers, serial_files)
    return ScannedFiles(
        folder=folder,
        site_listing=FileListing(_with_config(folder, files.folders)),
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
        subfolders = list_below(last.folder, folder, found)
        known = (path.rpartition("/") for path in found)
        gone = [name for parent, _, name in known if parent == folder and name not in subfolders]
        for name in gone:
            _forget(found, f"{folder}/{name}")
    found.pop("", None)
    in_order = {path: found[path] for path in sorted(found, key=path_order)}
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
        if name in SITE_FOLDERS or name_problem(name, name):
            continue
        if is_folder[name]:
            is_read = lower not in is_folder and (folder / lower).exists()
            if not is_read and unread_folder_problem(name, ()):
                names.append(f"{name}/")
        elif unread_file_problem(name):
            names.append(name)
    return tuple(names)
