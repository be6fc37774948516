"""How much CPU time newsgen takes to start, to build the sample archive, and to build it again.

    .venv/bin/python bench/startup.py [RUNS]

Everything runs in processes of its own, in turn, so that all suffer alike from what else the
machine does; the least of several runs is the truest. What counts is the time beyond start-up.
"""

import os
import shutil
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from tempfile import TemporaryDirectory

ROOT = Path(__file__).parents[1].resolve()
PARTS = ("newsgen.yml", "articles", "authorities", "pages")


def cpu_seconds(*arguments: str) -> float:
    """Of one newsgen command and the processes it starts."""
    before = os.times()
    environment = {**os.environ, "PYTHONPATH": str(ROOT / "src")}
    command = [sys.executable, "-m", "newsgen", *arguments]
    subprocess.run(command, env=environment, check=True, stdout=subprocess.DEVNULL)
    after = os.times()
    used = after.children_user - before.children_user
    return used + after.children_system - before.children_system


def main(runs: int) -> None:
    with TemporaryDirectory() as folder:
        site = Path(folder) / "site"
        site.mkdir()
        for part in PARTS:
            copy = shutil.copytree if (ROOT / part).is_dir() else shutil.copy
            copy(ROOT / part, site / part)

        def build(out: str) -> float:
            return cpu_seconds("-C", str(site), "build", "--out", str(Path(folder) / out))

        measured: dict[str, Callable[[int], float]] = {
            "newsgen --version": lambda _: cpu_seconds("--version"),
            "newsgen check": lambda _: cpu_seconds("-C", str(site), "check"),
            "newsgen build, first": lambda run: build(f"out{run}"),
            "newsgen build, again": lambda run: build(f"out{run}"),
        }
        times: dict[str, list[float]] = {name: [] for name in measured}
        for run in range(runs):
            for name, measure in measured.items():
                times[name].append(measure(run))
    start = min(times["newsgen --version"])
    print(f"CPU seconds, {runs} runs       least  median  beyond start-up")
    for name, each in times.items():
        least, median = min(each), sorted(each)[runs // 2]
        print(f"{name:26} {least:6.2f}  {median:6.2f}  {least - start:15.2f}")


if __name__ == "__main__":
    main(int(sys.argv[1]) if sys.argv[1:] else 7)
