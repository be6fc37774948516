"""The names that an article declares, looked up in the authority files."""

from collections.abc import Iterable
from functools import lru_cache

from newsgen.content.did_you_mean import Vocabulary, did_you_mean
from newsgen.content.text import name_text
from newsgen.content.yaml.validator import Located, Validator
from newsgen.model.authority import Authorities
from newsgen.model.kind import TYPED_ENTITY_KINDS, Kind, Name, NameKey, join_words


def resolve_name(authorities: Authorities, kind: Kind, text: str) -> Name:
    """Return the canonical name of a text within one kind; the text itself if it has none."""
    entry = authorities.find(kind, text)
    return Name(kind, entry.name if entry else name_text(text))


def resolve_names(
    authorities: Authorities, kind: Kind, items: Iterable[Located]
) -> tuple[Name, ...]:
    """Return the names of a list, each once."""
    return unique_names(resolve_name(authorities, kind, item.value) for item in items)


def unique_names(names: Iterable[Name]) -> tuple[Name, ...]:
    """Return the names without those that are equal to an earlier one."""
    name_by_key: dict[NameKey, Name] = {}
    for name in names:
        name_by_key.setdefault(name.key, name)
    return tuple(name_by_key.values())


def resolve_entities(
    entities: Iterable[tuple[Kind | None, Iterable[Located]]],
    tags: tuple[Located, ...],
    authorities: Authorities,
    validator: Validator,
) -> tuple[Name, ...]:
    """Return the entities that an article declares: those of `entities:`, and tags that are names.

    A name without an entry is a problem (N304), unless its kind is given. entities: lists with
    their kinds, or with None for names of any kind.
    """
    names: list[Name] = []
    for kind, items in entities:
        if kind:
            names += resolve_names(authorities, kind, items)
            _report_other_kinds(kind, items, authorities, validator)
            continue
        for item in items:
            name = _find_in_any_kind(item, authorities, validator)
            names.append(name or _unlisted_entity(item, authorities, validator))
    names += filter(None, (_find_in_any_kind(tag, authorities, validator) for tag in tags))
    return unique_names(names)


def _report_other_kinds(
    kind: Kind, items: Iterable[Located], authorities: Authorities, validator: Validator
) -> None:
    """Report a name that authority files know, but not as the kind that an article says (N140)."""
    for item in items:
        if authorities.find(kind, item.value):
            continue
        kinds = [other for other in TYPED_ENTITY_KINDS if authorities.find(other, item.value)]
        if kinds:
            message = f'{kind}: "{item.value}" is known among {join_words(kinds)}'
            add_hint = f'if there are two, add the line "{item.value}:" to authorities/{kind}.yml'
            hint = f"write it under {kinds[0]}:, or, {add_hint}"
            validator.report("N140", item.location, message, hint)


def _find_in_any_kind(item: Located, authorities: Authorities, validator: Validator) -> Name | None:
    entries = [*filter(None, (authorities.find(kind, item.value) for kind in TYPED_ENTITY_KINDS))]
    if not entries:
        return None
    first = entries[0]
    if len(entries) > 1:
        kinds = " and ".join(entry.kind.value for entry in entries)
        form = f"entities: {{{first.kind}: [{item.value}]}}"
        hint = f"write it under entities: by kind, as in {form}"
        validator.report("N305", item.location, f'"{item.value}" is known among {kinds}', hint)
    return Name(first.kind, first.name)


def _unlisted_entity(item: Located, authorities: Authorities, validator: Validator) -> Name:
    add_hint = f'add the line "{item.value}:" to authorities/people.yml or its neighbours'
    nearest = did_you_mean(item.value, _entity_vocabulary(authorities))
    hint = f"{nearest} Otherwise {add_hint}" if nearest else add_hint
    validator.report("N304", item.location, f'"{item.value}" is in no authority file', hint)
    return Name(Kind.ENTITY, name_text(item.value))


@lru_cache(maxsize=2)
def _entity_vocabulary(authorities: Authorities) -> Vocabulary:
    """Return the spellings of all entities, made once for all unknown names."""
    entities = (entry for entry in authorities.entries if entry.kind in TYPED_ENTITY_KINDS)
    return Vocabulary(
        spelling.text for entry in entities for spelling in entry.declarable_spellings
    )


def resolve_section(
    item: Located | None, sections: tuple[str, ...], validator: Validator
) -> tuple[Name, ...]:
    """Return an article's section, if it has one; N310 if newsgen.yml lists others only."""
    if item is None:
        return ()
    name, *allowed = (Name(Kind.SECTION, name_text(text)) for text in (item.value, *sections))
    name_by_key = {section.key: section for section in allowed}
    if sections and name.key not in name_by_key:
        hint = did_you_mean(name.text, sections) or f"the sections are {', '.join(sections)}"
        message = f'section: "{name.text}" is not a section of newsgen.yml'
        validator.report("N310", item.location, message, hint)
    return (name_by_key.get(name.key, name),)
