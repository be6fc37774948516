"""The table of fields → JSON Schema draft-07, for editors that complete and check as one types.

Takes the name of a table; gives a schema as a value or as text. Newsgen's own reader has the last
word: a schema sees neither quotes nor comments nor the calendar, and so lets pass what the reader
refuses. Of the keys that a newsgen.yml renames or lets pass it knows nothing.
"""

import json
from typing import Any, Literal

from newsgen.content.schema import AUTHORITY_TYPE, CONFIG_FIELDS, FRONT_MATTER_FIELDS
from newsgen.content.yaml.scalars import LANGUAGE_TAG
from newsgen.content.yaml.value_types import (
    ChoiceType,
    CodeType,
    DateType,
    Field,
    FlagType,
    InstantType,
    LanguageType,
    ListOrMapType,
    ListType,
    MapType,
    PartialDateType,
    RecordType,
    UrlType,
    ValueType,
    WholeType,
)
from newsgen.model.codes import PROBLEM_CODES
from newsgen.model.codes import ProblemCode as ProblemCode

SchemaName = Literal["front-matter", "config", "authority"]
JsonSchema = dict[str, Any]

# The ways of writing a date that reading.dates accepts. Python and JavaScript must read the pattern
# alike: no named groups, and no \d, which is more than ten digits to Python.
_DATE = "[0-9]{4}-(?:0[1-9]|1[0-2])-(?:0[1-9]|[12][0-9]|3[01])"
_PARTIAL_DATE = "[0-9]{4}(?:-(?:0[1-9]|1[0-2])(?:-(?:0[1-9]|[12][0-9]|3[01]))?)?"
_OFFSET = "[Zz]|[+-][0-9]{2}(?::?[0-9]{2})?"
_TIME = rf"(?:[Tt]| +)[0-9]{{1,2}}:[0-9]{{2}}(?::[0-9]{{2}}(?:\.[0-9]+)?)? *(?:{_OFFSET})?"

_OR_NUMBER: JsonSchema = {"type": ["string", "integer"]}
_FLAG_WORDS = "true|false"
_URL = r"[Hh][Tt][Tt][Pp][Ss]?://[^\s/?#][^\s]*"


def schema_text(name: SchemaName) -> str:
    """A schema as a file holds it: indented, its keys in alphabetical order."""
    return json.dumps(build_schema(name), ensure_ascii=False, indent=2, sort_keys=True) + "\n"


def build_schema(name: SchemaName) -> JsonSchema:
    """The schema of an article's front matter, of newsgen.yml or of an authority file."""
    match name:
        case "front-matter":
            title, what = "An article's front matter", _type_schema(RecordType(FRONT_MATTER_FIELDS))
        case "config":
            title, what = "newsgen.yml", _type_schema(RecordType(CONFIG_FIELDS))
            what["properties"]["problems"] |= _severities_schema()
        case "authority":
            title, what = "An authority file, by name", _type_schema(MapType(AUTHORITY_TYPE))
            what["type"] = ["object", "null"]
    return {"$schema": "http://json-schema.org/draft-07/schema#", "title": title, **what}


def _type_schema(value_type: ValueType) -> JsonSchema:
    """What JSON may stand where a shape is asked for."""
    match value_type:
        case ListType(item):
            return _any_of(
                {"type": "array", "items": _type_schema(item)}, *_single_item_schemas(item)
            )
        case ListOrMapType(listed, mapped):
            return _any_of(_type_schema(listed), _type_schema(mapped))
        case MapType(value):
            return {"type": "object", "additionalProperties": _type_schema(value)}
        case RecordType(fields, may_be_empty):
            return _record_schema(fields) | ({"type": ["object", "null"]} if may_be_empty else {})
        case _:
            return _scalar_schema(value_type)


def _scalar_schema(value_type: ValueType) -> JsonSchema:
    """What JSON may stand for a single value."""
    match value_type:
        case ChoiceType(words):
            return {"enum": list(words)}
        case FlagType():
            return _any_of({"type": "boolean"}, _pattern_schema(_FLAG_WORDS, "write true or false"))
        case WholeType(least):
            whole = {"type": "integer", "minimum": least}
            return _any_of(
                whole, _pattern_schema("[0-9]+", f"a whole number from {least} is expected")
            )
        case DateType() | InstantType():
            return _pattern_schema(
                f"{_DATE}(?:{_TIME})?", "write YYYY-MM-DD, or YYYY-MM-DD HH:MM +00:00"
            )
        case PartialDateType():
            # A year alone is a number to YAML, as is many a code.
            return _pattern_schema(_PARTIAL_DATE, "write YYYY, YYYY-MM or YYYY-MM-DD") | _OR_NUMBER
        case CodeType(pattern, example):
            return _pattern_schema(pattern, f"write it as in {example}") | _OR_NUMBER
        case UrlType():
            return _pattern_schema(_URL, "an address that starts with https:// is expected")
        case LanguageType():
            return _pattern_schema(
                LANGUAGE_TAG.pattern, "write a language tag such as en or zh-Hans"
            )
        case _:
            # A title of 2022 or true is a text to newsgen, which keeps what is written.
            return {"type": ["string", "number", "boolean"], "pattern": r"\S"}


def _record_schema(fields: tuple[Field, ...]) -> JsonSchema:
    known = {
        field.name: _type_schema(field.value_type) | {"description": field.description}
        for field in fields
    }
    required = [field.name for field in fields if field.required]
    record: JsonSchema = {"type": "object", "properties": known, "additionalProperties": False}
    return record | ({"required": required} if required else {})


def _single_item_schemas(item_type: ValueType) -> tuple[JsonSchema, ...]:
    """What may stand for a list of one: a single value, never a record."""
    return (
        ()
        if isinstance(item_type, (RecordType, MapType, ListType, ListOrMapType))
        else (_type_schema(item_type),)
    )


def _any_of(*alternatives: JsonSchema) -> JsonSchema:
    """One of these; what is itself one of several is spread out, because editors show them all."""
    spread = [each for one in alternatives for each in one.get("anyOf", [one])]
    return {"anyOf": spread} if len(spread) > 1 else dict(spread[0])


def _pattern_schema(pattern: str, error_message: str) -> JsonSchema:
    """A text of this form. `patternErrorMessage` is an extension that VS Code knows."""
    return {
        "type": "string",
        "pattern": rf"^\s*(?:{pattern})\s*$",
        "patternErrorMessage": error_message,
    }


def _severities_schema() -> JsonSchema:
    """Every problem code with what it means and how bad newsgen.yml may call it."""
    known = {name: _severity_schema(code) for name, code in PROBLEM_CODES.items()}
    return {"properties": known, "additionalProperties": False}


def _severity_schema(code: ProblemCode) -> JsonSchema:
    lowered = code.warning_effect or code.severity == "warning"
    told = (
        f"{code.title}; as a warning: {code.warning_effect}" if code.warning_effect else code.title
    )
    return {
        "enum": ["error", "warning"] if lowered else ["error"],
        "description": told[:1].upper() + told[1:] + ".",
    }
