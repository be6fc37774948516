"""The state of an output folder before a build: the files newsgen owns, and what is wrong."""

import os
import stat
from collections.abc import Iterable, Mapping
from pathlib import Path

from newsgen.model.value import Value, field, replace
from newsgen.publish.export_files import is_export_file
from newsgen.publish.manifest import (
    EntriesByPath,
    FileFault,
    ManifestEntry,
    read_manifest,
    read_manifest_header,
)
from newsgen.publish.output_tree import OutputTree
from newsgen.runtime.pool import Pool
from newsgen.runtime.stamp import NO_STAMP, Stamp, stamp

StampsByPath = Mapping[str, Stamp]


class OutputState(Value, frozen=True):
    """What newsgen owns in an output folder, by path: entries, faults and stamps of its files.

    `matches_last_build` is false where an earlier manifest was put back, or another build wrote it.
    """

    entries: EntriesByPath
    faults: Mapping[str, FileFault] = field(default_factory=dict)
    stamps: StampsByPath = field(default_factory=dict)
    matches_last_build: bool = False

    def without_keys(self) -> "OutputState":
        """Return the same without page keys, so that every page is made anew."""
        entries = {
            path: entry if is_export_file(entry) else replace(entry, key=None)
            for path, entry in self.entries.items()
        }
        return replace(self, entries=entries)


def read_output(
    out: Path, cache_folder: Path, last_header: bytes, last_stamps: bytes, pool: Pool
) -> OutputState:
    """Look at an output folder; read the files whose stamps are not those of the last build.

    `last_stamps` are joined in the order of the manifest that has this header.
    """
    manifest = read_manifest(out, cache_folder)
    entries = manifest.entries
    matches = manifest.state == "whole" and read_manifest_header(out) == last_header
    stamps = read_stamps(out, entries)
    faults = find_faults(out, entries, stamps, last_stamps if matches else b"", pool)
    return OutputState(entries, faults, stamps, matches)


def read_stamps(out: Path, paths: Iterable[str]) -> dict[str, Stamp]:
    """Return the stamps of files of an output.

    A link in place of a folder leads to other files with other stamps: `find_faults` reads those.
    """
    top = f"{out}/"
    stamps = {}
    for path in paths:
        try:
            status = os.lstat(top + path)
        except (FileNotFoundError, NotADirectoryError):
            stamps[path] = NO_STAMP
        else:
            stamps[path] = stamp(status) if stat.S_ISREG(status.st_mode) else NO_STAMP
    return stamps


def join_stamps(file_stamps: StampsByPath, paths: Iterable[str]) -> bytes:
    """Return the stamps of files joined, in the order of the paths."""
    return b"".join(map(file_stamps.__getitem__, paths))


def split_stamps(stamps: bytes, paths: Iterable[str]) -> dict[str, Stamp]:
    """Return the stamps that `join_stamps` joined, by path; b"" where there are too few."""
    size = len(NO_STAMP)
    return {path: stamps[at * size : (at + 1) * size] for at, path in enumerate(paths)}


def find_faults(
    out: Path,
    entries: EntriesByPath,
    file_stamps: StampsByPath,
    previous_stamps: bytes,
    pool: Pool,
) -> dict[str, FileFault]:
    """Return what is wrong with files that are not as newsgen left them, by path.

    `file_stamps` are those of now, `previous_stamps` those of the last build, joined in the order
    of `entries`; b"" if unknown.
    """
    missing = [path for path in entries if file_stamps[path] == NO_STAMP]
    faults: dict[str, FileFault] = dict.fromkeys(missing, "output missing")
    if not missing and join_stamps(file_stamps, entries) == previous_stamps:
        return faults
    previous = split_stamps(previous_stamps, entries)
    doubtful = [
        entry
        for path, entry in entries.items()
        if path not in faults and file_stamps[path] != previous[path]
    ]
    tree = OutputTree(out)

    def is_unaltered(entry: ManifestEntry) -> bool:
        return tree.has_content(entry.path, entry.size, entry.hash)

    for entry, same in zip(doubtful, pool.map_in_threads(is_unaltered, doubtful), strict=True):
        if not same:
            faults[entry.path] = "output altered"
    return faults
