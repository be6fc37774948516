"""The table of fields → JSON Schema draft-07, for editors that complete and check as one types.

Takes the name of a table; gives a schema as a value or as text. Newsgen's own reader has the last
word: a schema sees neither quotes nor comments nor the calendar, and so lets pass what the reader
refuses. Of the keys that a newsgen.yml renames or lets pass it knows nothing.
"""

import json
from typing import Any, Literal

from newsgen.content.schema import AUTHORITY, CONFIG, FRONT_MATTER
from newsgen.content.yaml.scalars import LANGUAGE
from newsgen.content.yaml.types import (
    Choice,
    Code,
    Day,
    Field,
    Flag,
    Instant,
    Language,
    ListOf,
    ListOrMap,
    MapOf,
    PartialDate,
    Record,
    Shape,
    Url,
    Whole,
)
from newsgen.model.codes import CODES
from newsgen.model.codes import Code as ProblemCode

Which = Literal["front-matter", "config", "authority"]
Schema = dict[str, Any]

# The ways of writing a date that reading.dates accepts. Python and JavaScript must read the pattern
# alike: no named groups, and no \d, which is more than ten digits to Python.
_DATE = "[0-9]{4}-(?:0[1-9]|1[0-2])-(?:0[1-9]|[12][0-9]|3[01])"
_PARTIAL = "[0-9]{4}(?:-(?:0[1-9]|1[0-2])(?:-(?:0[1-9]|[12][0-9]|3[01]))?)?"
_OFFSET = "[Zz]|[+-][0-9]{2}(?::?[0-9]{2})?"
_TIME = rf"(?:[Tt]| +)[0-9]{{1,2}}:[0-9]{{2}}(?::[0-9]{{2}}(?:\.[0-9]+)?)? *(?:{_OFFSET})?"

_OR_NUMBER: Schema = {"type": ["string", "integer"]}
_FLAG_WORDS = "true|false"
_URL = r"[Hh][Tt][Tt][Pp][Ss]?://[^\s/?#][^\s]*"


def text(which: Which) -> str:
    """A schema as a file holds it: indented, its keys in alphabetical order."""
    return json.dumps(schema(which), ensure_ascii=False, indent=2, sort_keys=True) + "\n"


def schema(which: Which) -> Schema:
    """The schema of an article's front matter, of newsgen.yml or of an authority file."""
    match which:
        case "front-matter":
            title, what = "An article's front matter", _of(Record(FRONT_MATTER))
        case "config":
            title, what = "newsgen.yml", _of(Record(CONFIG))
            what["properties"]["problems"] |= _severities()
        case "authority":
            title, what = "An authority file, by name", _of(MapOf(AUTHORITY))
            what["type"] = ["object", "null"]
    return {"$schema": "http://json-schema.org/draft-07/schema#", "title": title, **what}


def _of(shape: Shape) -> Schema:
    """What JSON may stand where a shape is asked for."""
    match shape:
        case ListOf(item):
            return _any_of({"type": "array", "items": _of(item)}, *_alone(item))
        case ListOrMap(listed, mapped):
            return _any_of(_of(listed), _of(mapped))
        case MapOf(value):
            return {"type": "object", "additionalProperties": _of(value)}
        case Record(fields, may_be_empty):
            return _record(fields) | ({"type": ["object", "null"]} if may_be_empty else {})
        case _:
            return _single(shape)


def _single(shape: Shape) -> Schema:
    """What JSON may stand for a single value."""
    match shape:
        case Choice(words):
            return {"enum": list(words)}
        case Flag():
            return _any_of({"type": "boolean"}, _written(_FLAG_WORDS, "write true or false"))
        case Whole(least):
            whole = {"type": "integer", "minimum": least}
            return _any_of(whole, _written("[0-9]+", f"a whole number from {least} is expected"))
        case Day() | Instant():
            return _written(f"{_DATE}(?:{_TIME})?", "write YYYY-MM-DD, or YYYY-MM-DD HH:MM +00:00")
        case PartialDate():
            # A year alone is a number to YAML, as is many a code.
            return _written(_PARTIAL, "write YYYY, YYYY-MM or YYYY-MM-DD") | _OR_NUMBER
        case Code(pattern, example):
            return _written(pattern, f"write it as in {example}") | _OR_NUMBER
        case Url():
            return _written(_URL, "an address that starts with https:// is expected")
        case Language():
            return _written(LANGUAGE.pattern, "write a language tag such as en or zh-Hans")
        case _:
            # A title of 2022 or true is a text to newsgen, which keeps what is written.
            return {"type": ["string", "number", "boolean"], "pattern": r"\S"}


def _record(fields: tuple[Field, ...]) -> Schema:
    known = {field.name: _of(field.shape) | {"description": field.description} for field in fields}
    required = [field.name for field in fields if field.required]
    record: Schema = {"type": "object", "properties": known, "additionalProperties": False}
    return record | ({"required": required} if required else {})


def _alone(item: Shape) -> tuple[Schema, ...]:
    """What may stand for a list of one: a single value, never a record."""
    return () if isinstance(item, (Record, MapOf, ListOf, ListOrMap)) else (_of(item),)


def _any_of(*wanted: Schema) -> Schema:
    """One of these; what is itself one of several is spread out, because editors show them all."""
    spread = [each for one in wanted for each in one.get("anyOf", [one])]
    return {"anyOf": spread} if len(spread) > 1 else dict(spread[0])


def _written(pattern: str, otherwise: str) -> Schema:
    """A text of this form. `patternErrorMessage` is an extension that VS Code knows."""
    return {
        "type": "string",
        "pattern": rf"^\s*(?:{pattern})\s*$",
        "patternErrorMessage": otherwise,
    }


def _severities() -> Schema:
    """Every problem code with what it means and how bad newsgen.yml may call it."""
    known = {name: _severity(code) for name, code in CODES.items()}
    return {"properties": known, "additionalProperties": False}


def _severity(code: ProblemCode) -> Schema:
    lowered = code.lowered or code.severity == "warning"
    told = f"{code.title}; as a warning: {code.lowered}" if code.lowered else code.title
    return {
        "enum": ["error", "warning"] if lowered else ["error"],
        "description": told[:1].upper() + told[1:] + ".",
    }
