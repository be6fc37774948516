"""Whom and what an article declares: its names, after the authority files have had their say."""

from collections.abc import Iterable

from newsgen.content.did_you_mean import did_you_mean
from newsgen.content.yaml.validator import Located, LocatedValues, Validator
from newsgen.model.authority import Authorities
from newsgen.model.kind import KIND_BY_KEY, TYPED_ENTITY_KINDS, Kind, Name
from newsgen.model.problem import Location


def resolve_name(authorities: Authorities, kind: Kind, text: str) -> Name:
    """The name a text means within one kind; its own spelling where no authority knows it."""
    known = authorities.find(kind, text)
    return Name(kind, known.name if known else " ".join(text.split()))


def resolve_names(
    authorities: Authorities, kind: Kind, items: Iterable[Located]
) -> tuple[Name, ...]:
    """The names of a list, each once."""
    return unique_names(resolve_name(authorities, kind, item.value) for item in items)


def unique_names(names: Iterable[Name]) -> tuple[Name, ...]:
    """The names in their order, without those that are equal to an earlier one."""
    kept: dict[tuple[Kind, str], Name] = {}
    for name in names:
        kept.setdefault(name.key, name)
    return tuple(kept.values())


def resolve_entities(
    entities: LocatedValues | tuple[Located, ...],
    tags: tuple[Located, ...],
    authorities: Authorities,
    validator: Validator,
) -> tuple[Name, ...]:
    """All that `entities:` and those of the tags that are names declare an article to be about.

    entities: lists by kind, or one list of names of any kind. A name no authority file knows is
    accepted where its kind is given, and otherwise a problem (N304).
    """
    names: list[Name] = []
    if isinstance(entities, dict):
        for key, given in entities.items():
            names += resolve_names(authorities, KIND_BY_KEY[key], given.value)
    else:
        for item in entities:
            known = _find_in_any_kind(item, authorities, validator)
            names.append(known or _unlisted_entity(item, authorities, validator))
    names += filter(None, (_find_in_any_kind(tag, authorities, validator) for tag in tags))
    return unique_names(names)


def _find_in_any_kind(item: Located, authorities: Authorities, validator: Validator) -> Name | None:
    found = [
        known
        for kind in TYPED_ENTITY_KINDS
        if (known := authorities.find(kind, item.value)) is not None
    ]
    if len(found) > 1:
        kinds = " and ".join(known.kind.value for known in found)
        hint = (
            f"write it under entities: by kind, as in entities: {{{found[0].kind}: [{item.value}]}}"
        )
        validator.report("N305", item.location, f'"{item.value}" is known among {kinds}', hint)
    return Name(found[0].kind, found[0].name) if found else None


def _unlisted_entity(item: Located, authorities: Authorities, validator: Validator) -> Name:
    spellings = (
        spelling.text
        for entry in authorities.entries
        if entry.kind in TYPED_ENTITY_KINDS
        for spelling in entry.spellings
    )
    add = f'add the line "{item.value}:" to authorities/people.yml or its neighbours'
    meant = did_you_mean(item.value, spellings)
    hint = f"{meant} Otherwise {add}" if meant else add
    validator.report("N304", item.location, f'"{item.value}" is in no authority file', hint)
    return Name(Kind.ENTITY, " ".join(item.value.split()))


def resolve_section(
    item: Located | None, sections: tuple[str, ...], validator: Validator
) -> tuple[Name, ...]:
    """An article's section, if it has one: one of newsgen.yml's, or any if it lists none."""
    if item is None:
        return ()
    name, *listed = (Name(Kind.SECTION, " ".join(text.split())) for text in (item.value, *sections))
    known = {each.key: each for each in listed}
    if sections and name.key not in known:
        hint = did_you_mean(name.text, sections) or f"the sections are {', '.join(sections)}"
        _report_unlisted_section(validator, item.location, name.text, hint)
    return (known.get(name.key, name),)


def _report_unlisted_section(
    validator: Validator, location: Location, text: str, hint: str
) -> None:
    validator.report("N310", location, f'section: "{text}" is not a section of newsgen.yml', hint)
