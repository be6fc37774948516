"""Watches the files that a build reads; what a build writes must not start the next one."""

import os
from collections.abc import Collection, Iterable, Iterator
from pathlib import Path

from watchfiles import DefaultFilter, watch

from newsgen.model.config import CONFIG_FILE, SITE_FOLDERS
from newsgen.runtime.theme import default_theme

_DEBOUNCE_MS = 30
"""Milliseconds without a change after which changes are reported; editors save in several steps."""

POLL_MS = 500
"""Milliseconds between two checks of newsgen.yml and of which folders exist."""

_WATCH_FILTER = DefaultFilter(ignore_dirs=())
"""All but what editors leave while they write; where the site lies is nobody's business."""


def watch_changes(folder: Path) -> Iterator[bool]:
    """Yield True when files of a site may have changed, False after POLL_MS without a change.

    Yields True also at the beginning and whenever a folder appears or disappears, because changes
    before the watch began are not seen. Changes between two steps count for the second. The files
    that links lead to are looked at every POLL_MS: they may lie where nobody watches.
    """
    while True:
        links = _links(folder)
        before = _snapshot(folder, links)
        names, begun = before[0], True
        theme = default_theme()
        watched = (*(folder / name for name in names), theme.templates, theme.static)
        for changes in _watch(watched):
            if changes:
                links = _links(folder)
            now = _snapshot(folder, links)
            yield bool(changes) or begun or now != before
            if now[0] != names:
                break
            before, begun = now, False


def _watch(folders: Iterable[Path]) -> Iterator[Collection[object]]:
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


def _snapshot(folder: Path, links: Iterable[str]) -> tuple[tuple[str, ...], tuple[_FileStamp, ...]]:
    """Return which folders exist, and the stamps of newsgen.yml and of what links lead to."""
    names = tuple(name for name in SITE_FOLDERS if (folder / name).is_dir())
    return names, tuple(map(_file_stamp, (os.fspath(folder / CONFIG_FILE), *links)))


def _file_stamp(path: str) -> _FileStamp:
    try:
        status = os.stat(path)
    except OSError:
        return None
    return status.st_mtime_ns, status.st_size


def _links(folder: Path) -> list[str]:
    """Return the paths of all symbolic links in the folders of a site."""
    links = []
    folders = [os.fspath(folder / name) for name in SITE_FOLDERS]
    while folders:
        try:
            with os.scandir(folders.pop()) as listing:  # noqa: TID251  (sorted at the end)
                for entry in listing:
                    if entry.is_symlink():
                        links.append(entry.path)
                    elif entry.is_dir():
                        folders.append(entry.path)
        except OSError:  # not there, or gone in the meantime
            continue
    return sorted(links)
