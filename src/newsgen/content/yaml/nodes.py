"""The nodes of a YAML text: scalars, lists and mappings, each with its location."""

from typing import ClassVar

from newsgen.model.look_alikes import without_invisible
from newsgen.model.problem import Location
from newsgen.model.value import Value


class ScalarNode(Value, frozen=True):
    """A single value. `007`, `NO` and `9:30` keep the characters an editor typed.

    Attributes:
        text: its characters, without quotes.
        is_plain: whether it stands without quotes; only then can it mean null, true or false.
        comment: of an empty one, what follows it as `#word` and is read as a comment.
    """

    text: str
    is_plain: bool
    location: Location
    comment: str = ""

    @property
    def is_empty(self) -> bool:
        """Whether it is blank to the eye, or one of YAML's words for null."""
        text = self.text.strip()
        return not without_invisible(text) or (self.is_plain and self.text in ("~", "null"))

    @property
    def is_blank(self) -> bool:
        """Whether it is a pair of quotes with nothing in it: a field of a form left empty."""
        return not self.is_plain and not self.text.strip()

    @property
    def description(self) -> str:
        """What a message calls it."""
        return "empty" if self.is_empty else "a single value"


class SequenceNode(Value, frozen=True):
    """A list."""

    items: tuple["Node", ...]
    location: Location
    description: ClassVar[str] = "a list"

    @property
    def is_blank(self) -> bool:
        """Whether it is `[]`, or holds blank values alone."""
        return all(item.is_blank for item in self.items)


class MappingNode(Value, frozen=True):
    """Keys and values in the order of the text. Of a key that is there twice, the last counts."""

    pairs: tuple[tuple[ScalarNode, "Node"], ...]
    location: Location
    description: ClassVar[str] = "a mapping of keys and values"

    @property
    def is_blank(self) -> bool:
        """Whether it is `{}`, or the values of all its keys are blank."""
        return all(value.is_blank for _, value in self.pairs)


Node = ScalarNode | SequenceNode | MappingNode


def keyed_text(node: Node, key: str) -> MappingNode | None:
    """Return a mapping of one key to a text; None if the key or the node is empty, or no text."""
    if not isinstance(node, ScalarNode) or not key or node.is_empty:
        return None
    if node.is_plain and node.text in ("true", "false"):
        return None
    return MappingNode(((ScalarNode(key, True, node.location), node),), node.location)
