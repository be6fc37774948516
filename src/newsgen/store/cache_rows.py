"""Rows of the cache in a worker, which writes to no cache: those it was sent, and new ones."""

from collections.abc import Iterable, Mapping

from newsgen.store.cache import Cache, CacheTable, NewRows


class CacheRows:
    """The rows of one worker; a cache is read for others, and never written to."""

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


RowStore = Cache | CacheRows
"""What keeps rows."""
