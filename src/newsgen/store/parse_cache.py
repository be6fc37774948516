"""The results of parsing, in the cache: records of whole files, texts, and bodies of HTML.

A record is the result of a source, a text that of its Markdown, a body a text's HTML. The key of
each is the digest of all that could shape it, so none is ever out of date. Only what names mean may
change while a record stays; `BundleNames` tells for which.
"""

from collections.abc import Container, Iterable, Iterator

from newsgen.content.parse_file import SourceFile, parse_body
from newsgen.content.site import Site
from newsgen.model.authority import Authorities
from newsgen.model.digest import digest
from newsgen.model.value import Value
from newsgen.runtime import codec
from newsgen.runtime.file_errors import FileChanged
from newsgen.store.bundle_names import BundleNames
from newsgen.store.cache import Cache, CacheTable
from newsgen.store.file_digests import FileDigests
from newsgen.store.parse_memo import ParseRecord
from newsgen.store.source_content import read_source

BUNDLE_SIZE = 64
"""Records in a bundle: to fetch them one by one would take longer than to decode them."""


class StoredRecord(Value, frozen=True):
    """A record, and the digest of its source's content."""

    content_digest: str
    record: ParseRecord


_Bundle = tuple[tuple[str, ParseRecord], ...]
"""Records, each after the digest of its source's content."""


class ParseRecords:
    """The records of a site whose sources are all parsed under the rules with this digest.

    A record holds if the content of its source is unchanged, and if its names mean what they meant.
    """

    def __init__(self, cache: Cache, rules_digest: str, authorities: Authorities) -> None:
        self._cache = cache
        self._rules = rules_digest
        self._state = authorities.files_digest
        self._names = BundleNames(cache, authorities)
        self._outdated: dict[str, bytes] = {}
        """By the paths of sources, the bundles whose records of them do not hold any more."""

    def put(self, records: Iterable[tuple[str, bytes]]) -> bytes:
        """Store records, each encoded, after its content's digest; return the key of the bundle."""
        row = codec.encode([(content, codec.raw(record)) for content, record in records])
        key = (self._rules + self._state + digest(row)).encode()
        self._cache.put("records", [(key, row)])
        return key

    def load_valid(self, file_digests: FileDigests) -> Iterator[ParseRecord]:
        """Give the records that hold, each once."""
        seen: set[str] = set()
        for key, row in self._cache.scan("records"):
            for _, record in self._valid_records(key, row, file_digests, seen):
                yield record

    def load_outdated(
        self, file_digests: FileDigests, paths: Container[str]
    ) -> Iterator[StoredRecord]:
        """Give those records of sources at these paths whose names are to be looked up anew.

        All records that hold have been given before.
        """
        for key in dict.fromkeys(key for path, key in self._outdated.items() if path in paths):
            row = self._cache.get("records", key)
            for content_digest, record in codec.decode(row, _Bundle) if row else ():
                path = record.parsed_file.path
                if record.names and path in paths and file_digests.get(path) == content_digest:
                    yield StoredRecord(content_digest, record)

    def save(self) -> None:
        """Note which records of other authority files hold with these."""
        self._names.save()

    def needs_sweep(self, source_count: int) -> bool:
        """Return whether there are many more bundles than this number of sources needs."""
        return self._cache.needs_sweep("records", source_count // BUNDLE_SIZE + 1)

    def compact(self, file_digests: FileDigests) -> dict[CacheTable, set[bytes]]:
        """Remove outdated records; return the keys of the texts and bodies that the others need."""
        bundles, texts, bodies = set[bytes](), set[bytes](), set[bytes]()
        seen: set[str] = set()
        pending: list[tuple[str, bytes]] = []

        def put_pending() -> None:
            bundles.add(self.put(pending))
            pending.clear()

        for key in self._cache.keys("records"):
            row = self._cache.get("records", key) or b""
            for content_digest, record in self._valid_records(key, row, file_digests, seen):
                parsed = record.parsed_file
                texts.add(record.text_key.encode())
                if shown := parsed.article or parsed.page:
                    bodies.add(shown.html_digest.encode())
                pending.append((content_digest, codec.encode(record)))
            if len(pending) >= BUNDLE_SIZE:
                put_pending()
        if pending:
            put_pending()
        self._cache.retain("records", bundles)
        return {"texts": texts, "bodies": bodies}

    def _valid_records(
        self, key: bytes, row: bytes, file_digests: FileDigests, seen: set[str]
    ) -> Iterator[tuple[str, ParseRecord]]:
        if not row or not key.startswith(self._rules.encode()):
            return
        state = key[len(self._rules) : -len(self._rules)]
        bundle = codec.decode(row, _Bundle)
        outdated = self._names.outdated_positions(key, state, (record for _, record in bundle))
        for at, (content_digest, record) in enumerate(bundle):
            path = record.parsed_file.path
            if path in seen or file_digests.get(path) != content_digest:
                continue
            if at in outdated:
                self._outdated[path] = key
                continue
            seen.add(path)
            yield content_digest, record


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
