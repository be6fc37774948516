"""Nodes and the table of fields → plain values, each with its place, and every problem on the way.

A value that does not fit is left out and reported; what is left out for good is for the caller to
decide. Nothing is converted but what the table asks for.
"""

import re
from collections.abc import Iterator
from datetime import tzinfo
from typing import Any

from newsgen.content.did_you_mean import did_you_mean
from newsgen.content.yaml.nodes import Mapping, Node, Scalar, Sequence, named
from newsgen.content.yaml.scalars import Unfit, single, wanted
from newsgen.content.yaml.types import Field, ListOf, ListOrMap, MapOf, Record, Shape, Text, Url
from newsgen.model.problem import Place, Problem, problem
from newsgen.model.value import Value


class Given(Value, frozen=True):
    """A value and where it was given.

    value: a text, bool, int, date or Moment for single values; a tuple of Given for a list; a dict
    of Given for a record or mapping.
    """

    value: Any
    place: Place
    key: Place


Values = dict[str, Given]


class Walk:
    """One walk over one file's nodes, gathering problems.

    zone: of times written without an offset.
    dropped: keys (`embargo`, `image.src`) whose values did not fit and are left out.
    """

    def __init__(self, zone: tzinfo) -> None:
        self.zone = zone
        self.problems: list[Problem] = []
        self.dropped: set[str] = set()

    def say(self, code: str, place: Place, message: str, hint: str = "") -> None:
        """Note a problem and go on."""
        self.problems.append(problem(code, place, message, hint))

    def record(
        self,
        mapping: Mapping,
        fields: tuple[Field, ...],
        within: str = "",
        ignore: tuple[str, ...] = (),
        way_out: str = "take it out",
    ) -> Values:
        """The values of a mapping's known keys; unknown ones are problems, unless in `ignore`.

        within: the path of keys that leads here; way_out: the hint for an unknown key that is like
        no known one.
        """
        known = {field.name: field for field in fields}
        values: Values = {}
        for key, node in mapping.pairs:
            name = within + key.text
            if field := known.get(key.text):
                if self.is_empty(node, field.shape):
                    if not field.required:
                        self.say(
                            "N116", key.place, f"{name}: is empty", "give it a value or take it out"
                        )
                    continue
                value = self.value(node, field.shape, name)
                if value is not None:
                    values[key.text] = Given(value, node.place, key.place)
                else:
                    self.dropped.add(name)
            elif key.text not in ignore:
                self.say(
                    "N107",
                    key.place,
                    f'"{name}" is not a key newsgen knows',
                    did_you_mean(key.text, known) or way_out,
                )
        written = {key.text: (key.place, node) for key, node in mapping.pairs}
        for field in fields:
            if field.required and field.name not in written:
                self.say(
                    field.missing,
                    mapping.place,
                    f"{within}{field.name}: is missing",
                    f"add {field.name}:",
                )
            elif field.required and self.is_empty(written[field.name][1], field.shape):
                place = written[field.name][0]
                self.say(field.missing, place, f"{within}{field.name}: is empty", "give it a value")
        return values

    @staticmethod
    def is_empty(node: Node, shape: Shape) -> bool:
        """Whether a key is there without a value; a record may be content with that."""
        may_be = isinstance(shape, Record) and shape.may_be_empty
        return isinstance(node, Scalar) and node.empty and not may_be

    def value(self, node: Node, shape: Shape, name: str, listed: bool = False) -> Any | None:
        """What a node says, read as a shape; None, and a problem, if it does not fit.

        listed: whether it is an item of a list, for the way out.
        """
        if isinstance(node, Scalar) and isinstance(shape, Text):  # what most are
            return node.text.strip()
        match shape:
            case ListOrMap():
                chosen = shape.mapped if isinstance(node, Mapping) else shape.listed
                return self.value(node, chosen, name)
            case ListOf():
                return self._items(node, shape, name)
            case MapOf():
                if isinstance(node, Mapping):
                    return self.entries(node, shape, name)
                self._misfit(node, name, "keys and values")
            case Record():
                if isinstance(node, Mapping):
                    keys = f"the keys are {_listed(shape.fields)}"
                    return self.record(node, shape.fields, f"{name}.", way_out=keys)
                if isinstance(node, Scalar) and node.empty:
                    return {}
                needed = [field for field in shape.fields if field.required] or shape.fields[:1]
                form = "{" + ", ".join(f"{field.name}: …" for field in needed) + "}"
                hint = f"write {name}: {f'[{form}]' if listed else form}"
                self._misfit(node, name, "keys and values", hint)
            case _ if not isinstance(node, Scalar):
                quotes = "put the value in quotes, if the brackets belong to it"
                hint = quotes if isinstance(shape, Text) else ""
                self._misfit(node, name, wanted(shape), hint)
            case _:
                return self._single(node, shape, name)
        return None

    def _misfit(self, node: Node, name: str, wanted: str, hint: str = "") -> None:
        self.say("N106", node.place, f"{name}: {wanted} expected, found {named(node)}", hint)

    def _items(self, node: Node, shape: ListOf, name: str) -> tuple[Given, ...] | None:
        if isinstance(node, Mapping):
            self._misfit(node, name, "a list")
            return None
        nodes: tuple[Node, ...] = node.items if isinstance(node, Sequence) else (node,)
        if isinstance(node, Scalar) and node.plain and "," in node.text and _is_text(shape.item):
            parts = tuple(_split(node))
            nodes = parts
            listed = ", ".join(part.text for part in parts)
            hint = f"write [{listed}], or put the value in quotes if the comma belongs to it"
            self.say("N113", node.place, f"{name}: a list is expected, found commas", hint)
        given = []
        for item in nodes:
            if isinstance(item, Scalar) and item.empty:
                self.say("N116", item.place, f"{name}: an item is empty", "take it out")
            elif (value := self.value(item, shape.item, name, True)) is not None:
                given.append(Given(value, item.place, item.place))
        return tuple(given)

    def entries(self, node: Mapping, shape: MapOf, name: str) -> Values:
        """The values of a mapping whose keys are anybody's."""
        values: Values = {}
        for key, item in node.pairs:
            where = f"{name}.{key.text}" if name else key.text
            if self.is_empty(item, shape.value):
                self.say("N116", key.place, f"{where}: is empty", "give it a value or take it out")
            elif (value := self.value(item, shape.value, where)) is not None:
                values[key.text] = Given(value, item.place, key.place)
        return values

    def _single(self, node: Scalar, shape: Shape, name: str) -> Any | None:
        value = single(node.text.strip(), shape, self.zone)
        if not isinstance(value, Unfit):
            return value
        self.say(value.code, node.place, f"{name}: {value.message}", value.hint)
        return None


def _split(node: Scalar) -> Iterator[Scalar]:
    """The parts of `a, b`, each with its own place."""
    for part in re.finditer(r"[^,]+", node.text):
        if text := part.group().strip():
            column = node.place.column + part.start() + part.group().index(text[0])
            yield Scalar(text, True, Place(node.place.path, node.place.line, column))


def _is_text(shape: Shape) -> bool:
    return isinstance(shape, (Text, Url))


def _listed(fields: tuple[Field, ...]) -> str:
    return ", ".join(field.name for field in fields)
