"""The board: what every open window of a preview is to know.

Written by the process that builds, read by the server in a thread of its own. A turn is the time of
what was written last; a page that was sent at one turn is stale if it changed at a later one.
"""

import asyncio
from collections.abc import Iterable
from mimetypes import guess_type
from pathlib import PurePosixPath
from threading import Lock

from newsgen.model.problem import Problem
from newsgen.pages import routes
from newsgen.runtime import clock

_MEDIA_TYPES = ("image/", "audio/", "video/")
"""Kinds of files that a page may show besides static ones."""


class LiveReload:
    """What has changed since the preview began, and what is wrong now.

    problems: of the last build that was refused; message: why the last one failed otherwise.
    """

    def __init__(self) -> None:
        self.problems: tuple[Problem, ...] = ()
        self.message = ""
        self._turn = self._began = clock.now_ns()
        self._changed: dict[str, int] = {}
        self._lock = Lock()
        self._waiting: dict[asyncio.Event, asyncio.AbstractEventLoop] = {}

    @property
    def version(self) -> int:
        """When something was last written."""
        return self._turn

    def update(
        self, changed_paths: Iterable[str], problems: tuple[Problem, ...] = (), message: str = ""
    ) -> None:
        """Say what came of a build, and wake everybody who waits. changed: paths in the output."""
        with self._lock:
            self._turn = max(self._turn + 1, clock.now_ns())
            self._changed |= dict.fromkeys(changed_paths, self._turn)
            self.problems, self.message = problems, message
            waiting, self._waiting = self._waiting, {}
        for event, loop in waiting.items():
            loop.call_soon_threadsafe(event.set)

    def is_stale(self, address: str, version: int) -> bool:
        """Whether a page, or a file that it may show, is another one than it was at a turn."""
        if version < self._began:  # it is of an earlier preview, of which nothing is known
            return True
        page = routes.output_path(address)
        beside = PurePosixPath(page).parent
        with self._lock:
            return any(
                at > version and (path == page or _may_be_embedded(path, beside))
                for path, at in self._changed.items()
            )

    async def wait_for_update(self, version: int) -> None:
        """Wait until something is written after a turn."""
        event = asyncio.Event()
        with self._lock:
            if self._turn > version:
                return
            self._waiting[event] = asyncio.get_running_loop()
        try:
            await event.wait()
        finally:
            with self._lock:
                self._waiting.pop(event, None)


def _may_be_embedded(path: str, folder: PurePosixPath) -> bool:
    """Whether a file is one that a page may show: a static one, or a picture beside it."""
    if path.startswith(routes.STATIC.lstrip("/")):
        return True
    kind = guess_type(path)[0] or ""
    return kind.startswith(_MEDIA_TYPES) and PurePosixPath(path).parent == folder
