"""YAML of other programs → texts, lists and mappings, with what newsgen's own files never have.

Tags such as `!binary` and `! 'text'`, anchors and merged keys are understood. No object is made,
and a text that grows beyond measure by its anchors is refused.
"""

import binascii
from typing import Any

import yaml

_Loader = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
_MAX_VALUES, _MAX_DEPTH = 100_000, 50
_NULL, _MERGE = "tag:yaml.org,2002:null", "tag:yaml.org,2002:merge"
_BINARY = ("tag:yaml.org,2002:binary", "!binary")


def read_plain_yaml(text: str) -> dict[str, Any] | None:
    """Return the mapping of a YAML text, all its single values as texts; None if it is none."""
    try:
        node = yaml.compose(text, Loader=_Loader)
        value = _Expansion().value(node, 0) if isinstance(node, yaml.MappingNode) else None
    except (yaml.YAMLError, ValueError, RecursionError):
        return None
    return value if isinstance(value, dict) else None


class _Expansion:
    """Makes values of nodes, and counts them: an anchor may stand for many."""

    def __init__(self) -> None:
        self._count = 0

    def value(self, node: yaml.Node, depth: int) -> Any:
        self._count += 1
        if self._count > _MAX_VALUES or depth > _MAX_DEPTH:
            raise ValueError("too many values")
        if isinstance(node, yaml.MappingNode):
            return self._mapping(node, depth)
        if isinstance(node, yaml.SequenceNode):
            return [self.value(item, depth + 1) for item in node.value]
        if node.tag in _BINARY:
            return _decoded(str(node.value))
        return "" if node.tag == _NULL else str(node.value)

    def _mapping(self, node: yaml.MappingNode, depth: int) -> dict[str, Any]:
        merged: dict[str, Any] = {}
        own: dict[str, Any] = {}
        for key, value in node.value:
            read = self.value(value, depth + 1)
            if key.tag == _MERGE:
                for each in read if isinstance(read, list) else (read,):
                    if isinstance(each, dict):
                        merged = {**each, **merged}
            else:
                own[str(key.value)] = read
        return {**merged, **own}


def _decoded(text: str) -> str:
    """Return a text that was written in base64, as old exports write what is not ASCII."""
    return binascii.a2b_base64(text).decode("utf-8", "replace")
