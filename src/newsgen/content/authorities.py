"""Authority files → the controlled names, and what is wrong with them."""

from collections.abc import Iterable, Iterator, Mapping
from datetime import UTC
from pathlib import PurePosixPath

from newsgen.content.did_you_mean import Vocabulary, did_you_mean, meant_word, nearest_word
from newsgen.content.front_matter.author_names import holds_family_name
from newsgen.content.front_matter.explicit_ids import explicit_slug
from newsgen.content.front_matter.outdented_keys import ENTRY_KEYS, gather_outdented_keys
from newsgen.content.schema import AUTHORITY_TYPE, WORDS_FOR_KINDS
from newsgen.content.text import decode_text, name_text
from newsgen.content.yaml.collection_types import MapType
from newsgen.content.yaml.reader import read_mapping
from newsgen.content.yaml.validator import Located, LocatedValues, Validator
from newsgen.model.authority import AUTHORITY_FOLDER, Authorities, Authority, Spelling
from newsgen.model.authority_identifier import OTHER_REGISTERS, WIKIDATA, Identifier
from newsgen.model.kind import CONTROLLED_KINDS, KIND_BY_KEY, LIFESPANS, Kind
from newsgen.model.look_alikes import difference_note
from newsgen.model.period import Period
from newsgen.model.problem import Location, Problem, problem
from newsgen.model.slug import identity
from newsgen.model.value import replace

PartOf = tuple[Authority, Located]
"""A name, and the text after `part_of:` in its entry."""

_LIFESPAN_KEYS = tuple(key for lifespan in LIFESPANS for key in lifespan.keys)

_REGISTER_KEYS = tuple(register.key for register in (WIKIDATA, *OTHER_REGISTERS))
"""Wikidata first, whose codes lead to most others."""


def authority_file(kind: Kind) -> str:
    """Return the authority file of a kind: `authorities/people.yml`."""
    return f"{AUTHORITY_FOLDER}/{kind.value}.yml"


AUTHORITY_FILES = tuple(authority_file(kind) for kind in CONTROLLED_KINDS)


def read_authorities(files: Mapping[str, bytes]) -> tuple[Authorities, tuple[Problem, ...]]:
    """Return the names of all authority files. files: by path, relative to the site's folder."""
    entries: list[Authority] = []
    parts: list[PartOf] = []
    problems: list[Problem] = []
    for kind in CONTROLLED_KINDS:
        if (data := files.get(authority_file(kind))) is not None:
            problems += _read_file(kind, data, entries, parts)
    for path in sorted(files.keys() - set(AUTHORITY_FILES)):
        stem = meant_word(PurePosixPath(path).stem, WORDS_FOR_KINDS.items())
        nearest = nearest_word(stem, CONTROLLED_KINDS)
        all_files = f"the files are {', '.join(AUTHORITY_FILES)}"
        hint = f"did you mean {authority_file(KIND_BY_KEY[nearest])}?" if nearest else all_files
        problems.append(problem("N107", Location(path), "is not an authority file", hint))
    authorities = Authorities(entries)
    problems += duplicate_spellings(authorities)
    if parts:
        authorities, part_problems = _resolve_hierarchy(authorities, parts)
        problems += part_problems
    return authorities, tuple(problems)


def duplicate_spellings(authorities: Authorities) -> Iterator[Problem]:
    """Yield a problem for every spelling of two names of one kind, at the second of them."""
    for other, entry, spelling in authorities.shared_spellings():
        text = spelling.text
        spellings = other.declarable_spellings
        same = (one for one in spellings if identity(one.text) == identity(text))
        names = f'"{other.name}" ({next(same).location}) and "{entry.name}"'
        hint = "keep it in one; if both are one name, put all their spellings into one"
        message = f'"{text}" means both {names}'
        message += difference_note(other.name, entry.name)
        yield problem("N306", spelling.location, message, hint)


def _read_file(
    kind: Kind, data: bytes, entries: list[Authority], parts: list[PartOf]
) -> list[Problem]:
    """Add the names of one file, and what they are part of; return the problems."""
    path = authority_file(kind)
    text, decode_problems = decode_text(data, path)
    if text is None:
        return list(decode_problems)
    new_entries, new_parts, problems = read_entries(kind, text, Location(path, 1, 1))
    entries += new_entries
    parts += new_parts
    return [*decode_problems, *problems]


def read_entries(
    kind: Kind, text: str, start: Location
) -> tuple[list[Authority], list[PartOf], list[Problem]]:
    """Return the names of a text of an authority file, what they are part of, and the problems.

    start: where the text begins.
    """
    entries: list[Authority] = []
    parts: list[PartOf] = []
    mapping, yaml_problems = read_mapping(text, start, allow_comments=True, example="Xi Jinping:")
    validator = Validator(UTC)
    mapping = mapping and gather_outdented_keys(mapping, kind, validator)
    records = mapping and MapType(AUTHORITY_TYPE).validate(mapping, "", validator)
    for key, record in (records or {}).items():
        name = name_text(key)
        if not name:
            hint = "write it before the colon"
            validator.report("N104", record.key_location, "the name is empty", hint)
            continue
        entries.append(_build_authority(kind, name, record, validator))
        if parent := record.value.get("part_of"):
            parts.append((entries[-1], parent))
    twice = tuple(f"{key}: is given twice" for key in ENTRY_KEYS)
    yaml_problems = tuple(
        found
        for found in yaml_problems
        if not (found.location.column == 1 and found.message.startswith(twice))
    )
    return entries, parts, [*yaml_problems, *validator.problems]


def _build_authority(kind: Kind, name: str, record: Located, validator: Validator) -> Authority:
    values: LocatedValues = record.value
    began, ended = _lifespan(kind, values, validator)
    organization, family = _author_keys(kind, name, values, validator)
    is_place = _is_for_kind(kind, Kind.PLACE, "coordinates", values, validator)
    is_source = _is_for_kind(kind, Kind.SOURCE, "license", values, validator)
    return Authority(
        kind=kind,
        name=name,
        location=record.key_location,
        aliases=_spellings(values, "aliases"),
        former=_spellings(values, "former"),
        also=_spellings(values, "also"),
        notations=_spellings(values, "notations"),
        description=values.value("description", ""),
        identifiers=_identifiers(values),
        urls=values.texts("urls"),
        slug=explicit_slug(values, "xi-jinping", validator),
        match=values.value("match", True),
        match_case=values.value("match_case"),
        began=began,
        ended=ended,
        organization=organization,
        family=family,
        future=values.value("future", False),
        coordinates=values.value("coordinates") if is_place else None,
        license=values.value("license", "") if is_source else "",
        key_locations=tuple(
            [(key, values[key].location) for key in kind.facts.lifespan.keys if key in values]
        ),
    )


def _spellings(values: LocatedValues, key: str) -> tuple[Spelling, ...]:
    spellings = values.value(key)
    if not spellings:
        return ()
    by_language = isinstance(spellings, LocatedValues)
    lists = spellings.without_locations() if by_language else {"": spellings}
    return tuple(
        Spelling(name_text(item.value), item.location, language)
        for language, items in lists.items()
        for item in items
    )


def _identifiers(values: LocatedValues) -> tuple[Identifier, ...]:
    """Return the codes of a name in registers, Wikidata's first."""
    codes = values.nested("identifiers").without_locations()
    codes[WIKIDATA.key] = values.value(WIKIDATA.key)
    return tuple(Identifier(key, codes[key]) for key in _REGISTER_KEYS if codes.get(key))


def _lifespan(
    kind: Kind, values: LocatedValues, validator: Validator
) -> tuple[Period | None, Period | None]:
    keys = kind.facts.lifespan.keys
    for key in _LIFESPAN_KEYS:
        if key in values and key not in keys:
            message, hint = f"{key}: is not for {kind.value}", f"write {' or '.join(keys)} instead"
            validator.report("N117", values[key].key_location, message, hint)
    began, ended = (values.value(key) for key in keys)
    is_sure = began and ended and not (began.qualifier or ended.qualifier)
    if (
        began
        and ended
        and (ended if is_sure else Period.of(ended.first, "year")).last < began.first
    ):
        message = f"{keys[1]}: is before {keys[0]}:"
        validator.report("N117", values[keys[1]].location, message, "correct one of the two")
    return began, ended


def _is_for_kind(
    kind: Kind, owner: Kind, key: str, values: LocatedValues, validator: Validator
) -> bool:
    """Return whether names of a kind may have a key that one kind alone has, or have not got it."""
    if kind is owner or key not in values:
        return True
    hint = f"write it in {authority_file(owner)}, or take it out"
    message = f"{key}: is not for {kind.value}"
    validator.report("N117", values[key].key_location, message, hint)
    return False


def _author_keys(
    kind: Kind, name: str, values: LocatedValues, validator: Validator
) -> tuple[bool | None, str]:
    """Return the values of `organization` and `family`, which only authors have."""
    for key in ("organization", "family"):
        if not _is_for_kind(kind, Kind.AUTHOR, key, values, validator):
            return None, ""
    organization, family = values.value("organization"), name_text(values.value("family", ""))
    if not family:
        return organization, ""
    if organization:
        message = "an organization has no family name"
        validator.report("N130", values["family"].location, message, "take out one of the two")
        return organization, ""
    if not holds_family_name(name, family):
        message = f'family: "{family}" is not a part of "{name}"'
        hint = "write the words of the name that are its family name"
        validator.report("N130", values["family"].location, message, hint)
        return organization, ""
    return organization, family


def _resolve_hierarchy(
    authorities: Authorities, parts: Iterable[PartOf]
) -> tuple[Authorities, tuple[Problem, ...]]:
    """Return the names with `part_of` set, and the problems; in a circle it stays empty."""
    parents: dict[str, tuple[PartOf, Authority]] = {}
    problems: list[Problem] = []
    vocabularies: dict[Kind, Vocabulary] = {}
    for entry, text in parts:
        if parent := authorities.find(entry.kind, text.value):
            parents[entry.name_line] = (entry, text), parent
            continue
        if entry.kind not in vocabularies:
            kin = (other for other in authorities.entries if other.kind is entry.kind)
            spellings = (spelling.text for other in kin for spelling in other.declarable_spellings)
            vocabularies[entry.kind] = Vocabulary(spellings)
        nearest = did_you_mean(text.value, vocabularies[entry.kind])
        hint = nearest or f'add the line "{text.value}:" to the file'
        message = f'part_of: "{text.value}" is in no entry of this file'
        problems.append(problem("N314", text.location, message, hint))
    for circle in _find_cycles(parents):
        problems.append(_cycle_problem([parents.pop(name_line)[0] for name_line in circle]))
    entries = (
        replace(entry, part_of=parents[entry.name_line][1].name)
        if entry.name_line in parents
        else entry
        for entry in authorities.entries
    )
    return Authorities(entries), tuple(problems)


def _find_cycles(parents: Mapping[str, tuple[PartOf, Authority]]) -> list[list[str]]:
    """Return the name lines of each circle, starting with the first in the files."""
    circles = []
    visited: set[str] = set()
    for start in parents:
        path: list[str] = []
        name_line = start
        while name_line in parents and name_line not in visited:
            visited.add(name_line)
            path.append(name_line)
            name_line = parents[name_line][1].name_line
        if name_line in path:
            circles.append(path[path.index(name_line) :])
    return circles


def _cycle_problem(parts: list[PartOf]) -> Problem:
    steps = " and ".join(
        f'"{entry.name}" is part of "{text.value}" ({text.location})' for entry, text in parts
    )
    message = f"a name would be part of itself: {steps}"
    return problem("N313", parts[0][1].location, message, "take out one of these")
