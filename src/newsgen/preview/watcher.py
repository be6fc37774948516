"""Watches the files that a build reads; what a build writes must not start the next one."""

import os
from collections.abc import Callable, Collection, Iterable, Iterator
from pathlib import Path

from watchfiles import DefaultFilter, watch

from newsgen.model.config import CONFIG_FILE, SITE_FOLDERS
from newsgen.runtime.theme import default_theme

_DEBOUNCE_MS = 10
"""Milliseconds without a change after which changes are reported; editors save in several steps."""

POLL_MS = 500
"""Milliseconds between two checks of newsgen.yml and of which folders exist."""

_WATCH_FILTER = DefaultFilter(ignore_dirs=())
"""All but what editors leave while they write; where the site lies is nobody's business."""


def watch_changes(
    folder: Path, links: Callable[[], Iterable[str]]
) -> Iterator[frozenset[str] | None]:
    """Yield the paths of files and folders of a site at which something happened.

    None are yielded after POLL_MS without a change. None itself is yielded if anything may have
    changed: at the beginning, since changes before the watch began are not seen, and whenever a
    folder beside newsgen.yml comes or goes, that file changes, or what a link leads to. Changes
    between two steps count for the second.

    Args:
        folder: Of the site.
        links: Returns the paths of symbolic links in the site, whose targets are looked at every
            POLL_MS: they may lie where nobody watches.
    """
    while True:
        names, begun = _folder_names(folder), True
        before = _file_stamps(folder, links())
        theme = default_theme()
        watched = (*(folder / name for name in names), theme.templates, theme.static)
        for changes in _watch(watched):
            now = _file_stamps(folder, links())
            # A link that is new was looked at by the build that found it.
            is_known = all(before.get(path, stamp) == stamp for path, stamp in now.items())
            is_same = _folder_names(folder) == names
            yield None if begun or not is_known or not is_same else _site_paths(folder, changes)
            if not is_same:
                break
            before, begun = now, False


def _watch(folders: Iterable[Path]) -> Iterator[Collection[tuple[object, str]]]:
    """Yield the changes in folders, none after POLL_MS; end where a folder is gone.

    Where the system watches no more for this user, all files are looked at every POLL_MS instead.
    """
    for polls in (False, True):
        try:
            yield from watch(
                *folders,
                watch_filter=_WATCH_FILTER,
                step=_DEBOUNCE_MS,
                rust_timeout=POLL_MS,
                yield_on_timeout=True,
                force_polling=polls,
                poll_delay_ms=POLL_MS,
            )
        except FileNotFoundError:
            return
        except (OSError, RuntimeError):
            if polls:
                raise


_FileStamp = tuple[int, int] | None
"""The time of the last change in nanoseconds, and the size; None for a file that is not there."""


def _site_paths(folder: Path, changes: Iterable[tuple[object, str]]) -> frozenset[str] | None:
    """Return the paths of changes in a site; None if one is elsewhere, as in the theme."""
    top = os.path.join(os.path.abspath(folder), "")
    paths = [os.path.abspath(path) for _, path in changes]
    if not all(path.startswith(top) for path in paths):
        return None
    return frozenset(path.removeprefix(top).replace(os.sep, "/") for path in paths)


def _folder_names(folder: Path) -> tuple[str, ...]:
    """Return which folders of a site exist."""
    return tuple(name for name in SITE_FOLDERS if (folder / name).is_dir())


def _file_stamps(folder: Path, links: Iterable[str]) -> dict[str, _FileStamp]:
    """Return the stamps of newsgen.yml and of what links lead to, by path."""
    return {path: _file_stamp(folder / path) for path in (CONFIG_FILE, *links)}


def _file_stamp(path: Path) -> _FileStamp:
    try:
        status = os.stat(path)
    except OSError:
        return None
    return status.st_mtime_ns, status.st_size
