"""The commands that ask an archive what is in it: `list`, `stats` and `duplicates`."""

import json
import re
import sys
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import click

from newsgen.cli.command_group import ExampleCommand
from newsgen.cli.options import build_request, export_options, json_option
from newsgen.cli.output import exit_with_message
from newsgen.cli.problem_report import ProblemReport
from newsgen.cli.progress_bar import show_progress
from newsgen.cli.result_text import pluralize
from newsgen.model.progress import Progress
from newsgen.pipeline.request import BuildRequest

_PAGE_WIDTH = 100

_MINUS_CRITERION = re.compile("-[^-].")


class QueryCommand(ExampleCommand):
    """A command with a query, whose criteria may begin with a minus: `-tag:SCO` is no option."""

    def parse_args(self, ctx: click.Context, args: list[str]) -> list[str]:
        """Put such criteria behind the options. Options of one minus have one letter."""
        end = args.index("--") if "--" in args else len(args)
        criteria = [each for each in args[:end] if _MINUS_CRITERION.match(each)]
        options = [each for each in args[:end] if not _MINUS_CRITERION.match(each)]
        return super().parse_args(ctx, [*options, "--", *criteria, *args[end + 1 :]])


query_argument = click.argument("query", nargs=-1, metavar="[QUERY]…")


@click.command("list", cls=QueryCommand)
@query_argument
@click.option(
    "--sort",
    "order",
    type=click.Choice(("newest", "oldest", "title", "source", "path")),
    default="newest",
    show_default=True,
    help="The order of the articles.",
)
@click.option("--paths", is_flag=True, help="Print only the paths, one a line.")
@click.option("--null", is_flag=True, help="Print only the paths, each ended by NUL.")
@click.option("--csv", "as_csv", is_flag=True, help="Print a table for spreadsheets.")
@json_option
@export_options
@click.pass_obj
def list_(
    site: Path,
    /,
    query: tuple[str, ...],
    order: Any,
    paths: bool,
    null: bool,
    as_csv: bool,
    as_json: bool,
    **options: Any,
) -> None:
    """List the articles that a query means, drafts and withdrawn ones included."""
    from newsgen.cli import article_list as text
    from newsgen.commands.list_articles import list_articles

    if (paths or null) + as_csv + as_json > 1:
        raise click.UsageError("Name one of --paths, --null, --csv and --json.")
    request = build_request(site, site / "public", None, **options)
    with reading_archive(request, is_quiet=as_json) as progress:
        articles = list_articles(request, query, order, progress)
    if as_json:
        click.echo(text.list_json(articles))
        return
    _tell_unread(articles.unread_paths)
    if as_csv:
        click.echo(text.list_csv(articles), nl=False)
    elif paths or null:
        for entry in articles.articles:
            click.echo(str(site / entry.article.path) + ("\0" if null else "\n"), nl=False)
    elif sys.stdout.isatty():
        for line in text.list_table(articles, _width()):
            click.echo(line)
        click.echo(pluralize(len(articles.articles), "article") + ".")
    else:
        for line in text.list_lines(articles):
            click.echo(line)


@click.command("stats", cls=QueryCommand)
@query_argument
@json_option
@export_options
@click.pass_obj
def stats_(site: Path, /, query: tuple[str, ...], as_json: bool, **options: Any) -> None:
    """Count what is in the archive, or in the articles that a query means, and what is missing."""
    from newsgen.cli.stats_text import stats_json, stats_lines
    from newsgen.commands.stats import count_articles

    request = build_request(site, site / "public", None, **options)
    with reading_archive(request, is_quiet=as_json) as progress:
        stats = count_articles(request, query, progress)
    _print(stats_json(stats), stats_lines(stats, _width()), stats.unread_paths, as_json)


@click.command("duplicates", cls=ExampleCommand)
@click.option(
    "--minimum",
    type=click.IntRange(1, 100),
    default=80,
    show_default=True,
    metavar="PERCENT",
    help="How much of one text has to be in the other.",
)
@json_option
@export_options
@click.pass_obj
def duplicates_(site: Path, /, minimum: int, as_json: bool, **options: Any) -> None:
    """Say which articles are there twice: the same texts, nearly the same, and of one address."""
    from newsgen.cli.duplicates_text import duplicates_json, duplicates_lines
    from newsgen.commands.duplicates import find_duplicates

    request = build_request(site, site / "public", None, **options)
    with reading_archive(request, is_quiet=as_json) as progress:
        duplicates = find_duplicates(request, minimum / 100, progress)
    lines = duplicates_lines(duplicates)
    _print(duplicates_json(duplicates), lines, duplicates.unread_paths, as_json)


def _print(
    value: dict[str, Any], lines: Iterable[str], unread_paths: tuple[str, ...], as_json: bool
) -> None:
    """Print a result as JSON or as lines.

    Args:
        unread_paths: Files that the result does not know; JSON has them.
    """
    if as_json:
        click.echo(json.dumps(value, indent=2, ensure_ascii=False))
        return
    _tell_unread(unread_paths)
    for line in lines:
        click.echo(line)


def _width() -> int:
    """Return the width of the terminal, or of a page where there is none."""
    if not sys.stdout.isatty():
        return _PAGE_WIDTH
    from rich.console import Console

    return Console().width


@contextmanager
def reading_archive(request: BuildRequest, *, is_quiet: bool) -> Iterator[Progress]:
    """Show how far reading is; end the command where the archive cannot be read."""
    from newsgen.pipeline.article_files import UnreadableArchive

    try:
        with show_progress(is_quiet) as progress:
            yield progress
    except UnreadableArchive as error:
        ProblemReport(request.site).print(error.problems)
        exit_with_message(1, "The archive cannot be read.")


def _tell_unread(paths: tuple[str, ...]) -> None:
    if paths:
        count = pluralize(len(paths), "file")
        it_is = "it has an error" if len(paths) == 1 else "they have errors"
        click.echo(f"newsgen: {count} not counted, as {it_is}: see newsgen check", err=True)
