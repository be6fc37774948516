"""The types of single values: how each is parsed, and what JSON Schema and snippets say of it."""

import re
from collections.abc import Iterator
from datetime import tzinfo
from typing import Any, ClassVar
from urllib.parse import urlsplit

from newsgen.content.author_words import is_role
from newsgen.content.did_you_mean import did_you_mean, meant_address
from newsgen.content.yaml.deceptive_signs import describe_first_sign, plain_signs
from newsgen.content.yaml.nodes import MappingNode, Node, ScalarNode, SequenceNode
from newsgen.content.yaml.picture_marks import marked_picture, picture_form
from newsgen.content.yaml.quote import yaml_quoted
from newsgen.content.yaml.validator import JsonSchema, Validator, ValueType, any_of
from newsgen.model.config import KEPT_PREFIX
from newsgen.model.kind import join_words
from newsgen.model.lazy_pattern import lazy_pattern

STRING_OR_INTEGER: JsonSchema = {"type": ["string", "integer"]}

ANY_TEXT: JsonSchema = {"type": ["string", "number", "boolean"], "pattern": r"\S"}
"""Any single value: a title of 2022 or true is a text to newsgen."""
"""For texts that YAML may take for a number, such as a year or a code."""


def pattern_schema(pattern: str, error_message: str) -> JsonSchema:
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

    def is_item(self, text: str) -> bool:
        """Return whether a part of a text with commas can be an item of a list of this type."""
        return bool(text)

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
            if isinstance(node, SequenceNode) and len(node.items) == 1:
                (item,) = node.items
                if isinstance(item, ScalarNode):
                    hint = f"write {item.text}{hint and f', or {hint}'}"
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
        """Return any single value."""
        return ANY_TEXT


class AuthorType(TextType, frozen=True):
    """The name of an author."""

    def is_item(self, text: str) -> bool:
        """Return whether a text may be a name, and not what the one before it does or has."""
        is_lower = text.islower() and " " in text
        return not (is_lower or is_role(text) or _NAME_END.fullmatch(text.lower()))


_NAME_END = lazy_pattern(r"(?:jr|sr|ph\.?d|m\.?d|esq|ii|iii|iv)\.?")
"""What may follow a name and a comma."""

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
        return any_of({"type": "boolean"}, pattern_schema("true|false", "write true or false"))


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
        digits = pattern_schema("[0-9]+", f"{self._description} is expected")
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
        return pattern_schema(self.pattern, self._hint("")) | STRING_OR_INTEGER


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

    def _parse(self, text: str, zone: tzinfo) -> Any | tuple[str, str]:
        address = meant_address(text)
        if not text.startswith(address) or len(text.split()) < 2:
            return super()._parse(text, zone)
        if others := re.findall(r"https?://[^\s,;]+", text[len(address) :]):
            return f'"{text}" is more than one address', f"write {address} or {others[0]}"
        whole = re.sub(r"\s", "%20", text)
        hint = f"write {address}, or {whole} if the blanks belong to the address"
        return f'"{text}" is more than an address', hint

    def _convert(self, text: str) -> str | None:
        try:
            parts = urlsplit(text)
        except ValueError:
            return None
        is_url = parts.scheme in ("http", "https") and parts.hostname and not re.search(r"\s", text)
        return text if is_url else None


class CopyType(UrlType, frozen=True):
    """The address of a copy: an absolute one, or that of a file in the folder kept/."""

    _description = "an address that starts with https://, or with /kept/"
    _pattern = rf"{UrlType._pattern}|/{KEPT_PREFIX}.+"
    _pattern_hint = f"{_description} is expected"

    def _hint(self, text: str) -> str:
        is_path = text.startswith(("/", KEPT_PREFIX))
        return f"write it as in /{KEPT_PREFIX}talks.html" if is_path else super()._hint(text)

    def _parse(self, text: str, zone: tzinfo) -> Any | tuple[str, str]:
        return self._convert(text) or super()._parse(text, zone)

    def _convert(self, text: str) -> str | None:
        parts = text.split("/")
        is_kept = text.startswith(f"/{KEPT_PREFIX}") and not {"", ".", ".."} & set(parts[1:])
        return text if is_kept else super()._convert(text)


class PictureType(TextType, frozen=True):
    """The file of a picture, or its address."""

    def validate(self, node: Node, name: str, validator: Validator) -> Any | None:
        """Return the file or address; of a picture in the marks of a text none, and a problem."""
        if not isinstance(node, ScalarNode) or not (picture := marked_picture(node.text)):
            return super().validate(node, name, validator)
        message = f'{name}: "{node.text}" has the marks of a text, which show no picture here'
        start = "image: " if name.startswith("image.") else ""  # an item of `images` has no key
        hint = f"write {start}{picture_form(*picture)}"
        validator.report(self._invalid_code, node.location, message, hint)
        return None


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
