"""Authority files → the controlled names, and what is wrong with them.

Each file is a mapping from canonical name to what is known of it. A spelling belongs to one name of
its kind; two that claim it are refused with both places (N306).
"""

from collections.abc import Iterator, Mapping
from datetime import UTC
from pathlib import PurePosixPath
from typing import Any

from newsgen.content.did_you_mean import nearest
from newsgen.content.hierarchy import Part, put_together
from newsgen.content.schema import AUTHORITY
from newsgen.content.text import decode
from newsgen.content.yaml.reader import read_mapping
from newsgen.content.yaml.types import MapOf
from newsgen.content.yaml.validator import Given, Values, Walk
from newsgen.model.authority import FOLDER, Authorities, Authority, Spelling
from newsgen.model.identifier import REGISTERS, WIKIDATA, Identifier
from newsgen.model.kind import CONTROLLED, Kind
from newsgen.model.period import Period
from newsgen.model.problem import Place, Problem, problem
from newsgen.model.slug import identity, refusal


def file_of(kind: Kind) -> str:
    """The authority file of a kind: `authorities/people.yml`."""
    return f"{FOLDER}/{kind.value}.yml"


_LIFE, _FOUNDED, _LASTED = ("born", "died"), ("founded", "dissolved"), ("began", "ended")
_SPANS = {Kind.PERSON: _LIFE, Kind.AUTHOR: _LIFE, Kind.EVENT: _LASTED}

FILES = tuple(file_of(kind) for kind in CONTROLLED)


def read_authorities(files: Mapping[str, bytes]) -> tuple[Authorities, tuple[Problem, ...]]:
    """All controlled names of the authority files, given by path under the site's folder."""
    entries: list[Authority] = []
    parts: list[Part] = []
    problems: list[Problem] = []
    for kind in CONTROLLED:
        if (data := files.get(file_of(kind))) is not None:
            named, found = _read_file(kind, data, parts)
            entries += named
            problems += found
    for path in sorted(files.keys() - set(FILES)):
        meant = nearest(PurePosixPath(path).stem, CONTROLLED)
        listed = f"the files are {', '.join(FILES)}"
        hint = f"did you mean {file_of(Kind(meant))}?" if meant else listed
        problems.append(problem("N107", Place(path), "is not an authority file", hint))
    known = Authorities(entries)
    problems += _claimed_twice(known)
    if parts:
        known, loose = put_together(known, parts)
        problems += loose
    return known, tuple(problems)


def _claimed_twice(known: Authorities) -> Iterator[Problem]:
    """A problem for every spelling that means two names of a kind, at the second of them."""
    for entry in known.entries:
        for spelling in entry.spellings:
            other = known.first(entry.kind, spelling.text)
            if other and other is not entry:
                same = identity(spelling.text)
                first = next(each for each in other.spellings if identity(each.text) == same)
                message = (
                    f'"{spelling.text}" means both "{other.name}" ({first.place}) and '
                    f'"{entry.name}"'
                )
                hint = "take it out of one of them, or merge the two"
                yield problem("N306", spelling.place, message, hint)


def _read_file(kind: Kind, data: bytes, parts: list[Part]) -> tuple[list[Authority], list[Problem]]:
    """The names of one file; what they say to be part of is added to the parts."""
    path = file_of(kind)
    text, problems = decode(data, path)
    if text is None:
        return [], list(problems)
    mapping, found = read_mapping(text, Place(path, 1, 1), comments=True, example="Xi Jinping:")
    walk = Walk(UTC)
    names = walk.entries(mapping, MapOf(AUTHORITY), "") if mapping else {}
    for name in [name for name in names if not name.strip()]:
        walk.say("N104", names.pop(name).key, "the name is empty", "write it before the colon")
    entries = [_authority(kind, name, given, walk) for name, given in names.items()]
    for entry, given in zip(entries, names.values(), strict=True):
        if larger := given.value.get("part_of"):
            parts.append(Part(entry, larger))
    return entries, [*problems, *found, *walk.problems]


def _authority(kind: Kind, name: str, given: Given, walk: Walk) -> Authority:
    values: Values = given.value
    began, ended = _dates(kind, values, walk)
    return Authority(
        kind=kind,
        name=" ".join(name.split()),
        place=given.key,
        aliases=_spellings(values, "aliases"),
        former=_spellings(values, "former"),
        also=_spellings(values, "also"),
        description=_value(values, "description", ""),
        identifiers=_identifiers(values),
        urls=tuple(item.value for item in _value(values, "urls", ())),
        slug=_slug(values, walk),
        match=_value(values, "match", True),
        match_case=_value(values, "match_case", None),
        began=began,
        ended=ended,
    )


def _value(values: Values, key: str, default: Any) -> Any:
    return values[key].value if key in values else default


def _slug(values: Values, walk: Walk) -> str:
    slug = values.get("slug")
    if slug and (why := refusal(slug.value)):
        message = f'slug: "{slug.value}" {why}'
        walk.say("N307", slug.place, message, "write it as in xi-jinping, or leave it out")
        return ""
    return slug.value if slug else ""


def _spellings(values: Values, key: str) -> tuple[Spelling, ...]:
    """The spellings under a key, in one line each, whether they are listed by language or not."""
    written = _value(values, key, ())
    if not isinstance(written, dict):
        return tuple(_spelling(item) for item in written)
    return tuple(
        _spelling(item, language) for language, listed in written.items() for item in listed.value
    )


def _spelling(item: Given, language: str = "") -> Spelling:
    return Spelling(" ".join(item.value.split()), item.place, language)


def _identifiers(values: Values) -> tuple[Identifier, ...]:
    """Its codes in registers, Wikidata's first."""
    given = {WIKIDATA.key: values[WIKIDATA.key]} if WIKIDATA.key in values else {}
    given |= _value(values, "identifiers", {})
    known = (WIKIDATA, *REGISTERS)
    return tuple(Identifier(each.key, given[each.key].value) for each in known if each.key in given)


def _dates(kind: Kind, values: Values, walk: Walk) -> tuple[Period | None, Period | None]:
    """When it began and ended, under the words for its kind."""
    words = _SPANS.get(kind, _FOUNDED)
    for key in (*_LIFE, *_FOUNDED, *_LASTED):
        if key in values and key not in words:
            hint = f"write {' or '.join(words)} instead"
            walk.say("N117", values[key].key, f"{key}: is not for {kind.value}", hint)
    began, ended = (_value(values, word, None) for word in words)
    if began and ended and Period.of(ended.first, "year") < Period.of(began.first, "year"):
        message = f"{words[1]}: is before {words[0]}:"
        walk.say("N117", values[words[1]].place, message, "correct one of the two")
    return began, ended
