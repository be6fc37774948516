"""Authority files → the controlled names, and what is wrong with them.

Each file is a mapping from canonical name to what is known of it. A spelling belongs to one name of
its kind; two that claim it are refused with both places (N306).
"""

from collections.abc import Mapping
from datetime import UTC
from pathlib import PurePosixPath

from newsgen.model.authority import FOLDER, Alias, Authorities, Authority, Former
from newsgen.model.kind import CONTROLLED, Kind
from newsgen.model.problem import Place, Problem, problem
from newsgen.model.slug import refusal
from newsgen.reading.fields import AUTHORITY
from newsgen.reading.mapping import read_mapping
from newsgen.reading.nearest import nearest
from newsgen.reading.shapes import MapOf
from newsgen.reading.text import decode
from newsgen.reading.walk import Given, Values, Walk


def file_of(kind: Kind) -> str:
    """The authority file of a kind: `authorities/people.yml`."""
    return f"{FOLDER}/{kind.value}.yml"


FILES = tuple(file_of(kind) for kind in CONTROLLED)


def read_authorities(files: Mapping[str, bytes]) -> tuple[Authorities, tuple[Problem, ...]]:
    """All controlled names of the authority files, given by path under the site's folder."""
    entries: list[Authority] = []
    problems: list[Problem] = []
    for kind in CONTROLLED:
        if (data := files.get(file_of(kind))) is not None:
            named, found = _read_file(kind, data)
            entries += named
            problems += found
    for path in sorted(files.keys() - set(FILES)):
        meant = nearest(PurePosixPath(path).stem, CONTROLLED)
        listed = f"the files are {', '.join(FILES)}"
        hint = f"did you mean {file_of(Kind(meant))}?" if meant else listed
        problems.append(problem("N107", Place(path), "is not an authority file", hint))
    known = Authorities.of(entries)
    for entry in entries:
        for spelling in entry.spellings:
            other = known.find(entry.kind, spelling)
            if other and other is not entry:
                problems.append(_claimed_twice(spelling, entry, other))
    return known, tuple(problems)


def _claimed_twice(spelling: str, entry: Authority, other: Authority) -> Problem:
    message = f'"{spelling}" means both "{other.name}" ({other.place}) and "{entry.name}"'
    return problem("N306", entry.place, message, "take it out of one of them, or merge the two")


def _read_file(kind: Kind, data: bytes) -> tuple[list[Authority], list[Problem]]:
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
    return entries, [*problems, *found, *walk.problems]


def _authority(kind: Kind, name: str, given: Given, walk: Walk) -> Authority:
    values: Values = given.value
    slug = values.get("slug")
    if slug and (why := refusal(slug.value)):
        message = f'slug: "{slug.value}" {why}'
        walk.say("N307", slug.place, message, "write it as in xi-jinping, or leave it out")
        slug = None
    return Authority(
        kind=kind,
        name=" ".join(name.split()),
        place=given.key,
        aliases=_aliases(values),
        former=tuple(
            Former(item.value, item.place)
            for item in (values["former"].value if "former" in values else ())
        ),
        description=values["description"].value if "description" in values else "",
        wikidata=values["wikidata"].value if "wikidata" in values else "",
        urls=tuple(item.value for item in values["urls"].value) if "urls" in values else (),
        slug=slug.value if slug else "",
    )


def _aliases(values: Values) -> tuple[Alias, ...]:
    if "aliases" not in values:
        return ()
    written = values["aliases"].value
    if isinstance(written, dict):
        return tuple(
            Alias(item.value, language)
            for language, listed in written.items()
            for item in listed.value
        )
    return tuple(Alias(item.value) for item in written)
