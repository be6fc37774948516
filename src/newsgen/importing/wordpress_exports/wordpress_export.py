"""The file of an export of WordPress → its head and its items, one after another.

Real exports have what XML forbids: control characters, names of entities that only HTML has,
warnings above their first line, bytes of another encoding. These are mended. An item that is broken
in another way stops only itself.
"""

import codecs
import html
import re
from collections.abc import Iterator
from typing import Any, BinaryIO, NamedTuple
from xml.etree.ElementTree import ParseError

from defusedxml.ElementTree import fromstring

from newsgen.importing.records.feed import line_of_html

_FORBIDDEN = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff]")
_ENTITY = re.compile(r"&(?!(?:amp|lt|gt|quot|apos);)(?:#?\w+;)?")
_ITEM_TAG = re.compile(r"(<item\b[^>]*>|</item\s*>)")
_ROOT = re.compile(r"<rss\b[^>]*>")
_ENCODING = re.compile(rb"<\?xml[^>]*\bencoding=[\"']([\w.-]+)")
_PLAIN_ROOT = (
    '<rss xmlns:excerpt="urn:excerpt" xmlns:content="urn:content" xmlns:dc="urn:dc"'
    ' xmlns:wfw="urn:wfw" xmlns:wp="urn:wp">'
)

_DEFAULT_CATEGORIES = (
    *("uncategorized", "allgemein", "unkategorisiert", "nicht kategorisiert", "non classé"),
    *("sin categoría", "sin categorizar", "sem categoria", "senza categoria", "geen categorie"),
    *("niet gecategoriseerd", "bez kategorii", "без рубрики", "без категорії", "未分类", "未分類"),
    *("okategoriserade", "غير مصنف"),
)
"""What WordPress calls the category of posts that have none."""

_WORDS = re.compile(r"[^\W\d_]{2}")
_MACHINE_VALUE = re.compile(
    r"(?:yes|no|on|off|true|false|default|none|open|closed)$|[aOs]:\d+:|[{\[]|[0-9a-f-]{16,}$", re.I
)
"""Values of custom fields that plug-ins write for themselves."""

_SPAM = ("spam", "trash", "post-trashed")


class BrokenItem(NamedTuple):
    """A part of an export that is no XML. line: where it begins."""

    message: str
    line: int


class _Piece(NamedTuple):
    text: str
    line: int
    is_last: bool = False


class ExportFile:
    """An export of WordPress, read once from its start to its end.

    Attributes:
        channel: Texts of its head by the local names of their elements.
        authors: Display names by login.
    """

    def __init__(self, stream: BinaryIO) -> None:
        self._stream = stream
        self._in_data = False
        match = _ENCODING.search(stream.read(1000))
        stream.seek(0)
        self._encoding = match[1].decode() if match else ""
        self._root = _PLAIN_ROOT
        self.channel: dict[str, str] = {}
        self.authors: dict[str, str] = {}

    def items(self) -> Iterator[dict[str, Any] | BrokenItem]:
        """Yield what each item says: texts by local name, terms, meta values and comments."""
        for number, piece in enumerate(self._pieces()):
            if piece.is_last and "</channel" not in piece.text:
                message = "it is cut off here: what stands before was imported"
                yield BrokenItem(f"{message}; export it anew for the rest", piece.line)
            elif number == 0:
                if broken := self._read_head(piece):
                    yield broken
                    if "<!ENTITY" in piece.text:
                        return
            elif piece.text.startswith("<item"):
                yield self._item(piece)

    def _item(self, piece: _Piece) -> dict[str, Any] | BrokenItem:
        try:
            return _read_item(fromstring(f"{self._root}{piece.text}</rss>")[0])
        except ParseError as error:
            line = piece.line + error.position[0] - 1
            title = re.search(r"<title>(?:<!\[CDATA\[)?(.*?)(?:\]\]>)?</title>", piece.text)
            name = f' "{line_of_html(title[1])[:100]}"' if title else ""
            return BrokenItem(f"the item{name} is no XML: mend it there, or export it anew", line)

    def _read_head(self, piece: _Piece) -> BrokenItem | None:
        """Read what stands above the first item; return why that is not possible."""
        if "<!ENTITY" in piece.text:
            message = "it declares XML entities, which can hide things: take out its <!DOCTYPE …>"
            return BrokenItem(message, 1)
        root = _ROOT.search(piece.text)
        if root is None:
            return None
        head = piece.text[root.end() :].partition("</channel")[0]
        try:
            channel = fromstring(f"{root[0]}{head}</channel></rss>")[0]
        except (ParseError, IndexError):
            return BrokenItem("its head is no XML: authors have their user names", 1)
        self._root = " ".join(root[0].split())  # in one line, so that lines can be counted
        for element in channel:
            name = _local(element.tag)
            if name == "author":
                self._add_author(element)
            elif element.text:
                self.channel.setdefault(name, element.text.strip())
        return None

    def _add_author(self, element: Any) -> None:
        texts = {_local(child.tag): (child.text or "").strip() for child in element}
        login = texts.get("author_login", "")
        names = f"{texts.get('author_first_name', '')} {texts.get('author_last_name', '')}".strip()
        self.authors[login] = line_of_html(texts.get("author_display_name") or names or login)

    def _pieces(self) -> Iterator[_Piece]:
        """Yield the head, each item, and what stands between them and below."""
        parts: list[str] = []
        number = start = 1
        for number, line in enumerate(self._stream, start=1):
            for token in self._tokens(_FORBIDDEN.sub("", self._decode(line))):
                if token.startswith("<item") and not self._in_data:
                    yield _Piece("".join(parts), start)
                    parts, start = [], number
                parts.append(token)
                if token.startswith("</item") and not self._in_data:
                    yield _Piece("".join(parts), start)
                    parts, start = [], number
        yield _Piece("".join(parts), number, is_last=True)

    def _tokens(self, line: str) -> Iterator[str]:
        """Yield the parts of a line: tags of items, and what is between them; mended."""
        while line:
            if self._in_data:
                inside, end, line = line.partition("]]>")
                yield inside + end
                self._in_data = not end
                continue
            outside, data, line = line.partition("<![CDATA[")
            for part in _ITEM_TAG.split(outside):
                yield _ENTITY.sub(_mend_entity, part)
            self._in_data = bool(data)
            yield data

    def _decode(self, line: bytes) -> str:
        try:
            return line.decode("utf-8")
        except UnicodeDecodeError:
            name = self._encoding
            try:
                is_other = bool(name) and codecs.lookup(name).name != "utf-8"
            except LookupError:
                is_other = False
            return line.decode(name if is_other else "cp1252", "replace")


def _mend_entity(match: re.Match[str]) -> str:
    """Return the sign that an entity of HTML means; an ampersand that begins none is one."""
    sign = _FORBIDDEN.sub("", html.unescape(match[0]))
    return html.escape(sign, quote=False)


def _read_item(element: Any) -> dict[str, Any]:
    """Return what an item says.

    terms and nicenames: names of terms by taxonomy. fields: custom fields with words of an editor.
    comments and pings: their numbers, spam left out.
    """
    item: dict[str, Any] = {
        "terms": {},
        "nicenames": {},
        "meta": {},
        "fields": [],
        "old_slugs": [],
        "comments": 0,
        "pings": 0,
    }
    for child in element:
        name, text = _local(child.tag), child.text or ""
        if name == "encoded":
            item["excerpt" if "excerpt" in child.tag else "content"] = text
        elif name == "category":
            _add_term(item, child.get("domain", "category"), text, child.get("nicename", ""))
        elif name == "postmeta":
            pair = {_local(each.tag): each.text or "" for each in child}
            _add_meta(item, pair.get("meta_key", ""), pair.get("meta_value", ""))
        elif name == "comment":
            said = {_local(each.tag): each.text or "" for each in child}
            if said.get("comment_approved", "") not in _SPAM:
                is_ping = said.get("comment_type", "") in ("pingback", "trackback")
                item["pings" if is_ping else "comments"] += 1
        else:
            item.setdefault(name, text.strip())
    return item


def _add_term(item: dict[str, Any], taxonomy: str, text: str, nicename: str) -> None:
    name = line_of_html(text)
    if taxonomy == "category" and name.casefold() in _DEFAULT_CATEGORIES:
        return
    item["terms"].setdefault(taxonomy, []).append(name)
    item["nicenames"].setdefault(taxonomy, []).append(nicename)


def _add_meta(item: dict[str, Any], key: str, value: str) -> None:
    item["meta"][key] = value
    if key == "_wp_old_slug":
        item["old_slugs"].append(value)
    elif not key.startswith("_") and _WORDS.search(value) and not _MACHINE_VALUE.match(value):
        item["fields"].append(key)


def _local(tag: str) -> str:
    return tag.rpartition("}")[2]
