"""What validating YAML nodes needs and gives: value types, located values, and problems."""

from collections.abc import Iterator
from datetime import tzinfo
from typing import Any, ClassVar

from newsgen.content.yaml.nodes import Node, ScalarNode
from newsgen.model.problem import Location, Problem, problem
from newsgen.model.value import Value

JsonSchema = dict[str, Any]
"""A JSON Schema (draft-07) as a JSON value."""

BLANK: JsonSchema = {"$ref": "#/definitions/blank"}
"""For the blank values of optional keys: `BLANK_DEFINITION`."""

BLANK_DEFINITION: JsonSchema = {
    "anyOf": [
        {"type": "string", "pattern": r"^\s*$"},
        {"type": "array", "items": BLANK},
        {"type": "object", "additionalProperties": BLANK},
    ]
}


def any_of(*alternatives: JsonSchema) -> JsonSchema:
    """Return the schema of one of these. Flattened, because editors show every level of nesting."""
    options = [option for schema in alternatives for option in schema.get("anyOf", [schema])]
    return {"anyOf": options} if len(options) > 1 else dict(options[0])


class Located(Value, frozen=True):
    """A value with its location and the location of its key, or again its own for an item.

    value: a str, bool, int, date, Period or Moment for a single value, a tuple of Located for a
    list, LocatedValues for a mapping.
    """

    value: Any
    location: Location
    key_location: Location


class LocatedValues(dict[str, Located]):
    """The values of a mapping by key, with shortcuts to what is in them."""

    def value(self, key: str, default: Any = None) -> Any:
        """Return the value of a key without its location."""
        return self[key].value if key in self else default

    def sequence(self, key: str) -> tuple[Located, ...]:
        """Return the items of a list; none if the key is missing."""
        items: tuple[Located, ...] = self.value(key, ())
        return items

    def texts(self, key: str) -> tuple[str, ...]:
        """Return the items of a list of texts without their locations."""
        return tuple(item.value for item in self.sequence(key))

    def nested(self, key: str) -> "LocatedValues":
        """Return the values of a mapping below a key; none if the key is missing."""
        values: LocatedValues = self.value(key, LocatedValues())
        return values

    def without_locations(self) -> dict[str, Any]:
        """Return the values by key without their locations."""
        return {key: located.value for key, located in self.items()}


class Validator:
    """Gathers the problems of one file while its nodes are validated.

    Attributes:
        zone: the time zone of times without an offset.
        invalid_keys: keys (`embargo`, `image.src`) whose values do not fit and are left out.
        unread_keys: keys whose lines could not be read, and which are therefore not missing.
    """

    def __init__(self, zone: tzinfo) -> None:
        self.zone = zone
        self.problems: list[Problem] = []
        self.invalid_keys: set[str] = set()
        self.unread_keys: frozenset[str] = frozenset()

    def report(self, code: str, location: Location, message: str, hint: str = "") -> None:
        """Add a problem."""
        self.problems.append(problem(code, location, message, hint))

    def report_empty(self, node: Node, location: Location, name: str, *, is_item: bool) -> None:
        """Add the problem of a key or item without a value, or whose value is a comment.

        A blank value is none: a program wrote it, for a field that was left empty.
        location: of the key, or of the item.
        """
        if node.is_blank:
            return
        comment = node.comment if isinstance(node, ScalarNode) else ""
        if comment:
            words = [word for word in comment.replace(",", " ").split("#") if word.strip()]
            texts = [word.strip() for word in words]
            form = f"[{', '.join(texts)}]" if len(texts) > 1 else "".join(texts)
            form = f"- {form}" if is_item else f"{name.rpartition('.')[2]}: {form}"
            message = f"{name}: all from this # on counts as a comment, so that nothing is left"
            hint = f"write {form}, or put the value in quotes if the # belongs to it"
            self.report("N110", node.location, message, hint)
        elif is_item:
            self.report("N116", location, f"{name}: an item is empty", "take it out")
        else:
            self.report("N116", location, f"{name}: is empty", "give it a value or take it out")

    def report_wrong_node(self, node: Node, name: str, type_words: str, hint: str = "") -> None:
        """Add the problem of a node that is no scalar, list or mapping as its type wants."""
        message = f"{name}: {type_words} expected, found {node.description}"
        self.report("N106", node.location, message, hint)


class ValueType(Value, frozen=True):
    """What a key of a YAML file may hold. A new type is one more subclass."""

    _words: ClassVar[str]
    _placeholder: ClassVar[str] = "$%d"

    def words(self) -> str:
        """Return what the tables of the documentation call it."""
        return self._words

    def is_empty(self, node: Node) -> bool:
        """Return whether a key with this node counts as a key without a value."""
        return node.is_blank or (isinstance(node, ScalarNode) and node.is_empty)

    def validate(self, node: Node, name: str, validator: Validator) -> Any | None:
        """Return the value of a node; None, and a problem, if it is not of this type."""
        raise NotImplementedError

    def json_schema(self) -> JsonSchema:
        """Return what JSON may stand for a value."""
        raise NotImplementedError

    def optional_schema(self) -> JsonSchema:
        """Return the same or a blank value, where a value is not required."""
        return any_of(self.json_schema(), BLANK)

    def snippet_lines(self, key: str, tab_stops: Iterator[int]) -> Iterator[str]:
        """Yield the lines of a VS Code snippet for a key. tab_stops: numbers of placeholders."""
        yield f"{key}: {self._placeholder % next(tab_stops)}"
