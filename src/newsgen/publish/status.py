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

from newsgen.publish.manifest import Entry
from newsgen.runtime import codec, inspection
from newsgen.runtime.pool import Pool, Work, batches
from newsgen.runtime.stat_signature import NONE, Stamp, stamp

Fault = Literal["output missing", "output altered"]

_CHUNK = 500
"""Files a worker looks into at once."""

Stamps = Mapping[str, Stamp]
"""Path → the stamp of a file."""


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
        return NONE
    if not stat.S_ISREG(found.st_mode):
        return NONE
    return stamp(found)


def packed(found: Stamps, paths: Iterable[str]) -> bytes:
    """The stamps of files one after another."""
    return b"".join(map(found.__getitem__, paths))


def faults(
    out: Path, entries: Mapping[str, Entry], now: Stamps, before: bytes, pool: Pool
) -> dict[str, Fault]:
    """The entries whose files are not as newsgen left them, by path.

    now: the stamps of their files; before: those they had when newsgen last looked, `packed` in the
    order of the entries, as far as they are known.
    """
    found: dict[str, Fault] = {}
    doubtful: list[Entry] = []
    if packed(now, entries) == before and NONE not in now.values():
        return found
    for at, (path, entry) in enumerate(entries.items()):
        if now[path] == NONE:
            found[path] = "output missing"
        elif now[path] != before[at * len(NONE) : (at + 1) * len(NONE)]:
            doubtful.append(entry)
    found.update((path, "output altered") for path in _altered(out, doubtful, pool))
    return found


def _altered(out: Path, entries: list[Entry], pool: Pool) -> Iterator[str]:
    chunks = (codec.encode(batch) for batch in batches(entries, _CHUNK))
    alone = len(entries) <= 4 * _CHUNK
    for answer in pool.spread(_worker, partial(os.fsencode, out), chunks, alone=alone):
        yield from codec.decode(answer, tuple[str, ...])


@contextmanager
def _worker(out: bytes) -> Iterator[Work]:
    yield partial(_work, Path(os.fsdecode(out)))


def _work(out: Path, chunk: bytes) -> bytes:
    entries = codec.decode(chunk, tuple[Entry, ...])
    seen: inspection.Seen = {}
    return codec.encode(
        tuple(
            entry.path
            for entry in entries
            if not inspection.holds(out, entry.path, entry.size, entry.hash, seen)
        )
    )
