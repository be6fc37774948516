"""A line more in a text of YAML: where a new key or a new item goes, by the places of its nodes.

Takes the lines of an authority file; gives new ones, of which only one differs or is new. Raises
Unfit where the text is written in a way that has no such place. Whether the new text says what it
should is for who asked to see: nothing here understands it.
"""

import re

from newsgen.content.yaml.nodes import MappingNode, Node, ScalarNode, SequenceNode
from newsgen.content.yaml.quote import yaml_scalar
from newsgen.content.yaml.reader import read_mapping
from newsgen.model.problem import Location

_INDENT = "  "
_QUOTED_SCALAR = re.compile(r'"(?:[^"\\]|\\.)*"|' r"'(?:[^']|'')*'")
_AMBIGUOUS_LINE_END = re.compile("[\x0b\x0c\x1c-\x1e\x85\u2028\u2029]|\r(?!\n)")
"""What Python takes for the end of a line, and YAML or an editor's program does not."""


class NoInsertionPoint(Exception):
    """There is no place in the text for what is to be added."""


class YamlText:
    """The lines of a text, with their ends; a text may end without one."""

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
        """The whole text."""
        return "".join(self._lines)

    def append_entry(self, entry: str, blank_before: bool) -> None:
        """Put a line at the end. apart: with an empty one before it."""
        indent = " " * (self.mapping.location.column - 1) if self.mapping else ""
        if blank_before and self._lines:
            self._insert_line(len(self._lines), "")
        self._insert_line(len(self._lines), indent + entry)

    @property
    def has_blank_lines(self) -> bool:
        """Whether entries have empty lines between them, or nothing tells and one would be good."""
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
        """Put a text into the list under a key of an entry, which need not have it yet."""
        for name, value in self.mapping.pairs if self.mapping else ():
            if (name.location.line, name.location.column) == (
                entry_location.line,
                entry_location.column,
            ):
                self._add_to_entry(name, value, key, text)
                return
        raise NoInsertionPoint

    def _add_to_entry(self, name: ScalarNode, value: Node, key: str, text: str) -> None:
        made = f"{key}: [{yaml_scalar(text)}]"
        if isinstance(value, ScalarNode) and not value.text:
            indent = " " * (name.location.column - 1) + _INDENT
            self._insert_line(name.location.line, indent + made)
        elif isinstance(value, ScalarNode) and value.is_empty and value.is_plain:
            self._replace_at(value.location, f"{{{made}}}", len(value.text))
        elif not isinstance(value, MappingNode) or not value.pairs:
            raise NoInsertionPoint
        elif held := next((pair for pair in value.pairs if pair[0].text == key), None):
            self._add_to_list(*held, yaml_scalar(text))
        elif self._char_at(value.location) == "{":
            self._replace_at(_shift_right(value.location, 1), f"{made}, ")
        else:
            self._insert_line(name.location.line, " " * (value.location.column - 1) + made)

    def _add_to_list(self, key: ScalarNode, value: Node, item: str) -> None:
        """Put an item at the end of a list, or make one of a single value."""
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
        """How long a value is as it is written, in one line."""
        written = self._lines[value.location.line - 1][value.location.column - 1 :]
        if value.is_plain and written.startswith(value.text):
            return len(value.text)
        quoted = _QUOTED_SCALAR.match(written)
        if not quoted:
            raise NoInsertionPoint
        return quoted.end()

    def _char_at(self, location: Location) -> str:
        return self._lines[location.line - 1][location.column - 1]

    def _replace_at(self, location: Location, text: str, replaced_length: int = 0) -> None:
        """Put a text into a line, in place of so many signs."""
        line, at = self._lines[location.line - 1], location.column - 1
        self._lines[location.line - 1] = line[:at] + text + line[at + replaced_length :]

    def _insert_line(self, index: int, line: str) -> None:
        """Put a line before that of a number; the text ends as it did before."""
        if index < len(self._lines) or not self._lacks_final_line_end:
            self._lines.insert(index, line + self._line_end)
            return
        if self._lines:
            self._lines[-1] += self._line_end
        self._lines.append(line)


def _shift_right(location: Location, columns: int) -> Location:
    return Location(location.path, location.line, location.column + columns)
