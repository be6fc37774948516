"""The command `newsgen keep`, and its report as text and JSON."""

import json
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Any, NoReturn

import click

from newsgen.cli.archive_commands import QueryCommand, reading_archive
from newsgen.cli.options import build_request, json_option, workers_option
from newsgen.cli.output import exit_with_message, print_wrapped
from newsgen.cli.result_text import format_size, pluralize

if TYPE_CHECKING:
    from newsgen.commands.keep import KeepReport, KeptPage

_EXTRA = ("tinycss2", "warcio", "webencodings")
"""The libraries of the extra `keep`."""


def keep_report_lines(report: "KeepReport", *, dry_run: bool = False) -> Iterator[str]:
    """Yield the lines of a report."""
    if not report.pages and not report.kept_before:
        yield "No article that is meant has a source_url: there is nothing to keep."
        return
    for page in report.pages:
        yield _page_line(page, dry_run=dry_run)
    kept = [page for page in report.pages if page.copy]
    if dry_run:
        count = pluralize(len(report.pages), "page")
        yield f"Would keep {count}; {report.kept_before:,} had a copy."
        return
    failed = len(report.pages) - len(kept)
    size = sum(page.size for page in kept)
    yield (
        f"Kept {pluralize(len(kept), 'page')}{f', {format_size(size)}' if size else ''}; "
        f"{failed:,} could not be kept, {report.kept_before:,} had a copy."
    )


def keep_report_json(report: "KeepReport") -> dict[str, Any]:
    """Return a report as JSON."""
    return {
        "pages": [
            {
                "path": page.path,
                "address": page.address,
                "copy": page.copy or None,
                "size": page.size,
                "missing": page.missing_count,
                "message": page.problem or None,
            }
            for page in report.pages
        ],
        "kept_before": report.kept_before,
    }


def _page_line(page: "KeptPage", *, dry_run: bool) -> str:
    if dry_run:
        return f"{page.path}: {page.address}"
    if not page.copy:
        return f"{page.path}: {page.address}: {page.problem}"
    size = f", {format_size(page.size)}" if page.size else ""
    missing = pluralize(page.missing_count, "file")
    parts = f"; {missing} that it shows could not be fetched" if page.missing_count else ""
    problem = f"; {page.problem}" if page.problem else ""
    return f"{page.path}: {page.copy}{size}{parts}{problem}"


@click.command("keep", cls=QueryCommand)
@click.argument("arguments", nargs=-1, metavar="[QUERY or FILE]…")
@click.option(
    "--format",
    "format_",
    type=click.Choice(("html", "wacz")),
    default="html",
    show_default=True,
    help="A web page in one file, or all answers of its host as web archives keep them.",
)
@click.option("--again", is_flag=True, help="Fetch also pages of which there is a copy.")
@click.option(
    "--wayback", is_flag=True, help="Name the nearest copy of the Wayback Machine; make none here."
)
@click.option(
    "--save",
    "saves",
    is_flag=True,
    help="Ask the Wayback Machine to save pages of which it has no copy.",
)
@click.option("--dry-run", is_flag=True, help="Say which pages would be kept; ask nobody.")
@json_option
@workers_option
@click.pass_obj
def keep(
    site: Path,
    /,
    arguments: tuple[str, ...],
    format_: Any,
    again: bool,
    wayback: bool,
    saves: bool,
    dry_run: bool,
    as_json: bool,
    **options: Any,
) -> NoReturn:
    """Keep copies of the pages that articles come from, in kept/, and name them in the articles."""
    try:
        from newsgen.commands.keep import KeepRequest, keep_pages
    except ModuleNotFoundError as error:
        if error.name not in _EXTRA:
            raise
        message = f"keep needs {error.name}, which is not installed: pip install 'newsgen[keep]'"
        exit_with_message(3, message)
    if saves and not wayback:
        raise click.UsageError("--save goes with --wayback.")
    build = build_request(site, site / "public", None, **options)
    request = KeepRequest(build, arguments, format_, again, wayback, saves, dry_run)
    with reading_archive(build, is_quiet=as_json) as progress:
        report = keep_pages(request, progress)
    if as_json:
        click.echo(json.dumps(keep_report_json(report), indent=2, ensure_ascii=False))
    else:
        for line in keep_report_lines(report, dry_run=dry_run):
            print_wrapped(line)
    sys.exit(1 if any(page.problem for page in report.pages) else 0)
