"""What a command costs: seconds by the clock, seconds of processors, memory of all processes.

The command runs in a session of its own, and whatever belongs to that session is counted, workers
and their workers alike. Memory is looked at again and again while it runs; the most seen counts.
"""

import os
import re
import signal
import subprocess
import threading
import time
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import IO

INTERVAL = 0.03
# Looking takes time too, longer for large processes: at most a tenth of one processor's.
PATIENCE = 9
PAGE = os.sysconf("SC_PAGE_SIZE")
TICKS = os.sysconf("SC_CLK_TCK")
PROC = Path("/proc")


class FailedError(Exception):
    """A command that did not succeed, with the last it said."""


@dataclass(frozen=True, slots=True)
class Cost:
    """wall, cpu: seconds. memory: bytes, all processes together at the worst moment."""

    wall: float
    cpu: float
    memory: int
    said: str = ""


def shares_are_told() -> bool:
    """Whether the system divides shared memory among those that share it (PSS).

    Where it does not, what two processes share counts twice (RSS).
    """
    try:
        return _share(os.getpid()) > 0
    except OSError:
        return False


def measure(command: Sequence[str], folder: Path) -> Cost:
    """Run a command in a folder to its end. Raises FailedError.

    What it prints on standard output is kept.
    """
    start = time.perf_counter()
    process = subprocess.Popen(
        command,
        cwd=folder,
        stdin=subprocess.DEVNULL,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
        start_new_session=True,
    )
    watch = Watch(process.pid)
    said = _Reader(process)
    try:
        # communicate() would forget what the children used.
        _, status, used = os.wait4(process.pid, 0)
        wall = time.perf_counter() - start
        process.returncode = os.waitstatus_to_exitcode(status)
    except KeyboardInterrupt:
        os.killpg(process.pid, signal.SIGKILL)
        raise
    finally:
        memory = watch.end()
    out, errors = said.end()
    if process.returncode:
        raise FailedError(f"{' '.join(command)}: {(errors or out).strip()[-2000:]}")
    return Cost(wall, used.ru_utime + used.ru_stime, memory, out)


def held(session: int, most: int = 0) -> int:
    """The memory that all processes of a session hold now, in bytes; 0 if it is below `most`."""
    processes = [(number, int(fields[21]) * PAGE) for number, fields in _of_session(session)]
    whole = sum(resident for _, resident in processes)
    # A share is at most the whole, and dearer to learn.
    if whole <= most:
        return 0
    return sum(_share_or_none(number) for number, _ in processes) if _SHARED else whole


def used(session: int) -> float:
    """Seconds of processors that the processes of a session, and those that ended, took so far."""
    return sum(sum(map(int, fields[11:15])) for _, fields in _of_session(session)) / TICKS


class _Reader:
    """Takes what a process prints, so that it never waits for somebody to read."""

    def __init__(self, process: subprocess.Popen[str]) -> None:
        self._texts = ["", ""]
        self._threads = [
            threading.Thread(target=self._read, args=(place, stream))
            for place, stream in enumerate((process.stdout, process.stderr))
            if stream
        ]
        for thread in self._threads:
            thread.start()

    def _read(self, place: int, stream: IO[str]) -> None:
        with stream:
            self._texts[place] = stream.read()

    def end(self) -> tuple[str, str]:
        for thread in self._threads:
            thread.join()
        return self._texts[0], self._texts[1]


class Watch:
    """The most memory that all processes of a session held at once."""

    def __init__(self, session: int) -> None:
        self._session, self.most, self._over = session, 0, threading.Event()
        self._thread = threading.Thread(target=self._run)
        self._thread.start()

    def end(self) -> int:
        self._over.set()
        self._thread.join()
        return self.most

    def _run(self) -> None:
        pause = INTERVAL
        while not self._over.wait(pause):
            start = time.perf_counter()
            self.most = max(self.most, held(self._session, self.most))
            pause = max(INTERVAL, PATIENCE * (time.perf_counter() - start))


def _of_session(session: int) -> Iterator[tuple[int, list[str]]]:
    """The processes of a session, each with what the system tells of it, from its state on."""
    for name in os.listdir(PROC):
        if name.isdigit():
            try:
                text = (PROC / name / "stat").read_text("utf-8", errors="replace")
            except OSError:
                continue  # it ended while we looked
            # The second field is a name in brackets, which may hold anything.
            fields = text.rpartition(")")[2].split()
            if int(fields[3]) == session:
                yield int(name), fields


def _share(process: int) -> int:
    text = (PROC / str(process) / "smaps_rollup").read_text("utf-8")
    found = re.search(r"^Pss:\s+(\d+) kB", text, re.M)
    return int(found[1]) * 1024 if found else 0


def _share_or_none(process: int) -> int:
    try:
        return _share(process)
    except OSError:
        return 0


_SHARED = shares_are_told()
