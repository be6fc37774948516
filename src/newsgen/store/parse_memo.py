"""Parses sources into records: what each says, and what its names mean.

Markdown whose text is among the rows of the cache is not converted again, and where the record of
a file is there already, only its names are looked up.
"""

from newsgen.content.article_names import NameStatement
from newsgen.content.markdown.convert import convert_markdown
from newsgen.content.markdown.normalize_html import Body
from newsgen.content.parse_context import ParseContext
from newsgen.content.parse_file import FileStatement, ParsedFile, SourceFile, state_file
from newsgen.model.digest import digest
from newsgen.model.problem import Location
from newsgen.model.value import Value, replace
from newsgen.runtime import codec
from newsgen.store.cache_rows import CacheRows
from newsgen.store.program_digest import program_digest

_UNLISTED_NAME = "N304"
"""The problem that proposes a name for one that is in no authority file."""


class ParseRecord(Value, frozen=True, array_like=True):
    """The result of a source.

    Attributes:
        text_key: The key of the text it was made with; empty if it has none.
        names: What it says of names, encoded; empty if it cannot be an article.
    """

    parsed_file: ParsedFile
    text_key: str
    names: bytes = b""


class MadeRecord(Value, frozen=True, array_like=True):
    """A new record, encoded, with what is stored beside it.

    Attributes:
        content_digest: Of the source.
        record: A `ParseRecord`.
        states_names: Whether it says something of names.
        has_proposals: As in `NameChanges.concern`.
        signature: As in `ResolvedNames`.
    """

    path: str
    content_digest: str
    record: bytes
    states_names: bool = False
    has_proposals: bool = False
    signature: bytes = b""


def rules_digest(context: ParseContext) -> str:
    """Return the digest of what holds for all that sources of a site say, whatever names mean."""
    return digest(program_digest(), codec.encode(context.options))


class ParseMemo:
    """Parses sources, with the rows of texts and bodies that are there; adds the new ones."""

    def __init__(self, rows: CacheRows, context: ParseContext) -> None:
        self._rows = rows
        self._context = context

    def parse(self, source: SourceFile) -> MadeRecord:
        """Return the record of a source."""
        text_keys: list[str] = []

        def convert(text: str, start: Location, base: str) -> Body:
            text_keys.append(digest(program_digest(), text, start.path, str(start.line), base))
            return self._body(text_keys[0], text, start, base)

        statement = state_file(source, self._context, convert)
        return self._record(statement, "".join(text_keys), digest(source.data))

    def resolve(self, record: ParseRecord, content_digest: str) -> MadeRecord | None:
        """Return a record with its names looked up anew; None if its text is not there any more.

        content_digest: that of the source.
        """
        article = record.parsed_file.article
        key = article.html_digest if article else ""
        html = self._rows.get("bodies", key.encode()) if key else b""
        if html is None:
            return None
        names = codec.decode(record.names, NameStatement)
        statement = FileStatement(record.parsed_file, names, html.decode())
        return self._record(statement, record.text_key, content_digest)

    def _record(self, statement: FileStatement, text_key: str, content_digest: str) -> MadeRecord:
        parsed = statement.parsed_file
        names = statement.resolve_names(self._context.finder)
        if names is None:
            record = codec.encode(ParseRecord(parsed, text_key))
            return MadeRecord(parsed.path, content_digest, record)
        parsed = parsed.with_names(names)
        record = codec.encode(ParseRecord(parsed, text_key, codec.encode(statement.names)))
        proposes = any(each.code == _UNLISTED_NAME for each in names.problems)
        return MadeRecord(parsed.path, content_digest, record, True, proposes, names.signature)

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
