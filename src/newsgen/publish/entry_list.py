"""Lists of many files in little memory: a build of a large archive stages millions of them.

All but the last few items of a list are packed.
"""

import zlib
from abc import abstractmethod
from collections.abc import Collection, Iterable, Iterator
from typing import Any, Generic, TypeVar

from newsgen.publish.manifest import (
    Change,
    JournalRow,
    ManifestEntry,
    StampedEntry,
    decode_path,
    encode_path,
)
from newsgen.runtime import codec

T = TypeVar("T")

_BLOCK_SIZE = 500
"""Items that are packed together."""

_LEVEL = 1
"""Of compression: paths and digests become half as large in a hundredth of a build's time."""


class _PackedList(Collection[T], Generic[T]):
    """Items in the order in which they came, each packed as a tuple of plain values."""

    def __init__(self, items: Iterable[T] = ()) -> None:
        self._blocks: list[bytes] = []
        self._last: list[T] = []
        if isinstance(items, type(self)):
            self._blocks, items = [*items._blocks], items._last
        for item in items:
            self.add(item)

    def add(self, item: T) -> None:
        """Put an item after the others."""
        self._last.append(item)
        if len(self._last) == _BLOCK_SIZE:
            rows = [*map(self._pack, self._last)]
            self._blocks.append(zlib.compress(codec.encode(rows), _LEVEL))
            self._last = []

    def __contains__(self, item: object) -> bool:
        """Return whether an item is in the list, which is looked through."""
        return any(one == item for one in self)

    def __iter__(self) -> Iterator[T]:
        """Give all items."""
        for block in self._blocks:
            yield from map(self._unpack, codec.decode(zlib.decompress(block), list[Any]))
        yield from self._last

    def __len__(self) -> int:
        """Return their number."""
        return len(self._blocks) * _BLOCK_SIZE + len(self._last)

    @abstractmethod
    def _pack(self, item: T) -> tuple[Any, ...]: ...

    @abstractmethod
    def _unpack(self, row: list[Any]) -> T: ...


class EntryList(_PackedList[ManifestEntry]):
    """Entries of files."""

    def _pack(self, item: ManifestEntry) -> tuple[Any, ...]:
        return _row(item)

    def _unpack(self, row: list[Any]) -> ManifestEntry:
        return _entry(row)


class StampedList(_PackedList[StampedEntry]):
    """Entries with the stamps of their files."""

    def _pack(self, item: StampedEntry) -> tuple[Any, ...]:
        return *_row(item[0]), item[1]

    def _unpack(self, row: list[Any]) -> StampedEntry:
        *entry, stamp = row
        return _entry(entry), stamp


class JournalList(_PackedList[JournalRow]):
    """Changes that a publication makes."""

    def _pack(self, item: JournalRow) -> tuple[Any, ...]:
        return *_row(item[1]), item[0]

    def _unpack(self, row: list[Any]) -> JournalRow:
        *entry, change = row
        known: Change = change
        return known, _entry(entry)


def _row(entry: ManifestEntry) -> tuple[Any, ...]:
    return encode_path(entry.path), entry.key, entry.hash, entry.size, entry.staged


def _entry(row: list[Any]) -> ManifestEntry:
    path, *rest = row
    return ManifestEntry(decode_path(path), *rest)
