"""YAML errors in an editor's words: what they most likely typed, and how to correct it."""

import re
from collections.abc import Iterator

from newsgen.content.yaml.value_errors import (
    KEY_AND_VALUE,
    KEY_WITHOUT_VALUE,
    LIST_KEYS,
    VALUE_RULES,
    SuspectLine,
    SyntaxExplanation,
    SyntaxRule,
    unclosed_quote,
)
from newsgen.model.lazy_pattern import lazy_pattern

_WORDS = "title|source|source_url|date|id|authors?|tags?|section|summary|status|language|slug|image"
_KEYS = "|".join((_WORDS, "description", *sorted(LIST_KEYS)))
_KEY_WITHOUT_COLON = lazy_pattern(rf"(?P<key>{_KEYS})\b\s*[=;-]?\s*(?P<value>.*)")
_LIST_ITEM = lazy_pattern(r"^(?P<indent> *)- ")

UNCLEAR = "this line does not fit in here"
"""The message where no rule knows the mistake."""

NO_KEYS = "keys and values were expected here"
_DEDENT = "this line starts further left than the one before"
_INDENTED_START = "the first key is indented, and those below it are not"

UNRECOVERABLE = frozenset((UNCLEAR, NO_KEYS, _DEDENT))
"""Messages of errors after which nothing certain can be said of the rest."""

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


def _malformed_line(line: SuspectLine) -> SyntaxExplanation | None:
    for pattern, message, hint in _MALFORMED_LINES:
        if parts := re.match(pattern, line.text):
            words = parts.groupdict() | {"example": line.example}
            return message.format(**words), hint.format(**words), parts.start("at")
    return None


def _misaligned_dashes(line: SuspectLine) -> SyntaxExplanation | None:
    item, previous = _LIST_ITEM.match(line.text), _LIST_ITEM.match(line.previous)
    if not item or not previous or item["indent"] == previous["indent"]:
        return None
    return "this dash is not below the one before", "align the dashes", len(item["indent"])


def _outdented_item(line: SuspectLine) -> SyntaxExplanation | None:
    """Explain an item that stands left of its key, as `- Zoë Müller` below `  people:`."""
    item, key = _LIST_ITEM.match(line.text), KEY_WITHOUT_VALUE.match(line.previous)
    missing = _indent(line.previous) - _indent(line.text)
    if not item or not key or missing <= 0:
        return None
    message = f"this dash stands left of {key['key']}:, to which the item belongs"
    return message, f"put {missing + 2} blanks before the dash", len(item["indent"])


def _outdented_key(line: SuspectLine) -> SyntaxExplanation | None:
    """Explain a key of an item that stands left of its first key, as `note:` below `- date:`."""
    item = re.match(r"(?P<start> *- +)\S", line.previous)
    column = _indent(line.text)
    missing = len(item["start"]) - column if item else 0
    if not line.is_key or missing <= 0 or column < _indent(line.previous):
        return None
    message = "this line stands left of the key above it, to which it belongs"
    return message, f"put {missing} more blanks before it", column


def _missing_colon(line: SuspectLine) -> SyntaxExplanation | None:
    text, column = line.text.strip(), _indent(line.text)
    if re.search(r":(\s|$)", text) or re.match(r"[-#\[\]{}\"']", text):
        return None
    words = _KEY_WITHOUT_COLON.fullmatch(text)
    waiting_key = KEY_WITHOUT_VALUE.match(line.previous)
    if words:
        hint = f"write {words['key']}: {words['value']}"
        if not words["value"]:
            hint = f"put a colon after {words['key']}"
    elif line.example.endswith(":") and not column:
        hint = advise_on_names(text)
    elif waiting_key:
        hint = f"write {waiting_key['key']}: {text} if it belongs to the key above"
    elif column:
        return None
    else:
        hint = f"write it as in {line.example}"
        if KEY_AND_VALUE.match(line.previous):
            hint += ", or, if it goes on with the line above, put both on one line"
    return "this line has no key and colon", hint, column


def advise_on_names(text: str) -> str:
    """Return the way out for a line of an authority file that has names and no colon."""
    names = [name.strip(" *•-\"'[]") for name in re.split("[,;]", text)]
    if len(names) > 1 and all(" " in name for name in names):
        return f"write one name a line, with a colon after it, as in {names[0]}:"
    whole = f"write {text.strip(' *•')}:"
    several = ", or each name on a line of its own, with a colon after it, if they are several"
    return whole + several * (len(names) > 1)


def _unexpected_indent(line: SuspectLine) -> SyntaxExplanation | None:
    column = _indent(line.text)
    has_value_above = KEY_AND_VALUE.match(line.previous)
    if not line.is_key or not has_value_above or column <= _indent(line.previous):
        return None
    message = "this line is indented, and the one before is not a key that waits for a value"
    return message, "start it where the line before starts", column


def _unexpected_dedent(line: SuspectLine) -> SyntaxExplanation | None:
    column = _indent(line.text)
    if not line.is_key or _LIST_ITEM.match(line.previous) or column >= _indent(line.previous):
        return None
    hint = "start all keys that belong together at the same place"
    return _DEDENT, hint, column


def _unclosed_above(lines: list[str], line: int) -> Iterator[tuple[int, SyntaxExplanation]]:
    """Yield each quote or bracket above that is never closed, the nearest first."""
    for number in range(line, -1, -1):
        suspect = SuspectLine(lines[number])
        parts = suspect.key_and_value
        if not parts:
            continue
        if explanation := unclosed_quote(suspect):
            yield number, explanation
        opening = parts["value"][0]
        closing = {"[": "]", "{": "}"}.get(opening, "")
        if closing and closing not in parts["value"]:
            message = f"{parts['key']}: the {opening} that opens here is never closed"
            yield number, (message, f"close it with {closing}", len(parts["lead"]))


LINE_RULES: tuple[SyntaxRule, ...] = (
    _malformed_line,
    _misaligned_dashes,
    _outdented_item,
    _outdented_key,
    _missing_colon,
    _unexpected_indent,
    _unexpected_dedent,
)
"""For mistakes in the form of the lines."""
