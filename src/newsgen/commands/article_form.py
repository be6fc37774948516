"""The front matter of an article as a form: fields from the table of keys, and what is saved."""

from collections.abc import Iterable
from typing import Any

from newsgen.archive.archive import Archive
from newsgen.content.front_matter.fences import split_front_matter
from newsgen.content.front_matter.front_matter_edit import FrontMatterEdit
from newsgen.content.schema import FRONT_MATTER_FIELDS
from newsgen.content.yaml.collection_types import ListOrMapType, ListType
from newsgen.content.yaml.reader import read_mapping
from newsgen.content.yaml.record_type import Field, RecordType
from newsgen.content.yaml.scalar_types import ChoiceType, FlagType
from newsgen.content.yaml.validator import ValueType
from newsgen.content.yaml.value_spans import NotEditable
from newsgen.content.yaml.yaml_data import YamlData, node_data
from newsgen.model.command_error import CommandError
from newsgen.model.config import Config
from newsgen.model.kind import KIND_BY_KEY, TYPED_ENTITY_KINDS, Kind

_HIDDEN_KEYS = frozenset(("id", "draft", "published"))
"""Keys that no form shows: the id never changes, and `status` says what the others say."""

_FLAGS = {"true": True, "false": False}
_LONG_KEYS = frozenset(("summary", "note", "caption"))
_KINDS_BY_KEY = {
    "source": (Kind.SOURCE,),
    "authors": (Kind.AUTHOR,),
    "section": (Kind.SECTION,),
    "tags": (Kind.TAG, *TYPED_ENTITY_KINDS),
}
_MAX_NAMES = 5_000
"""Names that complete a field: more would make the form slow."""


def form_fields(text: str, path: str, archive: Archive, config: Config) -> list[dict[str, Any]]:
    """Return the fields of a form, in the order of the table of keys.

    Args:
        text: Of the file.
        archive: Its names complete fields.
    """
    values = _values(text, path)
    names = _Names(archive, config)
    return [
        _describe(field, names) | {"value": values.get(field.name)}
        for field in FRONT_MATTER_FIELDS
        if field.name not in _HIDDEN_KEYS
    ]


def changed_front_matter(content: bytes, path: str, values: dict[str, Any]) -> bytes:
    """Return a file with other values; an empty value takes its key out.

    Comments, the order of keys and all other lines stay. Raises CommandError.
    """
    keys = {field.name for field in FRONT_MATTER_FIELDS} - _HIDDEN_KEYS
    if unknown := sorted(values.keys() - keys):
        raise CommandError(f"{', '.join(unknown)}: no keys of front matter")
    try:
        edit = FrontMatterEdit(content, path)
        for key, value in values.items():
            if value in ("", [], {}):
                edit.remove(key)
            else:
                edit.set(key, _FLAGS.get(value, value) if isinstance(value, str) else value)
    except NotEditable as error:
        raise CommandError(f"{path}: {error}; change it in an editor program") from None
    return edit.content


class _Names:
    """The names of an archive that complete a field."""

    def __init__(self, archive: Archive, config: Config) -> None:
        self._archive = archive
        self._sections = config.sections

    def of(self, kinds: Iterable[Kind]) -> list[str]:
        """Return the names of some kinds, those that articles use or authority files have."""
        texts: dict[str, None] = {}
        for kind in kinds:
            if kind is Kind.SECTION:
                texts |= dict.fromkeys(self._sections)
            texts |= dict.fromkeys(term.text for term in self._archive.terms_of_kind(kind))
            entries = self._archive.authorities.entries
            texts |= dict.fromkeys(entry.name for entry in entries if entry.kind is kind)
        return list(texts)[:_MAX_NAMES]


def _describe(field: Field, names: _Names) -> dict[str, Any]:
    """Return what a form has to know of a field."""
    described = {"key": field.name, "label": field.name, "hint": field.description}
    return described | _control(field.name, field.value_type, names)


def _control(key: str, value_type: ValueType, names: _Names) -> dict[str, Any]:
    kinds = _KINDS_BY_KEY.get(key, (KIND_BY_KEY[key],) if key in KIND_BY_KEY else ())
    completion = {"names": names.of(kinds)} if kinds else {}
    match value_type:
        case FlagType():
            return {"kind": "choice", "choices": ["true", "false"]}
        case ChoiceType(choices=choices):
            return {"kind": "choice", "choices": list(choices)}
        case RecordType(fields=fields):
            return {"kind": "group", "fields": [_describe(field, names) for field in fields]}
        case ListType(item=RecordType(fields=fields)):
            return {"kind": "groups", "fields": [_describe(field, names) for field in fields]}
        case ListType():
            return {"kind": "list", **completion}
        case ListOrMapType(map_type=RecordType(fields=fields)):
            return {"kind": "group", "fields": [_describe(field, names) for field in fields]}
        case _:
            return {"kind": "long" if key in _LONG_KEYS else "text", **completion}


def _values(text: str, path: str) -> dict[str, YamlData]:
    parts, problems = split_front_matter(text, path)
    if parts is None:
        raise CommandError(str(problems[0]))
    mapping, problems = read_mapping(parts.yaml, parts.yaml_location, allow_comments=True)
    if mapping is None:
        raise CommandError(str(problems[0]) if problems else f"{path}: there is no front matter")
    return {key.text: node_data(value) for key, value in mapping.pairs}
