"""Keys of an authority file that stand at the margin, where names do → under the name they mean."""

from newsgen.content.front_matter.foreign_keys import report_outdented_key
from newsgen.content.schema import AUTHORITY_TYPE
from newsgen.content.yaml.nodes import MappingNode, Node, ScalarNode, SequenceNode
from newsgen.content.yaml.validator import Validator
from newsgen.model.kind import Kind
from newsgen.model.value import replace

ENTRY_KEYS = frozenset(field.name for field in AUTHORITY_TYPE.fields)
"""The keys of an entry."""


def gather_outdented_keys(mapping: MappingNode, kind: Kind, validator: Validator) -> MappingNode:
    """Return a file's names, each with those of its keys that are not indented (N138)."""
    mapping = _without_kind(mapping, kind, validator)
    pairs: list[tuple[ScalarNode, Node]] = []
    for key, node in mapping.pairs:
        if key.text == "name" and isinstance(node, ScalarNode) and not node.is_empty:
            hint = f"write {node.text}: for it, and put two blanks before each key below"
            validator.report("N107", key.location, "a name stands before its colon", hint)
            pairs.append((replace(key, text=node.text), MappingNode((), node.location)))
            continue
        if not pairs and _is_value(key, node):
            hint = f"write the name and a colon above it, and put two blanks before {key.text}:"
            validator.report("N138", key.location, f"{key.text}: has no name above it", hint)
            continue
        above = pairs[-1][1] if pairs and _is_value(key, node) else None
        if isinstance(above, MappingNode) or (isinstance(above, ScalarNode) and above.is_empty):
            name = pairs[-1][0]
            report_outdented_key(key, name.text, validator)
            inner = above.pairs if isinstance(above, MappingNode) else ()
            pairs[-1] = (name, MappingNode((*inner, (key, node)), name.location))
        else:
            pairs.append((key, node))
    return replace(mapping, pairs=tuple(pairs))


def _is_value(key: ScalarNode, node: Node) -> bool:
    """Return whether a key at the margin is one of an entry, and no name."""
    if key.text not in ENTRY_KEYS or isinstance(node, MappingNode):
        return False
    return isinstance(node, SequenceNode) or not node.is_empty


def _without_kind(mapping: MappingNode, kind: Kind, validator: Validator) -> MappingNode:
    """Return the names below `people:` where all of people.yml stands under that key (N107)."""
    if len(mapping.pairs) != 1:
        return mapping
    ((key, node),) = mapping.pairs
    if key.text != kind.value or isinstance(node, ScalarNode):
        return mapping
    inner = node if isinstance(node, MappingNode) else MappingNode((), node.location)
    if any(key.text in ENTRY_KEYS for key, _ in inner.pairs):
        return mapping
    message = f"the names stand under {key.text}:, which the name of the file says already"
    hint = f"take out the line {key.text}:, and the blanks before the lines below it"
    if isinstance(node, SequenceNode):
        hint += "; write a colon after each name, and no dash before it"
    validator.report("N107", key.location, message, hint)
    return inner
