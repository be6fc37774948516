"""Inserts an entry, a key or a list item into a YAML text, at a position taken from its nodes.

Changes or adds one line. Raises `NoInsertionPoint` if the YAML is written in a way that has no
place for it. The caller has to parse the new text and check that it says what it should.
"""

import re
from codecs import BOM_UTF8

from newsgen.content.yaml.nodes import MappingNode, Node, ScalarNode, SequenceNode
from newsgen.content.yaml.quote import yaml_scalar
from newsgen.content.yaml.reader import read_mapping
from newsgen.model.problem import Location

_INDENT = "  "
_QUOTED_SCALAR = re.compile(r'"(?:[^"\\]|\\.)*"|' r"'(?:[^']|'')*'")
_AMBIGUOUS_LINE_END = re.compile("[\x0b\x0c\x1c-\x1e\x85\u2028\u2029]|\r(?!\n)")
"""Characters that end a line for Python, but not for YAML or an editor program."""


class NoInsertionPoint(Exception):
    """The text has no place for an addition."""


class YamlText:
    """The YAML text of an editor's file; each edit gives the new content of the file."""

    def __init__(self, content: bytes) -> None:
        self._mark = BOM_UTF8 if content.startswith(BOM_UTF8) else b""
        try:
            text = content.removeprefix(self._mark).decode()
        except UnicodeDecodeError as error:
            raise NoInsertionPoint from error
        if _AMBIGUOUS_LINE_END.search(text):
            raise NoInsertionPoint
        self._lines = text.splitlines(keepends=True)
        self._line_end = "\r\n" if text.find("\r\n") + 1 == text.find("\n") > 0 else "\n"
        unix_text = text.replace("\r\n", "\n")
        mapping, _ = read_mapping(unix_text, Location("", 1, 1), allow_comments=True)
        self._pairs = mapping.pairs if mapping else ()
        self._indent = " " * (mapping.location.column - 1) if mapping else ""

    def with_entry(self, entry: str, blank_before: bool) -> bytes:
        """Return the content with an entry at its end, perhaps after an empty line."""
        blank = self._line_end if blank_before and self._lines else ""
        return self._insert_line(len(self._lines), blank + self._indent + entry)

    @property
    def has_blank_lines(self) -> bool:
        """Whether an empty line before a new entry would look good, judged by the other entries."""
        if not self._lines or not self._lines[-1].strip():
            return False
        if len(self._pairs) < 2:
            return not self._pairs or len(self._lines) > self._pairs[-1][0].location.line
        above = self._pairs[-1][0].location.line - 2
        while above > 0 and self._lines[above].lstrip().startswith("#"):
            above -= 1
        return not self._lines[above].strip()

    def with_spelling(self, line: int, column: int, key: str, text: str) -> bytes:
        """Return the content with a spelling at a key of the entry whose name is at a location."""
        for name, value in self._pairs:
            if (name.location.line, name.location.column) == (line, column):
                return self._add_to_entry(name, value, key, yaml_scalar(text))
        raise NoInsertionPoint

    def with_item(self, name: str, key: str, text: str) -> bytes:
        """Return the content with an item in a list at a key below a key, there or not."""
        for found, value in self._pairs:
            if found.text == name:
                return self._add_to_entry(found, value, key, yaml_scalar(text))
        entry = f"{name}: {{{key}: [{yaml_scalar(text)}]}}"
        return self.with_entry(entry, self.has_blank_lines)

    def _add_to_entry(self, name: ScalarNode, value: Node, key: str, item: str) -> bytes:
        pair_text = f"{key}: [{item}]"
        line = name.location.line
        if isinstance(value, ScalarNode) and not value.text:
            return self._insert_line(line, " " * (name.location.column - 1) + _INDENT + pair_text)
        if isinstance(value, ScalarNode) and value.is_empty and value.is_plain:
            return self._splice(value.location, 0, f"{{{pair_text}}}", len(value.text))
        if not isinstance(value, MappingNode) or not value.pairs:
            raise NoInsertionPoint
        if pair := next((pair for pair in value.pairs if pair[0].text == key), None):
            return self._add_to_list(*pair, item)
        if self._source(value)[0] == "{":
            return self._splice(value.location, 1, f"{pair_text}, ")
        return self._insert_line(line, " " * (value.location.column - 1) + pair_text)

    def _add_to_list(self, key: ScalarNode, value: Node, item: str) -> bytes:
        """Append an item to a list, or turn a single value into a list with it."""
        if isinstance(value, ScalarNode) and not value.text:
            return self._splice(key.location, self._length(key) + 1, f" [{item}]")
        if isinstance(value, ScalarNode):
            items = f"[{yaml_scalar(value.text)}, {item}]"
            return self._splice(value.location, 0, items, self._length(value))
        if not isinstance(value, SequenceNode):
            raise NoInsertionPoint
        if not value.items:
            return self._splice(value.location, 1, item)
        last = value.items[-1]
        if not isinstance(last, ScalarNode):
            raise NoInsertionPoint
        if self._source(value)[0] == "[":
            return self._splice(last.location, self._length(last), f", {item}")
        line, column = last.location.line, last.location.column
        return self._insert_line(line, self._lines[line - 1][: column - 1] + item)

    def _source(self, node: Node) -> str:
        """Return the rest of a line, from a node on."""
        return self._lines[node.location.line - 1][node.location.column - 1 :]

    def _length(self, value: ScalarNode) -> int:
        """Return the number of characters of a scalar as it is written in its line."""
        source = self._source(value)
        if value.is_plain and source.startswith(value.text):
            return len(value.text)
        quoted = _QUOTED_SCALAR.match(source)
        if not quoted:
            raise NoInsertionPoint
        return quoted.end()

    def _splice(self, location: Location, shift: int, text: str, replaced_length: int = 0) -> bytes:
        """Put a text into a line, in place of some characters, `shift` to the right."""
        index, at = location.line - 1, location.column - 1 + shift
        line = self._lines[index]
        new = line[:at] + text + line[at + replaced_length :]
        return self._content("".join((*self._lines[:index], new, *self._lines[index + 1 :])))

    def _insert_line(self, index: int, line: str) -> bytes:
        """Insert a line before the line with an index. A text without a final line end stays so."""
        before, after = "".join(self._lines[:index]), "".join(self._lines[index:])
        if after or not before or before.endswith("\n"):
            return self._content(f"{before}{line}{self._line_end}{after}")
        return self._content(f"{before}{self._line_end}{line}")

    def _content(self, text: str) -> bytes:
        return self._mark + text.encode()
