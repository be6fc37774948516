"""Tells the open windows of a preview which files changed and what problems the build has.

The thread that builds writes it; the server's thread reads it. The version of an update is its time
in nanoseconds. A page sent at one version is stale if its file changed at a later one.
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
"""Types of files in its own folder that a page may embed."""


class LiveReload:
    """The changes since the preview began, and what the last build could not do.

    problems: empty unless the content has errors. message: why it failed for another reason.
    """

    def __init__(self) -> None:
        self.problems: tuple[Problem, ...] = ()
        self.message = ""
        self.version = self._began = clock.now_ns()
        self._changed: dict[str, int] = {}
        self._lock = Lock()
        self._waiting: dict[asyncio.Event, asyncio.AbstractEventLoop] = {}

    def update(
        self, changed_paths: Iterable[str], problems: tuple[Problem, ...], message: str
    ) -> None:
        """Record the result of a build and wake every waiter; paths are those in the output."""
        with self._lock:
            self.version = max(self.version + 1, clock.now_ns())
            self._changed |= dict.fromkeys(changed_paths, self.version)
            self.problems, self.message = problems, message
            waiting, self._waiting = self._waiting, {}
        for event, loop in waiting.items():
            loop.call_soon_threadsafe(event.set)

    def is_stale(self, address: str, version: int) -> bool:
        """Return whether a page, or a file that it may embed, has changed since a version."""
        if version < self._began:  # sent by an earlier preview
            return True
        page = routes.output_path(address)
        folder = PurePosixPath(page).parent
        with self._lock:
            return any(
                at > version and (path == page or _may_be_embedded(path, folder))
                for path, at in self._changed.items()
            )

    async def wait_for_update(self, version: int) -> None:
        """Wait until there is an update after a version."""
        event = asyncio.Event()
        with self._lock:
            if self.version > version:
                return
            self._waiting[event] = asyncio.get_running_loop()
        try:
            await event.wait()
        finally:
            with self._lock:
                self._waiting.pop(event, None)


def _may_be_embedded(path: str, folder: PurePosixPath) -> bool:
    """Return whether a page may embed a file: a static file, or media in its folder."""
    if path.startswith(routes.STATIC.lstrip("/")):
        return True
    kind = guess_type(path)[0] or ""
    return kind.startswith(_MEDIA_TYPES) and PurePosixPath(path).parent == folder
