"""Whether an output is near a limit of the host that newsgen.yml names (N605).

The numbers are of the files that were published, and so is what each setting would spare.
"""

import re
from collections import Counter
from collections.abc import Iterable, Iterator

from newsgen.model.config import CONFIG_FILE
from newsgen.model.host_limits import HOSTS, HostLimits
from newsgen.model.problem import Location, Problem, problem
from newsgen.publish.manifest import ManifestEntry

_NEAR = 0.9
"""The share of a limit from which on it is told."""

_MAX_WAYS = 3
_SPARING = (
    (re.compile(r"search/"), "search: false"),
    (re.compile(r"(?:[a-z-]+/)?\d{4}/.*/index\.json$"), "ninjs: false"),
    (re.compile(r".*/with/"), "a higher listings.pairs"),
    (re.compile(r"[a-z]+/[^/]+/\d{4}/"), "a higher listings.year"),
    (re.compile(r".*-\d+\.webp$"), "no smaller copies of pictures"),
)
"""Patterns of paths, and the settings without which there are no such files."""


def host_problems(host: str, entries: Iterable[ManifestEntry]) -> Iterator[Problem]:
    """Yield the limits of a host that an output is near to, or beyond.

    Args:
        host: As newsgen.yml names it.
        entries: Of all files of the output.
    """
    limits = HOSTS[host]
    usage = _Usage()
    for entry in entries:
        usage.add(entry)
    file_count = sum(usage.folders.values())
    entry_count = file_count + len(usage.parents)
    folder, folder_count = max(usage.folders.items(), key=lambda item: item[1], default=("", 0))
    where = f"the folder {folder}" if folder else "the output"
    for what, number, unit, limit in (
        ("the archive", file_count, "files", limits.files),
        ("the archive", entry_count, "files and folders", limits.entries),
        (where, folder_count, "files", limits.folder_files),
        ("the archive", usage.size, "bytes", limits.size),
    ):
        if limit and number >= _NEAR * limit:
            spared = usage.spared_bytes if unit == "bytes" else usage.spared_files
            yield _limit_problem(limits, what, number, unit, limit, _ways(spared, unit))
    if limits.file_size and usage.largest_size > limits.file_size:
        hint = "take it out, or publish elsewhere"
        limit = limits.file_size
        yield _limit_problem(limits, usage.largest, usage.largest_size, "bytes", limit, hint)


class _Usage:
    """What the files of an output come to."""

    def __init__(self) -> None:
        self.folders: Counter[str] = Counter()
        self.parents: set[str] = set()
        self.spared_files: Counter[str] = Counter()
        self.spared_bytes: Counter[str] = Counter()
        self.size = 0
        self.largest, self.largest_size = "", 0

    def add(self, entry: ManifestEntry) -> None:
        """Count a file."""
        folder = entry.path.rpartition("/")[0]
        self.folders[folder] += 1
        while folder and folder not in self.parents:
            self.parents.add(folder)
            folder = folder.rpartition("/")[0]
        self.size += entry.size
        if entry.size > self.largest_size:
            self.largest, self.largest_size = entry.path, entry.size
        setting = next((name for pattern, name in _SPARING if pattern.match(entry.path)), "")
        if setting:
            self.spared_files[setting] += 1
            self.spared_bytes[setting] += entry.size


def _ways(spared: Counter[str], unit: str) -> str:
    """Return what would spare some of the files or bytes."""
    noun = "bytes" if unit == "bytes" else "files"
    ways = [f"{name} ({count:,} {noun})" for name, count in spared.most_common(_MAX_WAYS)]
    return f"what would spare some: {', '.join(ways)}" if ways else "publish elsewhere"


def _limit_problem(
    limits: HostLimits, what: str, number: int, unit: str, limit: int, hint: str
) -> Problem:
    message = f"host: {what} has {number:,} {unit}; {limits.label} takes {limit:,}"
    return problem("N605", Location(CONFIG_FILE), message, hint)
