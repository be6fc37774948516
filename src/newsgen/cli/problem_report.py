"""Shows problems: drawn on a terminal, one a line in a pipe, annotated in a workflow of GitHub.

A code with many problems is summed up after a few of them, and a warning of the last build is not
told again.
"""

import sys
from collections import Counter
from collections.abc import Collection, Iterator
from pathlib import Path

import click

from newsgen.cli.result_text import pluralize, problem_line
from newsgen.model.problem import Problem
from newsgen.model.problem_codes import PROBLEM_CODES
from newsgen.runtime.system import github_workspace

_MANY = 20
"""Problems of one code that are all shown."""

_EXAMPLES = 3
"""Of more than that so many are shown; and of a code that newsgen.yml has made a warning."""


class ProblemReport:
    """How a command shows problems on stderr.

    Attributes:
        site: The archive's folder.
        show_all: Whether each problem is shown, however many there are.
        one_line: Whether each is one line on a terminal too.
    """

    def __init__(self, site: Path, show_all: bool = False, one_line: bool = False) -> None:
        self.site = site
        self.show_all = show_all
        self.one_line = one_line

    def print(self, problems: tuple[Problem, ...], earlier: Collection[Problem] = ()) -> None:
        """Print problems but for `earlier` ones, which the last build has told already."""
        new = problems if self.show_all else tuple(one for one in problems if one not in earlier)
        counts = Counter(problem.code for problem in new)
        shown = new if self.show_all else tuple(_examples(new, counts))
        self._print_all(shown)
        for code, count in sorted(counts.items()):
            shown_count = sum(problem.code == code for problem in shown)
            if shown_count < count:
                title = PROBLEM_CODES[code].title
                more = f"{code}, {title}: {shown_count} of {count:,} are shown"
                click.echo(f"newsgen: {more}; --all shows all", err=True)
        if repeated := len(problems) - len(new):
            line = f"as in the last build: {pluralize(repeated, 'warning')}"
            click.echo(
                f"newsgen: {line}; --all shows {'it' if repeated == 1 else 'them'}", err=True
            )

    def _print_all(self, problems: tuple[Problem, ...]) -> None:
        if workspace := github_workspace():
            for problem in problems:
                click.echo(annotation(problem, self.site, workspace), err=True)
        elif sys.stderr.isatty() and not self.one_line:
            # Imported here, because loading Rich takes longer than a build without changes.
            from rich.console import Console

            from newsgen.cli.problem_drawing import ProblemDrawing

            drawing = ProblemDrawing(self.site, Console(stderr=True, highlight=False))
            for problem in problems:
                drawing.draw(problem)
        else:
            for problem in problems:
                click.echo(problem_line(problem), err=True)


def _examples(problems: tuple[Problem, ...], counts: Counter[str]) -> Iterator[Problem]:
    """Yield the problems without those beyond the first few of a code with many."""
    seen: Counter[str] = Counter()
    for problem in problems:
        seen[problem.code] += 1
        is_lowered = problem.severity != PROBLEM_CODES[problem.code].severity == "error"
        limit = _EXAMPLES if is_lowered else _MANY
        if counts[problem.code] <= limit or seen[problem.code] <= _EXAMPLES:
            yield problem


def annotation(problem: Problem, site: Path, workspace: Path) -> str:
    """Return the command with which a workflow of GitHub marks a line of a pull request.

    workspace: the folder of the repository, from which paths start.
    """
    file = (site / problem.location.path).resolve()
    path = file.relative_to(workspace) if file.is_relative_to(workspace) else file
    values = {"title": problem.code, "file": path.as_posix()}
    if problem.location.line:
        values |= {"line": str(problem.location.line), "col": str(problem.location.column)}
    properties = ",".join(f"{key}={_escape(value, ':,')}" for key, value in values.items())
    return f"::{problem.severity} {properties}::{_escape(problem_line(problem))}"


def _escape(text: str, signs: str = "") -> str:
    """Return a text as a command of a workflow wants it. signs: what else ends a property."""
    for sign in f"%\r\n{signs}":
        text = text.replace(sign, f"%{ord(sign):02X}")
    return text
