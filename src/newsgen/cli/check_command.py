"""The command `newsgen check`: the problems of an archive, and whether files are as written."""

import json
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Any, NoReturn

import click

from newsgen.cli import result_text
from newsgen.cli.command_group import ExampleCommand
from newsgen.cli.options import PrintOptions, build_options, build_request, print_options
from newsgen.cli.output import print_wrapped, run_and_exit
from newsgen.cli.progress_bar import show_progress
from newsgen.cli.result_text import pluralize
from newsgen.pipeline.build import check
from newsgen.pipeline.request import BuildResult

if TYPE_CHECKING:
    from newsgen.commands.fixity import FixityReport

_REMEDIES = {
    "copy": "take it from a backup, or newsgen keep --again fetches the page as it is now",
    "output": "newsgen build --verify writes it anew",
}


@click.command("check", cls=ExampleCommand)
@click.argument("files", nargs=-1, metavar="[FILE]…", type=click.Path(path_type=Path))
@click.option(
    "--fixity",
    is_flag=True,
    help="Instead, read kept copies and published files: are they as they were written?",
)
@click.option(
    "--out",
    type=click.Path(path_type=Path),
    help="With --fixity: where the archive was published (default: public).",
)
@build_options
@print_options
@click.pass_obj
def check_(
    site: Path, /, files: tuple[Path, ...], fixity: bool, out: Path | None, **options: Any
) -> NoReturn:
    """Find every problem that a build would find, without publishing anything.

    With files or folders, all of the archive is checked, and only their problems are told.
    """
    printing = PrintOptions.pop(options)
    if fixity and files:
        raise click.UsageError("--fixity reads all files: name none.")
    if out and not fixity:
        raise click.UsageError("--out goes with --fixity.")
    if fixity:
        _check_fixity(site, out or site / "public", printing)
    request = build_request(site, site / "public", None, **options)
    consequence = "A build would publish nothing."
    if not files:
        run_and_exit(check, request, result_text.check_lines, printing, consequence)
    from newsgen.commands.check import FileCheck, archive_paths

    file_check = FileCheck(archive_paths(site, files))

    def lines(result: BuildResult) -> list[str]:
        return result_text.file_check_lines(result, len(files), file_check.other_error_count)

    run_and_exit(file_check.run, request, lines, printing, consequence)


def fixity_lines(report: "FixityReport") -> Iterator[str]:
    """Yield the lines of what a check of fixity has found."""
    for each in report.faults:
        day = f"; it was kept on {each.day}" if each.day else ""
        yield f"{each.path}: {each.fault}{day}; {_REMEDIES[each.kind]}"
    copies = f"{report.copy_count:,} kept {'copy' if report.copy_count == 1 else 'copies'}"
    files = pluralize(report.output_count, "published file")
    faults = pluralize(len(report.faults), "file")
    verdict = f"{faults} not as written" if report.faults else "all as they were written"
    if not report.has_output:
        yield "There is no manifest, so what was published here is not known."
    yield f"Read {copies} and {files}: {verdict}."


def _check_fixity(site: Path, out: Path, printing: PrintOptions) -> NoReturn:
    from newsgen.commands.fixity import check_fixity

    with show_progress(printing.quiet or printing.as_json) as progress:
        report = check_fixity(site, out, progress)
    if printing.as_json:
        faults = [
            {"path": each.path, "kind": each.kind, "fault": each.fault, "day": each.day or None}
            for each in report.faults
        ]
        counts = {"copies": report.copy_count, "outputs": report.output_count}
        click.echo(json.dumps({"faults": faults, **counts}, indent=2))
    elif report.faults or not printing.quiet:
        for line in fixity_lines(report):
            print_wrapped(line)
    sys.exit(1 if report.faults else 0)
