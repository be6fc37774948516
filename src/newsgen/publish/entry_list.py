"""Entries of many files in little memory: a build of a large archive stages millions of them."""

import zlib
from collections.abc import Collection, Iterable, Iterator

from newsgen.publish.manifest import ManifestEntry, decode_path, encode_path
from newsgen.runtime import codec

_BLOCK_SIZE = 500
"""Entries that are packed together."""

_LEVEL = 1
"""Of compression: paths and digests become half as large in a hundredth of a build's time."""

_PackedEntry = tuple[bytes, str | None, str, int, bool]


class EntryList(Collection[ManifestEntry]):
    """Entries in the order in which they came; all but the last few are packed."""

    def __init__(self, entries: Iterable[ManifestEntry] = ()) -> None:
        self._blocks: list[bytes] = []
        self._last: list[ManifestEntry] = []
        if isinstance(entries, EntryList):
            self._blocks, entries = [*entries._blocks], entries._last
        for entry in entries:
            self.add(entry)

    def add(self, entry: ManifestEntry) -> None:
        """Put an entry after the others."""
        self._last.append(entry)
        if len(self._last) == _BLOCK_SIZE:
            rows = [
                (encode_path(one.path), one.key, one.hash, one.size, one.staged)
                for one in self._last
            ]
            self._blocks.append(zlib.compress(codec.encode(rows), _LEVEL))
            self._last = []

    def __contains__(self, entry: object) -> bool:
        """Return whether an entry is in the list, which is looked through."""
        return any(one == entry for one in self)

    def __iter__(self) -> Iterator[ManifestEntry]:
        """Give all entries."""
        for block in self._blocks:
            rows: list[_PackedEntry] = codec.decode(zlib.decompress(block), list[_PackedEntry])
            for path, key, content, size, staged in rows:
                yield ManifestEntry(decode_path(path), key, content, size, staged)
        yield from self._last

    def __len__(self) -> int:
        """Return their number."""
        return len(self._blocks) * _BLOCK_SIZE + len(self._last)
