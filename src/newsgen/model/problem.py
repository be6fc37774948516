"""Problems as values: functions return them, and neither raise nor log, whatever was written."""

import re
from collections.abc import Iterable, Mapping

from newsgen.model.escape_controls import escape_controls
from newsgen.model.lazy_pattern import lazy_pattern
from newsgen.model.problem_codes import PROBLEM_CODES, Severity
from newsgen.model.value import Value, replace

_LONG_QUOTATION = lazy_pattern(r'"([^"]{80})[^"]+"')
_LONGEST_PATH = 400
"""Signs of a path that a message still shows whole: a part of it would be of no use."""


class Location(Value, frozen=True, order=True, array_like=True):
    """A location in a file that an editor can open. path: relative to the site's folder.

    line, column: counted from 1, in characters; 0 where the whole file is meant.
    """

    path: str
    line: int = 0
    column: int = 0

    def __str__(self) -> str:
        path = escape_controls(self.path)
        return f"{path}:{self.line}:{self.column}" if self.line else path


class Problem(Value, frozen=True, array_like=True):
    """One thing that is wrong with a site.

    Attributes:
        code: A key of `PROBLEM_CODES`.
        sides: Of a conflict, the paths of the texts on each side, that of the location first: it
            is solved if those of one side go. Empty where the text of the location is to blame.
    """

    code: str
    severity: Severity
    location: Location
    message: str
    hint: str = ""
    sides: tuple[tuple[str, ...], ...] = ()

    def __str__(self) -> str:
        way_out = f"; {self.hint}" if self.hint else ""
        return f"{self.location}: {self.message}{way_out} [{self.code}]"


def problem(
    code: str,
    location: Location,
    message: str,
    hint: str = "",
    sides: tuple[tuple[str, ...], ...] = (),
) -> Problem:
    """Return a problem with the default severity of its code.

    In the message and the hint, control characters are written out: somebody may have typed them.

    Args:
        code: A key of `PROBLEM_CODES`.
        location: The place to show.
        message: What is wrong; it becomes one line, and long quotations are cut.
        hint: How to mend it.
        sides: Those of a conflict; see `Problem`.
    """
    line = _LONG_QUOTATION.sub(_shorten, " ".join(message.split()))
    severity = PROBLEM_CODES[code].severity
    return Problem(code, severity, location, escape_controls(line), escape_controls(hint), sides)


def _shorten(quotation: re.Match[str]) -> str:
    is_path = "/" in quotation[0] and len(quotation[0]) < _LONGEST_PATH
    return quotation[0] if is_path else f'"{quotation[1]}…"'


def apply_severities(
    problems: Iterable[Problem], severities: Mapping[str, Severity]
) -> tuple[Problem, ...]:
    """Return problems with the severities of newsgen.yml, each once, ordered by location.

    Those that are off are left out. A code that cannot be lowered keeps its severity; reading
    newsgen.yml reports that it is there.
    """
    graded = {
        replace(item, severity=severities.get(item.code, item.severity))
        if PROBLEM_CODES[item.code].warning_effect or severities.get(item.code) == "error"
        else item
        for item in problems
    }
    return sort_problems(item for item in graded if item.severity != "off")


def sort_problems(problems: Iterable[Problem]) -> tuple[Problem, ...]:
    """Return problems in the order of their locations, each once."""
    return tuple(sorted({*problems}, key=lambda item: (item.location, item.code, item.message)))


def errors_in(problems: Iterable[Problem]) -> tuple[Problem, ...]:
    """Return the problems that stop a build."""
    return tuple(item for item in problems if item.severity == "error")
