"""What is remembered of every source, so that it is read, parsed and converted once only.

A record is what came of a whole file, a text what came of its Markdown, a body a text's HTML. Each
is found by all that could shape it, so none is ever out of date. An edited title takes its text
from here, and so does a changed authority file: neither converts any Markdown.
"""

from collections.abc import Mapping
from types import MappingProxyType
from typing import Any

from newsgen.content.context import Context
from newsgen.content.markdown import Body, convert
from newsgen.content.parse_file import Source, prepare
from newsgen.model.article import Article, Reference
from newsgen.model.digest import digest
from newsgen.model.problem import Place, Problem
from newsgen.model.value import Value, replace
from newsgen.runtime import codec
from newsgen.store.cache import Cache, Table
from newsgen.store.fingerprint import itself
from newsgen.store.parse_records import Record, bundle

_UNSEEN: Mapping[str, Any] = MappingProxyType(
    {"origin": "", "body": "", "noted": "", "mentions": b"", "marks": b"", "references": ()}
)
"""What no page but an article's own shows of it. That of a name it mentions shows only that."""


class _Text(Value, frozen=True):
    """A body without its HTML, which is kept under its own digest."""

    body: str
    text: str
    references: tuple[Reference, ...]
    problems: tuple[Problem, ...]


def rules(context: Context) -> str:
    """The digest of what holds for every source of a site."""
    return digest(itself(), codec.encode(context.conventions), context.authorities.essence)


class Memory:
    """The memory of one process. What is new in it is kept when `keep` is called."""

    def __init__(self, cache: Cache, context: Context) -> None:
        self._cache = cache
        self._context = context
        self._rules = rules(context)
        self._bare = cache.count("texts") == 0
        self._records: list[tuple[str, bytes]] = []
        self._new: dict[Table, list[tuple[bytes, bytes]]] = {}

    def record(self, source: Source, content: str) -> bytes:
        """The encoded `Record` of a source. content: the digest of its bytes."""
        texts: list[str] = []

        def markup(text: str, place: Place, base: str) -> Body:
            texts.append(digest(itself(), text, place.path, str(place.line), base))
            return self._body(texts[0], text, place, base)

        origin = digest(self._rules, source.path, content)
        prepared = prepare(replace(source, origin=origin), self._context, markup)
        if prepared.article:
            prepared = replace(prepared, article=self._faced(prepared.article))
        record = codec.encode(Record(prepared, "".join(texts)))
        self._records.append((content, record))
        return record

    def keep(self) -> None:
        """Put what is new into the cache."""
        for table, rows in self._new.items():
            self._cache.put(table, rows)
        self._new.clear()
        if self._records:
            self._cache.put("records", [bundle(self._rules, self._records)])
            self._records.clear()

    def _faced(self, article: Article) -> Article:
        seen = replace(article, **_UNSEEN)
        return replace(article, face=digest(self._rules, codec.encode(seen)))

    def _body(self, key: str, text: str, place: Place, base: str) -> Body:
        known = None if self._bare else self._cache.get("texts", key.encode())
        if known:
            found = codec.decode(known, _Text)
            html = self._cache.get("bodies", found.body.encode())
            if html is not None:
                return Body(html.decode(), found.text, found.references, found.problems)
        body = convert(text, place, base)
        name = digest(body.html)
        kept = _Text(name, body.text, body.references, body.problems)
        self._add("bodies", name, body.html.encode())
        self._add("texts", key, codec.encode(kept))
        return body

    def _add(self, table: Table, key: str, value: bytes) -> None:
        self._new.setdefault(table, []).append((key.encode(), value))
