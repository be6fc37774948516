"""Values → the front matter of a new article, in the order of the table of keys."""

import re
from collections.abc import Mapping

from newsgen.content.schema import FRONT_MATTER_FIELDS
from newsgen.content.yaml.quote import yaml_quoted, yaml_scalar

FrontMatterValue = str | bool | tuple["FrontMatterValue", ...] | Mapping[str, "FrontMatterValue"]
"""A text, true or false, a list, or a mapping."""

_UNQUOTED_KEYS = frozenset(
    (
        *("date", "updated", "embargo", "expires", "retrieved", "source_url", "archived_url"),
        *("id", "translation_of"),
    )
)
_SAFE_LINE = re.compile(
    r"\d{4}[\d:.T+~?%-]*(?: [\d:]+)?(?: [+-][\d:]+)?"  # a date, a time and an offset
    r"|(?:https?://)?[\w/][\w./?=&%+~@;,()$!'*-]*(?:[#:][\w./?=&%+~@;,()$!'*-]+)*(?<!:)"
)
_FIRST_KEYS = ("title", "source", "date", "id")
_ORDER = (*_FIRST_KEYS, *(field.name for field in FRONT_MATTER_FIELDS))


def write_front_matter(values: Mapping[str, FrontMatterValue]) -> str:
    """Return the lines between the two fences, each with its line end; empty values are left out.

    Texts are to be one line each, without control characters.
    """
    keys = sorted(filter(values.get, values), key=_ORDER.index)
    return "".join(f"{line}\n" for key in keys for line in _lines(key, values[key]))


def _lines(key: str, value: FrontMatterValue) -> list[str]:
    if isinstance(value, Mapping) and sum(map(len, map(str, value.values()))) > 60:
        inner = [f"  {name}: {_flow(item)}" for name, item in value.items() if item]
        return [f"{key}:", *inner]
    if isinstance(value, tuple) and any(isinstance(item, Mapping) for item in value):
        return [f"{key}:", *(f"  - {_flow(item)}" for item in value)]
    if key == "title" and isinstance(value, str):
        return [f"title: {yaml_quoted(value)}"]
    if key in _UNQUOTED_KEYS and isinstance(value, str) and _is_safe(value):
        return [f"{key}: {value}"]
    return [f"{key}: {_flow(value)}"]


def _flow(value: FrontMatterValue) -> str:
    """Return a value in one line."""
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, str):
        return yaml_scalar(value)
    if isinstance(value, tuple):
        return f"[{', '.join(map(_flow, value))}]"
    return "{" + ", ".join(f"{key}: {_flow(item)}" for key, item in value.items() if item) + "}"


def _is_safe(text: str) -> bool:
    """Return whether a date, an address or an id is read as itself without quotes."""
    return bool(_SAFE_LINE.fullmatch(text))
