"""Workers that end in the middle of their work. Found by name in the worker's own process."""

import os
import signal
from collections.abc import Callable
from typing import Any

from newsgen.pipeline.parse_sources import PARSE_JOB, ParseSettings
from newsgen.pipeline.render_job import RENDER_JOB, RenderSettings

Work = Callable[[tuple[Any, ...]], Any]

CHUNKS = 2
"""How many chunks one gets through that ends late."""


def kill() -> None:
    os.kill(os.getpid(), signal.SIGKILL)


def leave() -> None:
    os._exit(0)


def killed(settings: object) -> Work:
    """Is killed at its first chunk."""
    return lambda items: kill()


def left(settings: object) -> Work:
    """Ends at its first chunk as if nothing were amiss."""
    return lambda items: leave()


def unborn(settings: object) -> Work:
    """Is killed before its first chunk."""
    kill()
    return bytes


def reader(settings: ParseSettings) -> Work:
    """Reads some sources, and is killed."""
    return _mortal(PARSE_JOB.setup(settings))


def printer(settings: RenderSettings) -> Work:
    """Draws some pages, and is killed."""
    return _mortal(RENDER_JOB.setup(settings))


def _mortal(work: Work) -> Work:
    done = 0

    def mortal(items: tuple[Any, ...]) -> Any:
        nonlocal done
        if done == CHUNKS:
            kill()
        done += 1
        return work(items)

    return mortal
