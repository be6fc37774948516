"""The command `newsgen links`, and its report as text and JSON."""

import json
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Any, NoReturn

import click

from newsgen.cli.archive_commands import QueryCommand, reading_archive
from newsgen.cli.options import build_request, export_options, json_option
from newsgen.cli.output import invocation, print_wrapped
from newsgen.cli.result_text import pluralize

if TYPE_CHECKING:
    from newsgen.commands.links import CheckedLink, LinkReport

_TITLES = {
    "dead": "Dead: readers get nothing",
    "unclear": "Unclear: look yourself, or ask again another day",
    "moved": "Moved for good",
}


def link_report_lines(report: "LinkReport", program: str) -> Iterator[str]:
    """Yield the lines of a report. program: the command that calls newsgen."""
    for state, title in _TITLES.items():
        checked = [each for each in report.links if each.answer.state == state]
        if checked:
            yield f"{title}:"
            yield from (f"  {line}" for each in checked for line in _link_lines(each))
    for path in report.written_paths:
        yield f"Written to {path}: archived_url"
    for path, reason in report.unwritten:
        yield f"Not written to {path}: {reason}"
    count = len({each.link.address for each in report.links})
    addresses = f"{count:,} address{'' if count == 1 else 'es'}"
    counts = ", ".join(f"{report.count(state)} {state}" for state in _TITLES)
    yield (
        f"Checked {pluralize(len(report.links), 'link')} to "
        f"{addresses}, {report.asked_count:,} of them asked now: {counts}."
    )
    if any(each.copy for each in report.links) and not report.written_paths:
        yield f"{program} links --write writes the kept copies into front matter."


def link_report_json(report: "LinkReport") -> dict[str, Any]:
    """Return a report as JSON: the links that do not work, and how many there are of each kind."""
    return {
        "links": [
            {
                "path": each.link.location.path,
                "line": each.link.location.line,
                "column": each.link.location.column,
                "use": each.link.use,
                "address": each.link.address,
                "state": each.answer.state,
                "message": each.answer.sentence,
                "moved_to": each.answer.address,
                "copy": each.copy,
            }
            for each in report.links
            if each.answer.state != "works"
        ],
        "counts": {state: report.count(state) for state in ("dead", "unclear", "moved", "works")},
        "asked": report.asked_count,
        "written": list(report.written_paths),
        "unwritten": [{"path": path, "message": reason} for path, reason in report.unwritten],
    }


def _link_lines(checked: "CheckedLink") -> Iterator[str]:
    link = checked.link
    use = "" if link.use == "link" else f"{link.use} "
    yield f"{link.location}: {use}{link.address}: {checked.answer.sentence}"
    if checked.copy:
        yield f"  a kept copy: {checked.copy}"


@click.command("links", cls=QueryCommand)
@click.argument("arguments", nargs=-1, metavar="[QUERY or FILE]…")
@click.option("--again", is_flag=True, help="Ask also addresses that were asked lately.")
@click.option(
    "--write", "writes", is_flag=True, help="Write kept copies of dead sources into front matter."
)
@json_option
@export_options
@click.pass_obj
def links(
    site: Path,
    /,
    arguments: tuple[str, ...],
    again: bool,
    writes: bool,
    as_json: bool,
    **options: Any,
) -> NoReturn:
    """Check the links to other hosts: in texts, of pictures, of sources and their kept copies."""
    from newsgen.commands.links import LinkRequest, check_links

    build = build_request(site, site / "public", None, **options)
    request = LinkRequest(build, arguments, again, writes)
    with reading_archive(build, is_quiet=as_json) as progress:
        report = check_links(request, progress)
    if as_json:
        click.echo(json.dumps(link_report_json(report), indent=2, ensure_ascii=False))
    else:
        for line in link_report_lines(report, invocation(site)):
            print_wrapped(line)
    sys.exit(1 if report.count("dead") else 0)
