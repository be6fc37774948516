"""The command `newsgen export`."""

from functools import partial
from pathlib import Path
from typing import Any, NoReturn

import click

from newsgen.cli import result_text
from newsgen.cli.command_group import ExampleCommand
from newsgen.cli.options import (
    PrintOptions,
    build_request,
    export_options,
    keep_going_option,
    output_options,
    print_options,
)
from newsgen.cli.output import run_and_exit


@click.command("export", cls=ExampleCommand)
@output_options
@click.option(
    "--zip",
    "target",
    type=click.Path(path_type=Path, dir_okay=False),
    metavar="FILE",
    help="Instead, pack all pages into one file, to be opened from a disk.",
)
@keep_going_option
@export_options
@print_options
@click.pass_obj
def export_(site: Path, /, out: Path | None, target: Path | None, **options: Any) -> NoReturn:
    """Export the archive to data/ in the output folder, as CSV, JSON Lines and SQLite."""
    from newsgen.commands.export import export_data
    from newsgen.commands.export_zip import export_zip

    printing = PrintOptions.pop(options)
    request = build_request(site, out or site / "public", **options)
    if target is None:
        lines, to_json = result_text.export_lines, result_text.export_json
        run_and_exit(export_data, request, lines, printing, "Nothing was exported.", to_json)
    if out:
        raise click.UsageError("--zip packs pages that it builds itself: leave --out away")
    step = partial(export_zip, target)
    run_and_exit(step, request, result_text.zip_lines, printing, "Nothing was packed.")
