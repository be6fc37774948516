"""What a name is part of: the larger names its entry gives, looked up once all names are known.

Refuses a name that is in no entry (N314), and a circle, in which a name would be part of itself
(N313).
"""

from collections.abc import Iterable, Mapping

from newsgen.content.did_you_mean import did_you_mean
from newsgen.content.yaml.validator import Located
from newsgen.model.authority import Authorities, Authority
from newsgen.model.problem import Problem, problem
from newsgen.model.value import Value, replace


class PartOf(Value, frozen=True):
    """A name, and what its entry says it is part of."""

    entry: Authority
    parent: Located


def resolve_hierarchy(
    authorities: Authorities, parts: Iterable[PartOf]
) -> tuple[Authorities, tuple[Problem, ...]]:
    """The names with what they are part of; in a circle, none is part of anything."""
    links: dict[str, tuple[PartOf, Authority]] = {}
    problems: list[Problem] = []
    for part in parts:
        larger = authorities.find(part.entry.kind, part.parent.value)
        if larger is None:
            problems.append(_unknown_parent_problem(part, authorities))
        else:
            links[_entry_line(part.entry)] = part, larger
    for circle in _find_cycles(links):
        problems.append(_cycle_problem([links.pop(key)[0] for key in circle]))
    entries = (
        replace(entry, part_of=links[key][1].name)
        if (key := _entry_line(entry)) in links
        else entry
        for entry in authorities.entries
    )
    return Authorities(entries), tuple(problems)


def _entry_line(entry: Authority) -> str:
    return f"{entry.kind.value}:{entry.name}"


def _find_cycles(links: Mapping[str, tuple[PartOf, Authority]]) -> list[list[str]]:
    """The names of each circle in their order, from the one that comes first in the files."""
    circles = []
    passed: set[str] = set()
    for start in links:
        way: dict[str, int] = {}
        here = start
        while here in links and here not in passed:
            passed.add(here)
            way[here] = len(way)
            here = _entry_line(links[here][1])
        if here in way:
            circles.append(list(way)[way[here] :])
    return circles


def _unknown_parent_problem(part: PartOf, authorities: Authorities) -> Problem:
    kind, text = part.entry.kind, part.parent.value
    texts = (
        each.text for entry in authorities.entries if entry.kind is kind for each in entry.spellings
    )
    hint = did_you_mean(text, texts) or f'add the line "{text}:" to the file'
    message = f'part_of: "{text}" is in no entry of this file'
    return problem("N314", part.parent.location, message, hint)


def _cycle_problem(parts: list[PartOf]) -> Problem:
    steps = " and ".join(
        f'"{part.entry.name}" is part of "{part.parent.value}" ({part.parent.location})'
        for part in parts
    )
    message = f"a name would be part of itself: {steps}"
    return problem("N313", parts[0].parent.location, message, "take out one of these")
