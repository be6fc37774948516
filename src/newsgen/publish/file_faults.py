"""Finds files of an output that are not as newsgen left them: altered, or missing.

Takes what newsgen owns and the stamps its files had when it last left them. Reads only the files
with another stamp, as all are in a folder that was copied or restored, and compares digests.
"""

import os
import stat
from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path
from typing import Literal

from newsgen.publish import inspection
from newsgen.publish.manifest import ManifestEntry
from newsgen.runtime.pool import Pool
from newsgen.runtime.stamp import NO_STAMP, Stamp, stamp

FileFault = Literal["output missing", "output altered"]

StampsByPath = Mapping[str, Stamp]
"""Path → the stamp of a file."""


def read_stamps(out: Path, paths: Iterable[str]) -> dict[str, bytes]:
    """Return the stamps of files of an output.

    A link in place of a folder leads to other files with other stamps: `find_faults` reads those.
    """
    top = f"{out}/"
    return {path: _read_stamp(top + path) for path in paths}


def _read_stamp(file: str) -> Stamp:
    try:
        status = os.lstat(file)
    except (FileNotFoundError, NotADirectoryError):
        return NO_STAMP
    if not stat.S_ISREG(status.st_mode):
        return NO_STAMP
    return stamp(status)


def join_stamps(file_stamps: StampsByPath, paths: Iterable[str]) -> bytes:
    """Return the stamps of files joined, in the order of the paths."""
    return b"".join(map(file_stamps.__getitem__, paths))


def find_faults(
    out: Path,
    entries: Mapping[str, ManifestEntry],
    file_stamps: StampsByPath,
    previous_stamps: bytes,
    pool: Pool,
) -> dict[str, FileFault]:
    """Return what is wrong with files that are not as newsgen left them, by path.

    Args:
        entries: what newsgen owns, by path.
        file_stamps: the stamps of the files now, by path.
        previous_stamps: those of the last build, joined in the order of `entries`; b"" if unknown.
        pool: the processes that read files.
    """
    faults: dict[str, FileFault] = {}
    doubtful: list[ManifestEntry] = []
    if (
        join_stamps(file_stamps, entries) == previous_stamps
        and NO_STAMP not in file_stamps.values()
    ):
        return faults
    for at, (path, entry) in enumerate(entries.items()):
        if file_stamps[path] == NO_STAMP:
            faults[path] = "output missing"
        elif file_stamps[path] != previous_stamps[at * len(NO_STAMP) : (at + 1) * len(NO_STAMP)]:
            doubtful.append(entry)
    faults.update((path, "output altered") for path in _find_altered(out, doubtful, pool))
    return faults


def _find_altered(out: Path, entries: list[ManifestEntry], pool: Pool) -> Iterator[str]:
    obstacles: inspection.ObstacleMemo = {}

    def is_unaltered(entry: ManifestEntry) -> bool:
        return inspection.has_content(out, entry.path, entry.size, entry.hash, obstacles)

    unaltered = pool.map_in_threads(is_unaltered, entries)
    return (entry.path for entry, same in zip(entries, unaltered, strict=True) if not same)
