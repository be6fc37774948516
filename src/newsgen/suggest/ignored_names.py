"""Adds a name to those that newsgen.yml has suggestions say nothing of: `names: {ignore: [...]}`.

As with an addition, one line changes or is new, and the new text is read before it is written.
"""

from contextlib import suppress
from typing import Any

from newsgen.content.read_config import read_config
from newsgen.content.yaml.nodes import MappingNode, Node, ScalarNode, SequenceNode
from newsgen.content.yaml.quote import yaml_scalar
from newsgen.content.yaml.reader import read_mapping
from newsgen.model.command_error import CommandError
from newsgen.model.config import CONFIG_FILE
from newsgen.model.problem import Location
from newsgen.model.value import Value
from newsgen.suggest.yaml_edit import NoInsertionPoint, YamlText


class IgnoredName(Value, frozen=True):
    """A name that no later run shall suggest."""

    text: str

    @property
    def path(self) -> str:
        """The path of the file that says so."""
        return CONFIG_FILE


def content_with_ignored_name(content: bytes, name: IgnoredName) -> bytes:
    """Return the content of newsgen.yml with one more name to ignore. Raises CommandError."""
    with suppress(IndexError, NoInsertionPoint):
        new = YamlText(content).with_item("names", "ignore", name.text)
        expected = (*_ignored_names(content), name.text)
        if _ignored_names(new) == expected and _other_values(new) == _other_values(content):
            return new
    raise CommandError(
        f"{CONFIG_FILE} was left as it is, because newsgen finds no place for it. "
        f"Add it by hand: names: {{ignore: [{yaml_scalar(name.text)}]}}"
    )


def _ignored_names(content: bytes) -> tuple[str, ...]:
    config, _ = read_config(content, zones=())  # which zones there are does not matter here
    return config.ignored_names if config else ()


def _other_values(content: bytes) -> Any:
    """Return all that newsgen.yml says but for the names to ignore, without where it says it."""
    values = _values(read_mapping(content.decode("utf-8-sig"), Location(""), True)[0])
    names = values.get("names") or {}
    names.pop("ignore", None)
    return {**values, "names": names}


def _values(node: Node | None) -> Any:
    match node:
        case MappingNode(pairs=pairs):
            return {key.text: _values(value) for key, value in pairs}
        case SequenceNode(items=items):
            return list(map(_values, items))
        case ScalarNode(text=text):
            return text
    return {}
