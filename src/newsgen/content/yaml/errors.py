"""The sentence for a YAML error: what the editor most likely typed, and how to mend it.

libyaml's own words ("did not find expected key") help nobody who does not know its grammar, and the
line it points at is often the one after the mistake. These rules look at that line and the one
before it; the first that fits speaks.
"""

import re
from collections.abc import Callable, Iterator

from newsgen.model.value import Value

_KEY = re.compile(r"^(?P<lead>\s*(?:-\s+)*(?P<key>[^\s:#\"'\[{][^:#]*?)\s*:\s+)(?P<value>\S.*)$")
_BARE_KEY = re.compile(r"^\s*(?:-\s+)*[^\s:#\"'\[{][^:#]*?\s*:\s*$")
_ITEM = re.compile(r"^(?P<indent> *)- ")


class Told(Value, frozen=True):
    """What is wrong and the way out. column: from 0, in the line the rule looked at."""

    message: str
    hint: str
    column: int = 0


class Line(Value, frozen=True):
    """A line that is looked at, with the last one before it that says anything."""

    text: str
    before: str
    error: str
    example: str

    @property
    def indent(self) -> int:
        """Spaces it begins with."""
        return len(self.text) - len(self.text.lstrip(" "))

    @property
    def indent_before(self) -> int:
        """Spaces the line before begins with."""
        return len(self.before) - len(self.before.lstrip(" "))


def explain(
    lines: list[str], line: int, column: int, error: str, example: str
) -> tuple[str, str, int, int]:
    """Message, hint, line and column for a YAML error found at a line and column (all from 0).

    example: a line as the file should have.
    """
    line = min(line, len(lines) - 1)
    looked_at = [at for at in (line, _above(lines, line)) if at is not None and lines[at].strip()]
    for rules in (OF_A_VALUE, OF_A_LINE):
        for at in looked_at:
            above = _above(lines, at)
            seen = Line(lines[at], lines[above] if above is not None else "", error, example)
            if told := next(filter(None, (rule(seen) for rule in rules)), None):
                return told.message, told.hint, at, told.column
    for at, told in _left_open(lines, line):
        return told.message, told.hint, at, told.column
    hint = "check the indentation and the quotes of this line and the one before"
    return "the line cannot be read as YAML", hint, line, column


def _above(lines: list[str], line: int) -> int | None:
    return next((at for at in range(line - 1, -1, -1) if lines[at].strip()), None)


def _quoted(value: str) -> str:
    """The value in quotes; one that has them at both ends is taken out of them first."""
    if len(value) > 2 and value[0] == value[-1] and value[0] in "\"'":
        value = value[1:-1]
    if "'" in value and not {'"', "\\"} & set(value):
        return f'"{value}"'
    return "'" + value.replace("'", "''") + "'"


def _all_of_it(parts: re.Match[str]) -> str:
    return f"put quotes around all of it: {parts['key']}: {_quoted(parts['value'].rstrip())}"


def _escape(line: Line) -> Told | None:
    found = re.search(r'"[^"]*?(\\[^\\"/abefnrtvxuUNLP_0 \t])', line.text)
    if "escape" not in line.error or not found:
        return None
    message = f"{found[1]} means nothing inside double quotes"
    return Told(message, "put the value in single quotes instead", found.start(1))


def _after_a_quote(line: Line) -> Told | None:
    parts = _KEY.match(line.text)
    closed = r"""("(?:[^"\\]|\\.)*"|'(?:[^']|'')*')\s*[^\s#].*"""
    if not parts or not re.match(closed, parts["value"]):
        return None
    message = f"{parts['key']}: the value starts with a quote and goes on after the closing one"
    return Told(message, _all_of_it(parts), len(parts["lead"]))


def _open_quote(line: Line) -> Told | None:
    parts = _KEY.match(line.text)
    if not parts or parts["value"][0] not in "\"'":
        return None
    if parts["value"].count(parts["value"][0]) % 2 == 0:
        return None
    message = f"{parts['key']}: the quote that opens here is never closed"
    return Told(message, "close it on the same line", len(parts["lead"]))


def _after_a_bracket(line: Line) -> Told | None:
    parts = _KEY.match(line.text)
    closed = r"\[[^\]]*\]\s*[^\s#,\]}]|\{[^}]*\}\s*[^\s#,\]}]"
    if not parts or not re.match(closed, parts["value"]):
        return None
    message = (
        f"{parts['key']}: a value that starts with {parts['value'][0]} is a list or mapping to YAML"
    )
    return Told(message, _all_of_it(parts), len(parts["lead"]))


def _special_start(line: Line) -> Told | None:
    parts = _KEY.match(line.text)
    start = re.match(r"[*&!%@`]|[|>](?=[^\n]*\w)|[-?](?=\s)", parts["value"]) if parts else None
    if not parts or not start:
        return None
    message = f"{parts['key']}: a value that starts with {start[0]} has a special meaning in YAML"
    return Told(message, _all_of_it(parts), len(parts["lead"]))


def _second_colon(line: Line) -> Told | None:
    parts = _KEY.match(line.text)
    if not parts or parts["value"][0] in "\"'[{|>" or not re.search(r":(\s|$)", parts["value"]):
        return None
    message = f"{parts['key']}: the value holds a colon, which YAML takes for another key"
    value = _quoted(parts["value"].rstrip())
    return Told(message, f"put quotes around it: {parts['key']}: {value}", len(parts["lead"]))


def _tab(line: Line) -> Told | None:
    tab = re.match(r"[ ]*\t|.*:[ ]*\t", line.text)
    return (
        Told("a tab where YAML wants spaces", "write spaces instead", tab.end() - 1)
        if tab
        else None
    )


def _no_key(line: Line) -> Told | None:
    if not re.match(r"\s*:(\s|$)", line.text):
        return None
    column = line.text.index(":")
    return Told("the key is missing before the colon", f"write it as in {line.example}", column)


def _no_space(line: Line) -> Told | None:
    parts = re.match(r"\s*(?:-\s+)*(?P<key>[A-Za-z_][\w-]*):(?P<value>[^\s/:].*)$", line.text)
    if not parts:
        return None
    message = f"there is no space after {parts['key']}:"
    return Told(message, f"write {parts['key']}: {parts['value']}", parts.start("value"))


def _dashes(line: Line) -> Told | None:
    here, before = _ITEM.match(line.text), _ITEM.match(line.before)
    if not here or not before or here["indent"] == before["indent"]:
        return None
    return Told("this dash is not below the one before", "align the dashes", len(here["indent"]))


def _no_colon(line: Line) -> Told | None:
    if re.search(r":(\s|$)", line.text) or re.match(r"\s*[-#\[\]{}\"']|[ ]", line.text):
        return None
    return Told("this line has no key and colon", f"write it as in {line.example}")


def _deeper(line: Line) -> Told | None:
    is_key = _KEY.match(line.text) or _BARE_KEY.match(line.text)
    held = _KEY.match(line.before)
    if not is_key or not held or line.indent <= line.indent_before:
        return None
    message = "this line is indented, and the one before is not a key that waits for a value"
    return Told(message, "start it where the line before starts", line.indent)


def _shallower(line: Line) -> Told | None:
    is_key = _KEY.match(line.text) or _BARE_KEY.match(line.text)
    if not is_key or line.indent >= line.indent_before or _ITEM.match(line.before):
        return None
    message = "this line starts further left than the one before"
    return Told(message, "start all keys that belong together at the same place", line.indent)


def _left_open(lines: list[str], line: int) -> Iterator[tuple[int, Told]]:
    """A quote or bracket that opens further up and swallows the lines after it."""
    for at in range(line, -1, -1):
        parts = _KEY.match(lines[at])
        if not parts:
            continue
        if told := _open_quote(Line(lines[at], "", "", "")):
            yield at, told
        opening = parts["value"][0]
        closing = {"[": "]", "{": "}"}.get(opening, "")
        if closing and closing not in parts["value"]:
            message = f"{parts['key']}: the {opening} that opens here is never closed"
            yield at, Told(message, f"close it with {closing}", len(parts["lead"]))


Rule = Callable[[Line], Told | None]

OF_A_VALUE: tuple[Rule, ...] = (
    _escape,
    _after_a_quote,
    _open_quote,
    _after_a_bracket,
    _special_start,
    _second_colon,
)
"""Mistakes inside one value: they are looked for first, in the line and the one before."""

OF_A_LINE: tuple[Rule, ...] = (_tab, _no_key, _no_space, _dashes, _no_colon, _deeper, _shallower)
"""Mistakes in the shape of the lines."""
