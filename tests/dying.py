"""Workers that end in the middle of their work. Found by name in the worker's own process."""

import os
import signal
from collections.abc import Iterator
from contextlib import contextmanager

from newsgen.pipeline import page_renderer, parse
from newsgen.runtime.pool import Setup, Work

CHUNKS = 2
"""How many chunks one gets through that ends late."""


def kill() -> None:
    os.kill(os.getpid(), signal.SIGKILL)


def leave() -> None:
    os._exit(0)


@contextmanager
def killed(settings: bytes) -> Iterator[Work]:
    """Is killed at its first chunk."""

    def work(chunk: bytes) -> bytes:
        kill()
        return chunk

    yield work


@contextmanager
def left(settings: bytes) -> Iterator[Work]:
    """Ends at its first chunk as if nothing were amiss."""

    def work(chunk: bytes) -> bytes:
        leave()
        return chunk

    yield work


@contextmanager
def unborn(settings: bytes) -> Iterator[Work]:
    """Is killed before its first chunk."""
    kill()
    yield bytes


@contextmanager
def reader(settings: bytes) -> Iterator[Work]:
    """Reads some sources, and is killed."""
    with _mortal(parse._worker, settings) as work:
        yield work


@contextmanager
def printer(settings: bytes) -> Iterator[Work]:
    """Draws some pages, and is killed."""
    with _mortal(page_renderer._worker, settings) as work:
        yield work


@contextmanager
def _mortal(setup: Setup, settings: bytes) -> Iterator[Work]:
    done = 0
    with setup(settings) as life:

        def work(chunk: bytes) -> bytes:
            nonlocal done
            if done == CHUNKS:
                kill()
            done += 1
            return life(chunk)

        yield work
