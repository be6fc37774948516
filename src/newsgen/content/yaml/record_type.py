"""The type of a mapping whose keys are known, and those keys."""

import re
from collections.abc import Callable, Iterator
from typing import ClassVar

from newsgen.content.did_you_mean import did_you_mean, meant_word
from newsgen.content.yaml.nodes import MappingNode, Node, ScalarNode, SequenceNode, keyed_text
from newsgen.content.yaml.quote import yaml_scalar
from newsgen.content.yaml.scalar_types import ANY_TEXT
from newsgen.content.yaml.validator import (
    BLANK,
    JsonSchema,
    Located,
    LocatedValues,
    Validator,
    ValueType,
    any_of,
)
from newsgen.model.value import Value

KeyAdvice = Callable[[ScalarNode, Node, MappingNode], str]
"""Gives the hint for an unknown key from the key, its value and the mapping they are in."""


class Field(Value, frozen=True):
    """A known key of a mapping.

    Attributes:
        description: what it is for, a sentence.
        since: the version of newsgen that it came with.
        missing_code: the code of the problem if a required key is missing or empty.
        synonyms: other words for it, which are no keys.
    """

    name: str
    value_type: ValueType
    description: str
    required: bool = False
    since: str = "0.1"
    missing_code: str = "N104"
    synonyms: str = ""

    def json_schema(self) -> JsonSchema:
        """Return what JSON may stand for its value."""
        shape = self.value_type
        return shape.json_schema() if self.required else shape.optional_schema()


class RecordType(ValueType, frozen=True):
    """Known keys.

    Attributes:
        may_be_empty: whether `Samarkand:` with nothing after it is a record too.
        text_key: the key that a text without keys means, as in `image: a.jpg`; empty if it means
            none or could mean several.
        prose_key: the key that a text without keys most likely means, for hints.
        list_key: the key that holds more of such records, for hints.
    """

    fields: tuple[Field, ...]
    may_be_empty: bool = False
    text_key: str = ""
    prose_key: str = ""
    list_key: str = ""

    _words: ClassVar[str] = "keys"

    def is_empty(self, node: Node) -> bool:
        """Return whether a key without a value is one that lacks it."""
        return not self.may_be_empty and super().is_empty(node)

    def validate(self, node: Node, name: str, validator: Validator) -> LocatedValues | None:
        """Return the values of the known keys."""
        node = self.as_mapping(node) or node
        if isinstance(node, MappingNode):
            return self.validate_mapping(node, validator, f"{name}.", unknown_key_advice="")
        if super().is_empty(node):
            return LocatedValues()
        hint = f"write {name}: {self.form(node)}"
        if self.list_key and isinstance(node, SequenceNode) and len(node.items) > 1:
            hint = f"keep one of them here, and put the others below {self.list_key}:"
        validator.report_wrong_node(node, name, "keys and values", hint)
        return None

    @property
    def text_type(self) -> ValueType | None:
        """The type of a text without keys; None if it means none."""
        return next((one.value_type for one in self.fields if one.name == self.text_key), None)

    def as_mapping(self, node: Node) -> MappingNode | None:
        """Return a mapping, or the one that a text without keys stands for; None of any other."""
        return node if isinstance(node, MappingNode) else keyed_text(node, self.text_key)

    def form(self, node: Node | None = None) -> str:
        """Return how a record is written on one line, with the required keys or the first one.

        node: a text without keys, or a list of one, which becomes the value of a key or two.
        """
        if self.text_key and isinstance(node, SequenceNode) and len(node.items) == 1:
            node = node.items[0]
        text = node.text if isinstance(node, ScalarNode) and len(node.text) < 60 else ""
        text = "" if text in ("true", "yes") else text.removeprefix(f"{self.prose_key} ")
        names = [field.name for field in self.fields if field.required] or [self.fields[0].name]
        texts: dict[str, str] = {}
        if "date" in names and (day := re.match(r"(\d{4}-\d\d-\d\d)[\s:,–—-]*", text)):
            texts, text = {"date": day[1]}, text[day.end() :]
        if text and self.prose_key and self.prose_key not in names:
            names = [self.prose_key]
        if text and (self.prose_key or len(names) == 1):
            texts[self.prose_key or names[0]] = yaml_scalar(text)
        return "{" + ", ".join(f"{name}: {texts.get(name, '…')}" for name in names) + "}"

    def validate_mapping(
        self,
        mapping: MappingNode,
        validator: Validator,
        key_prefix: str = "",
        ignored_keys: tuple[str, ...] = (),
        unknown_key_advice: str | KeyAdvice = "take it out",
    ) -> LocatedValues:
        """Return the values of the known keys.

        Args:
            key_prefix: the path of keys that leads to the mapping, with a dot at its end.
            ignored_keys: unknown keys that are no problem.
            unknown_key_advice: the hint for an unknown key that resembles no known one, or what
                gives the hint for any unknown key; if empty, all the keys.
        """
        field_by_name = {field.name: field for field in self.fields}
        values = LocatedValues()
        for key, node in mapping.pairs:
            name = key_prefix + key.text
            field = field_by_name.get(key.text)
            if field is None:
                if key.text not in ignored_keys:
                    message = f'"{name}" is not a key newsgen knows'
                    if isinstance(unknown_key_advice, str):
                        meant = meant_word(key.text, ((f.name, f.synonyms) for f in self.fields))
                        hint = did_you_mean(meant, field_by_name) or unknown_key_advice
                        hint = hint or f"the keys are {', '.join(field_by_name)}"
                    else:
                        hint = unknown_key_advice(key, node, mapping)
                    validator.report("N107", key.location, message, hint)
            elif field.value_type.is_empty(node):
                if not field.required:
                    validator.report_empty(node, key.location, name, is_item=False)
            elif (value := field.value_type.validate(node, name, validator)) is not None:
                if key.text in values:  # a list that several foreign keys give
                    value = (*values[key.text].value, *value)
                values[key.text] = Located(value, node.location, key.location)
            else:
                validator.invalid_keys.add(name)
        self._report_missing(mapping, validator, key_prefix)
        return values

    def _report_missing(self, mapping: MappingNode, validator: Validator, key_prefix: str) -> None:
        required = [field for field in self.fields if field.required]
        pairs = {key.text: (key.location, node) for key, node in mapping.pairs if required}
        for field in required:
            name, code = key_prefix + field.name, field.missing_code
            if name in validator.unread_keys:
                continue
            location, node = pairs.get(field.name, (mapping.location, None))
            if node is None:
                validator.report(code, location, f"{name}: is missing", f"add {field.name}:")
            elif field.value_type.is_empty(node):
                validator.report(code, location, f"{name}: is empty", "give it a value")

    def json_schema(self) -> JsonSchema:
        """Return an object with the known keys and no others."""
        schema: JsonSchema = {
            "type": "object",
            "properties": {
                field.name: field.json_schema() | {"description": field.description}
                for field in self.fields
            },
            "additionalProperties": False,
        }
        if self.may_be_empty:
            types = ["object", "null", "string", "array"]
            schema |= {"type": types, "pattern": r"^\s*$", "items": BLANK}
        required = [field.name for field in self.fields if field.required]
        schema |= {"required": required} if required else {}
        return any_of(schema, ANY_TEXT) if self.text_key else schema

    def optional_schema(self) -> JsonSchema:
        """Return the same where a record may be empty anyway: its keys are known ones."""
        return self.json_schema() if self.may_be_empty else super().optional_schema()

    def field_lines(self, tab_stops: Iterator[int]) -> Iterator[str]:
        """Yield the lines of a snippet for each of the known keys."""
        for field in self.fields:
            yield from field.value_type.snippet_lines(field.name, tab_stops)

    def snippet_lines(self, key: str, tab_stops: Iterator[int]) -> Iterator[str]:
        """Yield the key, and below it the known keys, indented."""
        yield f"{key}:"
        yield from (f"  {line}" for line in self.field_lines(tab_stops))
