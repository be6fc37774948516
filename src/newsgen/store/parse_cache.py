"""The results of parsing, in the cache: records of whole files, texts, and bodies of HTML.

A record is the last result of a source, by its path; it holds for a content of the source. A text
is the result of a source's Markdown, a body a text's HTML; the keys of both are digests of all that
could shape them, so none is ever out of date. Only what names mean may change while a record stays;
`OutdatedNames` tells for which.
"""

from collections.abc import Collection, Iterable
from contextlib import suppress

from newsgen.content.parse_file import SourceFile, parse_body
from newsgen.content.site import Site
from newsgen.model.digest import digest
from newsgen.model.value import Value
from newsgen.runtime import codec
from newsgen.runtime.file_errors import FileChanged
from newsgen.store.cache import Cache, CacheTable
from newsgen.store.outdated_names import OutdatedNames, signature_row
from newsgen.store.parse_memo import MadeRecord, ParseRecord
from newsgen.store.source_content import read_source

_SWEPT_TABLES: tuple[CacheTable, ...] = ("texts", "bodies", "records")


class StoredRecord(Value, frozen=True):
    """A record, with the digest of its source's content and its signature."""

    content_digest: str
    record: ParseRecord
    signature: bytes


class _Row(Value, frozen=True, array_like=True):
    """A record as it is stored. rules: the digest of those that it was made by."""

    rules: str
    content_digest: str
    generation: int
    record: ParseRecord


class ParseRecords:
    """The records of a site whose sources are all parsed under the rules with this digest."""

    def __init__(self, cache: Cache, rules_digest: str, names: OutdatedNames) -> None:
        self._cache = cache
        self._rules = rules_digest
        self._names = names

    def get(self, path: str, content_digest: str) -> ParseRecord | None:
        """Return the record of a source with a content, if there is one that holds."""
        row = self._row(path, content_digest)
        return row.record if row and self._holds(path, row) else None

    def get_outdated(self, path: str, content_digest: str) -> StoredRecord | None:
        """Return that record if only its names are to be looked up anew."""
        row = self._row(path, content_digest)
        if row and row.record.names and not self._holds(path, row):
            signature = self._cache.get("signatures", path.encode()) or b""
            return StoredRecord(content_digest, row.record, signature[1:])
        return None

    def put(self, records: Iterable[MadeRecord]) -> None:
        """Store records in the place of earlier ones."""
        rows: list[tuple[bytes, bytes]] = []
        signatures: list[tuple[bytes, bytes]] = []
        for made in records:
            key = made.path.encode()
            value = (self._rules, made.content_digest, self._names.number, codec.raw(made.record))
            rows.append((key, codec.encode(value)))
            row = signature_row(made.signature, has_proposals=made.has_proposals)
            signatures.append((key, row if made.states_names else b""))
        self._cache.put("records", rows)
        self._cache.put("signatures", signatures)
        self._names.note_resolved(key.decode() for key, _ in rows)

    def remove(self, paths: Iterable[str]) -> None:
        """Remove the records of sources that are no more."""
        keys = [path.encode() for path in paths]
        self._cache.delete("records", keys)
        self._cache.delete("signatures", keys)

    def sweep(self, count: int, paths: Collection[str]) -> None:
        """Remove the rows that the sources at these paths do not need, where they are many.

        count: of the sources.
        """
        cache, tables = self._cache, _SWEPT_TABLES
        if not any(cache.needs_sweep(table, count) for table in tables):
            return
        keys = {path.encode() for path in paths}
        texts, bodies = set[bytes](), set[bytes]()
        for key, row in cache.scan("records"):
            with suppress(codec.DecodeError):
                record = codec.decode(row, _Row).record
                if key in keys:
                    texts.add(record.text_key.encode())
                    if shown := record.parsed_file.article or record.parsed_file.page:
                        bodies.add(shown.html_digest.encode())
        live: dict[CacheTable, set[bytes]] = {"texts": texts, "bodies": bodies}
        live |= {"records": keys, "signatures": keys}
        for table, used in live.items():
            cache.retain(table, used)

    def _holds(self, path: str, row: _Row) -> bool:
        return not row.record.names or self._names.holds(path, row.generation)

    def _row(self, path: str, content_digest: str) -> _Row | None:
        data = self._cache.get("records", path.encode())
        with suppress(codec.DecodeError):
            row = codec.decode(data, _Row) if data else None
            if row and (row.rules, row.content_digest) == (self._rules, content_digest):
                return row
        return None


class BodyStore:
    """The bodies of a site."""

    def __init__(self, cache: Cache, site: Site) -> None:
        self._cache = cache
        self._site = site

    def html(self, html_digest: str, path: str) -> str:
        """Return the HTML with this digest, of the source at this path.

        Raises FileChanged if the source has other HTML by now, OSError if it cannot be read.
        """
        row = self._cache.get("bodies", html_digest.encode())
        if row is not None:
            return row.decode()
        try:
            data = read_source(self._site, path)
        except FileNotFoundError as error:
            raise FileChanged(path) from error
        html = parse_body(SourceFile(path, data), self._site.config.links_base).html
        if digest(html) != html_digest:
            raise FileChanged(path)
        self._cache.put("bodies", [(html_digest.encode(), html.encode())])
        return html
