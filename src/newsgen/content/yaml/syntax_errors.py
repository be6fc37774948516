"""YAML errors in an editor's words: what they most likely typed, and how to correct it."""

import re
from collections.abc import Callable, Iterator

from newsgen.model.value import Value

_KEY = r"(?P<key>[^\s:#\"'\[{](?:[^\s:#]|\s+(?![\s:]))*+)\s*+"
_KEY_AND_VALUE = re.compile(rf"^(?P<lead>\s*+(?:-\s++)*+{_KEY}:\s+)(?P<value>\S.*)$")
_KEY_WITHOUT_VALUE = re.compile(rf"^\s*+(?:-\s++)*+{_KEY}:\s*$")
_WORDS = (
    "title|source|source_url|date|id|authors?|tags?|section|summary|entities|status|language|slug"
)
_KEY_WITHOUT_COLON = re.compile(rf"(?P<key>{_WORDS})(?:\s*=\s*|\s+)(?P<value>\S.*)")
_LIST_ITEM = re.compile(r"^(?P<indent> *)- ")

CONFLICT_MARK = re.compile(r"(?:<{7}|={7}|>{7}|\|{7})(?:\s|$)")
"""A line that git writes where it could not join two versions of a file."""

UNCLEAR = "this line does not fit in here"
"""The message where no rule knows the mistake."""

NO_KEYS = "keys and values were expected here"
_DEDENT = "this line starts further left than the one before"
_INDENTED_START = "the first key is indented, and those below it are not"

UNRECOVERABLE = frozenset((UNCLEAR, NO_KEYS, _DEDENT))
"""Messages of errors after which nothing certain can be said of the rest."""

_COLON_MESSAGE = "the value holds a colon, which would make it a key"
_COMMENT_IN_LIST = re.compile(r"\[(?:[^\]\"'#]*[\s\[])?#")
_PAIR_IN_BRACES = re.compile(r"(?<=[{,])\s*(?P<key>[\w-]+):\s+(?P<value>[^\s,{}][^,{}]*)")

_QUOTE_ALL = "put quotes around all of it"
_UNQUOTED_VALUES = (
    (
        r"""(?:"(?:[^"\\]|\\.)*"|'(?:[^']|'')*')\s*[^\s#].*""",
        "the value starts with a quote and goes on after the closing one",
        _QUOTE_ALL,
    ),
    (
        r"\[[^\]]*\]\s*[^\s#,\]}]|\{[^}]*\}\s*[^\s#,\]}]",
        "a value that starts with {} is read as a list or as keys",
        _QUOTE_ALL,
    ),
    (
        r"[*&!%@`]|[|>](?=[^\n]*\w)|[-?](?=\s)",
        "a value cannot start with {}",
        _QUOTE_ALL,
    ),
    (
        r"(?![\"'\[{|>]).*?:(?:\s|$)",
        _COLON_MESSAGE,
        "put quotes around it",
    ),
)
"""The form of a value that needs quotes, the message ({} is its first character), and the hint."""

_MALFORMED_LINES = (
    (r"(?:[ ]*|.*:[ ]*)(?P<at>\t)", "a tab stands where blanks belong", "type blanks instead"),
    (
        r"\s*(?P<at>:)(?:\s|$)",
        "the key is missing before the colon",
        "write it as in {example}",
    ),
    (
        r"\s*(?:-\s+)*(?P<key>[A-Za-z_][\w-]*):(?P<at>[^\s/:].*)$",
        "there is no space after {key}:",
        "write {key}: {at}",
    ),
)
"""The form of a line, with the mistake as the group `at`, the message and the hint."""

_Explanation = tuple[str, str, int]
"""Message, hint, and the column from 0, in the line that the rule looked at."""


class SuspectLine(Value, frozen=True):
    """A line that may hold the mistake. previous: the last one before it that is not blank."""

    text: str
    previous: str = ""
    error: str = ""
    example: str = ""

    @property
    def key_and_value(self) -> re.Match[str] | None:
        """Its parts `lead` (all before the value), `key` and `value`, if it has both."""
        return _KEY_AND_VALUE.match(self.text)

    @property
    def is_key(self) -> bool:
        """Whether a key stands in it, with or without a value."""
        return bool(self.key_and_value or _KEY_WITHOUT_VALUE.match(self.text))


def explain_syntax_error(
    lines: list[str], line: int, column: int, error: str, example: str
) -> tuple[str, str, int, int]:
    """Return message, hint, line and column for a YAML error. Lines and columns count from 0.

    error: libyaml's message. example: a line that would be right.
    """
    line = min(line, len(lines) - 1)
    suspects = [
        number
        for number in (line, _previous_nonblank(lines, line))
        if number is not None and lines[number].strip()
    ]
    for rules in (VALUE_RULES, LINE_RULES):
        for number in suspects:
            above = _previous_nonblank(lines, number)
            previous = lines[above] if above is not None else ""
            suspect = SuspectLine(lines[number], previous, error, example)
            if explanation := next(filter(None, (rule(suspect) for rule in rules)), None):
                message, hint, column = explanation
                if message == _DEDENT and not any(map(str.strip, lines[: above or 0])):
                    hint = f"take out the blanks before {previous.split(':')[0].strip()}:"
                    return _INDENTED_START, hint, above or 0, _indent(previous)
                return message, hint, number, column
    for number, (message, hint, column) in _unclosed_above(lines, line):
        return message, hint, number, column
    hint = "check the indentation and the quotes of this line and the one before"
    return UNCLEAR, hint, line, column


def explain_text_for_key(text: str) -> tuple[str, str, int] | None:
    """Return message, hint and column for `title:A` and `title = A`, which are texts to YAML."""
    line = SuspectLine(text)
    if text.startswith(" "):
        return None
    return _malformed_line(line) or (
        _missing_colon(line) if _KEY_WITHOUT_COLON.match(text) else None
    )


def _indent(text: str) -> int:
    return len(text) - len(text.lstrip(" "))


def _previous_nonblank(lines: list[str], line: int) -> int | None:
    return next((number for number in range(line - 1, -1, -1) if lines[number].strip()), None)


def _quoted(value: str) -> str:
    """Return a value in quotes, after removing those it has at both ends."""
    if len(value) > 2 and value[0] == value[-1] and value[0] in "\"'":
        value = value[1:-1]
    if "'" in value and not {'"', "\\"} & set(value):
        return f'"{value}"'
    return "'" + value.replace("'", "''") + "'"


def _invalid_escape(line: SuspectLine) -> _Explanation | None:
    escape = re.search(r'"[^"]*?(\\[^\\"/abefnrtvxuUNLP_0 \t])', line.text)
    if "escape" not in line.error or not escape:
        return None
    message = f"{escape[1]} means nothing inside double quotes"
    return message, "put the value in single quotes instead", escape.start(1)


def _unquoted_value(line: SuspectLine) -> _Explanation | None:
    parts = line.key_and_value
    for pattern, message, hint in _UNQUOTED_VALUES if parts else ():
        if parts and re.match(pattern, parts["value"]):
            message = f"{parts['key']}: {message.format(parts['value'][0])}"
            fixed_line = f"{parts['key']}: {_quoted(parts['value'].rstrip())}"
            return message, f"{hint}: {fixed_line}", len(parts["lead"])
    return None


def _unclosed_quote(line: SuspectLine) -> _Explanation | None:
    parts = line.key_and_value
    quote = parts["value"][0] if parts else ""
    if not parts or quote not in "\"'" or parts["value"].count(quote) % 2 == 0:
        return None
    message = f"{parts['key']}: the quote that opens here is never closed"
    return message, "close it on the same line", len(parts["lead"])


def _conflict_mark(line: SuspectLine) -> _Explanation | None:
    if not CONFLICT_MARK.match(line.text):
        return None
    message = "git could not join two versions of this file, and left both from this line on"
    return message, "keep one of them, and take out the lines of <<<<<<<, ======= and >>>>>>>", 0


def _number_sign_in_list(line: SuspectLine) -> _Explanation | None:
    """Explain `[#Council, #Bridge]`, where all from the # on is a comment."""
    parts = line.key_and_value
    value = parts["value"] if parts else ""
    if not parts or value[0] != "[" or not (sign := _COMMENT_IN_LIST.match(value)):
        return None
    items = [item.strip(" #[]") for item in value.split(",")]
    message = f"{parts['key']}: all from this # on counts as a comment, not as part of the list"
    hint = f"write {parts['key']}: [{', '.join(filter(None, items))}]"
    return message, hint, len(parts["lead"]) + sign.end() - 1


def _colon_in_braces(line: SuspectLine) -> _Explanation | None:
    """Explain `{alt: The fair: a view}`, whose second colon would make another key."""
    parts = line.key_and_value
    value = parts["value"] if parts else ""
    if not parts or value[0] != "{":
        return None
    for pair in _PAIR_IN_BRACES.finditer(value):
        if re.search(r":\s", pair["value"]) and pair["value"][0] not in "\"'[{":
            message = f"{pair['key']}: {_COLON_MESSAGE}"
            hint = f"put quotes around it: {pair['key']}: {_quoted(pair['value'].rstrip())}"
            return message, hint, len(parts["lead"]) + pair.start("value")
    return None


def _malformed_line(line: SuspectLine) -> _Explanation | None:
    for pattern, message, hint in _MALFORMED_LINES:
        if parts := re.match(pattern, line.text):
            words = parts.groupdict() | {"example": line.example}
            return message.format(**words), hint.format(**words), parts.start("at")
    return None


def _misaligned_dashes(line: SuspectLine) -> _Explanation | None:
    item, previous = _LIST_ITEM.match(line.text), _LIST_ITEM.match(line.previous)
    if not item or not previous or item["indent"] == previous["indent"]:
        return None
    return "this dash is not below the one before", "align the dashes", len(item["indent"])


def _missing_colon(line: SuspectLine) -> _Explanation | None:
    if re.search(r":(\s|$)", line.text) or re.match(r"\s*[-#\[\]{}\"']|[ ]", line.text):
        return None
    text = line.text.rstrip()
    words = _KEY_WITHOUT_COLON.match(text)
    if line.example.endswith(":"):  # names
        hint = f"write {text}:"
    elif words:
        hint = f"write {words['key']}: {words['value']}"
    else:
        hint = f"write it as in {line.example}"
    return "this line has no key and colon", hint, 0


def _unexpected_indent(line: SuspectLine) -> _Explanation | None:
    column = _indent(line.text)
    has_value_above = _KEY_AND_VALUE.match(line.previous)
    if not line.is_key or not has_value_above or column <= _indent(line.previous):
        return None
    message = "this line is indented, and the one before is not a key that waits for a value"
    return message, "start it where the line before starts", column


def _unexpected_dedent(line: SuspectLine) -> _Explanation | None:
    column = _indent(line.text)
    if not line.is_key or _LIST_ITEM.match(line.previous) or column >= _indent(line.previous):
        return None
    hint = "start all keys that belong together at the same place"
    return _DEDENT, hint, column


def _unclosed_above(lines: list[str], line: int) -> Iterator[tuple[int, _Explanation]]:
    """Yield each quote or bracket above that is never closed, the nearest first."""
    for number in range(line, -1, -1):
        suspect = SuspectLine(lines[number])
        parts = suspect.key_and_value
        if not parts:
            continue
        if explanation := _unclosed_quote(suspect):
            yield number, explanation
        opening = parts["value"][0]
        closing = {"[": "]", "{": "}"}.get(opening, "")
        if closing and closing not in parts["value"]:
            message = f"{parts['key']}: the {opening} that opens here is never closed"
            yield number, (message, f"close it with {closing}", len(parts["lead"]))


SyntaxRule = Callable[[SuspectLine], _Explanation | None]

VALUE_RULES: tuple[SyntaxRule, ...] = (
    _conflict_mark,
    _invalid_escape,
    _number_sign_in_list,
    _colon_in_braces,
    _unquoted_value,
    _unclosed_quote,
)
"""For mistakes inside one value. These rules come first, for the line and the one before."""

LINE_RULES: tuple[SyntaxRule, ...] = (
    _malformed_line,
    _misaligned_dashes,
    _missing_colon,
    _unexpected_indent,
    _unexpected_dedent,
)
"""For mistakes in the form of the lines."""
