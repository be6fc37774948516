"""Compares newsgen with its peers at a number of articles, and prints one table.

    .venv/bin/python -m bench SIZE

The sizes that docs/performance.md has room for are written into it.
"""

import os
import platform
import re
import signal
import sys
from datetime import UTC, datetime
from pathlib import Path

from bench.corpus import Corpus
from bench.edits import TRIES, to_add, to_rename
from bench.goals import LARGE, SMALL, goals
from bench.meter import FailedError, shares_are_told
from bench.programs import HUGO, PEERS
from bench.record import Measurement, Record, last
from bench.run import compare, record_file, seconds
from bench.table import judged, put, table
from bench.variants import PLAIN, titles
from newsgen import __version__

PAGE = Path(__file__).parents[1] / "docs" / "performance.md"
GROWTH = 11.0
LEAST = 30
RESTLESS = 1.25


def main(size: int) -> None:
    for number in (signal.SIGTERM, signal.SIGHUP):  # what was started ends with this process
        signal.signal(number, signal.default_int_handler)
    try:
        record = compare(size)
    except FailedError as failure:
        sys.exit(str(failure))
    except KeyboardInterrupt:
        sys.exit(130)
    text = f"{told(size, record)}\n\n{rows(size, record)}"
    print(text)
    if put(PAGE, str(size), text):
        print("It is in docs/performance.md now.")
    if growth := grown():
        print(growth)
        put(PAGE, "growth", growth)


def rows(size: int, record: Record) -> str:
    """The table: of each row the quickest of clean builds, the middle one of edits."""
    hugo = chosen(record, HUGO.row).cost if record.tries(HUGO.row) else None
    measured = [chosen(record, title) for title in titles() if record.tries(title)]
    return table([(each, goals(each.row, size)) for each in measured], hugo)


def chosen(record: Record, title: str) -> Measurement:
    """The one that stands in the table: the middle one of three or more, the quicker of two."""
    tries = sorted(record.tries(title), key=seconds)
    return tries[(len(tries) - 1) // 2]


def told(size: int, record: Record) -> str:
    """What was measured, when, on what, and whether that had something else to do."""
    corpus = Corpus(size)
    renamed = ", ".join(str(count) for _, count in to_rename(corpus)[:TRIES])
    held = ", ".join(str(count) for _, count in to_add(corpus)[:TRIES])
    left_out = [peer.row for peer in PEERS if size > peer.most]
    measured = [peer for peer in PEERS if size <= peer.most]
    versions = dict.fromkeys(f"{peer.title} {peer.version()}" for peer in measured)
    programs = [f"newsgen {__version__}", *versions, f"Python {platform.python_version()}"]
    before = ", ".join(f"{load:.1f}" for load in record.loads[1:])
    lines = [
        f"{size:,} articles, measured on {datetime.now(UTC):%Y-%m-%d} with {', '.join(programs)}.",
        f"The machine: {processor()}, {os.cpu_count()} cores, {memory():.0f} GB; its load was "
        f"{record.loads[0]:.1f} before the run"
        f"{f', and {before} when it went on after it had been stopped' if before else ''}.",
        "Memory is the proportional share (PSS) of all processes together, at the worst moment."
        if shares_are_told()
        else "Memory is the resident size (RSS) of all processes together, at the worst moment; "
        "what they share counts twice.",
        f"The renamed people are each named by this many articles: {renamed}; "
        f"the new aliases stand in about this many: {held}.",
    ]
    if (unrest := _unrest(record)) > RESTLESS:
        lines.append(
            f"**The machine was busy**: one and the same build took {unrest:.1f} times as long as "
            "before. Trust the processor times alone, or measure again."
        )
    if left_out:
        lines.append(
            f"Left out at this size, since they take too long or too much memory: "
            f"{'; '.join(left_out)}."
        )
    return "\n".join(lines)


def grown() -> str:
    """How the clean build grows with the archive, once both sizes were measured here."""
    times = []
    for size in (SMALL, LARGE):
        record = Record(last(record_file(size)), None)
        if not record.tries(PLAIN.clean):
            return ""
        times.append(seconds(chosen(record, PLAIN.clean)))
    ratio = times[1] / times[0]
    return (
        f"newsgen's clean build of {LARGE:,} articles took {ratio:.1f} times as long as that of "
        f"{SMALL:,} (goal: {judged(ratio, GROWTH)})."
    )


def _unrest(record: Record) -> float:
    """How many times as long as the quicker the slower of the same two builds took."""
    twice = [record.tries(title) for title in (PLAIN.clean, HUGO.row)]
    return max(
        (max(map(seconds, tries)) / min(map(seconds, tries)) for tries in twice if tries),
        default=1.0,
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
