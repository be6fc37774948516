"""The types of single values: how each is parsed, and what JSON Schema and snippets say of it.

A type parses the text of a scalar to a str, bool, int, date, Period or Moment, or gives an
`InvalidValue`. A new type is one more subclass of `ScalarType`.
"""

import re
from datetime import tzinfo
from typing import Any, ClassVar
from urllib.parse import urlsplit

from newsgen.content.did_you_mean import did_you_mean
from newsgen.content.yaml.nodes import Node, ScalarNode
from newsgen.content.yaml.validator import JsonSchema, Validator, ValueType
from newsgen.model.value import Value

LANGUAGE_TAG = re.compile(r"[A-Za-z]{2,3}(?:-[A-Za-z0-9]{1,8})*", re.ASCII)
"""The form of a BCP 47 tag (RFC 5646, section 2.1, without its rarer parts)."""

STRING_OR_INTEGER: JsonSchema = {"type": ["string", "integer"]}
"""For texts that YAML may take for a number, such as a year or a code."""


def any_of(*alternatives: JsonSchema) -> JsonSchema:
    """Return the schema of one of these. Flattened, because editors show every level of nesting."""
    options = [option for schema in alternatives for option in schema.get("anyOf", [schema])]
    return {"anyOf": options} if len(options) > 1 else dict(options[0])


def pattern_schema(pattern: str, error_message: str) -> JsonSchema:
    """Return the schema of a text of this form. VS Code alone knows `patternErrorMessage`."""
    return {
        "type": "string",
        "pattern": rf"^\s*(?:{pattern})\s*$",
        "patternErrorMessage": error_message,
    }


class InvalidValue(Value, frozen=True):
    """Why a text is not of a type: a problem without a location."""

    message: str
    hint: str
    code: str = "N117"


class ScalarType(ValueType, frozen=True):
    """A single value."""

    _description: ClassVar[str] = "a single value"
    """What messages call it."""

    _example: ClassVar[str] = ""
    _invalid_code: ClassVar[str] = "N117"
    _wrong_node_hint: ClassVar[str] = ""

    _pattern: ClassVar[str] = ""
    """The form of its text, for JSON Schema too. Python and JavaScript must read it alike: no named
    groups, and no \\d, which is more than ten digits to Python."""

    _pattern_hint: ClassVar[str] = ""
    """What an editor shows where a text is not of that form."""

    has_free_text: ClassVar[bool] = False
    """Whether any text may be one, so that commas in it may be meant to separate several."""

    def describe(self) -> str:
        """Return what messages call it."""
        return self._description

    def hint(self, text: str) -> str:
        """Return what to write instead of a text that is none."""
        return f"write it as in {self._example}"

    def parse(self, text: str, zone: tzinfo) -> Any | InvalidValue:
        """Return the value of a text. zone: the time zone of times without an offset."""
        value = self._convert(text)
        if value is not None:
            return value
        message = f'"{text}" is not {self.describe()}'
        return InvalidValue(message, self.hint(text), self._invalid_code)

    def _convert(self, text: str) -> Any | None:
        """Return the value of a text, which is the text itself, or None if it is not valid."""
        return text if re.fullmatch(self._pattern, text) else None

    def validate(self, node: Node, name: str, validator: Validator) -> Any | None:
        """Return the value of a scalar."""
        if not isinstance(node, ScalarNode):
            validator.report_wrong_node(node, name, self.describe(), self._wrong_node_hint)
            return None
        value = self.parse(node.text.strip(), validator.zone)
        if not isinstance(value, InvalidValue):
            return value
        validator.report(value.code, node.location, f"{name}: {value.message}", value.hint)
        return None

    def json_schema(self) -> JsonSchema:
        """Return a text of the type's form."""
        return pattern_schema(self._pattern, self._pattern_hint)


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


class FlagType(ScalarType, frozen=True):
    """true or false."""

    _words = "`true` or `false`"
    _description = "true or false"
    _example = "true"
    _invalid_code = "N106"
    _placeholder = "${%d|true,false|}"

    def _convert(self, text: str) -> bool | None:
        return {"true": True, "false": False}.get(text)

    def json_schema(self) -> JsonSchema:
        """Return a boolean, or one of its two words."""
        words = pattern_schema("true|false", f"write {self._description}")
        return any_of({"type": "boolean"}, words)


class WholeType(ScalarType, frozen=True):
    """A whole number, at least `minimum`."""

    minimum: int = 1

    _words = "number"
    _invalid_code = "N106"

    def describe(self) -> str:
        """Return the words with the minimum."""
        return f"a whole number from {self.minimum}"

    def hint(self, text: str) -> str:
        """Return the hint with a number that is allowed."""
        return f"write it as in {max(self.minimum, 50)}"

    def _convert(self, text: str) -> int | None:
        number = int(text) if re.fullmatch("[0-9]{1,9}", text) else -1
        return number if number >= self.minimum else None

    def json_schema(self) -> JsonSchema:
        """Return an integer, or a text of digits."""
        digits = pattern_schema("[0-9]+", f"{self.describe()} is expected")
        return any_of({"type": "integer", "minimum": self.minimum}, digits)


class CodeType(ScalarType, frozen=True):
    """A code that a register of names gives. pattern: a regular expression of all of it."""

    pattern: str
    example: str

    _words = "code"
    _description = "a code of this register"

    def hint(self, text: str) -> str:
        """Return the hint with a code of the register."""
        return f"write it as in {self.example}"

    def _convert(self, text: str) -> str | None:
        return text if re.fullmatch(self.pattern, text) else None

    def json_schema(self) -> JsonSchema:
        """Return a text of the register's form, which may be a number to YAML."""
        return pattern_schema(self.pattern, self.hint("")) | STRING_OR_INTEGER


class UrlType(ScalarType, frozen=True):
    """An absolute address, http or https."""

    _words = "address"
    _description = "an address that starts with https://"
    _example = "https://example.org/page"
    _placeholder = "${%d:https://}"
    _pattern = r"[Hh][Tt][Tt][Pp][Ss]?://[^\s/?#][^\s]*"
    _pattern_hint = f"{_description} is expected"
    has_free_text = True

    def _convert(self, text: str) -> str | None:
        try:
            parts = urlsplit(text)
        except ValueError:
            return None
        is_url = parts.scheme in ("http", "https") and parts.hostname and not re.search(r"\s", text)
        return text if is_url else None


class LanguageType(ScalarType, frozen=True):
    """A BCP 47 language tag."""

    _words = "language tag"
    _description = "a language tag such as en or zh-Hans"
    _example = "en"
    _pattern = LANGUAGE_TAG.pattern
    _pattern_hint = f"write {_description}"


class ChoiceType(ScalarType, frozen=True):
    """One of a few words."""

    choices: tuple[str, ...]

    def words(self) -> str:
        """Return the choices, each as code."""
        return " or ".join(", ".join(f"`{word}`" for word in self.choices).rsplit(", ", 1))

    def describe(self) -> str:
        """Return the choices."""
        return " or ".join(self.choices)

    def hint(self, text: str) -> str:
        """Return the choice most like a text, or the first."""
        return did_you_mean(text, self.choices) or f"write it as in {self.choices[0]}"

    def _convert(self, text: str) -> str | None:
        return text if text in self.choices else None

    def json_schema(self) -> JsonSchema:
        """Return the choices."""
        return {"enum": list(self.choices)}

    def placeholder(self, tab_stop: int) -> str:
        """Return a place that offers the choices."""
        return f"${{{tab_stop}|{','.join(self.choices)}|}}"
