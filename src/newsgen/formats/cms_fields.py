"""The table of keys → the fields of a form in Sveltia CMS, each with the widget of its shape.

Names are chosen from the authority files, which the form reads as lists (`format` in cms_config).
A flag is a choice of two and not a switch: a switch would write `false` wherever nobody said so.
"""

from collections.abc import Iterable, Mapping
from typing import Any

from newsgen.content.schema import (
    AUTHORITY_TYPE,
    ENTITY_FIELDS,
    FRONT_MATTER_FIELDS,
    PLAIN_PAGE_FIELDS,
)
from newsgen.content.yaml.collection_types import ListOrMapType, ListType
from newsgen.content.yaml.date_types import ArticleDateType, DateType, InstantType
from newsgen.content.yaml.record_type import Field, RecordType
from newsgen.content.yaml.scalar_types import (
    ChoiceType,
    CodeType,
    FlagType,
    PictureType,
    ScalarType,
    UrlType,
)
from newsgen.content.yaml.validator import ValueType
from newsgen.model.config import Config
from newsgen.model.kind import KIND_BY_KEY, LIFESPANS, Kind

CmsField = dict[str, Any]
"""A field of a form, as Sveltia CMS and Decap CMS describe one."""

NAMES = "names"
"""The collection of the authority files, and the list that each of them is to the form."""

_PROSE_KEYS = frozenset(("summary", "description", "note", "alt"))
"""Texts of a sentence or more, which get a larger box."""
_LOCKED_KEYS = frozenset(("draft", "published"))
"""Keys of other generators: what an old article says by them is shown, and `status` is for new."""
_AUTHOR_KEYS = frozenset(("organization", "family"))
_KIND_BY_NAME_KEY: Mapping[str, Kind] = {
    "source": Kind.SOURCE,
    "authors": Kind.AUTHOR,
    "tags": Kind.TAG,
    **{field.name: KIND_BY_KEY[field.name] for field in ENTITY_FIELDS},
}
"""The keys of front matter whose values are names of an authority file."""
_WORDS = {"url": "URL", "id": "Id", "src": "File", "alt": "Description of the picture"}
_BODY: CmsField = {
    "name": "body",
    "label": "Text",
    "widget": "richtext",
    "hint": "In Markdown. Footnotes, tables and captions are safe only while it is shown as typed.",
    "modes": ["raw", "rich_text"],
    "required": False,
}


def article_fields(config: Config) -> list[CmsField]:
    """Return the fields of an article: every key, and the text among them."""
    optional = {*config.from_path, *config.rename.values()}
    if config.problems.get("N105", "error") != "error":
        optional.add("source")
    fields = {field.name: _article_field(field, config, optional) for field in FRONT_MATTER_FIELDS}
    renamed = [
        fields[key] | {"name": foreign_key, "label": _label(foreign_key), "hint": f"Means {key}."}
        for foreign_key, key in config.rename.items()
        if key in fields and foreign_key not in fields
    ]
    values = list(fields.values())
    place = list(fields).index("summary") + 1  # what is seldom filled in stands below the text
    return [*values[:place], _BODY, *values[place:], *renamed]


def page_fields() -> list[CmsField]:
    """Return the fields of a plain page and its text."""
    return [*(_field(field) for field in PLAIN_PAGE_FIELDS), _BODY]


def authority_fields(kind: Kind) -> list[CmsField]:
    """Return the fields of an authority file: one list of all that a name of this kind can have."""
    foreign_dates = {key for span in LIFESPANS for key in span.keys} - {*kind.facts.lifespan.keys}
    foreign_keys = foreign_dates | (set() if kind is Kind.AUTHOR else _AUTHOR_KEYS)
    fields = [field for field in AUTHORITY_TYPE.fields if field.name not in foreign_keys]
    name: CmsField = {
        "name": "name",
        "label": "Name",
        "widget": "string",
        "hint": "As it is to be shown.",
    }
    return [
        {
            "name": NAMES,
            "label": kind.facts.plural,
            "label_singular": "name",
            "widget": "list",
            "required": False,
            "collapsed": True,
            "summary": "{{name}}",
            "fields": [
                name,
                *(
                    _field(field) | _relation(kind) if field.name == "part_of" else _field(field)
                    for field in fields
                ),
            ],
        }
    ]


def _article_field(field: Field, config: Config, optional: Iterable[str]) -> CmsField:
    if field.name == "id":
        # Made once, with the article; an old article without one keeps none.
        return {"name": "id", "label": "Id", "widget": "hidden", "default": "{{uuid}}"}
    form_field = _field(field)
    if field.name == "section" and config.sections:
        form_field |= {"widget": "select", "options": list(config.sections)}
    if field.name in _LOCKED_KEYS:
        form_field["readonly"] = True
    if field.name in optional:
        form_field["required"] = False
    return form_field


def _field(field: Field) -> CmsField:
    """Return the field of a key, with its description as the hint below it."""
    return {
        "name": field.name,
        "label": _label(field.name),
        "hint": field.description,
        "required": field.required,
        **_widget(field.name, field.value_type),
    }


def _label(key: str) -> str:
    words = [_WORDS.get(word, word) for word in key.split("_")]
    return words[0][:1].upper() + " ".join(words)[1:]


def _widget(key: str, value_type: ValueType) -> CmsField:
    if kind := _KIND_BY_NAME_KEY.get(key):
        return _relation(kind) | ({"multiple": True} if isinstance(value_type, ListType) else {})
    match value_type:
        case ListOrMapType(map_type=RecordType() as record) | (RecordType() as record):
            return {"widget": "object", "collapsed": "auto", "fields": _fields(record)}
        case ListOrMapType(list_type=list_type):
            return _widget(key, list_type)
        case ListType(item=RecordType() as record):
            return {"widget": "list", "collapsed": "auto", "fields": _fields(record)}
        case ListType():
            return {"widget": "list"}
        case ScalarType():
            return _scalar_widget(key, value_type)
        case _:
            raise TypeError(f"no widget for {key}")


def _fields(record: RecordType) -> list[CmsField]:
    return [_field(field) for field in record.fields]


def _scalar_widget(key: str, value_type: ScalarType) -> CmsField:
    match value_type:
        case FlagType():
            options = [{"label": "yes", "value": True}, {"label": "no", "value": False}]
            return {"widget": "select", "options": options}
        case ChoiceType(choices=choices):
            return {"widget": "select", "options": list(choices)}
        case PictureType():
            return {"widget": "image"}
        case DateType():
            return {"widget": "datetime", "type": "date", "format": "YYYY-MM-DD"}
        case InstantType() if not isinstance(value_type, ArticleDateType):
            return {"widget": "datetime", "format": "YYYY-MM-DD HH:mm Z"}
        case UrlType():
            return {"widget": "string", "type": "url"} | _pattern(value_type)
        case _:
            widget = "text" if key in _PROSE_KEYS else "string"
            return {"widget": widget} | _pattern(value_type)


def _pattern(value_type: ScalarType) -> CmsField:
    """Return the form that a text must have, and what is said where it has another."""
    schema = value_type.json_schema()
    if not (hint := schema.get("patternErrorMessage")):
        return {}
    hint = f"write it as in {value_type.example}" if isinstance(value_type, CodeType) else hint
    return {"pattern": [schema["pattern"], f"{hint[:1].upper()}{hint[1:]}."]}


def _relation(kind: Kind) -> CmsField:
    """Return a choice among the names of an authority file."""
    return {
        "widget": "relation",
        "collection": NAMES,
        "file": kind.value,
        "value_field": f"{NAMES}.*.name",
        "search_fields": [f"{NAMES}.*.name"],
        "dropdown_threshold": 0,
    }
