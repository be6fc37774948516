"""Records: what came of each source, kept in bundles, so that a large archive is soon remembered.

A bundle holds records that were made under the same rules, each with the digest of the content it
came of. Its key begins with those rules, so that nothing is decoded that another newsgen encoded.
"""

from collections.abc import Iterable, Iterator

from newsgen.content.parse_file import ParsedFile
from newsgen.model.digest import digest
from newsgen.model.value import Value
from newsgen.runtime import codec
from newsgen.store.cache import Cache, CacheTable
from newsgen.store.file_digests import FileDigests

BUNDLE_SIZE = 64
"""Records in a bundle: row by row, asking for them would take longer than decoding them."""


class ParseRecord(Value, frozen=True, array_like=True):
    """What came of a source, and the key of the text it was made with (empty: of none)."""

    parsed_file: ParsedFile
    text_key: str


class _BundledRecord(Value, frozen=True, array_like=True):
    """content: the digest of the source's bytes."""

    content_digest: str
    record: ParseRecord


def encode_bundle(rules_digest: str, records: Iterable[tuple[str, bytes]]) -> tuple[bytes, bytes]:
    """A bundle as a row of the cache, of contents and encoded records. rules: a digest."""
    row = codec.encode([(content, codec.raw(record)) for content, record in records])
    return (rules_digest + digest(row)).encode(), row


class ParseRecords:
    """The records of a site. rules: the digest of what holds for all of its sources."""

    def __init__(self, cache: Cache, rules_digest: str) -> None:
        self._cache = cache
        self._rules = rules_digest

    def has_any(self) -> bool:
        """Whether any are kept at all."""
        return self._cache.count("records") > 0

    def load_valid(self, file_digests: FileDigests) -> Iterator[ParseRecord]:
        """Those of sources that are as they were, each once."""
        seen: set[str] = set()
        for key, row in self._cache.scan("records"):
            yield from self._valid_records(key, row, file_digests, seen)

    def needs_sweep(self, source_count: int) -> bool:
        """Whether much more is kept than what came of this many sources."""
        return self._cache.needs_sweep("records", source_count // BUNDLE_SIZE + 1)

    def compact(self, file_digests: FileDigests) -> dict[CacheTable, set[bytes]]:
        """Forget what is no longer true; gives the keys of the texts and bodies that still are."""
        used: dict[CacheTable, set[bytes]] = {"records": set(), "texts": set(), "bodies": set()}
        seen: set[str] = set()
        pending: list[tuple[str, bytes]] = []

        def keep() -> None:
            key, row = encode_bundle(self._rules, pending)
            self._cache.put("records", [(key, row)])
            used["records"].add(key)
            pending.clear()

        for key in self._cache.keys("records"):
            row = self._cache.get("records", key) or b""
            for record in self._valid_records(key, row, file_digests, seen):
                shown = record.parsed_file.article or record.parsed_file.page
                used["texts"].add(record.text_key.encode())
                used["bodies"].add(shown.html_digest.encode() if shown else b"")
                pending.append(
                    (file_digests.get(record.parsed_file.path) or "", codec.encode(record))
                )
            if len(pending) >= BUNDLE_SIZE:
                keep()
        if pending:
            keep()
        self._cache.retain("records", used["records"])
        return used

    def _valid_records(
        self, key: bytes, row: bytes, file_digests: FileDigests, seen: set[str]
    ) -> Iterator[ParseRecord]:
        """The records of a row that are still true; paths are added to those that are seen."""
        if not row or not key.startswith(self._rules.encode()):
            return
        for kept in codec.decode(row, tuple[_BundledRecord, ...]):
            path = kept.record.parsed_file.path
            if path not in seen and file_digests.get(path) == kept.content_digest:
                seen.add(path)
                yield kept.record
