"""Watches the files that a build reads; what a build writes must not start the next one."""

import os
from collections.abc import Iterator
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
    before the watch began are not seen. Changes between two steps count for the second.
    """
    while True:
        before = _snapshot(folder)
        names, begun = before[0], True
        theme = default_theme()
        for changes in watch(
            *(folder / name for name in names),
            theme.templates,
            theme.static,
            watch_filter=_WATCH_FILTER,
            step=_DEBOUNCE_MS,
            rust_timeout=POLL_MS,
            yield_on_timeout=True,
        ):
            now = _snapshot(folder)
            yield bool(changes) or begun or now != before
            if now[0] != names:
                break
            before, begun = now, False


def _snapshot(folder: Path) -> tuple[tuple[str, ...], tuple[int, int] | None]:
    """Return which folders exist, and the time and size of newsgen.yml."""
    names = tuple(name for name in SITE_FOLDERS if (folder / name).is_dir())
    try:
        stat = os.stat(folder / CONFIG_FILE)
    except OSError:
        return names, None
    return names, (stat.st_mtime_ns, stat.st_size)
