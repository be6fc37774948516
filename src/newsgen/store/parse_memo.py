"""Parses a source into its record, with the Markdown of an unchanged text taken from the cache.

A record is what a whole file came to, a text what its Markdown came to, a body a text's HTML. The
key of each is the digest of all that could shape it, so none is ever out of date. After an edited
title, or a changed authority file, no Markdown is converted.
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
from newsgen.store.cache_rows import CacheRows
from newsgen.store.parse_records import ParseRecord
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
"""Fields that only the article's own page shows. A change to one of them does not change the
article's face, so no list is rendered anew."""


class _CachedText(Value, frozen=True):
    """A body without its HTML, which has a row of its own, under its digest."""

    html_digest: str
    text: str
    references: tuple[Reference, ...]
    problems: tuple[Problem, ...]


def rules_digest(context: ParseContext) -> str:
    """Return the digest of what holds for every source of a site."""
    return digest(program_digest(), codec.encode(context.options), context.authorities.parse_digest)


class ParseMemo:
    """Parses sources, and converts no Markdown whose text the cache has.

    Args:
        rows: Gives the texts and bodies of earlier builds, and takes those that are new.
    """

    def __init__(self, rows: CacheRows, context: ParseContext) -> None:
        self._rows = rows
        self._context = context
        self._rules = rules_digest(context)

    def parse(self, source: SourceFile, content_digest: str) -> bytes:
        """Return the encoded `ParseRecord` of a source with this digest."""
        text_keys: list[str] = []

        def convert(text: str, location: Location, base: str) -> Body:
            text_keys.append(
                digest(program_digest(), text, location.path, str(location.line), base)
            )
            return self._body(text_keys[0], text, location, base)

        origin = digest(self._rules, source.path, content_digest)
        parsed = parse_file(replace(source, input_digest=origin), self._context, convert)
        if parsed.article:
            parsed = replace(parsed, article=self._with_face(parsed.article))
        return codec.encode(ParseRecord(parsed, "".join(text_keys)))

    def _with_face(self, article: Article) -> Article:
        seen = replace(article, **_OWN_PAGE_FIELDS)
        return replace(article, face=digest(self._rules, codec.encode(seen)))

    def _body(self, key: str, text: str, location: Location, base: str) -> Body:
        if row := self._rows.get("texts", key.encode()):
            cached = codec.decode(row, _CachedText)
            html = self._rows.get("bodies", cached.html_digest.encode())
            if html is not None:
                return Body(html.decode(), cached.text, cached.references, cached.problems)
        body = convert_markdown(text, location, base)
        name = digest(body.html)
        cached = _CachedText(name, body.text, body.references, body.problems)
        self._rows.put("bodies", [(name.encode(), body.html.encode())])
        self._rows.put("texts", [(key.encode(), codec.encode(cached))])
        return body
