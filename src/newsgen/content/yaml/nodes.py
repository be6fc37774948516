"""What a YAML text says, with the place of every word: scalars as written, lists, mappings."""

from newsgen.model.problem import Place
from newsgen.model.value import Value


class Scalar(Value, frozen=True):
    """A single value, its characters as written: `007`, `NO` and `9:30` stay what they are.

    plain: written without quotes, so that it may stand for nothing, true or false.
    """

    text: str
    plain: bool
    place: Place

    @property
    def empty(self) -> bool:
        """Whether it says nothing: blank, or YAML's words for null."""
        return not self.text.strip() or (self.plain and self.text in ("~", "null"))


class Sequence(Value, frozen=True):
    """A list."""

    items: tuple["Node", ...]
    place: Place


class Mapping(Value, frozen=True):
    """Keys and values in the order of the text; each key once (the last one counts)."""

    pairs: tuple[tuple[Scalar, "Node"], ...]
    place: Place


Node = Scalar | Sequence | Mapping


def named(node: Node) -> str:
    """What a person would call the kind of node it is."""
    match node:
        case Scalar():
            return "empty" if node.empty else "a single value"
        case Sequence():
            return "a list"
        case Mapping():
            return "a mapping of keys and values"
