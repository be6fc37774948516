"""Watching a site: the owner of watchfiles.

Only what a build reads is watched: the folders of a site and those of the theme, for what a build
itself writes must not be a reason for the next one.
"""

import os
from collections.abc import Iterator
from pathlib import Path

from watchfiles import DefaultFilter, watch

from newsgen.content.site import SITE_FOLDERS
from newsgen.model.config import CONFIG_FILE
from newsgen.render.theme import default_theme

_DEBOUNCE_MS = 30
"""Milliseconds without a change after which changes are told; editors save in several steps."""

POLL_MS = 500
"""Milliseconds between two looks at newsgen.yml, and at which folders there are."""

_WATCH_FILTER = DefaultFilter(ignore_dirs=())
"""All but what editors leave while they write; where the site lies is nobody's business."""


def watch_changes(folder: Path) -> Iterator[bool]:
    """True every time a file of a site may have changed, False after each GLANCE in which none did.

    True also once at the beginning, and whenever a folder came or went: what changed before the
    watch began nobody saw. What changes between two askings is told at the second.
    """
    while True:
        before = _snapshot(folder)
        names, begun = before[0], True
        theme = default_theme()
        watched = [*(folder / name for name in names), theme.templates, theme.static]
        for found in watch(
            *watched,
            watch_filter=_WATCH_FILTER,
            step=_DEBOUNCE_MS,
            rust_timeout=POLL_MS,
            yield_on_timeout=True,
        ):
            now = _snapshot(folder)
            yield bool(found) or begun or now != before
            if now[0] != names:
                break
            before, begun = now, False


def _snapshot(folder: Path) -> tuple[tuple[str, ...], tuple[int, int] | None]:
    """Which of the folders there are, and what newsgen.yml looks like from outside."""
    names = tuple(name for name in SITE_FOLDERS if (folder / name).is_dir())
    try:
        stat = os.stat(folder / CONFIG_FILE)
    except OSError:
        return names, None
    return names, (stat.st_mtime_ns, stat.st_size)
