"""Dask clusters of real processes, which tests may kill."""

import os
import re
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from threading import Thread

from support.paths import ROOT

_SCHEDULER = re.compile(r"Scheduler at: +(\S+)")
_WORKER = re.compile(r"Registered to: +(\S+)")


class DaskCluster:
    """A scheduler and its workers. folder: for what they write."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self.workers: list[subprocess.Popen[str]] = []
        options = ["--host", "127.0.0.1", "--port", "0", "--no-dashboard"]
        self.scheduler, self.address = self._start(_SCHEDULER, ["scheduler", *options], None)

    def add_worker(self, source: Path | None = None) -> None:
        """Start a worker, of another newsgen if the source of one is given."""
        options = ["--nthreads", "1", "--no-nanny", "--no-dashboard", "--host", "127.0.0.1"]
        folder = ["--local-directory", str(self._folder)]
        command = ["worker", self.address, *options, *folder]
        worker, _ = self._start(_WORKER, command, source)
        self.workers.append(worker)

    def _start(
        self, sign: re.Pattern[str], command: list[str], source: Path | None
    ) -> tuple[subprocess.Popen[str], str]:
        """Start a process; return it, and what it says once it is ready."""
        paths = [path for path in (source, ROOT / "src", ROOT / "tests") if path]
        environment = os.environ | {"PYTHONPATH": os.pathsep.join(map(str, paths))}
        process = subprocess.Popen(
            [sys.executable, "-m", "dask", *command],
            cwd=self._folder,
            env=environment,
            stderr=subprocess.PIPE,
            stdout=subprocess.DEVNULL,
            text=True,
        )
        assert process.stderr
        said = []
        for line in process.stderr:
            said.append(line)
            if found := sign.search(line):
                Thread(target=process.stderr.read, daemon=True).start()
                return process, found[1]
        raise AssertionError("".join(said))

    def end(self) -> None:
        """Kill all processes."""
        for process in (*self.workers, self.scheduler):
            process.kill()
            process.wait()
            if process.stderr:
                process.stderr.close()


@contextmanager
def dask_cluster(workers: int) -> Iterator[DaskCluster]:
    """Give a cluster that ends with the block."""
    with tempfile.TemporaryDirectory() as folder:
        cluster = DaskCluster(Path(folder))
        try:
            for _ in range(workers):
                cluster.add_worker()
            yield cluster
        finally:
            cluster.end()


def write_other_newsgen(folder: Path) -> Path:
    """Write a newsgen that differs in a comment; return what goes into PYTHONPATH for it."""
    package = ROOT / "src/newsgen"
    for file in package.rglob("*.py"):
        target = folder / file.relative_to(package.parent)
        target.parent.mkdir(parents=True, exist_ok=True)
        target.write_bytes(file.read_bytes())
    with (folder / "newsgen/__init__.py").open("a") as file:
        file.write("# It is another one.\n")
    return folder
