"""The sentence for a YAML error: what the editor most likely typed, and how to mend it.

libyaml's own words ("did not find expected key") help nobody who does not know its grammar. The
line they point at usually does: these rules look at it, the first that fits speaks.
"""

import re
from collections.abc import Callable

_KEY = re.compile(r"^(?P<lead>\s*(?:-\s+)*(?P<key>[^\s:#\"'\[{][^:#]*?)\s*:\s+)(?P<value>\S.*)$")

Explained = tuple[str, str, int, int]
"""message, hint, line and column, both from 0, in the text."""


def explain(lines: list[str], line: int, column: int, error: str) -> Explained:
    """Message, hint and the best place for a YAML error found at a line and column (from 0)."""
    line = min(line, len(lines) - 1)
    for at in (line, line - 1):
        if 0 <= at < len(lines) and (parts := _KEY.match(lines[at])):
            for rule in RULES:
                if told := rule(parts):
                    return told[0], told[1], at, len(parts["lead"])
    if unclosed := _unclosed(lines, line):
        return unclosed
    if "found character" in error and "cannot start" in error and line < len(lines):
        char = lines[line][column : column + 1]
        return f"a value cannot start with {char}", "put the value in quotes", line, column
    hint = "check the indentation and the quotes of this line and the one before"
    return "the line cannot be read as YAML", hint, line, column


def _quoted(value: str) -> str:
    return "'" + value.replace("'", "''") + "'"


def _after_a_quote(parts: re.Match[str]) -> tuple[str, str] | None:
    value = parts["value"].rstrip()
    match = re.match(r"""("(?:[^"\\]|\\.)*"|'(?:[^']|'')*')\s*(?P<more>[^\s#].*)""", value)
    if not match:
        return None
    message = f"{parts['key']}: the value starts with a quote and goes on after the closing one"
    return message, f"put quotes around all of it: {parts['key']}: {_quoted(value)}"


def _after_a_bracket(parts: re.Match[str]) -> tuple[str, str] | None:
    value = parts["value"].rstrip()
    if not re.match(r"\[[^\]]*\]\s*[^\s#,\]}]|\{[^}]*\}\s*[^\s#,\]}]", value):
        return None
    message = f"{parts['key']}: a value that starts with {value[0]} is a list or mapping to YAML"
    return message, f"put quotes around all of it: {parts['key']}: {_quoted(value)}"


def _second_colon(parts: re.Match[str]) -> tuple[str, str] | None:
    value = parts["value"].rstrip()
    if value[0] in "\"'[{|>&*!" or not re.search(r":(\s|$)", value):
        return None
    message = f"{parts['key']}: the value holds a colon, which YAML takes for another key"
    return message, f"put quotes around it: {parts['key']}: {_quoted(value)}"


def _open_quote(parts: re.Match[str]) -> tuple[str, str] | None:
    value = parts["value"].rstrip()
    if value[0] not in "\"'" or value.count(value[0]) % 2 == 0:
        return None
    return f"{parts['key']}: the quote that opens here is never closed", "close it on the same line"


RULES: tuple[Callable[[re.Match[str]], tuple[str, str] | None], ...] = (
    _open_quote,
    _after_a_quote,
    _after_a_bracket,
    _second_colon,
)


def _unclosed(lines: list[str], line: int) -> Explained | None:
    """A quote or bracket that opens further up and swallows the lines after it."""
    for at in range(line, -1, -1):
        parts = _KEY.match(lines[at])
        if parts and (told := _open_quote(parts)):
            return told[0], told[1], at, len(parts["lead"])
        if parts and parts["value"][0] in "[{":
            closing = {"[": "]", "{": "}"}[parts["value"][0]]
            if closing not in parts["value"]:
                message = f"{parts['key']}: the {parts['value'][0]} that opens here is never closed"
                return message, f"close it with {closing}", at, len(parts["lead"])
    return None
