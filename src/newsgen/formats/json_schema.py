"""The keys of our YAML files → JSON Schema draft-07, with which editors complete and check.

Newsgen's own validation has the last word: a schema sees no quotes, no comments and no calendar,
and so accepts more. It knows nothing of the keys that a newsgen.yml renames or lets pass.
"""

import json
from typing import Literal

from newsgen.content.schema import AUTHORITY_TYPE, CONFIG_FIELDS, FRONT_MATTER_FIELDS
from newsgen.content.yaml.collection_types import MapType, RecordType
from newsgen.content.yaml.validator import JsonSchema
from newsgen.model.problem_codes import PROBLEM_CODES, ProblemCode

SchemaName = Literal["front-matter", "config", "authority"]


def schema_text(name: SchemaName) -> str:
    """Return a schema as the text of a file: indented, its keys in alphabetical order."""
    return json.dumps(build_schema(name), ensure_ascii=False, indent=2, sort_keys=True) + "\n"


def build_schema(name: SchemaName) -> JsonSchema:
    """Return the schema of an article's front matter, of newsgen.yml or of an authority file."""
    match name:
        case "front-matter":
            title = "An article's front matter"
            schema = RecordType(FRONT_MATTER_FIELDS).json_schema()
        case "config":
            title = "newsgen.yml"
            schema = RecordType(CONFIG_FIELDS).json_schema()
            schema["properties"]["problems"] |= {
                "properties": {key: _severity_schema(code) for key, code in PROBLEM_CODES.items()},
                "additionalProperties": False,
            }
        case "authority":
            title = "An authority file, by name"
            schema = MapType(AUTHORITY_TYPE).json_schema()
            schema["type"] = ["object", "null"]
    return {"$schema": "http://json-schema.org/draft-07/schema#", "title": title, **schema}


def _severity_schema(code: ProblemCode) -> JsonSchema:
    """Return which severities newsgen.yml may give a problem, and what the problem means."""
    can_be_warning = code.warning_effect or code.severity == "warning"
    effect = f"; as a warning: {code.warning_effect}" if code.warning_effect else ""
    description = f"{code.title}{effect}."
    return {
        "enum": ["error", "warning"] if can_be_warning else ["error"],
        "description": description[:1].upper() + description[1:],
    }
