"""The sentence for a YAML error: what the editor most likely typed, and how to mend it.

libyaml's own words ("did not find expected key") help nobody who does not know its grammar, and the
line it points at is often the one after the mistake. These rules look at that line and the one
before it; the first that fits speaks.
"""

import re
from collections.abc import Callable, Iterator

from newsgen.model.value import Value

_KEY_AND_VALUE = re.compile(
    r"^(?P<lead>\s*(?:-\s+)*(?P<key>[^\s:#\"'\[{][^:#]*?)\s*:\s+)(?P<value>\S.*)$"
)
_KEY_WITHOUT_VALUE = re.compile(r"^\s*(?:-\s+)*[^\s:#\"'\[{][^:#]*?\s*:\s*$")
_LIST_ITEM = re.compile(r"^(?P<indent> *)- ")


class SyntaxExplanation(Value, frozen=True):
    """What is wrong and the way out. column: from 0, in the line the rule looked at."""

    message: str
    hint: str
    column: int = 0


class SuspectLine(Value, frozen=True):
    """A line that is looked at, with the last one before it that says anything."""

    text: str
    previous: str
    error: str
    example: str

    @property
    def indent(self) -> int:
        """Spaces it begins with."""
        return len(self.text) - len(self.text.lstrip(" "))

    @property
    def previous_indent(self) -> int:
        """Spaces the line before begins with."""
        return len(self.previous) - len(self.previous.lstrip(" "))


def explain_syntax_error(
    lines: list[str], line: int, column: int, error: str, example: str
) -> tuple[str, str, int, int]:
    """Message, hint, line and column for a YAML error found at a line and column (all from 0).

    example: a line as the file should have.
    """
    line = min(line, len(lines) - 1)
    looked_at = [
        at for at in (line, _previous_nonblank(lines, line)) if at is not None and lines[at].strip()
    ]
    for rules in (VALUE_RULES, LINE_RULES):
        for at in looked_at:
            above = _previous_nonblank(lines, at)
            seen = SuspectLine(lines[at], lines[above] if above is not None else "", error, example)
            if told := next(filter(None, (rule(seen) for rule in rules)), None):
                return told.message, told.hint, at, told.column
    for at, told in _unclosed_above(lines, line):
        return told.message, told.hint, at, told.column
    hint = "check the indentation and the quotes of this line and the one before"
    return "the line cannot be read as YAML", hint, line, column


def _previous_nonblank(lines: list[str], line: int) -> int | None:
    return next((at for at in range(line - 1, -1, -1) if lines[at].strip()), None)


def _quoted(value: str) -> str:
    """The value in quotes; one that has them at both ends is taken out of them first."""
    if len(value) > 2 and value[0] == value[-1] and value[0] in "\"'":
        value = value[1:-1]
    if "'" in value and not {'"', "\\"} & set(value):
        return f'"{value}"'
    return "'" + value.replace("'", "''") + "'"


def _quote_all_hint(parts: re.Match[str]) -> str:
    return f"put quotes around all of it: {parts['key']}: {_quoted(parts['value'].rstrip())}"


def _invalid_escape(line: SuspectLine) -> SyntaxExplanation | None:
    found = re.search(r'"[^"]*?(\\[^\\"/abefnrtvxuUNLP_0 \t])', line.text)
    if "escape" not in line.error or not found:
        return None
    message = f"{found[1]} means nothing inside double quotes"
    return SyntaxExplanation(message, "put the value in single quotes instead", found.start(1))


def _text_after_quote(line: SuspectLine) -> SyntaxExplanation | None:
    parts = _KEY_AND_VALUE.match(line.text)
    closed = r"""("(?:[^"\\]|\\.)*"|'(?:[^']|'')*')\s*[^\s#].*"""
    if not parts or not re.match(closed, parts["value"]):
        return None
    message = f"{parts['key']}: the value starts with a quote and goes on after the closing one"
    return SyntaxExplanation(message, _quote_all_hint(parts), len(parts["lead"]))


def _unclosed_quote(line: SuspectLine) -> SyntaxExplanation | None:
    parts = _KEY_AND_VALUE.match(line.text)
    if not parts or parts["value"][0] not in "\"'":
        return None
    if parts["value"].count(parts["value"][0]) % 2 == 0:
        return None
    message = f"{parts['key']}: the quote that opens here is never closed"
    return SyntaxExplanation(message, "close it on the same line", len(parts["lead"]))


def _text_after_bracket(line: SuspectLine) -> SyntaxExplanation | None:
    parts = _KEY_AND_VALUE.match(line.text)
    closed = r"\[[^\]]*\]\s*[^\s#,\]}]|\{[^}]*\}\s*[^\s#,\]}]"
    if not parts or not re.match(closed, parts["value"]):
        return None
    message = (
        f"{parts['key']}: a value that starts with {parts['value'][0]} is a list or mapping to YAML"
    )
    return SyntaxExplanation(message, _quote_all_hint(parts), len(parts["lead"]))


def _special_first_character(line: SuspectLine) -> SyntaxExplanation | None:
    parts = _KEY_AND_VALUE.match(line.text)
    start = re.match(r"[*&!%@`]|[|>](?=[^\n]*\w)|[-?](?=\s)", parts["value"]) if parts else None
    if not parts or not start:
        return None
    message = f"{parts['key']}: a value that starts with {start[0]} has a special meaning in YAML"
    return SyntaxExplanation(message, _quote_all_hint(parts), len(parts["lead"]))


def _second_colon(line: SuspectLine) -> SyntaxExplanation | None:
    parts = _KEY_AND_VALUE.match(line.text)
    if not parts or parts["value"][0] in "\"'[{|>" or not re.search(r":(\s|$)", parts["value"]):
        return None
    message = f"{parts['key']}: the value holds a colon, which YAML takes for another key"
    value = _quoted(parts["value"].rstrip())
    return SyntaxExplanation(
        message, f"put quotes around it: {parts['key']}: {value}", len(parts["lead"])
    )


def _tab_as_space(line: SuspectLine) -> SyntaxExplanation | None:
    tab = re.match(r"[ ]*\t|.*:[ ]*\t", line.text)
    return (
        SyntaxExplanation("a tab where YAML wants spaces", "write spaces instead", tab.end() - 1)
        if tab
        else None
    )


def _missing_key(line: SuspectLine) -> SyntaxExplanation | None:
    if not re.match(r"\s*:(\s|$)", line.text):
        return None
    column = line.text.index(":")
    return SyntaxExplanation(
        "the key is missing before the colon", f"write it as in {line.example}", column
    )


def _missing_space(line: SuspectLine) -> SyntaxExplanation | None:
    parts = re.match(r"\s*(?:-\s+)*(?P<key>[A-Za-z_][\w-]*):(?P<value>[^\s/:].*)$", line.text)
    if not parts:
        return None
    message = f"there is no space after {parts['key']}:"
    return SyntaxExplanation(
        message, f"write {parts['key']}: {parts['value']}", parts.start("value")
    )


def _misaligned_dashes(line: SuspectLine) -> SyntaxExplanation | None:
    here, before = _LIST_ITEM.match(line.text), _LIST_ITEM.match(line.previous)
    if not here or not before or here["indent"] == before["indent"]:
        return None
    return SyntaxExplanation(
        "this dash is not below the one before", "align the dashes", len(here["indent"])
    )


def _missing_colon(line: SuspectLine) -> SyntaxExplanation | None:
    if re.search(r":(\s|$)", line.text) or re.match(r"\s*[-#\[\]{}\"']|[ ]", line.text):
        return None
    return SyntaxExplanation("this line has no key and colon", f"write it as in {line.example}")


def _unexpected_indent(line: SuspectLine) -> SyntaxExplanation | None:
    is_key = _KEY_AND_VALUE.match(line.text) or _KEY_WITHOUT_VALUE.match(line.text)
    held = _KEY_AND_VALUE.match(line.previous)
    if not is_key or not held or line.indent <= line.previous_indent:
        return None
    message = "this line is indented, and the one before is not a key that waits for a value"
    return SyntaxExplanation(message, "start it where the line before starts", line.indent)


def _unexpected_dedent(line: SuspectLine) -> SyntaxExplanation | None:
    is_key = _KEY_AND_VALUE.match(line.text) or _KEY_WITHOUT_VALUE.match(line.text)
    if not is_key or line.indent >= line.previous_indent or _LIST_ITEM.match(line.previous):
        return None
    message = "this line starts further left than the one before"
    return SyntaxExplanation(
        message, "start all keys that belong together at the same place", line.indent
    )


def _unclosed_above(lines: list[str], line: int) -> Iterator[tuple[int, SyntaxExplanation]]:
    """A quote or bracket that opens further up and swallows the lines after it."""
    for at in range(line, -1, -1):
        parts = _KEY_AND_VALUE.match(lines[at])
        if not parts:
            continue
        if told := _unclosed_quote(SuspectLine(lines[at], "", "", "")):
            yield at, told
        opening = parts["value"][0]
        closing = {"[": "]", "{": "}"}.get(opening, "")
        if closing and closing not in parts["value"]:
            message = f"{parts['key']}: the {opening} that opens here is never closed"
            yield at, SyntaxExplanation(message, f"close it with {closing}", len(parts["lead"]))


SyntaxRule = Callable[[SuspectLine], SyntaxExplanation | None]

VALUE_RULES: tuple[SyntaxRule, ...] = (
    _invalid_escape,
    _text_after_quote,
    _unclosed_quote,
    _text_after_bracket,
    _special_first_character,
    _second_colon,
)
"""Mistakes inside one value: they are looked for first, in the line and the one before."""

LINE_RULES: tuple[SyntaxRule, ...] = (
    _tab_as_space,
    _missing_key,
    _missing_space,
    _misaligned_dashes,
    _missing_colon,
    _unexpected_indent,
    _unexpected_dedent,
)
"""Mistakes in the shape of the lines."""
