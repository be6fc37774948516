"""Records: what came of each source, kept in bundles, so that a large archive is soon remembered.

A bundle holds records that were made under the same rules, each with the digest of the content it
came of. Its key begins with those rules, so that nothing is decoded that another newsgen encoded.
"""

from collections.abc import Iterable, Iterator

from newsgen.content.parse_file import Prepared
from newsgen.model.digest import digest
from newsgen.model.value import Value
from newsgen.runtime import codec
from newsgen.store.cache import Cache, Table
from newsgen.store.file_hashes import Contents

BUNDLE = 64
"""Records in a bundle: row by row, asking for them would take longer than decoding them."""


class Record(Value, frozen=True, array_like=True):
    """What came of a source, and the key of the text it was made with (empty: of none)."""

    prepared: Prepared
    text: str


class _Kept(Value, frozen=True, array_like=True):
    """content: the digest of the source's bytes."""

    content: str
    record: Record


def bundle(rules: str, records: Iterable[tuple[str, bytes]]) -> tuple[bytes, bytes]:
    """A bundle as a row of the cache, of contents and encoded records. rules: a digest."""
    row = codec.encode([(content, codec.raw(record)) for content, record in records])
    return (rules + digest(row)).encode(), row


class Records:
    """The records of a site. rules: the digest of what holds for all of its sources."""

    def __init__(self, cache: Cache, rules: str) -> None:
        self._cache = cache
        self._rules = rules

    def any(self) -> bool:
        """Whether any are kept at all."""
        return self._cache.count("records") > 0

    def recall(self, contents: Contents) -> Iterator[Record]:
        """Those of sources that are as they were, each once."""
        seen: set[str] = set()
        for key, row in self._cache.scan("records"):
            yield from self._true(key, row, contents, seen)

    def crowded(self, sources: int) -> bool:
        """Whether much more is kept than what came of this many sources."""
        return self._cache.crowded("records", sources // BUNDLE + 1)

    def tidy(self, contents: Contents) -> dict[Table, set[bytes]]:
        """Forget what is no longer true; gives the keys of the texts and bodies that still are."""
        used: dict[Table, set[bytes]] = {"records": set(), "texts": set(), "bodies": set()}
        seen: set[str] = set()
        pending: list[tuple[str, bytes]] = []

        def keep() -> None:
            key, row = bundle(self._rules, pending)
            self._cache.put("records", [(key, row)])
            used["records"].add(key)
            pending.clear()

        for key in self._cache.keys("records"):
            row = self._cache.get("records", key) or b""
            for record in self._true(key, row, contents, seen):
                shown = record.prepared.article or record.prepared.page
                used["texts"].add(record.text.encode())
                used["bodies"].add(shown.body.encode() if shown else b"")
                pending.append((contents.known(record.prepared.path) or "", codec.encode(record)))
            if len(pending) >= BUNDLE:
                keep()
        if pending:
            keep()
        self._cache.retain("records", used["records"])
        return used

    def _true(self, key: bytes, row: bytes, contents: Contents, seen: set[str]) -> Iterator[Record]:
        """The records of a row that are still true; paths are added to those that are seen."""
        if not row or not key.startswith(self._rules.encode()):
            return
        for kept in codec.decode(row, tuple[_Kept, ...]):
            path = kept.record.prepared.path
            if path not in seen and contents.known(path) == kept.content:
                seen.add(path)
                yield kept.record
