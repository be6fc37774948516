"""The types of lists, of mappings with any keys, and of what may be either."""

import re
from collections.abc import Iterator
from typing import Any

from newsgen.content.yaml.list_parts import list_parts
from newsgen.content.yaml.nodes import MappingNode, Node, ScalarNode, SequenceNode
from newsgen.content.yaml.record_type import RecordType
from newsgen.content.yaml.scalar_types import ScalarType
from newsgen.content.yaml.validator import (
    JsonSchema,
    Located,
    LocatedValues,
    Validator,
    ValueType,
    any_of,
)


class ListType(ValueType, frozen=True):
    """A list; a single value stands for a list of one."""

    item: ValueType

    _placeholder = "[$%d]"

    def words(self) -> str:
        """Return what the documentation calls a list of such items."""
        return "list of keys" if isinstance(self.item, RecordType) else "list"

    def validate(self, node: Node, name: str, validator: Validator) -> tuple[Located, ...] | None:
        """Return the items that fit; of `a, b` the parts between the commas, and a problem."""
        if isinstance(node, MappingNode) and not self._is_lone_record(node):
            keys = ", ".join(key.text for key, _ in node.pairs)
            form = self.item.form() if isinstance(self.item, RecordType) else keys
            hint = f"write {name}: [{form}]"
            validator.report_wrong_node(node, name, "a list", hint)
            return None
        nodes = node.items if isinstance(node, SequenceNode) else (node,)
        text_type = self.item.text_type if isinstance(self.item, RecordType) else self.item
        if isinstance(text_type, ScalarType) and text_type.has_free_text:
            nodes = tuple(
                part
                for item in nodes
                for part in list_parts(item, text_type, name, validator, node)
            )
        items = []
        for item in nodes:
            if self.item.is_empty(item):
                validator.report_empty(item, item.location, name, is_item=True)
            elif isinstance(self.item, RecordType) and not self.item.as_mapping(item):
                hint = f"write {name}: [{self.item.form(item)}]"
                validator.report_wrong_node(item, name, "keys and values", hint)
            elif isinstance(item, SequenceNode):
                message = f"{name}: a list stands within this list"
                validator.report("N106", item.location, message, "take out the inner brackets")
            elif (value := self.item.validate(item, name, validator)) is not None:
                items.append(Located(value, item.location, item.location))
        return tuple(items)

    def _is_lone_record(self, node: MappingNode) -> bool:
        """Return whether a mapping stands for a list of one record: it has one of its keys."""
        fields = self.item.fields if isinstance(self.item, RecordType) else ()
        return not {field.name for field in fields}.isdisjoint(key.text for key, _ in node.pairs)

    def json_schema(self) -> JsonSchema:
        """Return an array, or one single value or record."""
        items = {"type": "array", "items": self.item.optional_schema()}
        return any_of(items, self.item.json_schema())

    def snippet_lines(self, key: str, tab_stops: Iterator[int]) -> Iterator[str]:
        """Yield a list on one line; of records, the first one below a dash."""
        if not isinstance(self.item, RecordType):
            yield from super().snippet_lines(key, tab_stops)
            return
        yield f"{key}:"
        for number, line in enumerate(self.item.field_lines(tab_stops)):
            yield f"    {line}" if number else f"  - {line}"


class MapType(ValueType, frozen=True):
    """Any keys, with values of one type."""

    value: ValueType

    _words = "keys"

    def validate(self, node: Node, name: str, validator: Validator) -> LocatedValues | None:
        """Return the values that fit. An empty name stands for the file itself."""
        if not isinstance(node, MappingNode):
            validator.report_wrong_node(node, name, "keys and values")
            return None
        values = LocatedValues()
        for key, item in node.pairs:
            path = f"{name}.{key.text}" if name else key.text
            if self.value.is_empty(item):
                validator.report_empty(item, key.location, path, is_item=False)
            elif (value := self.value.validate(item, path, validator)) is not None:
                values[key.text] = Located(value, item.location, key.location)
        return values

    def json_schema(self) -> JsonSchema:
        """Return an object with any keys."""
        return {"type": "object", "additionalProperties": self.value.optional_schema()}


class ListOrMapType(ValueType, frozen=True):
    """A list or a mapping, whichever the editor wrote."""

    list_type: ListType
    map_type: RecordType | MapType

    _words = "list, or keys"

    def validate(self, node: Node, name: str, validator: Validator) -> Any | None:
        """Return the values as a mapping if it is one, else as a list."""
        if isinstance(node, MappingNode):
            return self.map_type.validate(node, name, validator)
        if hint := self._way_to_keys(node):
            validator.report_wrong_node(node, name, "keys and values", hint)
            return None
        return self.list_type.validate(node, name, validator)

    def _way_to_keys(self, node: ScalarNode | SequenceNode) -> str:
        """Return how to write what was meant as keys and is none; empty where nothing was."""
        if not isinstance(self.map_type, RecordType):
            return ""
        names = [field.name for field in self.map_type.fields]
        if isinstance(node, SequenceNode):
            first = node.items[0] if node.items else None
            key = first.pairs[0][0].text if isinstance(first, MappingNode) and first.pairs else ""
            return f"take out the dash before {key}:" if key in names else ""
        words = re.fullmatch(rf"({'|'.join(names)})\b\s*+(?:[=-]\s*+)?(.*)", node.text)
        if not words or not node.is_plain:
            return ""
        return f"write {words[1]}: {words[2]}" if words[2] else f"put a colon after {words[1]}"

    def json_schema(self) -> JsonSchema:
        """Return either."""
        return any_of(self.list_type.json_schema(), self.map_type.json_schema())

    def snippet_lines(self, key: str, tab_stops: Iterator[int]) -> Iterator[str]:
        """Yield the known keys where there are some, else a list."""
        is_record = isinstance(self.map_type, RecordType)
        return (self.map_type if is_record else self.list_type).snippet_lines(key, tab_stops)
