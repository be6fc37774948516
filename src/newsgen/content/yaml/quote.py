"""Values → YAML in one line; a text from the command line → one line."""

import json
from collections.abc import Mapping
from datetime import date

from newsgen.content.text import FORBIDDEN_CHARACTERS, one_line
from newsgen.content.yaml.yaml_data import YamlValue, scalar_text
from newsgen.model.command_error import CommandError
from newsgen.model.lazy_pattern import lazy_pattern

# A letter, then characters without a meaning in YAML anywhere, even within [brackets].
_PLAIN_SCALAR = lazy_pattern(r"[^\W\d_](?:[\w .'()/-]*[\w.')(/-])?")
_PLAIN_ELSEWHERE = lazy_pattern(
    r"[0-9]{4}-[0-9]{2}(?:-[0-9]{2}"
    r"(?:[ T][0-9]{2}:[0-9]{2}(?::[0-9]{2})?(?: ?[+-][0-9:]{4,5}|Z)?)?)?"
    r"|[0-9]{4}(?:-[0-9]{2}){0,2}(?:/[\w/.-]*\w|-[^\W\d_][\w/.-]*)"
    r"|https?://[\w/.?=&%+~:@-]*[\w/=]|/[\w/.-]*"
)
"""Dates, paths and addresses as most are: they need no quotes, though signs are in them."""

_LINE_SEPARATORS = lazy_pattern("[\x7f-\x9f\u2028\u2029]")
_RESERVED_WORDS = frozenset(("null", "true", "false", "yes", "no", "on", "off", "y", "n"))


def single_line(text: str, name: str) -> str:
    """Return a text in one line. Raises CommandError, whose message calls the text by its name."""
    line = one_line(text)
    if not line:
        raise CommandError(f"the {name} is empty: give it a text")
    if match := FORBIDDEN_CHARACTERS.search(line):
        code = f"U+{ord(match[0]):04X}"
        raise CommandError(f"the {name} holds a control character ({code}): leave it out")
    return line


def yaml_scalar(text: str) -> str:
    """Return a line as a YAML value that is read as this very text; without quotes if possible."""
    if _PLAIN_SCALAR.fullmatch(text) and text.casefold() not in _RESERVED_WORDS:
        return text
    return yaml_quoted(text)


def yaml_quoted(text: str) -> str:
    """Return a text as a YAML value in double quotes. YAML knows all of JSON's escapes."""
    quoted = json.dumps(text, ensure_ascii=False)
    return _LINE_SEPARATORS.sub(lambda match: f"\\u{ord(match[0]):04x}", quoted)


def yaml_value(value: YamlValue) -> str:
    """Return a value in one line: lists and mappings in brackets; nothing for None."""
    match value:
        case None:
            return ""
        case str():
            return value if _PLAIN_ELSEWHERE.fullmatch(value) else yaml_scalar(value)
        case bool() | int() | date():
            return scalar_text(value)
        case Mapping():
            pairs = (f"{yaml_scalar(key)}: {yaml_value(inner)}" for key, inner in value.items())
            return f"{{{', '.join(pairs)}}}"
        case _:
            return f"[{', '.join(map(yaml_value, value))}]"


def yaml_like(sign: str, value: YamlValue) -> str:
    """Return a value in one line, a text in the quotes of that in whose place it comes.

    sign: The first character of that one, which may be a quote.
    """
    if isinstance(value, str) and sign == '"':
        return yaml_quoted(value)
    if isinstance(value, str) and sign == "'" and value.isprintable():
        return "'" + value.replace("'", "''") + "'"
    return yaml_value(value)
