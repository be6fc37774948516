"""Jobs over worker processes, or in this process where there is little to do.

Workers are spawned, not forked: they are alike on every system and inherit nothing. They start with
the first job that needs them and serve all builds of a session.
"""

import gc
import os
import threading
from collections import deque
from collections.abc import Callable, Generator, Iterable, Iterator
from contextlib import ExitStack, contextmanager
from itertools import chain, islice
from pathlib import Path
from typing import TYPE_CHECKING, Any, Generic, TypeVar

from newsgen.model.value import Value
from newsgen.runtime import codec
from newsgen.runtime.interruption import hold_signals, ignore_terminal
from newsgen.runtime.system import freeze_gc_at_exit

if TYPE_CHECKING:
    from concurrent.futures import Executor, Future

T = TypeVar("T")
Settings = TypeVar("Settings")
Item = TypeVar("Item")
Result = TypeVar("Result")

_CHUNKS_PER_WORKER = 4
"""Chunks in flight for each worker: enough to keep it busy, few enough to stay small in memory."""

_WATCH_SECONDS = 2.0
"""How often, while a result is waited for, is looked whether it can still come."""

_FILES_PER_THREAD_CHUNK = 500
"""Files that a thread reads before it is given more."""


class WorkerDied(Exception):
    """A worker process ended without an answer: killed, or out of memory."""


class Job(Value, Generic[Settings, Item, Result], frozen=True):
    """Work on many items that is alike in this process and in a worker.

    `setup`, a function at the top of a module, takes the settings and gives the function that turns
    a chunk of items into one result. What it keeps is kept from chunk to chunk.
    """

    setup: Callable[[Settings], Callable[[tuple[Item, ...]], Result]]
    settings_type: type[Settings]
    item_type: type[Item]
    result_type: type[Result]


class Pool:
    """This process, and others as soon as they are needed. workers: how many; 1 means no others."""

    def __init__(self, workers: int, stack: ExitStack) -> None:
        self.workers = workers
        self._stack = stack
        self._executor: Executor | None = None
        self._can_go_on = True
        self._folder = Path()
        self._run_count = 0

    def refresh(self) -> None:
        """Let go of worker processes of which one has ended by itself since they worked last."""
        if self._executor:
            from concurrent.futures.process import BrokenProcessPool

            try:
                _submit(self._executor, _load_module, None)
            except BrokenProcessPool:
                self._executor = None
            if not self._can_go_on:
                self._executor, self._can_go_on = None, True

    def start_workers(self, job: Job[Any, Any, Any]) -> None:
        """Start worker processes ahead of a job, so that they are there when its items are."""
        if self.workers > 1:
            executor = self._executor = self._executor or self._start()
            for _ in range(self.workers):
                _submit(executor, _load_module, job.setup)

    def end_workers(self) -> None:
        """End the worker processes with all that they hold; new ones start with the next job."""
        if self._executor:
            self._executor.shutdown()
            self._executor = None

    def run(
        self,
        job: Job[Settings, Item, Result],
        settings: Settings,
        items: Iterable[Item],
        *,
        chunk_size: int,
        serial_limit: int,
        local_function: Callable[[tuple[Item, ...]], Result] | None = None,
    ) -> Generator[tuple[tuple[Item, ...], Result], None, None]:
        """Give each chunk of the items with its result, in order; raise WorkerDied.

        If it is closed before its end, workers have done what they had begun.

        Args:
            serial_limit: The largest number of items that this process works on alone.
            local_function: What `job.setup` would give for the settings, where this process has it.
        """
        remaining = iter(items)
        first = list(islice(remaining, serial_limit + 1))
        chunks = _chunks(chain(first, remaining), chunk_size)
        if self.workers <= 1 or len(first) <= serial_limit:
            function = local_function or job.setup(settings)
            yield from ((chunk, function(chunk)) for chunk in chunks)
        else:
            yield from self._run_in_workers(job, settings, chunks)

    def map_in_threads(
        self, function: Callable[[T], Result], items: Iterable[T]
    ) -> Iterator[Result]:
        """Call a function that reads a file for each item, in order; reading lets threads run."""
        chunks = _chunks(items, _FILES_PER_THREAD_CHUNK)
        first = list(islice(chunks, 2))
        chunks = chain(first, chunks)
        if self.workers <= 1 or len(first) <= 1:
            yield from map(function, chain.from_iterable(chunks))
            return
        from concurrent.futures import ThreadPoolExecutor

        with ThreadPoolExecutor(self.workers) as threads:
            for results in threads.map(lambda chunk: tuple(map(function, chunk)), chunks):
                yield from results

    def _run_in_workers(
        self,
        job: Job[Settings, Item, Result],
        settings: Settings,
        chunks: Iterable[tuple[Item, ...]],
    ) -> Iterator[tuple[tuple[Item, ...], Result]]:
        # Loading these takes as long as all that a build does that has nothing to do.
        from concurrent.futures import wait
        from concurrent.futures.process import BrokenProcessPool

        executor = self._executor = self._executor or self._start()
        self._run_count += 1
        file = self._folder / str(self._run_count)
        file.write_bytes(codec.encode(settings))
        pending: deque[tuple[tuple[Item, ...], Future[bytes]]] = deque()

        def next_result() -> tuple[tuple[Item, ...], Result]:
            chunk, future = pending.popleft()
            while not wait((future,), _WATCH_SECONDS).done:
                if not self._can_go_on:
                    raise WorkerDied("worker processes could not be started: memory ran out")
            return chunk, codec.decode(future.result(), job.result_type)

        try:
            for chunk in chunks:
                data = codec.encode(chunk)
                pending.append((chunk, _submit(executor, _run_chunk, job, file, data)))
                if len(pending) >= self.workers * _CHUNKS_PER_WORKER:
                    yield next_result()
            while pending:
                yield next_result()
            file.unlink()
        except BrokenProcessPool:
            message = "a worker process ended early: it was killed, or memory ran out"
            raise WorkerDied(message) from None
        finally:
            # Whoever tries again must not find workers that still write files for the try before.
            while pending and self._can_go_on:
                if not wait([future for _, future in pending], _WATCH_SECONDS).not_done:
                    pending.clear()

    def _start(self) -> "Executor":
        from concurrent.futures import ProcessPoolExecutor
        from multiprocessing import get_context
        from tempfile import TemporaryDirectory

        with hold_signals():
            self._folder = Path(self._stack.enter_context(TemporaryDirectory()))
            folder = str(self._folder)
            executor = ProcessPoolExecutor(
                self.workers, get_context("spawn"), _initialize_worker, (folder,)
            )
            # It alone may cancel what waits: if a worker died, it fails over what others cancelled.
            self._stack.callback(executor.shutdown, cancel_futures=True)
            self._stack.enter_context(self._watch_threads())
        return executor

    @contextmanager
    def _watch_threads(self) -> Iterator[None]:
        """Notice when a thread that feeds workers ends with an exception, as without memory.

        The executor would wait for ever then, for its workers and they for it: they are ended.
        """
        from multiprocessing import active_children

        previous = threading.excepthook

        def note(arguments: threading.ExceptHookArgs) -> None:
            if not isinstance(arguments.exc_value, (RuntimeError, MemoryError, OSError)):
                previous(arguments)
            self._can_go_on = False

        threading.excepthook = note
        try:
            yield
        finally:
            threading.excepthook = previous
            if not self._can_go_on:
                for process in active_children():
                    process.terminate()


def _submit(
    executor: "Executor", function: Callable[..., Result], *arguments: object
) -> "Future[Result]":
    """Give work to an executor, which starts a worker now and then.

    Ctrl+C reaches all processes of a terminal. Workers leave it to this one to end them.
    """
    with hold_signals():
        return executor.submit(function, *arguments)


def _chunks(items: Iterable[T], size: int) -> Iterator[tuple[T, ...]]:
    remaining = iter(items)
    while chunk := tuple(islice(remaining, size)):
        yield chunk


@contextmanager
def open_pool(workers: int) -> Iterator[Pool]:
    """Open a pool; its processes end when it is closed."""
    with ExitStack() as stack:
        yield Pool(workers, stack)


_functions: dict[Path, Callable[[tuple[Any, ...]], Any]] = {}
"""In a worker: the function of the job it is set up for, one at most, by the file of settings."""


def _load_module(setup: object) -> None:
    pass


_GC_THRESHOLD = 50_000
"""New objects until a worker collects garbage: the memory of some ten pages."""


def _initialize_worker(folder: str) -> None:
    import tempfile

    tempfile.tempdir = folder  # so that nothing is left where a worker is killed
    # Values form no cycles, but a rendered page leaves some; collect them, seldom.
    gc.set_threshold(_GC_THRESHOLD)
    freeze_gc_at_exit()
    ignore_terminal()
    threading.Thread(target=_exit_with_parent, daemon=True).start()


def _exit_with_parent() -> None:
    """End this worker when the build is killed, so that it does not work for nobody."""
    from multiprocessing import parent_process

    if parent := parent_process():
        parent.join()
        os._exit(1)


def _run_chunk(job: Job[Any, Any, Any], settings_file: Path, chunk: bytes) -> bytes:
    if settings_file not in _functions:
        _functions.clear()
        settings = codec.decode(settings_file.read_bytes(), job.settings_type)
        _functions[settings_file] = job.setup(settings)
    items = codec.decode(chunk, tuple[job.item_type, ...])  # type: ignore[name-defined]
    return codec.encode(_functions[settings_file](items))
