"""What a clean build costs with a cluster of this machine, beside one with processes alone.

    .venv/bin/python -m bench.clusters [SIZE] [WORKERS]

The articles are those of the bench, 10,000 if not said otherwise; the workers are one, two and so
on up to WORKERS, which is 2. Each round builds with each of them in turn, the scheduler and the
workers running before; the middle one of three rounds counts. The figures, and what a model makes
of them for clusters that this machine is too small for, are written into docs/cluster.md.

It needs `newsgen[cluster]`, which `make test` installs.
"""

import os
import re
import shutil
import signal
import subprocess
import sys
from collections.abc import Iterator, Sequence
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass
from datetime import UTC, datetime
from functools import partial
from pathlib import Path
from tempfile import TemporaryDirectory
from threading import Thread

from bench.corpus import Corpus
from bench.meter import Cost, FailedError, measure, used
from bench.programs import BIN
from bench.run import WORK
from bench.table import aligned, put
from bench.writing import prepare

PAGE = Path(__file__).parents[1] / "docs" / "cluster.md"
ROUNDS = 3
MODELLED = (4, 8, 16, 64)
_SCHEDULER = re.compile(r"Scheduler at:\s+(tcp://\S+)")
_WORKER = re.compile(r"Registered to:\s+(tcp://\S+)")


@dataclass(frozen=True, slots=True)
class Run:
    """A build. workers, scheduler: seconds of processors, where they are not those of the build."""

    build: Cost
    workers: float = 0.0
    scheduler: float = 0.0


def main(size: int, most: int) -> None:
    folder = WORK / str(size)
    folder.mkdir(parents=True, exist_ok=True)
    prepare(Corpus(size), folder, ("newsgen",))
    source = folder / "newsgen"
    titles = {0: f"{most} processes of this machine, `--workers {most}`"}
    titles |= {count: f"a cluster of {count}" for count in range(1, most + 1)}
    runs: dict[int, list[Run]] = {count: [] for count in titles}
    for _ in range(ROUNDS):
        for count, own in runs.items():
            own.append(_cluster_run(source, count) if count else _pool_run(source, most))
            print(f"{titles[count]}: {own[-1].build.wall:.1f} s", flush=True)
    middle = {count: sorted(own, key=_seconds)[ROUNDS // 2] for count, own in runs.items()}
    text = f"{_told(size)}\n\n{_table(titles, runs, middle)}\n{_model(middle[most])}"
    print(text)
    if put(PAGE, "clusters", text):
        print("It is in docs/cluster.md now.")


def _pool_run(source: Path, count: int) -> Run:
    return Run(_build(source, "--workers", str(count)))


def _cluster_run(source: Path, count: int) -> Run:
    with (
        TemporaryDirectory() as name,
        _dask(Path(name), _SCHEDULER, "scheduler", "--port", "0") as scheduler,
        _workers(Path(name), scheduler.address, count) as workers,
    ):
        cost = _build(source, "--cluster", scheduler.address)
        return Run(cost, sum(used(each.pid) for each in workers), used(scheduler.pid))


def _build(source: Path, *options: str) -> Cost:
    """Build a copy of the site, which has no files of an earlier build."""
    with TemporaryDirectory(dir=source.parent) as folder:
        site = Path(folder) / "site"
        shutil.copytree(source, site, copy_function=os.link)
        command = [str(BIN / "newsgen"), "-C", str(site), "build", "--base-url", "", *options]
        return measure([*command, "--out", str(Path(folder) / "out")], site)


@dataclass(frozen=True, slots=True)
class _Process:
    """A scheduler or worker that runs in a session of its own, with the scheduler's address."""

    pid: int
    address: str


@contextmanager
def _workers(folder: Path, address: str, count: int) -> Iterator[list[_Process]]:
    options = ("--nthreads", "1", "--no-nanny", "--local-directory", str(folder))
    with ExitStack() as stack:
        start = partial(_dask, folder, _WORKER, "worker", address, *options)
        yield [stack.enter_context(start()) for _ in range(count)]


@contextmanager
def _dask(folder: Path, sign: re.Pattern[str], *words: str) -> Iterator[_Process]:
    """Start a scheduler or worker, give it once it is ready, and end it."""
    process = subprocess.Popen(
        [sys.executable, "-m", "dask", *words, "--host", "127.0.0.1", "--no-dashboard"],
        cwd=folder,
        stdin=subprocess.DEVNULL,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.PIPE,
        text=True,
        start_new_session=True,
    )
    assert process.stderr
    try:
        lines = []
        for line in process.stderr:
            lines.append(line)
            if found := sign.search(line):
                Thread(target=process.stderr.read, daemon=True).start()
                yield _Process(process.pid, found[1])
                return
        raise FailedError(f"dask {words[0]}: {''.join(lines)[-2000:]}")
    finally:
        os.killpg(process.pid, signal.SIGKILL)
        process.wait()


def _seconds(run: Run) -> float:
    return run.build.wall


def _told(size: int) -> str:
    return (
        f"Measured on {datetime.now(UTC):%Y-%m-%d} with {size:,} articles of the bench on a "
        f"machine with {os.cpu_count()} processors, the workers started before; seconds. The "
        f"middle one of {ROUNDS} builds, and of the time by the clock the shortest and the longest."
    )


def _table(titles: dict[int, str], runs: dict[int, list[Run]], middle: dict[int, Run]) -> str:
    lines: list[Sequence[str]] = [
        ("", "by the clock", "÷ processes", "CPU of the build", "of workers", "of the scheduler")
    ]
    for count, title in titles.items():
        walls = sorted(map(_seconds, runs[count]))
        run = middle[count]
        lines.append(
            (
                title,
                f"{_seconds(run):.1f} ({walls[0]:.1f} to {walls[-1]:.1f})",
                f"{_seconds(run) / _seconds(middle[0]):.2f}",
                f"{run.build.cpu:.1f}",
                f"{run.workers:.1f}" if count else "",
                f"{run.scheduler:.1f}" if count else "",
            )
        )
    return aligned(lines)


def _model(run: Run) -> str:
    """Return what clusters with a machine for each worker would take, by the model of the page."""
    own, shared = run.build.cpu, run.workers
    lines: list[Sequence[str]] = [("workers", *(str(count) for count in MODELLED))]
    lines.append(("seconds", *(f"{max(own, shared / count):.0f}" for count in MODELLED)))
    return f"By the model below, with a machine for each worker:\n\n{aligned(lines)}"


if __name__ == "__main__":
    given = [int(word) for word in sys.argv[1:]]
    main(*(given + [10_000, 2][len(given) :]))
