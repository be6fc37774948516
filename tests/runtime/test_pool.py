"""Jobs over worker processes: a job that cannot go on ends with an error, and never hangs."""

import threading
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from newsgen.runtime import fs
from newsgen.runtime.job import Job, WorkerDied
from newsgen.runtime.pool import open_pool


def add_up(start: int) -> Callable[[tuple[int, ...]], int]:
    return lambda numbers: start + sum(numbers)


ADDITION: Job[int, int, int] = Job(add_up, int, int, int)


def write_to(folder: str) -> Callable[[tuple[int, ...]], int]:
    return lambda numbers: [fs.write(f"{folder}/{one}", b"") for one in numbers] and 0


WRITING: Job[str, int, int] = Job(write_to, str, int, int)


def run_in_workers() -> list[int]:
    with open_pool(2) as pool:
        results = pool.run(ADDITION, 100, range(6), chunk_size=2, serial_limit=1)
        return [total for _, total in results]


def test_chunks_come_back_in_order() -> None:
    assert run_in_workers() == [101, 105, 109]


def test_a_file_that_a_worker_cannot_write_is_told(tmp_path: Path) -> None:
    folder = str(tmp_path / "missing")
    with open_pool(2) as pool, pytest.raises(FileNotFoundError) as raised:
        list(pool.run(WRITING, folder, range(6), chunk_size=2, serial_limit=1))
    assert raised.value.filename == f"{folder}/0"


def test_no_worker_goes_on_with_a_job_that_was_given_up(tmp_path: Path) -> None:
    def numbers() -> Iterator[int]:
        yield from range(4000)
        raise KeyError("given up")

    with open_pool(2) as pool:
        with pytest.raises(KeyError, match="given up"):
            list(pool.run(WRITING, str(tmp_path), numbers(), chunk_size=1000, serial_limit=1))
        done = len(list(tmp_path.iterdir()))
    assert done == 4000


def test_a_job_ends_where_memory_is_too_small_for_another_thread(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    start = threading.Thread.start

    def refuse_queues(thread: threading.Thread) -> None:
        if thread.name.startswith("QueueFeederThread"):
            raise RuntimeError("can't start new thread")
        start(thread)

    monkeypatch.setattr(threading.Thread, "start", refuse_queues)
    hook = threading.excepthook
    with pytest.raises(WorkerDied, match="memory ran out"):
        run_in_workers()
    assert threading.excepthook is hook
