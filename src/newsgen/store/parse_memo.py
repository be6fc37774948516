"""What is remembered of every source, so that it is read, parsed and converted once only.

A record is what came of a whole file, a text what came of its Markdown, a body a text's HTML. Each
is found by all that could shape it, so none is ever out of date. An edited title takes its text
from here, and so does a changed authority file: neither converts any Markdown.
"""

from collections.abc import Mapping
from types import MappingProxyType
from typing import Any

from newsgen.content.markdown import Body, convert_markdown
from newsgen.content.parse_context import ParseContext
from newsgen.content.parse_file import SourceFile, parse_file
from newsgen.model.article import Article, Reference
from newsgen.model.digest import digest
from newsgen.model.problem import Location, Problem
from newsgen.model.value import Value, replace
from newsgen.runtime import codec
from newsgen.store.cache import Cache, CacheTable
from newsgen.store.parse_records import ParseRecord, encode_bundle
from newsgen.store.program_digest import program_digest

_OWN_PAGE_FIELDS: Mapping[str, Any] = MappingProxyType(
    {
        "input_digest": "",
        "html_digest": "",
        "key_locations": "",
        "packed_mentions": b"",
        "packed_link_spans": b"",
        "references": (),
    }
)
"""What no page but an article's own shows of it. That of a name it mentions shows only that."""


class _CachedText(Value, frozen=True):
    """A body without its HTML, which is kept under its own digest."""

    html_digest: str
    text: str
    references: tuple[Reference, ...]
    problems: tuple[Problem, ...]


def rules_digest(context: ParseContext) -> str:
    """The digest of what holds for every source of a site."""
    return digest(program_digest(), codec.encode(context.options), context.authorities.parse_digest)


class ParseMemo:
    """The memory of one process. What is new in it is kept when `keep` is called."""

    def __init__(self, cache: Cache, context: ParseContext) -> None:
        self._cache = cache
        self._context = context
        self._rules = rules_digest(context)
        self._bare = cache.count("texts") == 0
        self._records: list[tuple[str, bytes]] = []
        self._new: dict[CacheTable, list[tuple[bytes, bytes]]] = {}

    def parse(self, source: SourceFile, content_digest: str) -> bytes:
        """The encoded `Record` of a source. content: the digest of its bytes."""
        texts: list[str] = []

        def markup(text: str, place: Location, base: str) -> Body:
            texts.append(digest(program_digest(), text, place.path, str(place.line), base))
            return self._body(texts[0], text, place, base)

        origin = digest(self._rules, source.path, content_digest)
        prepared = parse_file(replace(source, input_digest=origin), self._context, markup)
        if prepared.article:
            prepared = replace(prepared, article=self._with_face(prepared.article))
        record = codec.encode(ParseRecord(prepared, "".join(texts)))
        self._records.append((content_digest, record))
        return record

    def save(self) -> None:
        """Put what is new into the cache."""
        for table, rows in self._new.items():
            self._cache.put(table, rows)
        self._new.clear()
        if self._records:
            self._cache.put("records", [encode_bundle(self._rules, self._records)])
            self._records.clear()

    def _with_face(self, article: Article) -> Article:
        seen = replace(article, **_OWN_PAGE_FIELDS)
        return replace(article, face=digest(self._rules, codec.encode(seen)))

    def _body(self, key: str, text: str, place: Location, base: str) -> Body:
        known = None if self._bare else self._cache.get("texts", key.encode())
        if known:
            found = codec.decode(known, _CachedText)
            html = self._cache.get("bodies", found.html_digest.encode())
            if html is not None:
                return Body(html.decode(), found.text, found.references, found.problems)
        body = convert_markdown(text, place, base)
        name = digest(body.html)
        kept = _CachedText(name, body.text, body.references, body.problems)
        self._add("bodies", name, body.html.encode())
        self._add("texts", key, codec.encode(kept))
        return body

    def _add(self, table: CacheTable, key: str, value: bytes) -> None:
        self._new.setdefault(table, []).append((key.encode(), value))
