"""A line more in a text of YAML: where a new key or a new item goes, by the places of its nodes.

Takes the lines of an authority file; gives new ones, of which only one differs or is new. Raises
Unfit where the text is written in a way that has no such place. Whether the new text says what it
should is for who asked to see: nothing here understands it.
"""

import re

from newsgen.content.yaml.nodes import Mapping, Node, Scalar, Sequence
from newsgen.content.yaml.quote import scalar
from newsgen.content.yaml.reader import read_mapping
from newsgen.model.problem import Place

_INDENT = "  "
_QUOTED = re.compile(r'"(?:[^"\\]|\\.)*"|' r"'(?:[^']|'')*'")
_STRANGE = re.compile("[\x0b\x0c\x1c-\x1e\x85\u2028\u2029]|\r(?!\n)")
"""What Python takes for the end of a line, and YAML or an editor's program does not."""


class Unfit(Exception):
    """There is no place in the text for what is to be added."""


class Lines:
    """The lines of a text, with their ends; a text may end without one."""

    def __init__(self, text: str) -> None:
        if _STRANGE.search(text):
            raise Unfit
        self._lines = text.splitlines(keepends=True)
        self._end = "\r\n" if text.find("\r\n") + 1 == text.find("\n") > 0 else "\n"
        self._open = bool(text) and not text.endswith("\n")
        mapping, _ = read_mapping(text.replace("\r\n", "\n"), Place("", 1, 1), comments=True)
        self.mapping = mapping

    def __str__(self) -> str:
        """The whole text."""
        return "".join(self._lines)

    def append(self, entry: str, apart: bool) -> None:
        """Put a line at the end. apart: with an empty one before it."""
        indent = " " * (self.mapping.place.column - 1) if self.mapping else ""
        if apart and self._lines:
            self._insert(len(self._lines), "")
        self._insert(len(self._lines), indent + entry)

    @property
    def airy(self) -> bool:
        """Whether entries have empty lines between them, or nothing tells and one would be good."""
        pairs = self.mapping.pairs if self.mapping else ()
        if not self._lines or not self._lines[-1].strip():
            return False
        if len(pairs) < 2:
            return not pairs or len(self._lines) > pairs[-1][0].place.line
        last = pairs[-1][0].place.line - 1
        comments = last - 1
        while comments > 0 and self._lines[comments].lstrip().startswith("#"):
            comments -= 1
        return not self._lines[comments].strip()

    def give(self, entry: Place, key: str, text: str) -> None:
        """Put a text into the list under a key of an entry, which need not have it yet."""
        for name, value in self.mapping.pairs if self.mapping else ():
            if (name.place.line, name.place.column) == (entry.line, entry.column):
                self._give(name, value, key, text)
                return
        raise Unfit

    def _give(self, name: Scalar, value: Node, key: str, text: str) -> None:
        made = f"{key}: [{scalar(text)}]"
        if isinstance(value, Scalar) and not value.text:
            indent = " " * (name.place.column - 1) + _INDENT
            self._insert(name.place.line, indent + made)
        elif isinstance(value, Scalar) and value.empty and value.plain:
            self._put(value.place, f"{{{made}}}", len(value.text))
        elif not isinstance(value, Mapping) or not value.pairs:
            raise Unfit
        elif held := next((pair for pair in value.pairs if pair[0].text == key), None):
            self._extend(*held, scalar(text))
        elif self._at(value.place) == "{":
            self._put(_after(value.place, 1), f"{made}, ")
        else:
            self._insert(name.place.line, " " * (value.place.column - 1) + made)

    def _extend(self, key: Scalar, value: Node, item: str) -> None:
        """Put an item at the end of a list, or make one of a single value."""
        if isinstance(value, Scalar) and not value.text:
            self._put(_after(key.place, self._length(key) + 1), f" [{item}]")
        elif isinstance(value, Scalar):
            self._put(value.place, f"[{scalar(value.text)}, {item}]", self._length(value))
        elif not isinstance(value, Sequence):
            raise Unfit
        elif not value.items:
            self._put(_after(value.place, 1), item)
        else:
            last = value.items[-1]
            if not isinstance(last, Scalar):
                raise Unfit
            if self._at(value.place) == "[":
                self._put(_after(last.place, self._length(last)), f", {item}")
            else:
                before = self._lines[last.place.line - 1][: last.place.column - 1]
                self._insert(last.place.line, before + item)

    def _length(self, value: Scalar) -> int:
        """How long a value is as it is written, in one line."""
        written = self._lines[value.place.line - 1][value.place.column - 1 :]
        if value.plain and written.startswith(value.text):
            return len(value.text)
        quoted = _QUOTED.match(written)
        if not quoted:
            raise Unfit
        return quoted.end()

    def _at(self, place: Place) -> str:
        return self._lines[place.line - 1][place.column - 1]

    def _put(self, place: Place, text: str, instead: int = 0) -> None:
        """Put a text into a line, in place of so many signs."""
        line, at = self._lines[place.line - 1], place.column - 1
        self._lines[place.line - 1] = line[:at] + text + line[at + instead :]

    def _insert(self, at: int, line: str) -> None:
        """Put a line before that of a number; the text ends as it did before."""
        if at < len(self._lines) or not self._open:
            self._lines.insert(at, line + self._end)
            return
        if self._lines:
            self._lines[-1] += self._end
        self._lines.append(line)


def _after(place: Place, signs: int) -> Place:
    return Place(place.path, place.line, place.column + signs)
