"""Workers that end in the middle of their work. Found by name in the worker's own process."""

import os
import signal
from collections.abc import Iterator
from contextlib import contextmanager

from newsgen.pipeline import page_renderer, parse
from newsgen.runtime.pool import ChunkFunction, WorkerSetup

CHUNKS = 2
"""How many chunks one gets through that ends late."""


def kill() -> None:
    os.kill(os.getpid(), signal.SIGKILL)


def leave() -> None:
    os._exit(0)


@contextmanager
def killed(settings: bytes) -> Iterator[ChunkFunction]:
    """Is killed at its first chunk."""

    def work(chunk: bytes) -> bytes:
        kill()
        return chunk

    yield work


@contextmanager
def left(settings: bytes) -> Iterator[ChunkFunction]:
    """Ends at its first chunk as if nothing were amiss."""

    def work(chunk: bytes) -> bytes:
        leave()
        return chunk

    yield work


@contextmanager
def unborn(settings: bytes) -> Iterator[ChunkFunction]:
    """Is killed before its first chunk."""
    kill()
    yield bytes


@contextmanager
def reader(settings: bytes) -> Iterator[ChunkFunction]:
    """Reads some sources, and is killed."""
    with _mortal(parse._worker, settings) as work:
        yield work


@contextmanager
def printer(settings: bytes) -> Iterator[ChunkFunction]:
    """Draws some pages, and is killed."""
    with _mortal(page_renderer._worker, settings) as work:
        yield work


@contextmanager
def _mortal(setup: WorkerSetup, settings: bytes) -> Iterator[ChunkFunction]:
    done = 0
    with setup(settings) as life:

        def work(chunk: bytes) -> bytes:
            nonlocal done
            if done == CHUNKS:
                kill()
            done += 1
            return life(chunk)

        yield work
