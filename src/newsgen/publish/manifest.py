"""What a manifest holds: an entry for each file newsgen wrote into an output, and a header.

Entries are stored as rows with a checksum of their own, so that every damaged byte is noticed.
"""

import re
from collections.abc import Mapping
from hashlib import blake2b
from typing import Any, Literal

from newsgen.model.value import Value
from newsgen.publish.output_tree import is_safe_path
from newsgen.runtime.stamp import Stamp

EXPORT_KEY_PREFIX = "data."
"""How the keys of what `newsgen export` wrote begin; see `export_files`."""

FileFault = Literal["output missing", "output altered"]
"""What may be wrong with a file of the manifest."""

CHECKSUM_SIZE = 16
"""Bytes of a row's checksum."""

_UNSAFE_PATH = re.compile(rb"(?:^|/)(?:[./]|$)|[\\:\0]")
"""What is in every path that is not safe, and perhaps in one that is."""


class ManifestDamaged(Exception):
    """A file is no manifest of this version, or not as newsgen left it."""


class ManifestEntry(Value, frozen=True):
    """A file that newsgen wrote or is about to write.

    Attributes:
        path: Relative to the output, with forward slashes.
        key: The page key it was made for; None if that is not certain.
        hash: The `digest` of its content.
        staged: It is in the staging folder, to be moved; not part of the manifest.
    """

    path: str
    key: str | None
    hash: str
    size: int
    staged: bool = False


EntriesByPath = Mapping[str, ManifestEntry]

StampedEntry = tuple[ManifestEntry, Stamp]
"""An entry with the stamp of its file as newsgen left it."""

Change = Literal["+", "~", "-"]
"""What becomes of a file: it is new, it replaces one that newsgen owns, it is deleted."""

JournalRow = tuple[Change, ManifestEntry]


class ManifestHeader(Value, frozen=True):
    """What a manifest says of itself: where headers are equal, all entries are.

    Attributes:
        count: Of its entries.
        total: The sum of their checksums, in hexadecimal digits.
        texts: The digest of the texts that the output is made of; empty if that is not known.
        is_first: The publication under way is the first: each entry is a file that may be to come.
    """

    count: int = 0
    total: str = "0"
    texts: str = ""
    is_first: bool = False

    def with_entries(self, checksums: list[bytes], sign: Literal[1, -1] = 1) -> "ManifestHeader":
        """Return the header with entries of these checksums, or without them."""
        total = int(self.total, 16) + sign * sum(map(int.from_bytes, checksums))
        return ManifestHeader(
            self.count + sign * len(checksums),
            f"{total % (1 << 8 * CHECKSUM_SIZE):x}",
            self.texts,
            self.is_first,
        )


def encode_path(path: str) -> bytes:
    """Return a path as rows have it."""
    return path.encode("utf-8", "surrogateescape")


def decode_path(data: bytes) -> str:
    """Return a path that rows have."""
    return data.decode("utf-8", "surrogateescape")


def encode_entry(entry: ManifestEntry, change: str = "") -> tuple[bytes, bytes, bytes, int, bytes]:
    """Return an entry as a row: path, key, hash, size and checksum."""
    row = (encode_path(entry.path), (entry.key or "").encode(), entry.hash.encode(), entry.size)
    return (*row, _checksum(*row, change))


def decode_entry(row: tuple[Any, ...], change: str = "") -> ManifestEntry:
    """Return the entry at the beginning of a row; raise ManifestDamaged if it is none."""
    try:
        path, key, content, size, checksum, *_ = row
        if checksum != _checksum(path, key, content, size, change):
            raise ManifestDamaged(path)
        name = decode_path(path)
        entry = ManifestEntry(name, key.decode() or None, content.decode(), size)
    except (TypeError, ValueError, AttributeError) as error:
        raise ManifestDamaged(str(row)) from error
    if _UNSAFE_PATH.search(path) and not is_safe_path(name):
        raise ManifestDamaged(path)
    return entry


def _checksum(path: bytes, key: bytes, content: bytes, size: int, change: str) -> bytes:
    row = b"%b\0%b\0%b\0%d\0%b" % (path, key, content, size, change.encode())
    return blake2b(row, digest_size=CHECKSUM_SIZE).digest()
