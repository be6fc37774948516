"""The settings with which VS Code completes and checks what an editor of an archive types.

Gives files as text by their path in the site. VS Code's YAML extension takes JSON Schemas for
newsgen.yml and the authority files; into front matter it does not look, so that gets snippets, and
a task whose problems VS Code understands.
"""

import json
from collections.abc import Iterator
from itertools import count
from typing import Any, get_args

from newsgen.content.schema import FRONT_MATTER
from newsgen.content.yaml.types import (
    Choice,
    Day,
    Field,
    Flag,
    Instant,
    ListOf,
    ListOrMap,
    Record,
    Shape,
    Text,
    Url,
)
from newsgen.formats import json_schema
from newsgen.runtime.resources import packed

_PACKED = ("extensions.json", "settings.json", "tasks.json")
_TODAY = "$CURRENT_YEAR-$CURRENT_MONTH-$CURRENT_DATE"
_USUAL = ("tags", "entities", "summary")
"""What the snippet of a whole article holds besides the required keys."""

_SNIPPETS_NOTE = """\
// Made by newsgen init. At the top of an empty Markdown file press Ctrl+Space and choose "article";
// inside front matter every key completes by its name. To VS Code front matter is YAML, hence the
// scope; from version 1.109 on `include` keeps these keys out of files that are YAML altogether.
"""


def settings() -> dict[str, str]:
    """Every file of the settings."""
    files = {".vscode/newsgen.code-snippets": _SNIPPETS_NOTE + _json(snippets())}
    for name in _PACKED:
        files[f".vscode/{name}"] = packed("newsgen.commands", f"starter/vscode/{name}")
    for which in get_args(json_schema.Which):
        files[f".vscode/newsgen/{which}.schema.json"] = json_schema.text(which)
    return files


def snippets() -> dict[str, Any]:
    """A snippet for each key of front matter, and one for a whole article."""
    stops = count(1)
    usual = [field for field in FRONT_MATTER if field.required or field.name in _USUAL]
    body = [line for field in usual for line in _lines(field, stops)]
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
            "body": list(_lines(field, count(1))),
        }
        for field in FRONT_MATTER
    }


def _lines(field: Field, stops: Iterator[int]) -> Iterator[str]:
    """A key as snippet text: its value a place to type in, or its own keys on the lines below."""
    match field.shape:
        case Record(fields) | ListOrMap(mapped=Record(fields)):
            yield f"{field.name}:"
            yield from (f"  {line}" for each in fields for line in _lines(each, stops))
        case ListOf(Record(fields)):
            yield f"{field.name}:"
            first, *rest = (line for each in fields for line in _lines(each, stops))
            yield f"  - {first}"
            yield from (f"    {line}" for line in rest)
        case ListOf() | ListOrMap():
            yield f"{field.name}: [${next(stops)}]"
        case shape:
            yield f"{field.name}: {_single(shape, next(stops))}"


def _single(shape: Shape, stop: int) -> str:
    match shape:
        case Choice(words):
            return f"${{{stop}|{','.join(words)}|}}"
        case Flag():
            return f"${{{stop}|true,false|}}"
        case Day() | Instant():
            return f"${{{stop}:{_TODAY}}}"
        case Url():
            return f"${{{stop}:https://}}"
        case Text():
            return f'"${stop}"'
        case _:
            return f"${stop}"


def _json(value: Any) -> str:
    return json.dumps(value, ensure_ascii=False, indent=2) + "\n"
