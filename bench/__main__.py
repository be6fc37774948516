"""Compares newsgen with its peers at a number of articles, and prints one table.

    .venv/bin/python -m bench SIZE

The sizes that docs/performance.md has room for are written into it.
"""

import json
import os
import platform
import re
import sys
from datetime import UTC, datetime
from pathlib import Path

from bench.corpus import Corpus
from bench.edits import to_rename
from bench.meter import FailedError, shares_are_told
from bench.programs import PEERS
from bench.run import WORK, compare
from bench.table import judged, put, table
from newsgen import __version__

PAGE = Path(__file__).parents[1] / "docs" / "performance.md"
SMALL, LARGE, GROWTH = 10_000, 100_000, 11.0
LEAST = 30
RESTLESS = 1.25


def main(size: int) -> None:
    load = os.getloadavg()[0]
    try:
        result = compare(size)
    except FailedError as failure:
        sys.exit(str(failure))
    except KeyboardInterrupt:
        sys.exit(130)
    text = f"{told(size, load, result.unrest)}\n\n{table(result.rows, result.hugo)}"
    print(text)
    (WORK / str(size) / "clean.json").write_text(json.dumps(result.clean.wall), "utf-8")
    if put(PAGE, str(size), text):
        print("It is in docs/performance.md now.")
    if growth := grown():
        print(growth)
        put(PAGE, "growth", growth)


def told(size: int, load: float, unrest: float) -> str:
    """What was measured, when, on what, and whether that had something else to do."""
    renamed = ", ".join(str(count) for _, count in to_rename(Corpus(size)))
    left_out = [peer.row for peer in PEERS if size > peer.most]
    measured = [peer for peer in PEERS if size <= peer.most]
    versions = dict.fromkeys(f"{peer.title} {peer.version()}" for peer in measured)
    lines = [
        f"{size:,} articles, measured on {datetime.now(UTC):%Y-%m-%d} with newsgen {__version__}, "
        f"{', '.join(versions)}, Python {platform.python_version()}.",
        f"The machine: {processor()}, {os.cpu_count()} cores, {memory():.0f} GB; its load was "
        f"{load:.1f} before the run.",
        "Memory is the proportional share (PSS) of all processes together, at the worst moment."
        if shares_are_told()
        else "Memory is the resident size (RSS) of all processes together, at the worst moment; "
        "what they share counts twice.",
        f"The renamed people are each named by this many articles: {renamed}.",
    ]
    if unrest > RESTLESS:
        lines.append(
            f"**The machine was busy**: one and the same build took {unrest:.1f} times as long as "
            "before. Trust the processor times alone, or measure again."
        )
    if left_out:
        lines.append(f"{' and '.join(left_out)} are left out above 20,000 articles: too slow.")
    return "\n".join(lines)


def grown() -> str:
    """How the clean build grows with the archive, once both sizes were measured here."""
    seconds = {}
    for size in (SMALL, LARGE):
        file = WORK / str(size) / "clean.json"
        if not file.exists():
            return ""
        seconds[size] = json.loads(file.read_text("utf-8"))
    ratio = seconds[LARGE] / seconds[SMALL]
    return (
        f"newsgen's clean build of {LARGE:,} articles took {ratio:.1f} times as long as that of "
        f"{SMALL:,} (goal: {judged(ratio, GROWTH)})."
    )


def processor() -> str:
    """The model, as Linux tells it."""
    try:
        found = re.search(r"^model name\s*: (.+)$", Path("/proc/cpuinfo").read_text("utf-8"), re.M)
    except OSError:
        found = None
    return found[1] if found else platform.machine()


def memory() -> float:
    """Gigabytes of it."""
    return os.sysconf("SC_PAGE_SIZE") * os.sysconf("SC_PHYS_PAGES") / 1e9


if __name__ == "__main__":
    given = sys.argv[1] if sys.argv[1:] else str(SMALL)
    if not given.isdecimal() or int(given) < LEAST:
        sys.exit(f"The size is a number of articles, {LEAST} or more.")
    main(int(given))
