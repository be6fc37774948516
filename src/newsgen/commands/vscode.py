"""The settings with which VS Code completes and checks what an editor of an archive types.

Gives files as text by their path in the site. VS Code's YAML extension takes JSON Schemas for
newsgen.yml and the authority files; into front matter it does not look, so that gets snippets, and
a task whose problems VS Code understands.
"""

import json
from collections.abc import Iterator
from itertools import count
from typing import Any, get_args

from newsgen.content.schema import FRONT_MATTER_FIELDS
from newsgen.content.yaml.value_types import (
    ChoiceType,
    DateType,
    Field,
    FlagType,
    InstantType,
    ListOrMapType,
    ListType,
    RecordType,
    TextType,
    UrlType,
    ValueType,
)
from newsgen.formats import json_schema
from newsgen.runtime.resources import read_resource

_SETTINGS_FILES = ("extensions.json", "settings.json", "tasks.json")
_TODAY_VARIABLE = "$CURRENT_YEAR-$CURRENT_MONTH-$CURRENT_DATE"
_COMMON_KEYS = ("tags", "entities", "summary")
"""What the snippet of a whole article holds besides the required keys."""

_SNIPPETS_NOTE = """\
// Made by newsgen init. At the top of an empty Markdown file press Ctrl+Space and choose "article";
// inside front matter every key completes by its name. To VS Code front matter is YAML, hence the
// scope; from version 1.109 on `include` keeps these keys out of files that are YAML altogether.
"""


def settings_files() -> dict[str, str]:
    """Every file of the settings."""
    files = {".vscode/newsgen.code-snippets": _SNIPPETS_NOTE + _indented_json(snippets())}
    for name in _SETTINGS_FILES:
        files[f".vscode/{name}"] = read_resource("newsgen.commands", f"starter/vscode/{name}")
    for which in get_args(json_schema.SchemaName):
        files[f".vscode/newsgen/{which}.schema.json"] = json_schema.schema_text(which)
    return files


def snippets() -> dict[str, Any]:
    """A snippet for each key of front matter, and one for a whole article."""
    stops = count(1)
    usual = [field for field in FRONT_MATTER_FIELDS if field.required or field.name in _COMMON_KEYS]
    body = [line for field in usual for line in _snippet_lines(field, stops)]
    article = {
        "scope": "markdown",
        "prefix": ["article", "---"],
        "description": "A newsgen article: front matter and text.",
        "body": ["---", *body, "---", "$0", ""],
    }
    return {"newsgen article": article} | {
        f"newsgen {field.name}": {
            "scope": "yaml",
            "include": ["*.md", "*.markdown"],
            "prefix": field.name,
            "description": field.description,
            "body": list(_snippet_lines(field, count(1))),
        }
        for field in FRONT_MATTER_FIELDS
    }


def _snippet_lines(field: Field, tab_stops: Iterator[int]) -> Iterator[str]:
    """A key as snippet text: its value a place to type in, or its own keys on the lines below."""
    match field.value_type:
        case RecordType(fields) | ListOrMapType(map_type=RecordType(fields)):
            yield f"{field.name}:"
            yield from (f"  {line}" for each in fields for line in _snippet_lines(each, tab_stops))
        case ListType(RecordType(fields)):
            yield f"{field.name}:"
            first, *rest = (line for each in fields for line in _snippet_lines(each, tab_stops))
            yield f"  - {first}"
            yield from (f"    {line}" for line in rest)
        case ListType() | ListOrMapType():
            yield f"{field.name}: [${next(tab_stops)}]"
        case shape:
            yield f"{field.name}: {_placeholder(shape, next(tab_stops))}"


def _placeholder(value_type: ValueType, tab_stop: int) -> str:
    match value_type:
        case ChoiceType(words):
            return f"${{{tab_stop}|{','.join(words)}|}}"
        case FlagType():
            return f"${{{tab_stop}|true,false|}}"
        case DateType() | InstantType():
            return f"${{{tab_stop}:{_TODAY_VARIABLE}}}"
        case UrlType():
            return f"${{{tab_stop}:https://}}"
        case TextType():
            return f'"${tab_stop}"'
        case _:
            return f"${tab_stop}"


def _indented_json(value: Any) -> str:
    return json.dumps(value, ensure_ascii=False, indent=2) + "\n"
