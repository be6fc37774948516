"""What commands print, and the exit codes they end with.

Problems and failures go to stderr, results to stdout. Exit codes: 0 done; 1 the content has
problems; 2 the command was wrong; 3 newsgen or the machine failed; 4 another build is running; 5
everything was published but what has problems.
"""

import json
import re
import sys
from collections.abc import Callable, Iterable
from pathlib import Path
from textwrap import fill
from typing import Any, NoReturn

import click

from newsgen.cli import result_text
from newsgen.cli.options import PrintOptions
from newsgen.cli.problem_report import ProblemReport
from newsgen.cli.progress_bar import show_progress
from newsgen.model.escape_controls import escape_controls
from newsgen.model.progress import Progress
from newsgen.pipeline.request import BuildRequest, BuildResult

EXIT_CODES = {"ok": 0, "problems": 1, "failed": 3, "busy": 4, "incomplete": 5}
"""Exit code for each status of a build result."""

_MIN_WIDTH = 40


def run_and_exit(
    step: Callable[[BuildRequest, Progress], BuildResult],
    request: BuildRequest,
    lines: Callable[[BuildResult], Iterable[str]],
    options: PrintOptions,
    consequence: str = "Nothing was published.",
    to_json: Callable[[BuildResult], dict[str, Any]] = result_text.build_json,
) -> NoReturn:
    """Run a build, check or export, print its result and exit.

    Args:
        lines: Gives what to print after a success, unless it is to be quiet.
        consequence: A sentence that says what errors in the content led to.
    """
    with show_progress(options.quiet or options.as_json) as progress:
        result = step(request, progress)
    if options.as_json:
        click.echo(json.dumps(to_json(result), indent=2))
        sys.exit(EXIT_CODES[result.status])
    report = ProblemReport(request.site, options.show_all, options.one_line)
    report.print(result.problems, result.repeated_warnings)
    if result.status == "problems":
        line = f"{result_text.problem_counts(result)}. {consequence} {result.message}"
        exit_with_message(1, line.rstrip())
    if result.status not in ("ok", "incomplete"):
        exit_with_message(EXIT_CODES[result.status], result.message)
    for line in () if options.quiet else lines(result):
        click.echo(escape_controls(line))
    if result.status == "incomplete":
        for line in result_text.set_aside_lines(result):
            click.echo(escape_controls(line), err=True)
        line = f"{result_text.problem_counts(result)}. {result_text.set_aside_count(result)}"
        exit_with_message(EXIT_CODES[result.status], line)
    sys.exit(0)


def print_wrapped(line: str) -> None:
    """Print a line; at a terminal, broken between words and indented as it begins."""
    text = escape_controls(line)
    if sys.stdout.isatty():
        from rich.console import Console

        indent = " " * (len(text) - len(text.lstrip()) + 2)
        width = max(Console().width, _MIN_WIDTH)
        text = fill(
            text, width, subsequent_indent=indent, break_long_words=False, break_on_hyphens=False
        )
    click.echo(text)


def exit_with_message(code: int, message: str) -> NoReturn:
    """Print a message to stderr and exit with a code."""
    click.echo(f"newsgen: {escape_controls(message)}", err=True)
    sys.exit(code)


def invocation(site: Path) -> str:
    """Return the command that calls newsgen again for the same archive from the same folder."""
    command = Path(sys.argv[0])
    name = click.get_current_context().find_root().info_name or "newsgen"
    program = name if command.is_absolute() or command == Path(command.name) else str(command)
    folder = quote_argument(escape_controls(str(site)))
    return program if site == Path() else f"{program} -C {folder}"


def quote_argument(text: str) -> str:
    """Return an argument so that a shell takes it for one."""
    if re.fullmatch(r"[\w./\\:@%+=~-]+", text):
        return text
    return '"' + re.sub(r"[\"$`]", r"\\\g<0>", text) + '"'
