"""Worker processes on this machine.

Workers are spawned, not forked: they are alike on every system and inherit nothing. They start with
the first job that needs them and serve all builds of a session.
"""

import gc
import os
import threading
from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, TypeVar

from newsgen.runtime.interruption import hold_signals, ignore_terminal
from newsgen.runtime.job import AnyJob, ChunkRunner, Send, WorkerDied
from newsgen.runtime.system import freeze_gc_at_exit

if TYPE_CHECKING:
    from concurrent.futures import Executor, Future

T = TypeVar("T")

_WATCH_SECONDS = 2.0
"""How often, while a result is waited for, is looked whether it can still come."""


class LocalWorkers:
    """Worker processes on this machine; see `Workers`.

    Args:
        count: How many.
        stack: When it closes, the processes end.
        notices: As in `Workers`.
    """

    are_remote = False

    def __init__(self, count: int, stack: ExitStack, notices: tuple[str, ...] = ()) -> None:
        self.count = count
        self.notices = notices
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

    def start(self, job: AnyJob) -> None:
        """Start worker processes ahead of a job, so that they are there when its items are."""
        executor = self._executor = self._executor or self._start()
        for _ in range(self.count):
            _submit(executor, _load_module, job.setup)

    def end(self) -> None:
        """End the worker processes with all that they hold; new ones start with the next job."""
        if self._executor:
            self._executor.shutdown()
            self._executor = None

    @contextmanager
    def begin(self, job: AnyJob, settings: bytes) -> Iterator[Send]:
        """Begin a job; see `Workers.begin`."""
        # Loading these takes as long as all that a build does that has nothing to do.
        from concurrent.futures import wait
        from concurrent.futures.process import BrokenProcessPool

        executor = self._executor = self._executor or self._start()
        self._run_count += 1
        file = self._folder / str(self._run_count)
        file.write_bytes(settings)
        pending: dict[Future[bytes], None] = {}

        def send(chunk: bytes) -> Callable[[], bytes]:
            future = _submit(executor, _run_chunk, job, file, chunk)
            pending[future] = None
            return partial(result, future)

        def result(future: "Future[bytes]") -> bytes:
            while not wait((future,), _WATCH_SECONDS).done:
                if not self._can_go_on:
                    raise WorkerDied("worker processes could not be started: memory ran out")
            del pending[future]
            return future.result()

        try:
            yield send
            file.unlink()
        except BrokenProcessPool:
            message = "a worker process ended early: it was killed, or memory ran out"
            raise WorkerDied(message) from None
        finally:
            # Whoever tries again must not find workers that still write files for the try before.
            while pending and self._can_go_on:
                if not wait(pending, _WATCH_SECONDS).not_done:
                    pending.clear()

    def _start(self) -> "Executor":
        from concurrent.futures import ProcessPoolExecutor
        from multiprocessing import get_context
        from tempfile import TemporaryDirectory

        with hold_signals():
            self._folder = Path(self._stack.enter_context(TemporaryDirectory()))
            folder = str(self._folder)
            executor = ProcessPoolExecutor(
                self.count, get_context("spawn"), _initialize_worker, (folder,)
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


def _submit(executor: "Executor", function: Callable[..., T], *arguments: object) -> "Future[T]":
    """Give work to an executor, which starts a worker now and then.

    Ctrl+C reaches all processes of a terminal. Workers leave it to this one to end them.
    """
    with hold_signals():
        return executor.submit(function, *arguments)


_runner = ChunkRunner()
"""In a worker."""


def _run_chunk(job: AnyJob, settings_file: Path, chunk: bytes) -> bytes:
    return _runner.run(job, settings_file, settings_file.read_bytes, chunk)


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
