"""How the files of an output stand: as newsgen left them, altered by someone, or gone.

Takes what newsgen owns and the stamps its files had when it last left them; a file with another
stamp, as all have in a tree that was copied or restored, is read and its digest looked at.
"""

import os
import stat
from collections.abc import Iterable, Iterator, Mapping
from contextlib import contextmanager
from functools import partial
from pathlib import Path
from typing import Literal

from newsgen.engine import tree, wire
from newsgen.engine.manifest import Entry
from newsgen.engine.pool import Pool, Work, batches
from newsgen.engine.stamp import Stamp, stamp

Fault = Literal["output missing", "output altered"]

_CHUNK = 500
"""Files a worker looks into at once."""

Stamps = Mapping[str, Stamp]
"""Path → the stamp of a regular file, empty for what is none."""


def stamps(out: Path, paths: Iterable[str]) -> dict[str, bytes]:
    """The stamps of files of an output.

    A link in place of a folder leads to other files, which have other stamps: `faults` looks there.
    """
    top = f"{out}/"
    return {path: _stamp(top + path) for path in paths}


def _stamp(place: str) -> Stamp:
    try:
        found = os.lstat(place)
    except (FileNotFoundError, NotADirectoryError):
        return b""
    if not stat.S_ISREG(found.st_mode):
        return b""
    return stamp(found)


def faults(
    out: Path, entries: Iterable[Entry], now: Stamps, before: Stamps, pool: Pool
) -> dict[str, Fault]:
    """The entries whose files are not as newsgen left them, by path.

    now, before: their stamps today and when newsgen last looked; a missing one is as good as none.
    """
    found: dict[str, Fault] = {}
    doubtful: list[Entry] = []
    for entry in entries:
        if not now.get(entry.path):
            found[entry.path] = "output missing"
        elif now[entry.path] != before.get(entry.path):
            doubtful.append(entry)
    found.update((path, "output altered") for path in _altered(out, doubtful, pool))
    return found


def _altered(out: Path, entries: list[Entry], pool: Pool) -> Iterator[str]:
    chunks = (wire.encode(batch) for batch in batches(entries, _CHUNK))
    alone = len(entries) <= 4 * _CHUNK
    for answer in pool.spread(_worker, os.fsencode(out), chunks, alone=alone):
        yield from wire.decode(answer, tuple[str, ...])


@contextmanager
def _worker(out: bytes) -> Iterator[Work]:
    yield partial(_work, Path(os.fsdecode(out)))


def _work(out: Path, chunk: bytes) -> bytes:
    entries = wire.decode(chunk, tuple[Entry, ...])
    seen: tree.Seen = {}
    return wire.encode(
        tuple(
            entry.path
            for entry in entries
            if not tree.holds(out, entry.path, entry.size, entry.hash, seen)
        )
    )
