"""The keys of our YAML files → JSON Schema draft-07, with which editors complete and check.

Newsgen's own validation has the last word: a schema sees no quotes, no comments and no calendar,
and so accepts more. What newsgen.yml says of the front matter of an archive is in its schema too.
"""

import json
from typing import Literal

from newsgen.content.schema import AUTHORITY_TYPE, CONFIG_FIELDS, FRONT_MATTER_FIELDS
from newsgen.content.yaml.collection_types import MapType
from newsgen.content.yaml.record_type import RecordType
from newsgen.content.yaml.validator import BLANK, BLANK_DEFINITION, JsonSchema, any_of
from newsgen.model.config import Config
from newsgen.model.problem_codes import PROBLEM_CODES, ProblemCode

SchemaName = Literal["front-matter", "config", "authority"]


def schema_text(name: SchemaName, config: Config | None = None) -> str:
    """Return a schema as the text of a file: indented, its keys in alphabetical order.

    config: that of the archive whose front matter is described, if it is for one.
    """
    schema = build_schema(name, config)
    return json.dumps(schema, ensure_ascii=False, indent=2, sort_keys=True) + "\n"


def build_schema(name: SchemaName, config: Config | None = None) -> JsonSchema:
    """Return the schema of an article's front matter, of newsgen.yml or of an authority file."""
    match name:
        case "front-matter":
            title = "An article's front matter"
            schema = RecordType(FRONT_MATTER_FIELDS).json_schema()
            if config:
                _adapt(schema, config)
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
    return {
        "$schema": "http://json-schema.org/draft-07/schema#",
        "definitions": {"blank": BLANK_DEFINITION},
        "title": title,
        **schema,
    }


def _adapt(schema: JsonSchema, config: Config) -> None:
    """Add what newsgen.yml says: which keys it renames, lets pass, or reads in paths."""
    properties = schema["properties"]
    for key in config.from_path:
        if key in properties:  # left out, or empty as in a form that is not filled in
            described = properties[key]
            description = f"{described.pop('description')} By default from the path."
            properties[key] = any_of(described, {"type": "null"}) | {"description": description}
    for key, our_key in config.rename.items():
        properties[key] = properties.get(our_key, {}) | {"description": f"Means {our_key}."}
    for key in config.extra:
        properties.setdefault(key, {"description": "Without a meaning here."})
    optional = {*config.from_path, *config.rename.values()}
    optional |= {"source"} if config.problems.get("N105", "error") != "error" else set()
    schema["required"] = [key for key in schema["required"] if key not in optional]


def _severity_schema(code: ProblemCode) -> JsonSchema:
    """Return which severities newsgen.yml may give a problem, and what the problem means."""
    can_be_warning = code.warning_effect or code.severity == "warning"
    effect = f"; as a warning: {code.warning_effect}" if code.warning_effect else ""
    description = f"{code.title}{effect}."
    severities = {"enum": ["error", "warning", "off"] if can_be_warning else ["error"]}
    return any_of(severities, BLANK) | {"description": description[:1].upper() + description[1:]}
