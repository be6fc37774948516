"""The marks that git leaves in a text where two versions differ, so that none is published."""

import re
from collections.abc import Iterator

from newsgen.model.problem import Location, Problem, problem

_FENCE = re.compile(r" {0,3}(`{3,}|~{3,})")
_HINT = "keep one of the two versions, and take the lines of <<<<<<<, ======= and >>>>>>> out"


def is_conflict_start(line: str) -> bool:
    """Return whether a line begins the first of two versions."""
    return line.startswith("<<<<<<< ")


def find_conflicts(text: str, location: Location) -> Iterator[Problem]:
    """Yield a problem for each place with two versions, unless it is shown as code.

    location: of the first line. A line of >>>>>>> counts only below one of =======; else it quotes.
    """
    if "<<<<<<< " not in text and ">>>>>>> " not in text:
        return
    fence = ""
    is_open = is_divided = False
    for number, line in enumerate(text.split("\n"), location.line):
        if match := _FENCE.match(line):
            mark = match[1][:3]
            fence = mark if not fence else fence if mark != fence else ""
        if fence:
            continue
        is_end = line.startswith(">>>>>>> ")
        if is_conflict_start(line) or (is_end and is_divided and not is_open):
            message = "git could not join two versions of this text, and both are here"
            yield problem("N322", Location(location.path, number, 1), message, _HINT)
        is_open = is_conflict_start(line) or (is_open and not is_end)
        is_divided = line.rstrip() == "=======" or (is_divided and not is_end)
