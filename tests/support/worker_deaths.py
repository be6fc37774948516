"""Workers that end in the middle of their work. Found by name in the worker's own process."""

import os
import signal
from collections.abc import Callable
from typing import Any

from newsgen.pipeline.parse_sources import PARSE_JOB, ParseSettings
from newsgen.pipeline.render_job import RENDER_JOB, RenderSettings

Work = Callable[[tuple[Any, ...]], Any]

CHUNKS = 2
"""How many chunks a worker works on before it is killed late."""


def kill() -> None:
    os.kill(os.getpid(), signal.SIGKILL)


def exit_silently() -> None:
    os._exit(0)


def die_at_first_chunk(settings: object) -> Work:
    """Give a worker that is killed at its first chunk."""
    return lambda items: kill()


def exit_at_first_chunk(settings: object) -> Work:
    """Give a worker that ends at its first chunk as if nothing were amiss."""
    return lambda items: exit_silently()


def die_before_first_chunk(settings: object) -> Work:
    """Be killed before the first chunk."""
    kill()
    return bytes


def parse_and_die(settings: ParseSettings) -> Work:
    """Give a worker that reads some sources and is killed."""
    return _die_after_chunks(PARSE_JOB.setup(settings))


def render_and_die(settings: RenderSettings) -> Work:
    """Give a worker that renders some pages and is killed."""
    return _die_after_chunks(RENDER_JOB.setup(settings))


def _die_after_chunks(work: Work) -> Work:
    done = 0

    def work_or_die(items: tuple[Any, ...]) -> Any:
        nonlocal done
        if done == CHUNKS:
            kill()
        done += 1
        return work(items)

    return work_or_die
