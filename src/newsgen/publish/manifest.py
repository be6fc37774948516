"""The manifest: which files in the output are newsgen's, and which page key each was made for.

It is part of the output and the only proof of ownership, so a copy is kept in the site's
`.newsgen/`, of which only paths and content hashes count. Reading gives entries or says `missing`
or `damaged`; bad content never raises. Text, a line a file, under a header with a checksum.
"""

import errno
import os
from collections.abc import Iterable, Iterator, Mapping
from operator import attrgetter
from pathlib import Path
from typing import Literal

from newsgen.model.digest import digest
from newsgen.model.value import Value, replace
from newsgen.publish import inspection
from newsgen.runtime import fs

FORMAT_VERSION = 1

EXPORT_KEY_PREFIX = "data."
"""How the keys of what `newsgen export` wrote begin; see `exported`."""

_IGNORED_ERRORS = (
    *(errno.EACCES, errno.EPERM, errno.EROFS),
    *(errno.EEXIST, errno.EISDIR, errno.ENOTDIR),
)


class ManifestEntry(Value, frozen=True):
    """A file newsgen wrote or is about to.

    path: relative to the output, forward slashes.
    key: the page key it was made for; None where that is not known to be true of the file.
    hash, size: of its content; the hash is `digest(data)`.
    staged: waits in the staging folder to be moved (never written down).
    """

    path: str
    key: str | None
    hash: str
    size: int
    staged: bool = False


class Manifest(Value, frozen=True):
    """What is known of an output folder.

    state: of the manifest in it. If it is not whole, the entries come from the copy kept in
    `.newsgen/`, have no keys, and are only those whose file still has the recorded content.
    """

    state: Literal["whole", "missing", "damaged"]
    entries: Mapping[str, ManifestEntry]


def read_manifest(out: Path, cache_folder: Path) -> Manifest:
    """What newsgen owns in an output folder."""
    found = _read_entries(out / inspection.MANIFEST, "manifest")
    if isinstance(found, dict):
        return Manifest("whole", found)
    record = _read_entries(manifest_copy_path(out, cache_folder), "manifest")
    entries = record if isinstance(record, dict) else {}
    kept = {
        path: replace(entry, key=None)
        for path, entry in entries.items()
        if inspection.has_content(out, path, entry.size, entry.hash)
    }
    return Manifest(found, kept)


def read_manifest_header(out: Path) -> bytes:
    """The header of the manifest in an output folder, which no other manifest has; b"" of none."""
    path = out / inspection.MANIFEST
    return path.read_bytes().partition(b"\n")[0] if fs.file_kind(path) == "file" else b""


def write_manifest(out: Path, entries: Iterable[ManifestEntry]) -> None:
    """Write the manifest of an output folder, unless it already says exactly this."""
    _write_if_different(
        out / inspection.MANIFEST, encode_checksummed("manifest", entry_lines(entries))
    )


def write_manifest_copy(out: Path, cache_folder: Path) -> None:
    """Keep a copy of the manifest, unless there is one that says exactly this.

    A site's folder that may not be written to, or where something else stands in the copy's place,
    is no reason to fail: it is only a copy.
    """
    path = manifest_copy_path(out, cache_folder)
    try:
        fs.make_folders(cache_folder)
        _write_if_different(path, (out / inspection.MANIFEST).read_bytes())
    except OSError as error:
        if error.errno not in _IGNORED_ERRORS:
            raise


def manifest_copy_path(out: Path, cache_folder: Path) -> Path:
    """Where the copy of one output's ownership is kept."""
    return cache_folder / f"published-{digest(os.fsencode(out.resolve()))}"


def entry_lines(entries: Iterable[ManifestEntry]) -> Iterator[str]:
    """Entries as lines, by path, so that equal outputs have equal manifests."""
    return map(entry_line, sorted(entries, key=attrgetter("path")))


def entry_line(entry: ManifestEntry) -> str:
    """An entry as a line. A path may hold a line's end but, being proper, no backslash."""
    path = entry.path.replace("\n", "\\n")
    return f"{entry.hash}\t{entry.size}\t{entry.key or ''}\t{path}"


def parse_entry(line: str) -> ManifestEntry:
    """A line as an entry; ValueError if it is none, or names a place newsgen never writes to."""
    found = _split_entry(line)
    path = found.path
    path = path.replace("\\n", "\n")
    if not inspection.is_safe_path(path):
        raise ValueError(path)
    return replace(found, path=path)


def _split_entry(line: str) -> ManifestEntry:
    content, size, key, path = line.split("\t", 3)
    return ManifestEntry(path, key or None, content, int(size))


_UNSAFE_SEQUENCES = (b"\t.", b"\t/", b"/.", b"//", b"/\n", b"\t\n", b"\\", b"\0", b":")
"""What the lines of a manifest hold if a path in them is improper, or not written as it is."""


def encode_checksummed(name: str, lines: Iterable[str]) -> bytes:
    """Lines as a file's content, under a header that tells damage and other versions."""
    body = "".join(f"{line}\n" for line in lines).encode("utf-8", "surrogateescape")
    return f"newsgen {name} {FORMAT_VERSION} {digest(body)}\n".encode() + body


def decode_checksummed(name: str, data: bytes) -> list[str] | None:
    """The lines of a sealed file; None if it is not exactly what was sealed, by this version."""
    header, _, body = data.partition(b"\n")
    if header != f"newsgen {name} {FORMAT_VERSION} {digest(body)}".encode():
        return None
    return body.decode("utf-8", "surrogateescape").split("\n")[:-1]


def _read_entries(
    path: Path, name: str
) -> dict[str, ManifestEntry] | Literal["missing", "damaged"]:
    standing = fs.file_kind(path)
    if standing == "nothing":
        return "missing"
    data = path.read_bytes() if standing == "file" else b""
    lines = decode_checksummed(name, data)
    if lines is None:
        return "damaged"
    # Whether any of a hundred thousand paths is improper is quicker asked of all of them together.
    plain = not any(sign in data for sign in _UNSAFE_SEQUENCES)
    try:
        return {found.path: found for found in map(_split_entry if plain else parse_entry, lines)}
    except ValueError:
        return "damaged"


def _write_if_different(path: Path, data: bytes) -> None:
    if fs.file_kind(path) != "file" or path.read_bytes() != data:
        fs.write_atomically(path, data)
