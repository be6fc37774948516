"""The manifest: which files in the output are newsgen's, and which page key each was made for.

Reads and writes `.newsgen-manifest`: text, a line a file, under a header with a checksum. It alone
proves ownership, so a copy is kept in the site's `.newsgen/`, of which only paths and content
hashes count. Bad content never raises: a manifest is whole, missing or damaged.
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
"""How the keys of what `newsgen export` wrote begin; see `export_files`."""

_IGNORED_ERRORS = (
    *(errno.EACCES, errno.EPERM, errno.EROFS),
    *(errno.EEXIST, errno.EISDIR, errno.ENOTDIR),
)


class ManifestEntry(Value, frozen=True):
    """A file that newsgen wrote or is about to write.

    Attributes:
        path: relative to the output, with forward slashes.
        key: the page key it was made for; None if that is not certain.
        hash: `digest` of its content.
        size: of its content, in bytes.
        staged: it is in the staging folder, to be moved; not part of the manifest.
    """

    path: str
    key: str | None
    hash: str
    size: int
    staged: bool = False


class Manifest(Value, frozen=True):
    """What newsgen owns in an output folder.

    Attributes:
        state: of the manifest file. If it is not whole, the entries come from the copy in
            `.newsgen/`, have no keys, and are only those whose file still has the same content.
        entries: by path.
    """

    state: Literal["whole", "missing", "damaged"]
    entries: Mapping[str, ManifestEntry]


def read_manifest(out: Path, cache_folder: Path) -> Manifest:
    """Return what newsgen owns in an output folder."""
    entries = _read_entries(out / inspection.MANIFEST)
    if isinstance(entries, dict):
        return Manifest("whole", entries)
    copied_entries = _read_entries(manifest_copy_path(out, cache_folder))
    proven_entries = {
        path: replace(entry, key=None)
        for path, entry in (copied_entries.items() if isinstance(copied_entries, dict) else ())
        if inspection.has_content(out, path, entry.size, entry.hash)
    }
    return Manifest(entries, proven_entries)


def read_manifest_header(out: Path) -> bytes:
    """Return the header of an output's manifest, which no other manifest has; b"" if none."""
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
    """Return where the copy of an output's manifest is kept."""
    return cache_folder / f"published-{digest(os.fsencode(out.resolve()))}"


def entry_lines(entries: Iterable[ManifestEntry]) -> Iterator[str]:
    """Return entries as lines, by path, so that equal outputs have equal manifests."""
    return map(entry_line, sorted(entries, key=attrgetter("path")))


def entry_line(entry: ManifestEntry) -> str:
    """Return an entry as a line. A safe path may hold a line end, but no backslash."""
    path = entry.path.replace("\n", "\\n")
    return f"{entry.hash}\t{entry.size}\t{entry.key or ''}\t{path}"


def parse_entry(line: str) -> ManifestEntry:
    """Parse a line. Raise ValueError if it is no entry or its path is not safe."""
    entry = _split_entry(line)
    path = entry.path.replace("\\n", "\n")
    if not inspection.is_safe_path(path):
        raise ValueError(path)
    return replace(entry, path=path)


def _split_entry(line: str) -> ManifestEntry:
    content, size, key, path = line.split("\t", 3)
    return ManifestEntry(path, key or None, content, int(size))


_UNSAFE_SEQUENCES = (b"\t.", b"\t/", b"/.", b"//", b"/\n", b"\t\n", b"\\", b"\0", b":")
"""One of these is in a manifest if a path in it is not safe, or is escaped."""


def encode_checksummed(name: str, lines: Iterable[str]) -> bytes:
    """Return lines as bytes, under a header that shows damage and other versions."""
    body = "".join(f"{line}\n" for line in lines).encode("utf-8", "surrogateescape")
    return f"newsgen {name} {FORMAT_VERSION} {digest(body)}\n".encode() + body


def decode_checksummed(name: str, data: bytes) -> list[str] | None:
    """Return the lines of `encode_checksummed`; None if damaged or of another version."""
    header, _, body = data.partition(b"\n")
    if header != f"newsgen {name} {FORMAT_VERSION} {digest(body)}".encode():
        return None
    return body.decode("utf-8", "surrogateescape").split("\n")[:-1]


def _read_entries(path: Path) -> dict[str, ManifestEntry] | Literal["missing", "damaged"]:
    kind = fs.file_kind(path)
    if kind == "nothing":
        return "missing"
    data = path.read_bytes() if kind == "file" else b""
    lines = decode_checksummed("manifest", data)
    if lines is None:
        return "damaged"
    # To check a hundred thousand paths together is quicker than to check each.
    is_plain = not any(sequence in data for sequence in _UNSAFE_SEQUENCES)
    parse = _split_entry if is_plain else parse_entry
    try:
        return {entry.path: entry for entry in map(parse, lines)}
    except ValueError:
        return "damaged"


def _write_if_different(path: Path, data: bytes) -> None:
    if fs.file_kind(path) != "file" or path.read_bytes() != data:
        fs.write_atomically(path, data)
