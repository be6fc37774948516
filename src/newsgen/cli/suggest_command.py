"""The command `newsgen suggest`: prints suggestions, asks about them, or adds names."""

import json
import sys
from collections.abc import Iterable
from pathlib import Path

import click

from newsgen.cli.output import exit_with_message, invocation, print_wrapped
from newsgen.cli.problem_report import ProblemReport
from newsgen.cli.progress_bar import show_progress
from newsgen.cli.prompts import review_suggestions
from newsgen.cli.result_text import pluralize
from newsgen.cli.suggestion_text import suggestion_lines, suggestions_json
from newsgen.commands.suggest import find_suggestions
from newsgen.model.problem import errors_in
from newsgen.pipeline.request import BuildRequest
from newsgen.suggest.additions import parse_addition
from newsgen.suggest.file_changes import write_additions


def add_names(site: Path, names: Iterable[str]) -> None:
    """Write names, as in `people:Xi Jinping`, to their authority files: all of them, or none."""
    additions = tuple(map(parse_addition, names))
    write_additions(site, additions)
    for addition in additions:
        click.echo(f"Written to {addition.path}: {addition.entry_line}")


def show_suggestions(request: BuildRequest, limit: int, as_json: bool, asks: bool) -> None:
    """Print the suggestions for an archive, or ask about each.

    Args:
        limit: How many of each kind; 0 for all.
        asks: Whether to ask, and write what is chosen.
    """
    site = request.site
    if asks and not (sys.stdin.isatty() and sys.stdout.isatty()):
        exit_with_message(
            2, "--write asks questions, and nobody is at a terminal: use --add KIND:NAME"
        )
    with show_progress(as_json) as progress:
        suggestions, problems = find_suggestions(request, limit, progress)
    if suggestions is None:
        ProblemReport(site).print(problems)
        exit_with_message(1, "The archive cannot be read.")
    if errors := errors_in(problems):
        count = pluralize(len(errors), "error")
        click.echo(f"newsgen: {count} in the archive: see {invocation(site)} check", err=True)
    if as_json:
        click.echo(json.dumps(suggestions_json(suggestions), indent=2, ensure_ascii=False))
    elif asks:
        click.echo(f"Added {pluralize(review_suggestions(site, suggestions), 'name')}.")
    else:
        for line in suggestion_lines(suggestions, invocation(site)):
            print_wrapped(line)
