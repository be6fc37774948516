"""Authority files → the controlled names, and what is wrong with them.

Each file is a mapping from canonical name to what is known of it. A spelling belongs to one name of
its kind; two that claim it are refused with both places (N306).
"""

from collections.abc import Iterator, Mapping
from datetime import UTC
from pathlib import PurePosixPath
from typing import Any

from newsgen.content.did_you_mean import nearest_word
from newsgen.content.hierarchy import PartOf, resolve_hierarchy
from newsgen.content.schema import AUTHORITY_TYPE
from newsgen.content.text import decode_text
from newsgen.content.yaml.reader import read_mapping
from newsgen.content.yaml.validator import Located, LocatedValues, Validator
from newsgen.content.yaml.value_types import MapType
from newsgen.model.authority import AUTHORITY_FOLDER, Authorities, Authority, Spelling
from newsgen.model.identifier import OTHER_REGISTERS, WIKIDATA, Identifier
from newsgen.model.kind import CONTROLLED_KINDS, KIND_BY_KEY, LIFESPANS, Kind
from newsgen.model.period import Period
from newsgen.model.problem import Location, Problem, problem
from newsgen.model.slug import identity, invalid_slug_reason


def authority_file(kind: Kind) -> str:
    """The authority file of a kind: `authorities/people.yml`."""
    return f"{AUTHORITY_FOLDER}/{kind.value}.yml"


AUTHORITY_FILES = tuple(authority_file(kind) for kind in CONTROLLED_KINDS)


def read_authorities(files: Mapping[str, bytes]) -> tuple[Authorities, tuple[Problem, ...]]:
    """All controlled names of the authority files, given by path under the site's folder."""
    entries: list[Authority] = []
    parts: list[PartOf] = []
    problems: list[Problem] = []
    for kind in CONTROLLED_KINDS:
        if (data := files.get(authority_file(kind))) is not None:
            named, found = _read_file(kind, data, parts)
            entries += named
            problems += found
    for path in sorted(files.keys() - set(AUTHORITY_FILES)):
        meant = nearest_word(PurePosixPath(path).stem, CONTROLLED_KINDS)
        listed = f"the files are {', '.join(AUTHORITY_FILES)}"
        hint = f"did you mean {authority_file(KIND_BY_KEY[meant])}?" if meant else listed
        problems.append(problem("N107", Location(path), "is not an authority file", hint))
    known = Authorities(entries)
    problems += _duplicate_spellings(known)
    if parts:
        known, loose = resolve_hierarchy(known, parts)
        problems += loose
    return known, tuple(problems)


def _duplicate_spellings(authorities: Authorities) -> Iterator[Problem]:
    """A problem for every spelling that means two names of a kind, at the second of them."""
    for entry in authorities.entries:
        for spelling in entry.spellings:
            other = authorities.find_by_identity(entry.kind, spelling.text)
            if other and other is not entry:
                same = identity(spelling.text)
                first = next(each for each in other.spellings if identity(each.text) == same)
                message = (
                    f'"{spelling.text}" means both "{other.name}" ({first.location}) and '
                    f'"{entry.name}"'
                )
                hint = "take it out of one of them, or merge the two"
                yield problem("N306", spelling.location, message, hint)


def _read_file(
    kind: Kind, data: bytes, parts: list[PartOf]
) -> tuple[list[Authority], list[Problem]]:
    """The names of one file; what they say to be part of is added to the parts."""
    path = authority_file(kind)
    text, problems = decode_text(data, path)
    if text is None:
        return [], list(problems)
    mapping, found = read_mapping(
        text, Location(path, 1, 1), allow_comments=True, example="Xi Jinping:"
    )
    walk = Validator(UTC)
    names = walk.validate_map(mapping, MapType(AUTHORITY_TYPE), "") if mapping else {}
    for name in [name for name in names if not name.strip()]:
        walk.report(
            "N104", names.pop(name).key_location, "the name is empty", "write it before the colon"
        )
    entries = [_authority(kind, name, given, walk) for name, given in names.items()]
    for entry, given in zip(entries, names.values(), strict=True):
        if larger := given.value.get("part_of"):
            parts.append(PartOf(entry, larger))
    return entries, [*problems, *found, *walk.problems]


def _authority(kind: Kind, name: str, record: Located, validator: Validator) -> Authority:
    values: LocatedValues = record.value
    began, ended = _lifespan(kind, values, validator)
    return Authority(
        kind=kind,
        name=" ".join(name.split()),
        location=record.key_location,
        aliases=_spellings(values, "aliases"),
        former=_spellings(values, "former"),
        also=_spellings(values, "also"),
        description=_value(values, "description", ""),
        identifiers=_identifiers(values),
        urls=tuple(item.value for item in _value(values, "urls", ())),
        slug=_slug(values, validator),
        match=_value(values, "match", True),
        match_case=_value(values, "match_case", None),
        began=began,
        ended=ended,
    )


def _value(values: LocatedValues, key: str, default: Any) -> Any:
    return values[key].value if key in values else default


def _slug(values: LocatedValues, validator: Validator) -> str:
    slug = values.get("slug")
    if slug and (why := invalid_slug_reason(slug.value)):
        message = f'slug: "{slug.value}" {why}'
        validator.report(
            "N307", slug.location, message, "write it as in xi-jinping, or leave it out"
        )
        return ""
    return slug.value if slug else ""


def _spellings(values: LocatedValues, key: str) -> tuple[Spelling, ...]:
    """The spellings under a key, in one line each, whether they are listed by language or not."""
    written = _value(values, key, ())
    if not isinstance(written, dict):
        return tuple(_spelling(item) for item in written)
    return tuple(
        _spelling(item, language) for language, listed in written.items() for item in listed.value
    )


def _spelling(item: Located, language: str = "") -> Spelling:
    return Spelling(" ".join(item.value.split()), item.location, language)


def _identifiers(values: LocatedValues) -> tuple[Identifier, ...]:
    """Its codes in registers, Wikidata's first."""
    given = {WIKIDATA.key: values[WIKIDATA.key]} if WIKIDATA.key in values else {}
    given |= _value(values, "identifiers", {})
    known = (WIKIDATA, *OTHER_REGISTERS)
    return tuple(Identifier(each.key, given[each.key].value) for each in known if each.key in given)


def _lifespan(
    kind: Kind, values: LocatedValues, validator: Validator
) -> tuple[Period | None, Period | None]:
    """When it began and ended, under the words for its kind."""
    words = kind.facts.lifespan.keys
    for key in (key for lifespan in LIFESPANS for key in lifespan.keys):
        if key in values and key not in words:
            hint = f"write {' or '.join(words)} instead"
            validator.report(
                "N117", values[key].key_location, f"{key}: is not for {kind.value}", hint
            )
    began, ended = (_value(values, word, None) for word in words)
    if began and ended and Period.of(ended.first, "year") < Period.of(began.first, "year"):
        message = f"{words[1]}: is before {words[0]}:"
        validator.report("N117", values[words[1]].location, message, "correct one of the two")
    return began, ended
