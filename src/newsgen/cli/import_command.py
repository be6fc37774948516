"""The command `newsgen import`: asks what documents do not say, and prints what came of them."""

import json
import sys
from pathlib import Path
from typing import TYPE_CHECKING, Any, NoReturn

import click

from newsgen.cli.command_group import ExampleCommand
from newsgen.cli.options import build_request, json_option, parse_known_date, workers_option
from newsgen.cli.output import exit_with_message, invocation, print_wrapped
from newsgen.cli.problem_report import ProblemReport
from newsgen.cli.progress_bar import show_progress
from newsgen.model.escape_controls import escape_controls
from newsgen.model.period import Period
from newsgen.model.value import replace
from newsgen.runtime.clock import now
from newsgen.runtime.editor_files import overwrite

if TYPE_CHECKING:
    from newsgen.commands.import_result import ImportRequest, ImportResult


def _check_day(text: str) -> str:
    period = parse_known_date(text)
    if period.span != "day":
        raise click.BadParameter("write a day, as in 2022-09-14")
    return period.isoformat()


@click.command("import", cls=ExampleCommand)
@click.argument("files", nargs=-1, metavar="FILE|FOLDER…", type=click.Path(path_type=Path))
@click.option(
    "--date",
    "period",
    type=parse_known_date,
    metavar="DATE",
    help="Date of all that is imported, whatever the documents say.",
)
@click.option("--source", default="", help="Source of all that is imported.")
@click.option(
    "--retrieved",
    type=_check_day,
    metavar="DAY",
    help="Day on which it was read or saved; days in a text such as Thursday (15th) count from it.",
)
@click.option("--url", default="", metavar="URL", help="Address of the one document.")
@click.option("--publish", is_flag=True, help="Publish the articles (default: they are drafts).")
@click.option("--pictures", "with_pictures", is_flag=True, help="Bring pictures along.")
@click.option("--update", is_flag=True, help="Give known articles what documents say now.")
@click.option(
    "--copies", "with_copies", is_flag=True, help="Import texts that the archive has already, too."
)
@click.option("--dry-run", is_flag=True, help="Show a table of what would be imported.")
@workers_option
@json_option
@click.pass_obj
def import_(site: Path, /, files: tuple[Path, ...], **options: Any) -> NoReturn:
    """Import clippings, saved pages, old sites and data as drafts of articles.

    FILE may be text, HTML, MHTML, Markdown, reStructuredText, a notebook, an export of WordPress,
    RSS or Atom, CSV, JSON Lines or ninjs; FOLDER may hold such files, or a site of Hugo, Jekyll,
    Pelican, Eleventy, Zola or Nikola. Without FILE, or with -, standard input is read.
    """
    from newsgen.cli.import_text import import_json, import_lines, table_rows
    from newsgen.commands.import_articles import import_articles

    as_json = options.pop("as_json")
    options["retrieved"] = options["retrieved"] or ""
    request = _request(site, files, **options)
    ask = _ask if sys.stdin.isatty() and not as_json and not request.standard_input else _no_answer
    with show_progress(as_json) as progress:
        result = import_articles(request, progress, ask)
    if as_json:
        click.echo(json.dumps(import_json(result), indent=2, ensure_ascii=False))
    else:
        if request.dry_run:
            _print_table(table_rows(result))
        for line in import_lines(result, request, invocation(site)):
            print_wrapped(line)
        ProblemReport(site).print(result.problems)
        if not request.dry_run:
            _keep_report(request.build.cache_folder / "import-report.txt", result)
    if result.failure:
        exit_with_message(3, result.failure)
    sys.exit(1 if result.refusals else 0)


def _request(
    site: Path, files: tuple[Path, ...], period: Period | None, source: str, **options: Any
) -> "ImportRequest":
    """Return what to import; read standard input where it is named."""
    from newsgen.commands.import_result import ImportRequest
    from newsgen.importing.complete import EditorChoices
    from newsgen.importing.document import FileInput

    inputs = tuple(
        FileInput("" if str(file) == "-" else str(file.absolute()), str(file))
        for file in files or (Path("-"),)
    )
    inputs = tuple(replace(each, origin=each.origin if each.path else "-") for each in inputs)
    is_asked = any(not each.path for each in inputs)
    if is_asked and sys.stdin.isatty():
        click.echo("Paste the text; end it with Ctrl+D on a line of its own.", err=True)
    return ImportRequest(
        build_request(site, site / "public", None, workers=options.pop("workers")),
        inputs,
        sys.stdin.buffer.read() if is_asked else b"",
        EditorChoices(period.edtf() if period else "", source, now().date()),
        **options,
    )


def _ask(origin: str, question: str) -> str:
    answer: str = click.prompt(f"{escape_controls(origin)}: {question}", default="", err=True)
    return answer


def _no_answer(_origin: str, _question: str) -> str:
    return ""


def _print_table(rows: list[tuple[str, str, str, str]]) -> None:
    """Print what an import would do: a table on a terminal, lines of tabs in a pipe."""
    if not sys.stdout.isatty():
        for row in rows:
            click.echo("\t".join(map(escape_controls, row)))
        return
    from rich.console import Console
    from rich.table import Table

    table = Table("Date", "Source", "Title", "Document", box=None, pad_edge=False)
    for row in rows:
        table.add_row(*map(escape_controls, row))
    Console().print(table)


def _keep_report(file: Path, result: "ImportResult") -> None:
    """Write all that was decided into a file of the folder for records."""
    from newsgen.cli.import_text import report_lines

    lines = map(escape_controls, report_lines(result))
    try:
        overwrite(file, "".join(f"{line}\n" for line in lines).encode())
    except OSError as error:
        click.echo(f"The report cannot be kept: {error.strerror}: {file}", err=True)
    else:
        click.echo(f"All that was decided is in {file}")
