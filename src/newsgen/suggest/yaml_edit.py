"""Inserts a key or a list item into a YAML text, at a position taken from its nodes.

Takes the text of an authority file; changes or adds one line of it. Raises `NoInsertionPoint` if
the YAML is written in a way that has no place for it. The caller has to parse the new text and
check that it says what it should.
"""

import re

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
    """A YAML text as lines that can be edited; `str` gives the whole text."""

    def __init__(self, text: str) -> None:
        if _AMBIGUOUS_LINE_END.search(text):
            raise NoInsertionPoint
        self._lines = text.splitlines(keepends=True)
        self._line_end = "\r\n" if text.find("\r\n") + 1 == text.find("\n") > 0 else "\n"
        self._lacks_final_line_end = bool(text) and not text.endswith("\n")
        mapping, _ = read_mapping(
            text.replace("\r\n", "\n"), Location("", 1, 1), allow_comments=True
        )
        self.mapping = mapping

    def __str__(self) -> str:
        return "".join(self._lines)

    def append_entry(self, entry: str, blank_before: bool) -> None:
        """Append an entry. blank_before: whether to put an empty line before it."""
        indent = " " * (self.mapping.location.column - 1) if self.mapping else ""
        if blank_before and self._lines:
            self._insert_line(len(self._lines), "")
        self._insert_line(len(self._lines), indent + entry)

    @property
    def has_blank_lines(self) -> bool:
        """Whether an empty line before a new entry would look good, judged by the other entries."""
        pairs = self.mapping.pairs if self.mapping else ()
        if not self._lines or not self._lines[-1].strip():
            return False
        if len(pairs) < 2:
            return not pairs or len(self._lines) > pairs[-1][0].location.line
        last = pairs[-1][0].location.line - 1
        comments = last - 1
        while comments > 0 and self._lines[comments].lstrip().startswith("#"):
            comments -= 1
        return not self._lines[comments].strip()

    def add_spelling(self, entry_location: Location, key: str, text: str) -> None:
        """Add a text to a list of an entry.

        Args:
            entry_location: The location of the entry's name.
            key: The key of the list, which is created if the entry does not have it.
            text: The new item.
        """
        for name, value in self.mapping.pairs if self.mapping else ():
            if (name.location.line, name.location.column) == (
                entry_location.line,
                entry_location.column,
            ):
                self._add_to_entry(name, value, key, text)
                return
        raise NoInsertionPoint

    def _add_to_entry(self, name: ScalarNode, value: Node, key: str, text: str) -> None:
        pair_text = f"{key}: [{yaml_scalar(text)}]"
        if isinstance(value, ScalarNode) and not value.text:
            indent = " " * (name.location.column - 1) + _INDENT
            self._insert_line(name.location.line, indent + pair_text)
        elif isinstance(value, ScalarNode) and value.is_empty and value.is_plain:
            self._replace_at(value.location, f"{{{pair_text}}}", len(value.text))
        elif not isinstance(value, MappingNode) or not value.pairs:
            raise NoInsertionPoint
        elif pair := next((pair for pair in value.pairs if pair[0].text == key), None):
            self._add_to_list(*pair, yaml_scalar(text))
        elif self._char_at(value.location) == "{":
            self._replace_at(_shift_right(value.location, 1), f"{pair_text}, ")
        else:
            self._insert_line(name.location.line, " " * (value.location.column - 1) + pair_text)

    def _add_to_list(self, key: ScalarNode, value: Node, item: str) -> None:
        """Append an item to a list, or turn a single value into a list with it."""
        if isinstance(value, ScalarNode) and not value.text:
            self._replace_at(_shift_right(key.location, self._source_length(key) + 1), f" [{item}]")
        elif isinstance(value, ScalarNode):
            self._replace_at(
                value.location, f"[{yaml_scalar(value.text)}, {item}]", self._source_length(value)
            )
        elif not isinstance(value, SequenceNode):
            raise NoInsertionPoint
        elif not value.items:
            self._replace_at(_shift_right(value.location, 1), item)
        else:
            last = value.items[-1]
            if not isinstance(last, ScalarNode):
                raise NoInsertionPoint
            if self._char_at(value.location) == "[":
                self._replace_at(
                    _shift_right(last.location, self._source_length(last)), f", {item}"
                )
            else:
                before = self._lines[last.location.line - 1][: last.location.column - 1]
                self._insert_line(last.location.line, before + item)

    def _source_length(self, value: ScalarNode) -> int:
        """Return the number of characters of a scalar as it is written in its line."""
        source = self._lines[value.location.line - 1][value.location.column - 1 :]
        if value.is_plain and source.startswith(value.text):
            return len(value.text)
        quoted = _QUOTED_SCALAR.match(source)
        if not quoted:
            raise NoInsertionPoint
        return quoted.end()

    def _char_at(self, location: Location) -> str:
        return self._lines[location.line - 1][location.column - 1]

    def _replace_at(self, location: Location, text: str, replaced_length: int = 0) -> None:
        """Put a text into a line, in place of `replaced_length` characters."""
        line, at = self._lines[location.line - 1], location.column - 1
        self._lines[location.line - 1] = line[:at] + text + line[at + replaced_length :]

    def _insert_line(self, index: int, line: str) -> None:
        """Insert a line before the line with an index. A text without a final line end stays so."""
        if index < len(self._lines) or not self._lacks_final_line_end:
            self._lines.insert(index, line + self._line_end)
            return
        if self._lines:
            self._lines[-1] += self._line_end
        self._lines.append(line)


def _shift_right(location: Location, columns: int) -> Location:
    return Location(location.path, location.line, location.column + columns)
