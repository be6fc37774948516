"""Front matter of another program → the same with the keys of newsgen that its keys mean."""

from collections.abc import Mapping

from newsgen.content.schema import FRONT_MATTER_FIELDS
from newsgen.content.yaml.collection_types import ListOrMapType, ListType
from newsgen.content.yaml.nodes import MappingNode, Node, ScalarNode
from newsgen.content.yaml.record_type import RecordType
from newsgen.content.yaml.validator import Validator
from newsgen.model.value import replace

_Pair = tuple[ScalarNode, Node]

_TYPES = {field.name: field.value_type for field in FRONT_MATTER_FIELDS}
_RECORDS = {
    name: record
    for name, kind in _TYPES.items()
    if isinstance(record := kind.map_type if isinstance(kind, ListOrMapType) else kind, RecordType)
}

RENAME_TARGETS = (
    *_TYPES,
    *(f"{name}.{field.name}" for name, record in _RECORDS.items() for field in record.fields),
)
"""What a foreign key can mean: a key of front matter, or one within it such as `image.src`."""


def short_form(key: str) -> str:
    """Return the key within a key that a text without keys means, as `src` of `image: a.jpg`."""
    record = _RECORDS.get(key)
    return record.text_key if record else ""


def rename_keys(
    mapping: MappingNode, our_keys: Mapping[str, str], validator: Validator
) -> MappingNode:
    """Return the mapping with foreign keys renamed.

    A list that several keys give is there several times. Of other values that mean one key the
    last counts, and there is a problem (N108). A blank value counts only where there is no other.
    """
    pairs: dict[str, _Pair] = {}
    more_items: list[_Pair] = []
    for key, node in mapping.pairs:
        target = our_keys.get(key.text, "")
        name, _, inner = target.partition(".") if target else (key.text, "", "")
        our_key = replace(key, text=name)
        if inner and not isinstance(node, MappingNode):
            node = MappingNode(((replace(key, text=inner), node),), node.location)
        earlier = pairs.get(name)
        if earlier is None or earlier[1].is_blank:
            pairs[name] = our_key, node
        elif node.is_blank:
            continue
        elif isinstance(_TYPES.get(name), ListType):
            more_items.append((our_key, node))
        else:
            joined = _join(name, earlier[1], node)
            if joined is None:
                line = earlier[0].location.line
                message = f"{key.text}: is {target or name}:, which is given on line {line}"
                validator.report("N108", key.location, message, "keep one of them")
            pairs[name] = our_key, joined or node
    return replace(mapping, pairs=(*pairs.values(), *more_items))


def _join(name: str, one: Node, other: Node) -> MappingNode | None:
    """Return the keys of two values of one key together; None if they cannot be joined."""
    record = _RECORDS.get(name)
    nodes = [record.as_mapping(node) if record else None for node in (one, other)]
    if not nodes[0] or not nodes[1]:
        return None
    pairs = (*nodes[0].pairs, *nodes[1].pairs)
    is_clear = len({key.text for key, _ in pairs}) == len(pairs)
    return replace(nodes[0], pairs=pairs) if is_clear else None
