"""Whom and what an article declares: its names, after the authority files have had their say."""

from collections.abc import Iterable

from newsgen.content.did_you_mean import did_you_mean
from newsgen.content.yaml.validator import Given, Values, Walk
from newsgen.model.authority import Authorities
from newsgen.model.kind import TYPED_ENTITIES, Kind, Name
from newsgen.model.problem import Place


def resolve(authorities: Authorities, kind: Kind, text: str) -> Name:
    """The name a text means within one kind; its own spelling where no authority knows it."""
    known = authorities.find(kind, text)
    return Name(kind, known.name if known else " ".join(text.split()))


def resolve_all(authorities: Authorities, kind: Kind, given: Iterable[Given]) -> tuple[Name, ...]:
    """The names of a list, each once."""
    return once(resolve(authorities, kind, item.value) for item in given)


def once(names: Iterable[Name]) -> tuple[Name, ...]:
    """The names in their order, without those that are equal to an earlier one."""
    kept: dict[tuple[Kind, str], Name] = {}
    for name in names:
        kept.setdefault(name.key, name)
    return tuple(kept.values())


def declared(
    entities: Values | tuple[Given, ...],
    tags: tuple[Given, ...],
    authorities: Authorities,
    walk: Walk,
) -> tuple[Name, ...]:
    """All that `entities:` and those of the tags that are names declare an article to be about.

    entities: lists by kind, or one list of names of any kind. A name no authority file knows is
    accepted where its kind is given, and otherwise a problem (N304).
    """
    names: list[Name] = []
    if isinstance(entities, dict):
        for key, given in entities.items():
            names += resolve_all(authorities, Kind(key), given.value)
    else:
        for item in entities:
            known = _of_any_kind(item, authorities, walk)
            names.append(known or _unknown(item, authorities, walk))
    names += filter(None, (_of_any_kind(tag, authorities, walk) for tag in tags))
    return once(names)


def _of_any_kind(item: Given, authorities: Authorities, walk: Walk) -> Name | None:
    found = [
        known
        for kind in TYPED_ENTITIES
        if (known := authorities.find(kind, item.value)) is not None
    ]
    if len(found) > 1:
        kinds = " and ".join(known.kind.value for known in found)
        hint = (
            f"write it under entities: by kind, as in entities: {{{found[0].kind}: [{item.value}]}}"
        )
        walk.say("N305", item.place, f'"{item.value}" is known among {kinds}', hint)
    return Name(found[0].kind, found[0].name) if found else None


def _unknown(item: Given, authorities: Authorities, walk: Walk) -> Name:
    spellings = (
        spelling.text
        for entry in authorities.entries
        if entry.kind in TYPED_ENTITIES
        for spelling in entry.spellings
    )
    add = f'add the line "{item.value}:" to authorities/people.yml or its neighbours'
    meant = did_you_mean(item.value, spellings)
    hint = f"{meant} Otherwise {add}" if meant else add
    walk.say("N304", item.place, f'"{item.value}" is in no authority file', hint)
    return Name(Kind.ENTITY, " ".join(item.value.split()))


def section(given: Given | None, sections: tuple[str, ...], walk: Walk) -> tuple[Name, ...]:
    """An article's section, if it has one: one of newsgen.yml's, or any if it lists none."""
    if given is None:
        return ()
    name, *listed = (
        Name(Kind.SECTION, " ".join(text.split())) for text in (given.value, *sections)
    )
    known = {each.key: each for each in listed}
    if sections and name.key not in known:
        hint = did_you_mean(name.text, sections) or f"the sections are {', '.join(sections)}"
        _say_unlisted(walk, given.place, name.text, hint)
    return (known.get(name.key, name),)


def _say_unlisted(walk: Walk, place: Place, text: str, hint: str) -> None:
    walk.say("N310", place, f'section: "{text}" is not a section of newsgen.yml', hint)
