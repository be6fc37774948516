"""What a YAML text says, with the place of every word: scalars as written, lists, mappings."""

from newsgen.model.problem import Location
from newsgen.model.value import Value


class ScalarNode(Value, frozen=True):
    """A single value, its characters as written: `007`, `NO` and `9:30` stay what they are.

    plain: written without quotes, so that it may stand for nothing, true or false.
    """

    text: str
    is_plain: bool
    location: Location

    @property
    def is_empty(self) -> bool:
        """Whether it says nothing: blank, or YAML's words for null."""
        return not self.text.strip() or (self.is_plain and self.text in ("~", "null"))


class SequenceNode(Value, frozen=True):
    """A list."""

    items: tuple["Node", ...]
    location: Location


class MappingNode(Value, frozen=True):
    """Keys and values in the order of the text; each key once (the last one counts)."""

    pairs: tuple[tuple[ScalarNode, "Node"], ...]
    location: Location


Node = ScalarNode | SequenceNode | MappingNode


def describe_node(node: Node) -> str:
    """What a person would call the kind of node it is."""
    match node:
        case ScalarNode():
            return "empty" if node.is_empty else "a single value"
        case SequenceNode():
            return "a list"
        case MappingNode():
            return "a mapping of keys and values"
