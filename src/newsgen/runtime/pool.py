"""Work over many processes, the same in one: bytes to workers, bytes back, in order.

A worker is set up once for each kind of work, from bytes, and then turns chunk after chunk into
results. Workers are spawned, not forked, so that they are alike on every system and inherit
nothing; they are started when there is first enough to do, and serve a whole build.
"""

import os
import threading
from collections import deque
from collections.abc import Callable, Iterable, Iterator
from contextlib import AbstractContextManager, ExitStack, contextmanager
from itertools import islice
from pathlib import Path
from typing import TYPE_CHECKING, TypeVar

from newsgen.runtime.system import freeze_gc_at_exit

if TYPE_CHECKING:
    from concurrent.futures import Executor, Future

T = TypeVar("T")

ChunkFunction = Callable[[bytes], bytes]
WorkerSetup = Callable[[bytes], AbstractContextManager[ChunkFunction]]
"""A function at the top of a module that makes a worker's work from its settings, and what ends it:
where the work is done by this process itself, it has to let go of what it holds."""

_CHUNKS_PER_WORKER = 4
"""Chunks in flight for each worker: enough to keep it busy, few enough to stay small in memory."""


class WorkerDied(Exception):
    """A worker process ended without an answer: killed, or out of memory."""


class Pool:
    """This process, and others as soon as they are needed. workers: how many; 1 means no others."""

    def __init__(self, workers: int, stack: ExitStack) -> None:
        self.workers = workers
        self._stack = stack
        self._executor: Executor | None = None
        self._folder = Path()
        self._kinds = 0

    def start_workers(self, setup: WorkerSetup) -> None:
        """Start other processes ahead of their work, so that they are there when it is known."""
        if self.workers > 1:
            executor = self._executor = self._executor or self._start()
            for _ in range(self.workers):
                executor.submit(_load_setup, setup)

    def map_chunks(
        self,
        setup: WorkerSetup,
        settings: Callable[[], bytes],
        chunks: Iterable[bytes],
        *,
        serial: bool,
        local_worker: AbstractContextManager[ChunkFunction] | None = None,
    ) -> Iterator[bytes]:
        """The work done on every chunk, in the order of the chunks.

        settings: gives those of a worker; alone: it is too little for others to be started; here:
        the work as this process does it, where it needs no settings for that. Raises WorkerDied if
        a worker process does, and whatever the work itself raises.
        """
        if serial or self.workers <= 1:
            with local_worker or setup(settings()) as work:
                yield from map(work, chunks)
        else:
            yield from self._map_in_workers(setup, settings(), chunks)

    def _map_in_workers(
        self, setup: WorkerSetup, settings: bytes, chunks: Iterable[bytes]
    ) -> Iterator[bytes]:
        # Loading these takes as long as all that a build does that has nothing to do.
        from concurrent.futures.process import BrokenProcessPool

        executor = self._executor = self._executor or self._start()
        self._kinds += 1
        file = self._folder / str(self._kinds)
        file.write_bytes(settings)
        waiting: deque[Future[bytes]] = deque()
        try:
            for chunk in chunks:
                waiting.append(executor.submit(_run_chunk, setup, file, chunk))
                if len(waiting) >= self.workers * _CHUNKS_PER_WORKER:
                    yield waiting.popleft().result()
            while waiting:
                yield waiting.popleft().result()
        except BrokenProcessPool:
            message = "a worker process ended early: it was killed, or memory ran out"
            raise WorkerDied(message) from None
        finally:
            for future in waiting:
                future.cancel()

    def _start(self) -> "Executor":
        from concurrent.futures import ProcessPoolExecutor
        from multiprocessing import get_context
        from tempfile import TemporaryDirectory

        self._folder = Path(self._stack.enter_context(TemporaryDirectory()))
        context = get_context("spawn")
        return self._stack.enter_context(
            ProcessPoolExecutor(self.workers, context, _initialize_worker)
        )


def batches(items: Iterable[T], size: int) -> Iterator[tuple[T, ...]]:
    """Items in tuples of a size, the last one shorter."""
    rest = iter(items)
    while batch := tuple(islice(rest, size)):
        yield batch


@contextmanager
def open_pool(workers: int) -> Iterator[Pool]:
    """A pool whose processes end with it."""
    with ExitStack() as stack:
        yield Pool(workers, stack)


# What a worker process keeps between chunks: the work it was last set up for, by the file of its
# settings, and what that holds open. Set only in worker processes.
_current_function: dict[Path, ChunkFunction] = {}
_worker_resources = ExitStack()


def _load_setup(setup: WorkerSetup) -> None:
    """Nothing: whoever is asked has loaded the module of the setup by then."""


def _initialize_worker() -> None:
    freeze_gc_at_exit()
    threading.Thread(target=_exit_with_parent, daemon=True).start()


def _exit_with_parent() -> None:
    """A build that was killed must not leave workers that write into the next one's staging."""
    from multiprocessing import parent_process

    if parent := parent_process():
        parent.join()
        os._exit(1)


def _run_chunk(setup: WorkerSetup, settings: Path, chunk: bytes) -> bytes:
    if settings not in _current_function:
        _current_function.clear()
        _worker_resources.close()
        _current_function[settings] = _worker_resources.enter_context(setup(settings.read_bytes()))
    return _current_function[settings](chunk)
