"""Nodes and the table of fields → plain values, each with its place, and every problem on the way.

A value that does not fit is left out and reported; what is left out for good is for the caller to
decide. Nothing is converted but what the table asks for.
"""

import re
from collections.abc import Iterator
from datetime import tzinfo
from typing import Any

from newsgen.content.did_you_mean import did_you_mean
from newsgen.content.yaml.nodes import MappingNode, Node, ScalarNode, SequenceNode, describe_node
from newsgen.content.yaml.scalars import InvalidValue, describe_type, parse_scalar
from newsgen.content.yaml.value_types import (
    Field,
    ListOrMapType,
    ListType,
    MapType,
    RecordType,
    TextType,
    UrlType,
    ValueType,
)
from newsgen.model.problem import Location, Problem, problem
from newsgen.model.value import Value


class Located(Value, frozen=True):
    """A value and where it was given.

    value: a text, bool, int, date or Moment for single values; a tuple of Given for a list; a dict
    of Given for a record or mapping.
    """

    value: Any
    location: Location
    key_location: Location


LocatedValues = dict[str, Located]


class Validator:
    """One walk over one file's nodes, gathering problems.

    zone: of times written without an offset.
    dropped: keys (`embargo`, `image.src`) whose values did not fit and are left out.
    """

    def __init__(self, zone: tzinfo) -> None:
        self.zone = zone
        self.problems: list[Problem] = []
        self.invalid_keys: set[str] = set()

    def report(self, code: str, location: Location, message: str, hint: str = "") -> None:
        """Note a problem and go on."""
        self.problems.append(problem(code, location, message, hint))

    def validate_record(
        self,
        mapping: MappingNode,
        fields: tuple[Field, ...],
        key_prefix: str = "",
        ignored_keys: tuple[str, ...] = (),
        unknown_key_hint: str = "take it out",
    ) -> LocatedValues:
        """The values of a mapping's known keys; unknown ones are problems, unless in `ignore`.

        within: the path of keys that leads here; way_out: the hint for an unknown key that is like
        no known one.
        """
        known = {field.name: field for field in fields}
        values: LocatedValues = {}
        for key, node in mapping.pairs:
            name = key_prefix + key.text
            if field := known.get(key.text):
                if self.is_empty(node, field.value_type):
                    if not field.required:
                        self.report(
                            "N116",
                            key.location,
                            f"{name}: is empty",
                            "give it a value or take it out",
                        )
                    continue
                value = self.validate(node, field.value_type, name)
                if value is not None:
                    values[key.text] = Located(value, node.location, key.location)
                else:
                    self.invalid_keys.add(name)
            elif key.text not in ignored_keys:
                self.report(
                    "N107",
                    key.location,
                    f'"{name}" is not a key newsgen knows',
                    did_you_mean(key.text, known) or unknown_key_hint,
                )
        written = {key.text: (key.location, node) for key, node in mapping.pairs}
        for field in fields:
            if field.required and field.name not in written:
                self.report(
                    field.missing_code,
                    mapping.location,
                    f"{key_prefix}{field.name}: is missing",
                    f"add {field.name}:",
                )
            elif field.required and self.is_empty(written[field.name][1], field.value_type):
                place = written[field.name][0]
                self.report(
                    field.missing_code,
                    place,
                    f"{key_prefix}{field.name}: is empty",
                    "give it a value",
                )
        return values

    @staticmethod
    def is_empty(node: Node, value_type: ValueType) -> bool:
        """Whether a key is there without a value; a record may be content with that."""
        may_be = isinstance(value_type, RecordType) and value_type.may_be_empty
        return isinstance(node, ScalarNode) and node.is_empty and not may_be

    def validate(
        self, node: Node, value_type: ValueType, name: str, is_item: bool = False
    ) -> Any | None:
        """What a node says, read as a shape; None, and a problem, if it does not fit.

        listed: whether it is an item of a list, for the way out.
        """
        if isinstance(node, ScalarNode) and isinstance(value_type, TextType):  # what most are
            return node.text.strip()
        match value_type:
            case ListOrMapType():
                chosen = (
                    value_type.map_type if isinstance(node, MappingNode) else value_type.list_type
                )
                return self.validate(node, chosen, name)
            case ListType():
                return self._validate_list(node, value_type, name)
            case MapType():
                if isinstance(node, MappingNode):
                    return self.validate_map(node, value_type, name)
                self._report_wrong_type(node, name, "keys and values")
            case RecordType():
                if isinstance(node, MappingNode):
                    keys = f"the keys are {_field_names(value_type.fields)}"
                    return self.validate_record(
                        node, value_type.fields, f"{name}.", unknown_key_hint=keys
                    )
                if isinstance(node, ScalarNode) and node.is_empty:
                    return {}
                needed = [
                    field for field in value_type.fields if field.required
                ] or value_type.fields[:1]
                form = "{" + ", ".join(f"{field.name}: …" for field in needed) + "}"
                hint = f"write {name}: {f'[{form}]' if is_item else form}"
                self._report_wrong_type(node, name, "keys and values", hint)
            case _ if not isinstance(node, ScalarNode):
                quotes = "put the value in quotes, if the brackets belong to it"
                hint = quotes if isinstance(value_type, TextType) else ""
                self._report_wrong_type(node, name, describe_type(value_type), hint)
            case _:
                return self._validate_scalar(node, value_type, name)
        return None

    def _report_wrong_type(self, node: Node, name: str, expected: str, hint: str = "") -> None:
        self.report(
            "N106", node.location, f"{name}: {expected} expected, found {describe_node(node)}", hint
        )

    def _validate_list(
        self, node: Node, value_type: ListType, name: str
    ) -> tuple[Located, ...] | None:
        if isinstance(node, MappingNode):
            self._report_wrong_type(node, name, "a list")
            return None
        nodes: tuple[Node, ...] = node.items if isinstance(node, SequenceNode) else (node,)
        if (
            isinstance(node, ScalarNode)
            and node.is_plain
            and "," in node.text
            and _is_text_type(value_type.item)
        ):
            parts = tuple(_split_at_commas(node))
            nodes = parts
            listed = ", ".join(part.text for part in parts)
            hint = f"write [{listed}], or put the value in quotes if the comma belongs to it"
            self.report("N113", node.location, f"{name}: a list is expected, found commas", hint)
        given = []
        for item in nodes:
            if isinstance(item, ScalarNode) and item.is_empty:
                self.report("N116", item.location, f"{name}: an item is empty", "take it out")
            elif (value := self.validate(item, value_type.item, name, True)) is not None:
                given.append(Located(value, item.location, item.location))
        return tuple(given)

    def validate_map(self, node: MappingNode, value_type: MapType, name: str) -> LocatedValues:
        """The values of a mapping whose keys are anybody's."""
        values: LocatedValues = {}
        for key, item in node.pairs:
            where = f"{name}.{key.text}" if name else key.text
            if self.is_empty(item, value_type.value):
                self.report(
                    "N116", key.location, f"{where}: is empty", "give it a value or take it out"
                )
            elif (value := self.validate(item, value_type.value, where)) is not None:
                values[key.text] = Located(value, item.location, key.location)
        return values

    def _validate_scalar(self, node: ScalarNode, value_type: ValueType, name: str) -> Any | None:
        value = parse_scalar(node.text.strip(), value_type, self.zone)
        if not isinstance(value, InvalidValue):
            return value
        self.report(value.code, node.location, f"{name}: {value.message}", value.hint)
        return None


def _split_at_commas(node: ScalarNode) -> Iterator[ScalarNode]:
    """The parts of `a, b`, each with its own place."""
    for part in re.finditer(r"[^,]+", node.text):
        if text := part.group().strip():
            column = node.location.column + part.start() + part.group().index(text[0])
            yield ScalarNode(text, True, Location(node.location.path, node.location.line, column))


def _is_text_type(value_type: ValueType) -> bool:
    return isinstance(value_type, (TextType, UrlType))


def _field_names(fields: tuple[Field, ...]) -> str:
    return ", ".join(field.name for field in fields)
