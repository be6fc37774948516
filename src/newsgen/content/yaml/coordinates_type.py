"""The type of coordinates: how they are parsed, and what JSON Schema and snippets say of them."""

import re
from datetime import tzinfo
from typing import Any

from newsgen.content.yaml.nodes import Node, ScalarNode, SequenceNode
from newsgen.content.yaml.scalar_types import ScalarType
from newsgen.content.yaml.validator import JsonSchema, Validator, any_of
from newsgen.model.coordinates import Coordinates

_NUMBER = r"[+-]?[0-9]{1,3}(?:\.[0-9]+)?"
_SEPARATOR = r" *, *| +"


class CoordinatesType(ScalarType, frozen=True):
    """A latitude and a longitude in degrees, as maps on the web write them; a list of the two."""

    _words = "latitude, longitude"
    _description = "a latitude and a longitude"
    _example = "39.65, 66.96"
    _pattern = f"{_NUMBER}(?:{_SEPARATOR}){_NUMBER}"
    _pattern_hint = "write degrees north and degrees east, as in 39.65, 66.96"

    def _hint(self, text: str) -> str:
        is_half = re.fullmatch(_NUMBER, text) is not None
        note = "between braces they need quotes" if is_half else "south and west have a minus"
        return f"{self._pattern_hint}; {note}"

    def _parse(self, text: str, zone: tzinfo) -> Any | tuple[str, str]:
        plain = text.replace("\u2212", "-")
        if not re.fullmatch(self._pattern, plain):
            return f'"{text}" is not {self._description}', self._hint(text)
        first, second = re.split(_SEPARATOR, plain)
        latitude, longitude = float(first), float(second)
        if abs(latitude) <= 90 and abs(longitude) <= 180:
            return Coordinates(latitude, longitude)
        if abs(latitude) <= 180 and abs(longitude) <= 90:
            hint = f"the latitude comes first: write {second}, {first}"
            return f'"{text}" has no latitude of -90 to 90', hint
        return f'"{text}" is no point of the earth', self._hint(text)

    def validate(self, node: Node, name: str, validator: Validator) -> Any | None:
        """Return the coordinates of a text or of a list of two numbers."""
        if isinstance(node, SequenceNode):
            parts = [item.text.strip() for item in node.items if isinstance(item, ScalarNode)]
            if len(parts) == len(node.items):
                node = ScalarNode(", ".join(parts), True, node.location)
        return super().validate(node, name, validator)

    def json_schema(self) -> JsonSchema:
        """Return a text of this form, or a list of two numbers."""
        pair = {"type": "array", "items": {"type": "number"}, "minItems": 2, "maxItems": 2}
        return any_of(super().json_schema(), pair)
