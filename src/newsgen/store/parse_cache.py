"""The results of parsing, in the cache: records of whole files, texts, and bodies of HTML.

A record is the result of a source, a text that of its Markdown, a body a text's HTML. The key of
each is the digest of all that could shape it, so none is ever out of date.
"""

from collections.abc import Iterable, Iterator, Mapping
from types import MappingProxyType
from typing import Any

from newsgen.content.markdown import Body, convert_markdown
from newsgen.content.parse_context import ParseContext
from newsgen.content.parse_file import ParsedFile, SourceFile, parse_body, parse_file
from newsgen.content.site import Site
from newsgen.model.digest import digest
from newsgen.model.problem import Location
from newsgen.model.value import Value, replace
from newsgen.runtime import codec
from newsgen.runtime.file_errors import FileChanged
from newsgen.store.cache import Cache, CacheTable
from newsgen.store.cache_rows import CacheRows
from newsgen.store.file_digests import FileDigests
from newsgen.store.program_digest import program_digest
from newsgen.store.source_content import read_source

BUNDLE_SIZE = 64
"""Records in a bundle: to fetch them one by one would take longer than to decode them."""

_OWN_PAGE_FIELDS: Mapping[str, Any] = MappingProxyType(
    dict.fromkeys(("input_digest", "html_digest", "key_locations"), "")
    | {"mention_lines": "", "packed_link_spans": b"", "references": ()}
)
"""Fields that only the article's own page shows. A change to one of them does not change the
article's face, so no list is rendered anew."""


class ParseRecord(Value, frozen=True, array_like=True):
    """The result of a source, and the key of the text it was made with; empty if it has none."""

    parsed_file: ParsedFile
    text_key: str


def rules_digest(context: ParseContext) -> str:
    """Return the digest of what holds for every source of a site."""
    return digest(program_digest(), codec.encode(context.options), context.authorities.parse_digest)


class ParseMemo:
    """Parses sources, and converts no Markdown whose text is among the rows; adds the new ones."""

    def __init__(self, rows: CacheRows, context: ParseContext) -> None:
        self._rows = rows
        self._context = context
        self._rules = rules_digest(context)

    def parse(self, source: SourceFile, content_digest: str) -> bytes:
        """Return the encoded `ParseRecord` of a source with this digest."""
        text_keys: list[str] = []

        def convert(text: str, start: Location, base: str) -> Body:
            text_keys.append(digest(program_digest(), text, start.path, str(start.line), base))
            return self._body(text_keys[0], text, start, base)

        origin = digest(self._rules, source.path, content_digest)
        parsed = parse_file(replace(source, input_digest=origin), self._context, convert)
        if article := parsed.article:
            seen = replace(article, **_OWN_PAGE_FIELDS)
            face = digest(self._rules, codec.encode(seen))
            parsed = replace(parsed, article=replace(article, face=face))
        return codec.encode(ParseRecord(parsed, "".join(text_keys)))

    def _body(self, key: str, text: str, location: Location, base: str) -> Body:
        """Return the body of a text; in its row a digest stands for the HTML, a row of its own."""
        if row := self._rows.get("texts", key.encode()):
            stored = codec.decode(row, Body)
            html = self._rows.get("bodies", stored.html.encode())
            if html is not None:
                return replace(stored, html=html.decode())
        body = convert_markdown(text, location, base)
        stored = replace(body, html=digest(body.html))
        self._rows.put("bodies", [(stored.html.encode(), body.html.encode())])
        self._rows.put("texts", [(key.encode(), codec.encode(stored))])
        return body


_Bundle = tuple[tuple[str, ParseRecord], ...]
"""Records, each after the digest of its source's content."""


def encode_bundle(rules_digest: str, records: Iterable[tuple[str, bytes]]) -> tuple[bytes, bytes]:
    """Return a bundle as a row of the cache. records: encoded, each after its content's digest."""
    row = codec.encode([(content, codec.raw(record)) for content, record in records])
    return (rules_digest + digest(row)).encode(), row


class ParseRecords:
    """The records of a site whose sources are all parsed under the rules with this digest."""

    def __init__(self, cache: Cache, rules_digest: str) -> None:
        self._cache = cache
        self._rules = rules_digest

    def load_valid(self, file_digests: FileDigests) -> Iterator[ParseRecord]:
        """Give the records of sources whose content is unchanged, each once."""
        seen: set[str] = set()
        for key, row in self._cache.scan("records"):
            yield from self._valid_records(key, row, file_digests, seen)

    def needs_sweep(self, source_count: int) -> bool:
        """Return whether there are many more bundles than this number of sources needs."""
        return self._cache.needs_sweep("records", source_count // BUNDLE_SIZE + 1)

    def compact(self, file_digests: FileDigests) -> dict[CacheTable, set[bytes]]:
        """Remove outdated records; return the keys of the texts and bodies that the others need."""
        bundles, texts, bodies = set[bytes](), set[bytes](), set[bytes]()
        seen: set[str] = set()
        pending: list[tuple[str, bytes]] = []

        def put_pending() -> None:
            row = encode_bundle(self._rules, pending)
            self._cache.put("records", [row])
            bundles.add(row[0])
            pending.clear()

        for key in self._cache.keys("records"):
            row = self._cache.get("records", key) or b""
            for record in self._valid_records(key, row, file_digests, seen):
                parsed = record.parsed_file
                texts.add(record.text_key.encode())
                if shown := parsed.article or parsed.page:
                    bodies.add(shown.html_digest.encode())
                pending.append((file_digests.get(parsed.path) or "", codec.encode(record)))
            if len(pending) >= BUNDLE_SIZE:
                put_pending()
        if pending:
            put_pending()
        self._cache.retain("records", bundles)
        return {"texts": texts, "bodies": bodies}

    def _valid_records(
        self, key: bytes, row: bytes, file_digests: FileDigests, seen: set[str]
    ) -> Iterator[ParseRecord]:
        if not row or not key.startswith(self._rules.encode()):
            return
        for content_digest, record in codec.decode(row, _Bundle):
            path = record.parsed_file.path
            if path not in seen and file_digests.get(path) == content_digest:
                seen.add(path)
                yield record


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
