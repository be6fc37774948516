"""What YAML says, as texts, lists and mappings without locations: to compare two readings of it."""

from collections.abc import Mapping, Sequence
from datetime import date

from newsgen.content.yaml.nodes import MappingNode, Node, ScalarNode

YamlValue = str | bool | int | date | None | Sequence["YamlValue"] | Mapping[str, "YamlValue"]
"""A value to be written; None leaves a key empty."""

YamlData = str | None | list["YamlData"] | dict[str, "YamlData"]
"""What a text says. Whatever stands for a single value is a text; None is an empty one."""

KeyPath = tuple[str, ...]
"""A key, after the keys that it is within."""


def node_data(node: Node) -> YamlData:
    """Return what a node says."""
    if isinstance(node, MappingNode):
        return {key.text: node_data(value) for key, value in node.pairs}
    if not isinstance(node, ScalarNode):
        return list(map(node_data, node.items))
    return None if node.is_plain and node.text in ("", "~", "null") else node.text


def value_data(value: YamlValue) -> YamlData:
    """Return what a value says once it is written and read."""
    match value:
        case None | str():
            return value
        case Mapping():
            return {key: value_data(inner) for key, inner in value.items()}
        case bool() | int() | date():
            return scalar_text(value)
        case _:
            return list(map(value_data, value))


def scalar_text(value: bool | int | date) -> str:
    """Return the characters of a value that is no text."""
    if isinstance(value, bool):
        return "true" if value else "false"
    return value.isoformat() if isinstance(value, date) else str(value)


def with_value(data: Mapping[str, YamlData], path: KeyPath, value: YamlData) -> dict[str, YamlData]:
    """Return the data with a value at a key, which may be within others, there or not."""
    key, *rest = path
    if rest:
        inner = data.get(key)
        value = with_value(inner if isinstance(inner, dict) else {}, tuple(rest), value)
    return {**data, key: value}


def without_key(data: Mapping[str, YamlData], path: KeyPath) -> dict[str, YamlData]:
    """Return the data without a key, which is there."""
    key, *rest = path
    inner = data[key]
    if rest and isinstance(inner, dict):
        return {**data, key: without_key(inner, tuple(rest))}
    return {name: value for name, value in data.items() if name != key}


def with_renamed_key(data: Mapping[str, YamlData], path: KeyPath, new: str) -> dict[str, YamlData]:
    """Return the data with another name for a key, in its place."""
    key, *rest = path
    inner = data[key]
    if rest and isinstance(inner, dict):
        return {**data, key: with_renamed_key(inner, tuple(rest), new)}
    return {new if name == key else name: value for name, value in data.items()}
