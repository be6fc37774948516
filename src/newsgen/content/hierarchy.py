"""What a name is part of: its `part_of:`, looked up once all names are known.

Reports a name without an entry (N314), and a circle, in which a name would be part of itself
(N313).
"""

from collections.abc import Iterable, Mapping

from newsgen.content.did_you_mean import did_you_mean
from newsgen.content.yaml.validator import Located
from newsgen.model.authority import Authorities, Authority
from newsgen.model.problem import Problem, problem
from newsgen.model.value import replace

PartOf = tuple[Authority, Located]
"""A name, and the text after `part_of:` in its entry."""


def resolve_hierarchy(
    authorities: Authorities, parts: Iterable[PartOf]
) -> tuple[Authorities, tuple[Problem, ...]]:
    """Return the names with `part_of` set, and the problems; in a circle it stays empty."""
    parents: dict[str, tuple[PartOf, Authority]] = {}
    problems: list[Problem] = []
    for entry, text in parts:
        if parent := authorities.find(entry.kind, text.value):
            parents[entry.name_line] = (entry, text), parent
            continue
        kin = (other for other in authorities.entries if other.kind is entry.kind)
        spellings = (spelling.text for other in kin for spelling in other.spellings)
        hint = did_you_mean(text.value, spellings) or f'add the line "{text.value}:" to the file'
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
