"""Stores a checksum of each field of rendered views, so that `--explain` can say which changed."""

from collections.abc import Iterator, Mapping
from typing import Any
from zlib import crc32

from newsgen.model.file_listing import split_evenly
from newsgen.runtime import codec
from newsgen.store.archive_database import ArchiveDatabase
from newsgen.store.cache import Cache
from newsgen.store.cache_rows import RowStore
from newsgen.store.output_paths import address_count
from newsgen.store.page_group_rows import PageGroupRows

_SIZE = 4


def sweep_views(cache: Cache, database: ArchiveDatabase) -> None:
    """Remove stored views that no page of an archive has."""
    if cache.needs_sweep("views", address_count(database)):
        pages = PageGroupRows(database).pages()
        cache.sweep("views", {row.view_digest.encode() for _, _, row in pages})


def put_view(rows: RowStore, view_digest: str, view: bytes) -> None:
    """Put the checksums of a view among the rows. view: encoded, as it was digested."""
    sums = _checksums(codec.split_fields(view))
    rows.put("views", [(view_digest.encode(), b"".join(sums))])


def changed_field(cache: Cache, view_digest: str, view: bytes) -> str:
    """Return the name of the first field in which a view is not a stored one; empty if unknown.

    Args:
        cache: Where views are stored.
        view_digest: Of the stored one.
        view: The other one, encoded.
    """
    stored = cache.get("views", view_digest.encode())
    if not stored:
        return ""
    fields = codec.split_fields(view)
    names, *sums = _checksums(fields)
    first, *parts = split_evenly(stored, len(stored) // _SIZE)
    if first != names or len(parts) != len(sums):
        return ""
    pairs = zip(fields, parts, sums, strict=True)
    return next((name for name, one, other in pairs if one != other), "")


def _checksums(fields: Mapping[str, Any]) -> Iterator[bytes]:
    """Yield the checksum of the names of fields, then those of their values."""
    for part in (" ".join(fields).encode(), *fields.values()):
        yield crc32(part).to_bytes(_SIZE, "big")
