"""Problems as values: what is wrong, where, how bad, and the way out.

Every room returns problems; none raises or logs for something an editor wrote. Only the table in
`model.codes` knows how bad a code is, and only `grade` changes that, by newsgen.yml's word.
"""

import re
from collections.abc import Iterable, Mapping

from newsgen.model.codes import PROBLEM_CODES, Severity
from newsgen.model.value import Value, replace

_LONG_QUOTATION = re.compile(r'"([^"]{80})[^"]+"')


class Location(Value, frozen=True, order=True, array_like=True):
    """A spot in a file an editor can open.

    path: relative to the site's folder, with forward slashes.
    line, column: counted from 1, in characters; 0 where the whole file is meant.
    """

    path: str
    line: int = 0
    column: int = 0

    def __str__(self) -> str:
        """`path:line:column`, the form editors and terminals turn into a link."""
        if not self.line:
            return self.path
        return f"{self.path}:{self.line}:{self.column}"


class Problem(Value, frozen=True, array_like=True):
    """One thing wrong with the site: `code` is a key of `model.codes.CODES`."""

    code: str
    severity: Severity
    location: Location
    message: str
    hint: str = ""

    def __str__(self) -> str:
        """The line shown to an editor, as the design fixes it."""
        way_out = f"; {self.hint}" if self.hint else ""
        return f"{self.location}: {self.message}{way_out} [{self.code}]"


def problem(code: str, location: Location, message: str, hint: str = "") -> Problem:
    """A problem with the severity its code has by default, its message in one line.

    Values an editor wrote may hold anything; a message quotes their first characters.
    """
    told = _LONG_QUOTATION.sub(r'"\1…"', " ".join(message.split()))
    return Problem(code, PROBLEM_CODES[code].severity, location, told, hint)


def apply_severities(
    problems: Iterable[Problem], severities: Mapping[str, Severity]
) -> tuple[Problem, ...]:
    """The problems with newsgen.yml's severities, each once, ordered by place.

    Codes that cannot be lowered keep theirs; that they were named at all is a problem of its own,
    which reading the configuration reports.
    """
    graded = {
        replace(found, severity=severities.get(found.code, found.severity))
        if PROBLEM_CODES[found.code].warning_effect
        else found
        for found in problems
    }
    return tuple(sorted(graded, key=lambda found: (found.location, found.code, found.message)))


def errors_in(problems: Iterable[Problem]) -> tuple[Problem, ...]:
    """Those that stop a build."""
    return tuple(found for found in problems if found.severity == "error")
