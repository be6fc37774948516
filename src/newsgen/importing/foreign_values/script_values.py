"""Data written as JavaScript: read as far as it is plain, and never run."""

import re
from collections.abc import Mapping
from typing import NamedTuple

ScriptValue = str | list["ScriptValue"] | dict[str, "ScriptValue"]
"""A text, a list or a mapping, as front matter has them; numbers and truth values are texts."""

_COMMENT_OR_TEXT = re.compile(
    r"(\"(?:\\.|[^\"\\\n])*\"|'(?:\\.|[^'\\\n])*'|`(?:\\.|[^`\\])*`)|/\*.*?\*/|//[^\n]*", re.DOTALL
)
_EXPORTED = re.compile(
    r"(?:\bexport\s+default\b|\bmodule\.exports\s*=)\s*(?P<name>[\w$]+\s*;?\s*$)?", re.M
)
_OBJECT_OF_FUNCTION = re.compile(r"=>\s*\(\s*(?=\{)|\breturn\s*\(?\s*(?=[{\[])")
_SET_NAME = re.compile(r"(?m)^(?:export\s+)?(?:const|let|var)\s+([\w$]+)\s*=\s*")
_TEXT = re.compile(r"\"((?:\\.|[^\"\\\n])*)\"|'((?:\\.|[^'\\\n])*)'|`((?:\\.|[^`\\])*)`", re.DOTALL)
_WORD = re.compile(r"true|false|null|undefined|-?\d+(?:\.\d+)?")
_DATE = re.compile(r"new\s+Date\(\s*[\"']([^\"']+)[\"']\s*\)")
_KEY = re.compile(r"(?:([\w$]+)|\"([^\"\n]+)\"|'([^'\n]+)')\s*(?=[:,}(])")
_ESCAPE = re.compile(r"\\(u\{?([0-9a-fA-F]{4,6})\}?|\n|.)", re.DOTALL)
_ESCAPED = {"n": "\n", "t": "\t", "r": "", "\n": ""}
_DEPTH = 40
_ADDRESS_KEY, _UNKNOWN_ADDRESS = "permalink", "{{ unread }}"
_FILLED = re.compile(
    r"(?:async\s+)?(?:function\b\s*)?\w*\s*(?:\([^()]*\))?\s*(?:=>)?\s*"
    r"(?:\{\s*return\s*)?[\"'`](?P<text>[^`\"']*)[\"'`]\s*;?\s*\}?"
)
"""A function that does nothing but fill a text with values."""

_PART = re.compile(
    r"\$\{\s*(?:(?:this\.)?(?P<filter>slug\w*)\(\s*)?(?:data\.)?(?P<name>[\w.]+)\s*\)?\s*\}"
)


class ScriptValues(NamedTuple):
    """What a script says. unread: the keys whose values it would have to compute."""

    values: Mapping[str, ScriptValue]
    unread: tuple[str, ...] = ()


def read_script_values(text: str) -> ScriptValues:
    """Return the values of what a script exports: an object, a list as `items`, or constants."""
    text = _COMMENT_OR_TEXT.sub(lambda match: match[1] or " ", text)
    start = _start(text)
    reader = _Reader(text)
    if start < 0:
        return ScriptValues(
            {
                match[1]: value
                for match in _SET_NAME.finditer(text)
                if (value := reader.value(match.end(), match[1])) is not None
            },
            tuple(reader.unread),
        )
    value = reader.value(start, "")
    values = value if isinstance(value, dict) else {"items": value} if value else {}
    return ScriptValues(values, tuple(reader.unread))


def _start(text: str) -> int:
    """Return where the exported object or list starts; -1 if there is none."""
    match = _EXPORTED.search(text)
    if not match:
        return len(text) - len(text.lstrip()) if text.lstrip().startswith(("{", "(")) else -1
    if match["name"]:
        name = re.escape(match["name"].strip("; \n"))
        named = re.search(rf"\b(?:const|let|var)\s+{name}\s*=\s*", text)
        return named.end() if named else -1
    if text[match.end() : match.end() + 1] in ("{", "["):
        return match.end()
    inner = _OBJECT_OF_FUNCTION.search(text, match.end())
    return inner.end() if inner else -1


class _Reader:
    def __init__(self, text: str) -> None:
        self._text = text
        self._at = 0
        self.unread: list[str] = []

    def value(self, start: int, name: str, depth: int = 0) -> ScriptValue | None:
        """Return the value that starts at an offset; None, and unread, if it is not plain."""
        self._at = self._skip_blank(start)
        begin = self._at
        value = self._literal(name, depth) if depth < _DEPTH else None
        end = self._skip_blank(self._at)
        is_whole = (
            end >= len(self._text)
            or self._text[end] in ",}]);"
            or "\n" in self._text[self._at : end]
        )
        if value is not None and is_whole and not self._text.startswith(("+", ".", "?"), end):
            return value
        self._at = self._end_of_expression(begin)
        if name.endswith(_ADDRESS_KEY):
            return self._address(begin, name)
        self._lost(name)
        return None

    def _lost(self, name: str) -> None:
        if name:
            self.unread.append(name)

    def _address(self, begin: int, name: str) -> str | None:
        """Return the pattern of an address that a function makes; one that is unknown if it may
        be another than that which the document has without it."""
        program = self._text[begin : self._at].strip()
        filled = _FILLED.fullmatch(program)
        pattern = _PART.sub(_value_in_pattern, filled["text"]) if filled else "${"
        if "${" not in pattern:
            return pattern
        self._lost(name)
        return None if f"data.{_ADDRESS_KEY}" in program else _UNKNOWN_ADDRESS

    def _literal(self, name: str, depth: int) -> ScriptValue | None:
        sign = self._text[self._at : self._at + 1]
        if sign == "{":
            return self._object(name, depth)
        if sign == "[":
            return self._list(name, depth)
        if match := _TEXT.match(self._text, self._at):
            self._at = match.end()
            written = next(each for each in match.groups() if each is not None)
            is_program = match[3] is not None and "${" in written
            return None if is_program else _ESCAPE.sub(_unescaped, written)
        if match := _DATE.match(self._text, self._at):
            self._at = match.end()
            return match[1]
        if match := _WORD.match(self._text, self._at):
            self._at = match.end()
            return "" if match[0] in ("null", "undefined") else match[0]
        return None

    def _object(self, name: str, depth: int) -> ScriptValue:
        values: dict[str, ScriptValue] = {}
        self._at += 1
        while (sign := self._next_sign()) and sign != "}":
            match = _KEY.match(self._text, self._at)
            key = next(filter(None, match.groups())) if match else ""
            whole = f"{name}.{key}".strip(".")
            if match and self._text[match.end()] == ":":
                value = self.value(match.end() + 1, whole, depth + 1)
                if value is not None:
                    values[key] = value
            else:
                begin, self._at = self._at, self._end_of_expression(self._at)
                if key == _ADDRESS_KEY and (address := self._address(begin, whole)):
                    values[key] = address
                elif key != _ADDRESS_KEY:
                    self._lost(whole)
        self._at += 1
        return values

    def _list(self, name: str, depth: int) -> ScriptValue:
        items: list[ScriptValue] = []
        self._at += 1
        while (sign := self._next_sign()) and sign != "]":
            value = self.value(self._at, "", depth + 1)
            if value is not None:
                items.append(value)
        self._at += 1
        return items

    def _next_sign(self) -> str:
        """Return the sign at which the next entry starts; empty at the end of the text."""
        self._at = self._skip_blank(self._at)
        while self._text.startswith(",", self._at):
            self._at = self._skip_blank(self._at + 1)
        return self._text[self._at : self._at + 1]

    def _skip_blank(self, start: int) -> int:
        while start < len(self._text) and self._text[start].isspace():
            start += 1
        return start

    def _end_of_expression(self, start: int) -> int:
        """Return the offset of the comma or bracket that ends an expression."""
        depth, at = 0, start
        while at < len(self._text):
            if match := _TEXT.match(self._text, at):
                at = match.end()
                continue
            sign = self._text[at]
            if depth <= 0 and sign in ",}])" and at > start:
                return at
            depth += (sign in "{[(") - (sign in "}])")
            at += 1
        return at


def _value_in_pattern(match: re.Match[str]) -> str:
    return f"{{{{ {match['name']}{' | slugify' if match['filter'] else ''} }}}}"


def _unescaped(match: re.Match[str]) -> str:
    if match[2]:
        return chr(min(int(match[2], 16), 0x10FFFF))
    return _ESCAPED.get(match[1], match[1])
