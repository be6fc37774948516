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

from newsgen.publish import inspection
from newsgen.publish.manifest import ManifestEntry
from newsgen.runtime import codec
from newsgen.runtime.pool import ChunkFunction, Pool, batches
from newsgen.runtime.stamp import NO_STAMP, Stamp, stamp

FileFault = Literal["output missing", "output altered"]

_BATCH_SIZE = 500
"""Files a worker looks into at once."""

StampsByPath = Mapping[str, Stamp]
"""Path → the stamp of a file."""


def read_stamps(out: Path, paths: Iterable[str]) -> dict[str, bytes]:
    """The stamps of files of an output.

    A link in place of a folder leads to other files, which have other stamps: `faults` looks there.
    """
    top = f"{out}/"
    return {path: _read_stamp(top + path) for path in paths}


def _read_stamp(file: str) -> Stamp:
    try:
        found = os.lstat(file)
    except (FileNotFoundError, NotADirectoryError):
        return NO_STAMP
    if not stat.S_ISREG(found.st_mode):
        return NO_STAMP
    return stamp(found)


def join_stamps(file_stamps: StampsByPath, paths: Iterable[str]) -> bytes:
    """The stamps of files one after another."""
    return b"".join(map(file_stamps.__getitem__, paths))


def find_faults(
    out: Path,
    entries: Mapping[str, ManifestEntry],
    file_stamps: StampsByPath,
    previous_stamps: bytes,
    pool: Pool,
) -> dict[str, FileFault]:
    """The entries whose files are not as newsgen left them, by path.

    now: the stamps of their files; before: those they had when newsgen last looked, `packed` in the
    order of the entries, as far as they are known.
    """
    found: dict[str, FileFault] = {}
    doubtful: list[ManifestEntry] = []
    if (
        join_stamps(file_stamps, entries) == previous_stamps
        and NO_STAMP not in file_stamps.values()
    ):
        return found
    for at, (path, entry) in enumerate(entries.items()):
        if file_stamps[path] == NO_STAMP:
            found[path] = "output missing"
        elif file_stamps[path] != previous_stamps[at * len(NO_STAMP) : (at + 1) * len(NO_STAMP)]:
            doubtful.append(entry)
    found.update((path, "output altered") for path in _find_altered(out, doubtful, pool))
    return found


def _find_altered(out: Path, entries: list[ManifestEntry], pool: Pool) -> Iterator[str]:
    chunks = (codec.encode(batch) for batch in batches(entries, _BATCH_SIZE))
    alone = len(entries) <= 4 * _BATCH_SIZE
    for answer in pool.map_chunks(_worker, partial(os.fsencode, out), chunks, serial=alone):
        yield from codec.decode(answer, tuple[str, ...])


@contextmanager
def _worker(out: bytes) -> Iterator[ChunkFunction]:
    yield partial(_work, Path(os.fsdecode(out)))


def _work(out: Path, chunk: bytes) -> bytes:
    entries = codec.decode(chunk, tuple[ManifestEntry, ...])
    seen: inspection.ObstacleMemo = {}
    return codec.encode(
        tuple(
            entry.path
            for entry in entries
            if not inspection.has_content(out, entry.path, entry.size, entry.hash, seen)
        )
    )
