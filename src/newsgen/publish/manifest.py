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
from newsgen.runtime import fs, inspection

VERSION = 1

EXPORTED = "data."
"""How the keys of what `newsgen export` wrote begin; see `exported`."""

_NO_MATTER = (
    *(errno.EACCES, errno.EPERM, errno.EROFS),
    *(errno.EEXIST, errno.EISDIR, errno.ENOTDIR),
)


class Entry(Value, frozen=True):
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
    entries: Mapping[str, Entry]


def read_manifest(out: Path, record_dir: Path) -> Manifest:
    """What newsgen owns in an output folder."""
    found = _read(out / inspection.MANIFEST, "manifest")
    if isinstance(found, dict):
        return Manifest("whole", found)
    record = _read(record_path(out, record_dir), "manifest")
    entries = record if isinstance(record, dict) else {}
    kept = {
        path: replace(entry, key=None)
        for path, entry in entries.items()
        if inspection.holds(out, path, entry.size, entry.hash)
    }
    return Manifest(found, kept)


def seal_of(out: Path) -> bytes:
    """The header of the manifest in an output folder, which no other manifest has; b"" of none."""
    path = out / inspection.MANIFEST
    return path.read_bytes().partition(b"\n")[0] if inspection.kind(path) == "file" else b""


def write_manifest(out: Path, entries: Iterable[Entry]) -> None:
    """Write the manifest of an output folder, unless it already says exactly this."""
    _write(out / inspection.MANIFEST, seal("manifest", rows(entries)))


def write_record(out: Path, record_dir: Path) -> None:
    """Keep a copy of the manifest, unless there is one that says exactly this.

    A site's folder that may not be written to, or where something else stands in the copy's place,
    is no reason to fail: it is only a copy.
    """
    path = record_path(out, record_dir)
    try:
        fs.make_folders(record_dir)
        _write(path, (out / inspection.MANIFEST).read_bytes())
    except OSError as error:
        if error.errno not in _NO_MATTER:
            raise


def record_path(out: Path, record_dir: Path) -> Path:
    """Where the copy of one output's ownership is kept."""
    return record_dir / f"published-{digest(os.fsencode(out.resolve()))}"


def rows(entries: Iterable[Entry]) -> Iterator[str]:
    """Entries as lines, by path, so that equal outputs have equal manifests."""
    return map(row, sorted(entries, key=attrgetter("path")))


def row(entry: Entry) -> str:
    """An entry as a line. A path may hold a line's end but, being proper, no backslash."""
    path = entry.path.replace("\n", "\\n")
    return f"{entry.hash}\t{entry.size}\t{entry.key or ''}\t{path}"


def entry(line: str) -> Entry:
    """A line as an entry; ValueError if it is none, or names a place newsgen never writes to."""
    found = _plain_entry(line)
    path = found.path
    path = path.replace("\\n", "\n")
    if not inspection.proper(path):
        raise ValueError(path)
    return replace(found, path=path)


def _plain_entry(line: str) -> Entry:
    content, size, key, path = line.split("\t", 3)
    return Entry(path, key or None, content, int(size))


_SUSPICIOUS = (b"\t.", b"\t/", b"/.", b"//", b"/\n", b"\t\n", b"\\", b"\0", b":")
"""What the lines of a manifest hold if a path in them is improper, or not written as it is."""


def seal(name: str, lines: Iterable[str]) -> bytes:
    """Lines as a file's content, under a header that tells damage and other versions."""
    body = "".join(f"{line}\n" for line in lines).encode("utf-8", "surrogateescape")
    return f"newsgen {name} {VERSION} {digest(body)}\n".encode() + body


def unseal(name: str, data: bytes) -> list[str] | None:
    """The lines of a sealed file; None if it is not exactly what was sealed, by this version."""
    header, _, body = data.partition(b"\n")
    if header != f"newsgen {name} {VERSION} {digest(body)}".encode():
        return None
    return body.decode("utf-8", "surrogateescape").split("\n")[:-1]


def _read(path: Path, name: str) -> dict[str, Entry] | Literal["missing", "damaged"]:
    standing = inspection.kind(path)
    if standing == "nothing":
        return "missing"
    data = path.read_bytes() if standing == "file" else b""
    lines = unseal(name, data)
    if lines is None:
        return "damaged"
    # Whether any of a hundred thousand paths is improper is quicker asked of all of them together.
    plain = not any(sign in data for sign in _SUSPICIOUS)
    try:
        return {found.path: found for found in map(_plain_entry if plain else entry, lines)}
    except ValueError:
        return "damaged"


def _write(path: Path, data: bytes) -> None:
    if inspection.kind(path) != "file" or path.read_bytes() != data:
        fs.write_whole(path, data)
