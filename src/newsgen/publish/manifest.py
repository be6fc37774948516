"""The manifest: which files in the output are newsgen's, and which page key each was made for.

`.newsgen-manifest` is text, a line a file, under a header with a checksum. It alone proves
ownership, so a copy is kept in the site's `.newsgen/`, of which only paths and hashes count.
"""

import errno
import os
from collections.abc import Iterable, Iterator, Mapping
from operator import attrgetter
from pathlib import Path
from typing import Literal

from newsgen.model.digest import digest
from newsgen.model.value import Value, replace
from newsgen.publish.output_tree import MANIFEST, OutputTree, is_safe_path
from newsgen.runtime import fs

FORMAT_VERSION = 1

EXPORT_KEY_PREFIX = "data."
"""How the keys of what `newsgen export` wrote begin; see `export_files`."""

FileFault = Literal["output missing", "output altered"]
"""What may be wrong with a file of the manifest."""

_IGNORED_ERRORS = (
    *(errno.EACCES, errno.EPERM, errno.EROFS),
    *(errno.EEXIST, errno.EISDIR, errno.ENOTDIR),
    *(errno.ENOSPC, errno.EFBIG, errno.EDQUOT),
)
_UNSAFE_SEQUENCES = (b"\t.", b"\t/", b"/.", b"//", b"/\n", b"\t\n", b"\\", b"\0", b":")
"""One of these is in a manifest if a path in it is not safe, or is escaped."""


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


class Manifest(Value, frozen=True):
    """What newsgen owns in an output folder, by path.

    If the manifest is not whole, the entries come from its copy, have no keys, and are only those
    whose file still has the same content.
    """

    state: Literal["whole", "missing", "damaged"]
    entries: EntriesByPath


def read_manifest(out: Path, cache_folder: Path) -> Manifest:
    """Return what newsgen owns in an output folder."""
    entries = _read_entries(out / MANIFEST)
    if isinstance(entries, dict):
        return Manifest("whole", entries)
    copied_entries = _read_entries(manifest_copy_path(out, cache_folder))
    tree = OutputTree(out)
    proven_entries = {
        path: replace(entry, key=None)
        for path, entry in (copied_entries.items() if isinstance(copied_entries, dict) else ())
        if tree.has_content(path, entry.size, entry.hash)
    }
    return Manifest(entries, proven_entries)


def read_manifest_header(out: Path) -> bytes:
    """Return the header of an output's manifest, which no other manifest has; b"" if none."""
    return fs.read_regular(out / MANIFEST).partition(b"\n")[0]


def write_manifest(
    out: Path, entries: Iterable[ManifestEntry], cache_folder: Path | None = None
) -> None:
    """Write the manifest of an output, and its copy in a cache folder, where they differ.

    A copy that cannot be written is no reason to fail.
    """
    data = encode_checksummed("manifest", entry_lines(entries))
    _write_if_different(out / MANIFEST, data)
    if cache_folder:
        try:
            fs.make_folders(cache_folder)
            _write_if_different(manifest_copy_path(out, cache_folder), data)
        except OSError as error:
            if error.errno not in _IGNORED_ERRORS:
                raise


def manifest_copy_path(out: Path, cache_folder: Path) -> Path:
    """Return where the copy of an output's manifest is kept."""
    return cache_folder / f"published-{digest(os.fsencode(out.resolve()))}"


def entry_lines(entries: Iterable[ManifestEntry]) -> Iterator[str]:
    """Give entries as lines, by path, so that equal outputs have equal manifests."""
    for entry in sorted(entries, key=attrgetter("path")):
        path = entry.path.replace("\n", "\\n")  # a safe path has no backslash of its own
        yield f"{entry.hash}\t{entry.size}\t{entry.key or ''}\t{path}"


def parse_entry(line: str) -> ManifestEntry:
    """Parse a line. Raise ValueError if it is no entry or its path is not safe."""
    entry = _split_entry(line)
    path = entry.path.replace("\\n", "\n")
    if not is_safe_path(path):
        raise ValueError(path)
    return replace(entry, path=path)


def _split_entry(line: str) -> ManifestEntry:
    content, size, key, path = line.split("\t", 3)
    return ManifestEntry(path, key or None, content, int(size))


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
    if fs.file_kind(path) == "nothing":
        return "missing"
    data = fs.read_regular(path)
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
    if fs.read_regular(path) != data:
        fs.write_atomically(path, data)
