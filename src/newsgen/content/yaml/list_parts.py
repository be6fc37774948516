"""One text where a list is expected, such as `Council, Bridge` → the items that it names."""

import re
from collections.abc import Iterator

from newsgen.content.yaml.nodes import Node, ScalarNode
from newsgen.content.yaml.scalar_types import ScalarType
from newsgen.content.yaml.validator import Validator
from newsgen.model.kind import join_words
from newsgen.model.lazy_pattern import lazy_pattern
from newsgen.model.problem import Location

_SIGN_WORDS = "commas semicolons bars commas commas slashes"
_SEPARATORS = dict(zip(",;|，、/", _SIGN_WORDS.split(), strict=True))
"""What people put between the items of a list, and what a message calls them."""

_OUTER = lazy_pattern(r"[(<{\[]?(?P<inner>[^()<>{}\[\]]*)[)>}\]]?")
"""A text whose brackets, if it has any, are around all of it, though one may be missing."""

_BEGINNING = lazy_pattern(r"(?:[#*•-]\s*|(?:and|&|und|et)\s+)*")
"""What items begin with where people write lists and tags without brackets."""


def list_parts(
    item: Node, item_type: ScalarType, name: str, validator: Validator, whole: Node
) -> tuple[Node, ...]:
    """Return the parts of `a, b` or `a; b`, and report it; any other item stays as it is.

    Args:
        item: the value, or an item of it.
        item_type: the type of each item.
        name: the key, for the message.
        validator: gathers the problem.
        whole: the value that the item is all or a part of; in one of several a comma is no slip.
    """
    if not isinstance(item, ScalarNode) or not item.is_plain:
        return (item,)
    if item is not whole and ";" not in item.text:
        return (item,)
    outer = _OUTER.fullmatch(item.text)
    inner = outer["inner"] if outer else item.text
    possible = _SEPARATORS if item is whole else ";"
    signs = [sign for sign in possible if _separates(sign, inner)]
    has_end_alone = item.text[-1:] in ")]}" and len(inner) + 1 == len(item.text)
    if not signs and not (has_end_alone and item is whole):
        return (item,)
    sign = signs[0] if signs else item.text[-1]
    every = tuple(_split(item, sign, inner))
    parts = tuple(part for part in every if item_type.is_item(part.text)) or every
    others = [f'"{part.text}"' for part in every if not item_type.is_item(part.text)]
    form = f"[{', '.join(part.text for part in parts)}]"
    if len(parts) < len(every):
        form += f" without {join_words(others, 'and')}"
    noun = _SEPARATORS.get(sign, "brackets")
    hint = f"write {form}, or put the value in quotes if the {noun.rstrip('es')} belongs to it"
    found = noun if signs else f"a {sign} alone"
    validator.report("N113", item.location, f"{name}: a list is expected, found {found}", hint)
    return parts


def _separates(sign: str, text: str) -> bool:
    """Return whether a sign divides a text; within an address it does not, but for commas."""
    if sign in "|/":
        return f" {sign} " in text
    return sign in text and (sign == "," or not text.startswith(("/", "http:", "https:")))


def _split(node: ScalarNode, sign: str, inner: str) -> Iterator[ScalarNode]:
    """Yield the parts of a text between signs, each with its own location."""
    start = node.location.column + node.text.index(inner)
    for part in re.finditer(rf"[^{re.escape(sign)}]+", inner):
        typed = part.group().strip()
        beginning = _BEGINNING.match(typed)
        if text := typed[beginning.end() if beginning else 0 :]:
            column = start + part.start() + part.group().rindex(text)
            yield ScalarNode(text, True, Location(node.location.path, node.location.line, column))
