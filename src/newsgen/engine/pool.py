"""Work over many processes, the same in one: bytes to workers, bytes back, in order.

A worker is set up once, from bytes, and then turns chunk after chunk into results. Workers are
spawned, not forked, so that they are alike on every system and inherit nothing.
"""

import os
import threading
from collections import deque
from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import Future, ProcessPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from contextlib import AbstractContextManager, ExitStack
from multiprocessing import get_context, parent_process

Work = Callable[[bytes], bytes]
Setup = Callable[[bytes], AbstractContextManager[Work]]
"""A function at the top of a module that makes a worker's work from its settings, and what ends it:
where the work is done by this process itself, it has to let go of what it holds."""

_AHEAD = 4
"""Chunks in flight for each worker: enough to keep it busy, few enough to stay small in memory."""


class WorkerDied(Exception):
    """A worker process ended without an answer: killed, or out of memory."""


def spread(setup: Setup, settings: bytes, chunks: Iterable[bytes], workers: int) -> Iterator[bytes]:
    """The work done on every chunk, in the order of the chunks.

    Raises WorkerDied if a worker process does, and whatever the work itself raises.
    """
    if workers <= 1:
        with setup(settings) as work:
            yield from map(work, chunks)
        return
    context = get_context("spawn")
    with ProcessPoolExecutor(workers, context, _set_up, (setup, settings)) as pool:
        waiting: deque[Future[bytes]] = deque()
        try:
            for chunk in chunks:
                waiting.append(pool.submit(_work, chunk))
                if len(waiting) >= workers * _AHEAD:
                    yield waiting.popleft().result()
            while waiting:
                yield waiting.popleft().result()
        except BrokenProcessPool:
            message = "a worker process ended early: it was killed, or memory ran out"
            raise WorkerDied(message) from None
        finally:
            for future in waiting:
                future.cancel()


# What a worker process keeps between chunks. It is set once, before the first chunk, and only in
# worker processes: the executor offers no other way to hand a worker its state.
_state: list[Work] = []
_held = ExitStack()
"""Keeps open what the work needs, until the process ends."""


def _set_up(setup: Setup, settings: bytes) -> None:
    threading.Thread(target=_end_with_parent, daemon=True).start()
    _state[:] = [_held.enter_context(setup(settings))]


def _end_with_parent() -> None:
    """A build that was killed must not leave workers that write into the next one's staging."""
    parent = parent_process()
    if parent:
        parent.join()
        os._exit(1)


def _work(chunk: bytes) -> bytes:
    return _state[0](chunk)
