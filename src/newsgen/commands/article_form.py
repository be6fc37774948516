"""The front matter of an article as a form: fields from the table of keys, and what is saved."""

from collections.abc import Iterable
from typing import Any

from newsgen.archive.questions import ArchiveQuestions
from newsgen.content.front_matter.fences import split_front_matter
from newsgen.content.front_matter.front_matter_edit import FrontMatterEdit
from newsgen.content.parse_context import ParseContext
from newsgen.content.parse_file import SourceFile, parse_file
from newsgen.content.schema import FRONT_MATTER_FIELDS
from newsgen.content.yaml.collection_types import ListOrMapType, ListType
from newsgen.content.yaml.reader import read_mapping
from newsgen.content.yaml.record_type import Field, RecordType
from newsgen.content.yaml.scalar_types import ChoiceType, FlagType
from newsgen.content.yaml.validator import ValueType
from newsgen.content.yaml.value_spans import NotEditable
from newsgen.content.yaml.yaml_data import YamlData, node_data
from newsgen.model.authority import Authorities
from newsgen.model.command_error import CommandError
from newsgen.model.config import Config
from newsgen.model.kind import KIND_BY_KEY, TYPED_ENTITY_KINDS, Kind
from newsgen.model.problem import Problem, apply_severities
from newsgen.model.value import replace

_HIDDEN_KEYS = frozenset(("id", "draft", "published"))
"""Keys that no form shows: the id never changes, and `status` says what the others say."""

_FLAGS = {"true": True, "false": False}
_LONG_KEYS = frozenset(("summary", "note", "caption"))
_KINDS_BY_KEY = {
    "source": (Kind.SOURCE,),
    "authors": (Kind.AUTHOR,),
    "section": (Kind.SECTION,),
    "series": (Kind.SERIES,),
    "tags": (Kind.TAG, *TYPED_ENTITY_KINDS),
    "entities": TYPED_ENTITY_KINDS,
}
_MAX_NAMES = 5_000
"""Names that complete a field: more would make the form slow."""


class NameCompletion:
    """The names of an archive that complete a field. sections: those of newsgen.yml."""

    def __init__(
        self, questions: ArchiveQuestions, authorities: Authorities, sections: tuple[str, ...]
    ) -> None:
        self._questions = questions
        self._authorities = authorities
        self._sections = sections

    def of(self, kinds: Iterable[Kind]) -> list[str]:
        """Return the names of some kinds, those that articles use or authority files have."""
        texts: dict[str, None] = {}
        for kind in kinds:
            if kind is Kind.SECTION:
                texts |= dict.fromkeys(self._sections)
            texts |= dict.fromkeys(term.text for term, _ in self._questions.terms(kind))
            entries = self._authorities.entries
            texts |= dict.fromkeys(entry.name for entry in entries if entry.kind is kind)
        return list(texts)[:_MAX_NAMES]


def form_fields(text: str, path: str, names: NameCompletion) -> list[dict[str, Any]]:
    """Return the fields of a form, in the order of the table of keys. text: of the file."""
    values = _values(text, path)
    fields = []
    for field in FRONT_MATTER_FIELDS:
        if field.name not in _HIDDEN_KEYS:
            value = values.get(field.name)
            value_type = _type_of_value(field.value_type, value)
            described = _describe(replace(field, value_type=value_type), names)
            fields.append(described | {"value": _full_form(value_type, value)})
    return fields


def changed_front_matter(content: bytes, path: str, values: dict[str, Any]) -> bytes:
    """Return a file with other values; an empty value takes its key out.

    Comments, the order of keys and all other lines stay. Raises CommandError.
    """
    types = {field.name: field.value_type for field in FRONT_MATTER_FIELDS}
    if unknown := sorted(values.keys() - (types.keys() - _HIDDEN_KEYS)):
        raise CommandError(f"{', '.join(unknown)}: no keys of front matter")
    try:
        edit = FrontMatterEdit(content, path)
        for key, value in values.items():
            _change(edit, key, value, types[key])
    except NotEditable as error:
        raise CommandError(f"{path}: {error}; change it in an editor program") from None
    return edit.content


def new_problems(
    old: bytes, new: bytes, path: str, context: ParseContext, config: Config
) -> tuple[Problem, ...]:
    """Return the problems that a change brings to a file, each as bad as the settings have it."""

    def problems(content: bytes) -> tuple[Problem, ...]:
        parsed = parse_file(SourceFile(path, content), context)
        return apply_severities(parsed.problems, config.problems)

    known = {(problem.code, problem.message) for problem in problems(old)}
    return tuple(each for each in problems(new) if (each.code, each.message) not in known)


def _change(edit: FrontMatterEdit, key: str, value: Any, value_type: ValueType) -> None:
    """Give a key another value. What keys within it the form does not show stay."""
    old = edit.value(key)
    if value in ("", [], {}):
        edit.remove(key)
    elif isinstance(value, dict) and isinstance(old, dict):
        record = _type_of_value(value_type, old)
        for name, inner in value.items():
            edit.set(f"{key}.{name}", inner)
        for field in record.fields if isinstance(record, RecordType) else ():
            if field.name in old and field.name not in value:
                edit.remove(f"{key}.{field.name}")
    else:
        edit.set(key, _FLAGS.get(value, value) if isinstance(value, str) else value)


def _type_of_value(value_type: ValueType, value: YamlData) -> ValueType:
    """Return the type by which a form shows a value: of a list or keys, what the editor wrote."""
    if isinstance(value_type, ListOrMapType):
        is_map = value is None or isinstance(value, dict)
        return value_type.map_type if is_map else value_type.list_type
    return value_type


def _full_form(value_type: ValueType, value: YamlData) -> YamlData:
    """Return a value as its type has it: a single value for a list or for keys in their long form.

    So `image: a.jpg` is {src: a.jpg}, and `authors: A. Writer` is [A. Writer].
    """
    if value is None:
        return None
    match value_type:
        case RecordType(text_key=key) if key and isinstance(value, str):
            return {key: value}
        case RecordType(fields=fields) if isinstance(value, dict):
            types = {field.name: field.value_type for field in fields}
            return {
                name: _full_form(types[name], inner) if name in types else inner
                for name, inner in value.items()
            }
        case ListType(item=item):
            items = value if isinstance(value, list) else [value]
            return [_full_form(item, each) for each in items]
    return value


def _describe(field: Field, names: NameCompletion) -> dict[str, Any]:
    """Return what a form has to know of a field."""
    described = {"key": field.name, "label": field.name, "hint": field.description}
    return described | _control(field.name, field.value_type, names)


def _control(key: str, value_type: ValueType, names: NameCompletion) -> dict[str, Any]:
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
