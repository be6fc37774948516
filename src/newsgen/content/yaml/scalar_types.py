"""The types of single values: how each is parsed, and what JSON Schema and snippets say of it."""

import re
from collections.abc import Iterator
from datetime import tzinfo
from typing import Any, ClassVar
from urllib.parse import urlsplit

from newsgen.content.dates import (
    DATE_HINT,
    PARTIAL_DATE_HINT,
    TIME_HINT,
    parse_moment,
    parse_partial_date,
    parse_partial_moment,
)
from newsgen.content.did_you_mean import did_you_mean, meant_address
from newsgen.content.yaml.deceptive_signs import describe_first_sign, plain_signs
from newsgen.content.yaml.nodes import MappingNode, Node, ScalarNode
from newsgen.content.yaml.quote import yaml_quoted
from newsgen.content.yaml.validator import JsonSchema, Validator, ValueType
from newsgen.model.kind import join_words

_STRING_OR_INTEGER: JsonSchema = {"type": ["string", "integer"]}
"""For texts that YAML may take for a number, such as a year or a code."""

_DATE = "[0-9]{4}-(?:0[1-9]|1[0-2])-(?:0[1-9]|[12][0-9]|3[01])"
_OFFSET = "[Zz]|(?:UTC|GMT)?[+−-][0-9]{1,2}(?::?[0-9]{2})?|UTC|GMT"
_KNOWN_PART = "[0-9]{4}(?:-(?:0[1-9]|1[0-2])(?:-(?:0[1-9]|[12][0-9]|3[01]))?)?"
_ABOUT = "(?:[Aa]bout|[Cc]irca|[Cc]a\\.?|[Cc]\\.) *"
_PARTIAL_DATE = f"(?:{_ABOUT})?{_KNOWN_PART}[~?%]?"
_TIME = rf"(?:[Tt]| +)[0-9]{{1,2}}:[0-9]{{2}}(?::[0-9]{{2}}(?:\.[0-9]+)?)? *(?:{_OFFSET})?"


def any_of(*alternatives: JsonSchema) -> JsonSchema:
    """Return the schema of one of these. Flattened, because editors show every level of nesting."""
    options = [option for schema in alternatives for option in schema.get("anyOf", [schema])]
    return {"anyOf": options} if len(options) > 1 else dict(options[0])


def _pattern_schema(pattern: str, error_message: str) -> JsonSchema:
    """Return the schema of a text of this form. VS Code alone knows `patternErrorMessage`."""
    form = rf"^\s*(?:{pattern})\s*$"
    return {"type": "string", "pattern": form, "patternErrorMessage": error_message}


def _text_with_colon(node: Node) -> str:
    """Return the text, in quotes, of a mapping that is one because of a colon in a text."""
    if not isinstance(node, MappingNode) or len(node.pairs) != 1:
        return ""
    key, value = node.pairs[0]
    if node.location != key.location:  # it begins with a brace
        return ""
    if not isinstance(value, ScalarNode) or not (key.is_plain and value.is_plain and value.text):
        return ""
    return yaml_quoted(f"{key.text}: {value.text}")


class ScalarType(ValueType, frozen=True):
    """A single value."""

    _description: ClassVar[str] = "a single value"  # what messages call it
    _example: ClassVar[str] = ""
    _invalid_code: ClassVar[str] = "N117"
    _wrong_node_hint: ClassVar[str] = ""

    # The form of its text, for JSON Schema too, and what an editor shows where a text has another.
    # Python and JavaScript must read it alike: no named groups, and no \d, which is more than ten
    # digits to Python.
    _pattern: ClassVar[str] = ""
    _pattern_hint: ClassVar[str] = ""

    has_free_text: ClassVar[bool] = False
    """Whether any text may be one, so that commas in it may be meant to separate several."""

    def _describe(self) -> str:
        return self._description

    def _hint(self, text: str) -> str:
        return f"write it as in {self._example}"

    def _parse(self, text: str, zone: tzinfo) -> Any | tuple[str, str]:
        """Return the value of a text, or a message and a hint. zone: of times without offset."""
        value = self._convert(text)
        return (f'"{text}" is not {self._describe()}', self._hint(text)) if value is None else value

    def _convert(self, text: str) -> Any | None:
        """Return the value of a text, which is the text itself, or None if it is not valid."""
        return text if re.fullmatch(self._pattern, text) else None

    def validate(self, node: Node, name: str, validator: Validator) -> Any | None:
        """Return the value of a scalar."""
        if not isinstance(node, ScalarNode):
            hint = f"put quotes around it: {colon}" if (colon := _text_with_colon(node)) else ""
            hint = hint or self._wrong_node_hint
            validator.report_wrong_node(node, name, self._describe(), hint)
            return None
        text = node.text.strip()
        value = self._parse(text, validator.zone)
        if not isinstance(value, tuple):
            return value
        if reason := describe_first_sign(text):
            plain_text = plain_signs(text).strip("\"'")
            plain_value = self._parse(plain_text, validator.zone)
            if not isinstance(plain_value, tuple):
                validator.report("N135", node.location, f"{name}: {reason}", f"write {plain_text}")
                return plain_value
        message, hint = value
        validator.report(self._invalid_code, node.location, f"{name}: {message}", hint)
        return None

    def json_schema(self) -> JsonSchema:
        """Return a text of the type's form."""
        return _pattern_schema(self._pattern, self._pattern_hint)


class TextType(ScalarType, frozen=True):
    """Any text, kept as the editor wrote it."""

    _words = "text"
    _wrong_node_hint = "put the value in quotes, if the brackets belong to it"
    _placeholder = '"$%d"'
    has_free_text = True

    def _convert(self, text: str) -> str:
        return text

    def json_schema(self) -> JsonSchema:
        """Return any single value: a title of 2022 or true is a text to newsgen."""
        return {"type": ["string", "number", "boolean"], "pattern": r"\S"}


_FLAG_WORDS = dict.fromkeys(("true", "yes", "y", "on", "1"), "true")
_FLAG_WORDS |= dict.fromkeys(("false", "no", "n", "off", "0"), "false")


class FlagType(ScalarType, frozen=True):
    """true or false."""

    _words = "`true` or `false`"
    _description = "true or false"
    _invalid_code = "N106"
    _placeholder = "${%d|true,false|}"

    def _hint(self, text: str) -> str:
        return f"write {_FLAG_WORDS.get(text.casefold(), self._description)}"

    def _convert(self, text: str) -> bool | None:
        return {"true": True, "false": False}.get(text)

    def json_schema(self) -> JsonSchema:
        """Return a boolean, or one of its two words."""
        return any_of({"type": "boolean"}, _pattern_schema("true|false", "write true or false"))


class WholeType(ScalarType, frozen=True):
    """A whole number from 1."""

    _words = "number"
    _description = "a whole number from 1"
    _example = "50"
    _invalid_code = "N106"

    def _convert(self, text: str) -> int | None:
        return (int(text) or None) if re.fullmatch("[0-9]{1,9}", text) else None

    def json_schema(self) -> JsonSchema:
        """Return an integer, or a text of digits."""
        digits = _pattern_schema("[0-9]+", f"{self._description} is expected")
        return any_of({"type": "integer", "minimum": 1}, digits)


class CodeType(ScalarType, frozen=True):
    """A code that a register of names gives. pattern: a regular expression of all of it."""

    pattern: str
    example: str

    _words = "code"
    _description = "a code of this register"

    def _hint(self, text: str) -> str:
        return f"write it as in {self.example}"

    def _convert(self, text: str) -> str | None:
        return text if re.fullmatch(self.pattern, text) else None

    def json_schema(self) -> JsonSchema:
        """Return a text of the register's form, which may be a number to YAML."""
        return _pattern_schema(self.pattern, self._hint("")) | _STRING_OR_INTEGER


class UrlType(ScalarType, frozen=True):
    """An absolute address, http or https."""

    _words = "address"
    _description = "an address that starts with https://"
    _example = "https://example.org/page"
    _placeholder = "${%d:https://}"
    _pattern = r"[Hh][Tt][Tt][Pp][Ss]?://[^\s/?#][^\s]*"
    _pattern_hint = f"{_description} is expected"
    has_free_text = True

    def _hint(self, text: str) -> str:
        return f"write {address}" if (address := meant_address(text)) else super()._hint(text)

    def _convert(self, text: str) -> str | None:
        try:
            parts = urlsplit(text)
        except ValueError:
            return None
        is_url = parts.scheme in ("http", "https") and parts.hostname and not re.search(r"\s", text)
        return text if is_url else None


class ChoiceType(ScalarType, frozen=True):
    """One of a few words."""

    choices: tuple[str, ...]

    def words(self) -> str:
        """Return the choices, each as code."""
        return join_words((f"`{word}`" for word in self.choices), "or")

    def _describe(self) -> str:
        return join_words(self.choices, "or")

    def _hint(self, text: str) -> str:
        return did_you_mean(text, self.choices) or f"write it as in {self.choices[0]}"

    def _convert(self, text: str) -> str | None:
        return text if text in self.choices else None

    def json_schema(self) -> JsonSchema:
        """Return the choices."""
        return {"enum": list(self.choices)}

    def snippet_lines(self, key: str, tab_stops: Iterator[int]) -> Iterator[str]:
        """Yield a line whose placeholder offers the choices."""
        yield f"{key}: ${{{next(tab_stops)}|{','.join(self.choices)}|}}"


class InstantType(ScalarType, frozen=True):
    """A calendar date, or a date and time, with or without an offset from UTC."""

    _words = "date or time"
    _description = "a date"
    _invalid_code = "N103"
    _pattern = f"{_DATE}(?:{_TIME})?"
    _pattern_hint = f"{DATE_HINT}, or a time too: {TIME_HINT}"
    _placeholder = "${%d:$CURRENT_YEAR-$CURRENT_MONTH-$CURRENT_DATE}"

    def _parse(self, text: str, zone: tzinfo) -> Any | tuple[str, str]:
        return parse_moment(text, zone)


class DateType(InstantType, frozen=True):
    """A calendar date, YYYY-MM-DD. A time after it is accepted and dropped."""

    _words = "date"

    def _parse(self, text: str, zone: tzinfo) -> Any | tuple[str, str]:
        moment = parse_moment(text, zone)
        return moment if isinstance(moment, tuple) else moment.day


class ArticleDateType(InstantType, frozen=True):
    """A date, or a date and time; or no more than its month or year, and whether that is sure."""

    _words = "date, month, year or time"
    _pattern = f"{_DATE}(?:{_TIME})?|{_PARTIAL_DATE}"
    _pattern_hint = PARTIAL_DATE_HINT

    def _parse(self, text: str, zone: tzinfo) -> Any | tuple[str, str]:
        return parse_partial_moment(text, zone)

    def json_schema(self) -> JsonSchema:
        """Return a text of this form, or a year as a number."""
        return super().json_schema() | _STRING_OR_INTEGER


class PartialDateType(ScalarType, frozen=True):
    """A year, a month (2001-06) or a day, and whether that is sure."""

    _words = "year, month or day"
    _description = "a date"
    _invalid_code = "N103"
    _pattern = _PARTIAL_DATE
    _pattern_hint = PARTIAL_DATE_HINT

    def _parse(self, text: str, zone: tzinfo) -> Any | tuple[str, str]:
        return parse_partial_date(text)

    def json_schema(self) -> JsonSchema:
        """Return a text of this form, or a year as a number."""
        return super().json_schema() | _STRING_OR_INTEGER
