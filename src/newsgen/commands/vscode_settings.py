"""Makes the settings with which VS Code completes and checks the files of an archive.

Gives texts by path. VS Code's YAML extension checks newsgen.yml and the authority files against
JSON Schemas; for front matter, which it does not check, there are snippets and a task.
"""

import json
from itertools import count
from typing import Any, get_args

from newsgen.content.schema import FRONT_MATTER_FIELDS
from newsgen.content.yaml.collection_types import RecordType
from newsgen.formats import json_schema
from newsgen.runtime.resources import read_resource

_SETTINGS_FILES = ("extensions.json", "settings.json", "tasks.json")
_COMMON_KEYS = ("tags", "entities", "summary")
"""Keys in the snippet of an article besides the required ones."""

_SNIPPETS_NOTE = """\
// Made by newsgen init. At the top of an empty Markdown file press Ctrl+Space and choose "article";
// inside front matter every key completes by its name. To VS Code front matter is YAML, hence the
// scope; from version 1.109 on `include` keeps these keys out of files that are YAML altogether.
"""


def settings_files() -> dict[str, str]:
    """Return the text of every file by path."""
    files = {".vscode/newsgen.code-snippets": _SNIPPETS_NOTE + _indented_json(snippets())}
    for name in _SETTINGS_FILES:
        files[f".vscode/{name}"] = read_resource("newsgen.commands", f"starter/vscode/{name}")
    for schema in get_args(json_schema.SchemaName):
        files[f".vscode/newsgen/{schema}.schema.json"] = json_schema.schema_text(schema)
    return files


def snippets() -> dict[str, Any]:
    """Return a snippet for a whole article, and one for each key of front matter."""
    article_fields = tuple(
        field for field in FRONT_MATTER_FIELDS if field.required or field.name in _COMMON_KEYS
    )
    article = {
        "scope": "markdown",
        "prefix": ["article", "---"],
        "description": "A newsgen article: front matter and text.",
        "body": ["---", *RecordType(article_fields).field_lines(count(1)), "---", "$0", ""],
    }
    return {"newsgen article": article} | {
        f"newsgen {field.name}": {
            "scope": "yaml",
            "include": ["*.md", "*.markdown"],
            "prefix": field.name,
            "description": field.description,
            "body": list(field.value_type.snippet_lines(field.name, count(1))),
        }
        for field in FRONT_MATTER_FIELDS
    }


def _indented_json(value: Any) -> str:
    return json.dumps(value, ensure_ascii=False, indent=2) + "\n"
