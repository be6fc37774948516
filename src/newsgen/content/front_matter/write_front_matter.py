"""Values → the front matter of a new article, in the order of the table of keys."""

from collections.abc import Mapping

from newsgen.content.schema import FRONT_MATTER_FIELDS
from newsgen.content.yaml.quote import yaml_quoted, yaml_value
from newsgen.content.yaml.yaml_data import YamlValue

_LONGEST_LINE = 60
"""Characters of the values of a mapping that still stand in one line."""

_FIRST_KEYS = ("title", "source", "date", "id")
_ORDER = (*_FIRST_KEYS, *(field.name for field in FRONT_MATTER_FIELDS))


def write_front_matter(values: Mapping[str, YamlValue]) -> str:
    """Return the lines between the two fences, each with its line end; empty values are left out.

    Texts are to be one line each, without control characters.
    """
    keys = sorted(filter(values.get, values), key=_ORDER.index)
    return "".join(f"{line}\n" for key in keys for line in _lines(key, _filled(values[key])))


def _filled(value: YamlValue) -> YamlValue:
    """Return a value without what is empty in its mappings."""
    if isinstance(value, Mapping):
        return {key: inner for key, inner in value.items() if inner}
    return tuple(map(_filled, value)) if isinstance(value, tuple) else value


def _lines(key: str, value: YamlValue) -> list[str]:
    if isinstance(value, Mapping) and sum(map(len, map(str, value.values()))) > _LONGEST_LINE:
        return [f"{key}:", *(f"  {name}: {yaml_value(item)}" for name, item in value.items())]
    if isinstance(value, tuple) and any(isinstance(item, Mapping) for item in value):
        return [f"{key}:", *(f"  - {yaml_value(item)}" for item in value)]
    if key == "title" and isinstance(value, str):
        return [f"title: {yaml_quoted(value)}"]
    return [f"{key}: {yaml_value(value)}"]
