"""Rows of the cache in a worker: those it was sent, and new ones for the leader to keep.

A worker writes to no cache. It gives its new rows back with the result of each chunk, and the
leader puts them into the cache.
"""

from collections.abc import Iterable, Mapping
from typing import Protocol

from newsgen.store.cache import Cache, CacheTable

NewRows = dict[CacheTable, list[tuple[bytes, bytes]]]
"""Keys and values by the table they belong to."""


class RowStore(Protocol):
    """What keeps rows: a cache, or the rows of a worker."""

    def get(self, table: CacheTable, key: bytes) -> bytes | None:
        """Return the value of a key; None if there is none."""

    def put(self, table: CacheTable, rows: Iterable[tuple[bytes, bytes]]) -> None:
        """Keep values under their keys."""


class CacheRows:
    """The rows of one worker.

    Attributes:
        cache: Is read where a row was not sent; never written to.
    """

    def __init__(
        self,
        cache: Cache | None = None,
        rows: Mapping[CacheTable, Mapping[bytes, bytes]] | None = None,
    ) -> None:
        self._cache = cache
        self._rows = rows or {}
        self._new: NewRows = {}

    def get(self, table: CacheTable, key: bytes) -> bytes | None:
        """Return the value of a key; None if there is none."""
        value = self._rows.get(table, {}).get(key)
        return self._cache.get(table, key) if value is None and self._cache else value

    def put(self, table: CacheTable, rows: Iterable[tuple[bytes, bytes]]) -> None:
        """Note new rows for the leader."""
        self._new.setdefault(table, []).extend(rows)

    def take_new(self) -> NewRows:
        """Return the new rows since the last call."""
        new, self._new = self._new, {}
        return new


def keep_rows(cache: Cache, rows: NewRows) -> None:
    """Put the new rows of a worker into the cache."""
    for table, new in rows.items():
        cache.put(table, new)
