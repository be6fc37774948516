"""Runs jobs over workers, or in this process where there is little to do."""

from collections import deque
from collections.abc import Callable, Generator, Iterable, Iterator
from contextlib import ExitStack, contextmanager
from itertools import chain, islice
from typing import TypeVar

from newsgen.runtime import codec
from newsgen.runtime.job import AnyJob, Item, Job, Result, Settings, Workers
from newsgen.runtime.local_workers import LocalWorkers

T = TypeVar("T")

_CHUNKS_PER_WORKER = 4
"""Chunks in flight for each worker: enough to keep it busy, few enough to stay small in memory."""

_FILES_PER_THREAD_CHUNK = 500
"""Files that a thread reads before it is given more."""


class Pool:
    """This process and its workers. One worker on this machine means no others."""

    def __init__(self, workers: Workers, thread_count: int) -> None:
        self._workers = workers
        self._thread_count = thread_count

    @property
    def has_workers(self) -> bool:
        """Whether other processes than this one work."""
        return self._workers.are_remote or self._workers.count > 1

    @property
    def worker_count(self) -> int:
        """How many processes work."""
        return self._workers.count

    @property
    def is_remote(self) -> bool:
        """Whether workers may have no folder in common with this process."""
        return self._workers.are_remote

    @property
    def notices(self) -> tuple[str, ...]:
        """What a user should know of the workers, as sentences."""
        return self._workers.notices

    def refresh(self) -> None:
        """Let go of worker processes of which one has ended by itself since they worked last."""
        self._workers.refresh()

    def start_workers(self, job: AnyJob) -> None:
        """Start worker processes ahead of a job, so that they are there when its items are."""
        if self.has_workers:
            self._workers.start(job)

    def end_workers(self) -> None:
        """End the worker processes with all that they hold; new ones start with the next job."""
        self._workers.end()

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

        If it is closed before its end, no worker writes files for it any more.

        Args:
            serial_limit: The largest number of items that this process works on alone.
            local_function: What `job.setup` would give for the settings, where this process has it.
        """
        remaining = iter(items)
        first = list(islice(remaining, serial_limit + 1))
        chunks = _chunks(chain(first, remaining), chunk_size)
        if not self.has_workers or len(first) <= serial_limit:
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
        if self._thread_count <= 1 or len(first) <= 1:
            yield from map(function, chain.from_iterable(chunks))
            return
        from concurrent.futures import ThreadPoolExecutor

        with ThreadPoolExecutor(self._thread_count) as threads:
            for results in threads.map(lambda chunk: tuple(map(function, chunk)), chunks):
                yield from results

    def _run_in_workers(
        self,
        job: Job[Settings, Item, Result],
        settings: Settings,
        chunks: Iterable[tuple[Item, ...]],
    ) -> Iterator[tuple[tuple[Item, ...], Result]]:
        pending: deque[tuple[tuple[Item, ...], Callable[[], bytes]]] = deque()

        def next_result() -> tuple[tuple[Item, ...], Result]:
            chunk, wait = pending.popleft()
            return chunk, codec.decode(wait(), job.result_type)

        with self._workers.begin(job, codec.encode(settings)) as send:
            for chunk in chunks:
                pending.append((chunk, send(codec.encode(chunk))))
                if len(pending) >= self._workers.count * _CHUNKS_PER_WORKER:
                    yield next_result()
            while pending:
                yield next_result()


def _chunks(items: Iterable[T], size: int) -> Iterator[tuple[T, ...]]:
    remaining = iter(items)
    while chunk := tuple(islice(remaining, size)):
        yield chunk


@contextmanager
def open_pool(workers: int, notices: tuple[str, ...] = ()) -> Iterator[Pool]:
    """Open a pool of processes on this machine; they end when it is closed."""
    with ExitStack() as stack:
        yield Pool(LocalWorkers(workers, stack, notices), workers)
