"""Edits of a YAML text in place: a key, a value or an item changes, and no other byte does.

Each edit reads its result; `NotEditable` is raised, and the text is as it was, if it does not say
what it said before and the edit. Comments are never lost: those within what goes stay as lines of
their own.
"""

from codecs import BOM_UTF8
from collections import Counter
from collections.abc import Iterable, Mapping

from newsgen.content.yaml.list_edits import TextEdit, find_list_edits, new_lines
from newsgen.content.yaml.nodes import MappingNode, Node, ScalarNode, SequenceNode
from newsgen.content.yaml.quote import yaml_like, yaml_scalar, yaml_value
from newsgen.content.yaml.reader import read_mapping
from newsgen.content.yaml.value_spans import NotEditable, ValueSpans
from newsgen.content.yaml.yaml_data import (
    KeyPath,
    YamlData,
    YamlValue,
    node_data,
    value_data,
    with_renamed_key,
    with_value,
    without_key,
)
from newsgen.model.lazy_pattern import lazy_pattern
from newsgen.model.problem import Location

_INDENT = "  "
_AMBIGUOUS_LINE_END = lazy_pattern("[\x0b\x0c\x1c-\x1e\x85\u2028\u2029]|\r(?!\n)")
"""Characters that end a line for Python, but not for YAML or an editor program."""


class YamlEdit:
    """The text of an authority file, of newsgen.yml or of front matter, which edits change.

    Attributes:
        text: As it is by now.
        data: What it says by now.
    """

    def __init__(self, content: bytes, line_end: str = "") -> None:
        """Read a text, as UTF-8. line_end: of new lines; that of the first one if left out."""
        self._mark = BOM_UTF8 if content.startswith(BOM_UTF8) else b""
        try:
            text = content.removeprefix(self._mark).decode()
        except UnicodeDecodeError as error:
            raise NotEditable("it is not saved as UTF-8") from error
        if match := _AMBIGUOUS_LINE_END.search(text):
            raise NotEditable(f"a line ends with U+{ord(match[0]):04X}, as few programs know it")
        is_windows = text.find("\r\n") + 1 == text.find("\n") > 0
        self._line_end = line_end or ("\r\n" if is_windows else "\n")
        self._read(text)

    def _read(self, text: str) -> None:
        unix_text = text.replace("\r\n", "\n")
        if not unix_text.endswith("\n"):
            unix_text += "\n"  # or what follows would change a text in lines at the end
        mapping, problems = read_mapping(unix_text, Location("", 1, 1), allow_comments=True)
        if mapping is None and problems:
            raise NotEditable(f"line {problems[0].location.line}: {problems[0].message}")
        self._root = mapping or MappingNode((), Location("", 1, 1))
        self._codes = Counter(problem.code for problem in problems)
        self._spans = ValueSpans(text)
        self.text = text
        self.data = {key.text: node_data(value) for key, value in self._root.pairs}

    @property
    def content(self) -> bytes:
        """The bytes of the text, with all edits."""
        return self._mark + self.text.encode()

    def value(self, path: KeyPath) -> YamlData:
        """Return what stands at a key; None if it is empty or not there."""
        data: YamlData = self.data
        for key in path:
            data = data.get(key) if isinstance(data, dict) else None
        return data

    def __contains__(self, path: KeyPath) -> bool:
        """Return whether a key is there, with or without a value."""
        parent = self.value(path[:-1])
        return isinstance(parent, dict) and path[-1] in parent

    def set(self, path: KeyPath, value: YamlValue) -> None:
        """Give a key a value, in its place if it is there, else after the other keys."""
        data, text = value_data(value), self.text
        try:
            if path not in self:
                self._add_pair(path, value)
            elif self.value(path) != data:
                self._replace_value(path, value, with_value(self.data, path, data))
        except NotEditable:
            self._read(text)
            raise

    def remove(self, path: KeyPath) -> None:
        """Take a key out with its value; with the last key within a key, that one goes as well."""
        if path not in self:
            return
        parent = self._mapping(path[:-1])
        if len(path) > 1 and len(parent.pairs) == 1:
            self.remove(path[:-1])
            return
        key, node = self._pair(path)
        start, end = self._spans.start(key), self._spans.pair_end(key, node)
        if self._spans.is_flow(parent):
            at = [name.text for name, _ in parent.pairs].index(path[-1])
            if at + 1 < len(parent.pairs):
                end = self._spans.start(parent.pairs[at + 1][0])
            elif at:
                start = self._spans.pair_end(*parent.pairs[at - 1])
        else:
            start, end = self._spans.line_start(start), self._spans.line_end(end)
            end = self._end_with_blank_line(start, end) if len(path) == 1 else end
        comments = self._spans.comments(start, end, (key, node))
        edit = TextEdit(start, end, "")
        self._apply([edit], without_key(self.data, path), comments, start)

    def rename(self, path: KeyPath, new: str) -> None:
        """Give a key another name; its value, its comments and its place stay."""
        if (*path[:-1], new) in self:
            raise NotEditable(f"{new}: is there already")
        key, _ = self._pair(path)
        edit = TextEdit(self._spans.start(key), self._spans.end(key), yaml_scalar(new))
        self._apply([edit], with_renamed_key(self.data, path, new))

    def replace_item(self, path: KeyPath, old: str, new: str) -> None:
        """Replace an item of a list, or a single value; if the new one is there, the old goes."""
        value = self.value(path)
        if value == old:
            self.set(path, new)
        elif isinstance(value, list) and old in value:
            items = [new if item == old else item for item in value]
            self.set(path, [item for at, item in enumerate(items) if item not in items[:at]])
        else:
            raise NotEditable(f'{path[-1]}: has no "{old}"')

    def add_item(self, path: KeyPath, item: str) -> None:
        """Add an item to a list, there or not; a single value becomes its first item."""
        value = self.value(path)
        if isinstance(value, dict):
            raise NotEditable(f"{path[-1]}: has keys, and is no list")
        items = [] if value is None else value if isinstance(value, list) else [value]
        self.set(path, [*items, item])

    def append(self, key: str, value: YamlValue = None) -> None:
        """Add a key at the end of the text, after an empty line where the others have one."""
        if self._root.pairs and self._spans.is_flow(self._root):
            raise NotEditable("its keys stand in brackets")
        line = " " * (self._root.location.column - 1) + _pair_text(key, value)
        expected = with_value(self.data, (key,), value_data(value))
        lines = ["", line] if self._has_blank_lines and self.text else [line]
        try:
            self._apply([self._new_lines(len(self.text), lines)], expected)
        except NotEditable:
            if len(lines) == 1:
                raise
            self._apply([self._new_lines(len(self.text), [line])], expected)

    @property
    def _has_blank_lines(self) -> bool:
        """Whether an empty line before a new key would look good, judged by the other keys."""
        lines, pairs = self.text.splitlines(), self._root.pairs
        if not lines or not lines[-1].strip():
            return False
        if len(pairs) < 2:
            return not pairs or len(lines) > pairs[-1][0].location.line
        above = pairs[-1][0].location.line - 2
        while above > 0 and lines[above].lstrip().startswith("#"):
            above -= 1
        return not lines[above].strip()

    def _apply(
        self,
        edits: Iterable[TextEdit],
        expected: Mapping[str, YamlData],
        comments: Iterable[str] = (),
        place: int = 0,
    ) -> None:
        """Change the text, if it then says what is expected and has no new problem.

        Args:
            edits: Of parts that do not overlap.
            expected: What the text shall say.
            comments: Those that would be lost; they come above a line.
            place: An offset in that line.
        """
        text, codes = self.text, self._codes
        line = self._spans.line_start(place)
        indent = text[line : line + len(text[line:]) - len(text[line:].lstrip(" "))]
        above = "".join(f"{indent}{comment}{self._line_end}" for comment in comments)
        changed = text
        for edit in sorted((*edits, TextEdit(line, line, above)), key=_start, reverse=True):
            changed = changed[: edit.start] + edit.text + changed[edit.end :]
        try:
            self._read(changed)
            if self.data != expected or list(self.data) != list(expected):
                raise NotEditable("something else in it would change")
            if new_codes := self._codes - codes:
                raise NotEditable(f"it would have a problem: {', '.join(sorted(new_codes))}")
        except NotEditable:
            self._read(text)
            raise

    def _end_with_blank_line(self, start: int, end: int) -> int:
        """Return the end of lines that go, with an empty one after them if one is before them."""
        before = self.text[self._spans.line_start(max(start - 1, 0)) : start]
        next_end = self._spans.line_end(end)
        is_between = not before.strip() and not self.text[end:next_end].strip()
        return next_end if is_between else end

    def _new_lines(self, place: int, lines: list[str]) -> TextEdit:
        return new_lines(self.text, place, lines, self._line_end)

    def _mapping(self, path: KeyPath) -> MappingNode:
        node: Node = self._root if not path else self._pair(path)[1]
        if not isinstance(node, MappingNode):
            raise NotEditable(f"{path[-1]}: is {node.description}, and has no keys")
        return node

    def _pair(self, path: KeyPath) -> tuple[ScalarNode, Node]:
        for key, node in self._mapping(path[:-1]).pairs:
            if key.text == path[-1]:
                return key, node
        raise NotEditable(f"there is no {path[-1]}:")

    def _replace_value(
        self, path: KeyPath, value: YamlValue, expected: Mapping[str, YamlData]
    ) -> None:
        key, node = self._pair(path)
        spans = self._spans
        if isinstance(node, MappingNode) and isinstance(value, Mapping) and value and node.pairs:
            for name, inner in value.items():
                self.set((*path, name), inner)
            for old, _ in node.pairs:
                if old.text not in value:
                    self.remove((*path, old.text))
            return
        if isinstance(node, SequenceNode) and node.items and isinstance(value, list) and value:
            edits, comments = find_list_edits(spans, node, value, self._line_end)
            self._apply(edits, expected, comments, spans.start(key))
            return
        start, end = spans.value_start(key), spans.pair_end(key, node)
        at = spans.start(node)
        is_quoted = isinstance(node, ScalarNode) and end > start
        text = yaml_like(self.text[at : at + 1] if is_quoted else "", value)
        comments = spans.comments(start, end, (node,))
        if text and end > start and "\n" not in self.text[start:at]:
            start = at
        elif text:
            text = f" {text}"
        self._apply([TextEdit(start, end, text)], expected, comments, spans.start(key))

    def _add_pair(self, path: KeyPath, value: YamlValue) -> None:
        expected = with_value(self.data, path, value_data(value))
        outer, pair = path[:-1], _pair_text(path[-1], value)
        if outer and outer not in self:
            self._add_pair(outer, {path[-1]: value})
            return
        if outer and self.value(outer) in (None, {}):
            key, node = self._pair(outer)
            if self._spans.pair_end(key, node) > self._spans.value_start(key):
                self._replace_value(outer, {path[-1]: value}, expected)
            else:
                indent = " " * (key.location.column - 1) + _INDENT
                place = self._spans.line_end(self._spans.start(key))
                self._apply([self._new_lines(place, [indent + pair])], expected)
            return
        parent = self._mapping(outer)
        if not parent.pairs:
            self._apply([self._new_lines(len(self.text), [pair])], expected)
            return
        end = self._spans.pair_end(*parent.pairs[-1])
        if self._spans.is_flow(parent):
            self._apply([TextEdit(end, end, f", {pair}")], expected)
            return
        line = " " * (parent.location.column - 1) + pair
        self._apply([self._new_lines(self._spans.line_end(end), [line])], expected)


def _pair_text(key: str, value: YamlValue) -> str:
    return f"{yaml_scalar(key)}: {yaml_value(value)}".rstrip(" ")


def _start(edit: TextEdit) -> int:
    return edit.start
