"""Jobs for workers of a cluster, which import this module."""

import os
import signal
from collections.abc import Callable
from multiprocessing import parent_process
from pathlib import Path

from newsgen.runtime.job import Job


def _add_up(start: int) -> Callable[[tuple[int, ...]], int]:
    return lambda numbers: start + sum(numbers)


ADDITION: Job[int, int, int] = Job(_add_up, int, int, int)


def _divide(dividend: int) -> Callable[[tuple[int, ...]], int]:
    return lambda numbers: dividend // numbers[0]


DIVISION: Job[int, int, int] = Job(_divide, int, int, int)


def _die_once(folder: str) -> Callable[[tuple[int, ...]], int]:
    """Give what kills the first worker that works, and adds up elsewhere."""

    def work(numbers: tuple[int, ...]) -> int:
        try:
            Path(folder, "died").touch(exist_ok=False)
        except FileExistsError:
            return sum(numbers)
        os.kill(os.getpid(), signal.SIGKILL)
        return 0

    return work


ONE_DEATH: Job[str, int, int] = Job(_die_once, str, int, int)


def _die_in_cluster(_: None) -> Callable[[tuple[int, ...]], int]:
    """Give what kills each worker of a cluster, and adds up in a process of a pool."""

    def work(numbers: tuple[int, ...]) -> int:
        if parent_process() is None:
            os.kill(os.getpid(), signal.SIGKILL)
        return sum(numbers)

    return work


ALL_DEATHS: Job[None, int, int] = Job(_die_in_cluster, type(None), int, int)


def _wait_for_writer(gate: str) -> Callable[[tuple[int, ...]], int]:
    """Give what adds up once somebody has opened a pipe for writing."""

    def work(numbers: tuple[int, ...]) -> int:
        os.close(os.open(gate, os.O_RDONLY))
        return sum(numbers)

    return work


WAITING: Job[str, int, int] = Job(_wait_for_writer, str, int, int)
