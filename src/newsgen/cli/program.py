"""The program `newsgen`: its commands, and the entry point that calls one of them.

A command imports what only it needs when it runs, because loading all of newsgen takes longer than
a build without changes.
"""

import io
import json
import sys
from datetime import date
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Any, NoReturn

import click

from newsgen import __version__
from newsgen.cli import result_text
from newsgen.cli.options import (
    build_options,
    build_request,
    export_options,
    json_option,
    output_options,
    parse_day,
    print_options,
)
from newsgen.cli.output import (
    EXIT_CODES,
    exit_with_message,
    invocation,
    print_problems,
    run_and_exit,
)
from newsgen.cli.progress_bar import show_progress
from newsgen.model.command_error import CommandError
from newsgen.model.problem import errors_in
from newsgen.pipeline.build import build, check
from newsgen.pipeline.request import BuildResult
from newsgen.runtime import system
from newsgen.runtime.clock import InvalidEpoch, now

if TYPE_CHECKING:
    from newsgen.formats import json_schema


@click.group(context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 100})
@click.version_option(__version__, prog_name="newsgen")
@click.option(
    "-C",
    "site",
    metavar="SITE",
    type=click.Path(path_type=Path, file_okay=False),
    default=Path(),
    help="Folder of the archive (default: the current folder).",
)
@click.pass_context
def newsgen(context: click.Context, site: Path) -> None:
    """Turn a folder of news articles into a static website."""
    context.obj = site


@newsgen.command("build")
@output_options
@click.option("--clean", is_flag=True, help="Ignore earlier builds and rebuild every file.")
@click.option("--explain", is_flag=True, help="Explain why each page was rebuilt.")
@build_options
@print_options
@click.pass_obj
def build_(site: Path, /, out: Path | None, quiet: bool, as_json: bool, **options: Any) -> NoReturn:
    """Build the archive; only what changed is rebuilt."""
    request = build_request(site, out or site / "public", **options)
    lines = partial(result_text.build_lines, invocation=invocation(site), explain=request.explain)
    run_and_exit(build, request, lines, quiet, as_json)


@newsgen.command("check")
@build_options
@print_options
@click.pass_obj
def check_(site: Path, /, quiet: bool, as_json: bool, **options: Any) -> NoReturn:
    """Find every problem that a build would find, without publishing anything."""
    request = build_request(site, site / "public", None, **options)
    consequence = "A build would publish nothing."
    run_and_exit(check, request, result_text.check_lines, quiet, as_json, consequence)


@newsgen.command("serve")
@click.option(
    "--port",
    type=click.IntRange(0, 65535),
    default=8000,
    show_default=True,
    help="Port to listen on (0: any free port).",
)
@click.option(
    "--host",
    default="127.0.0.1",
    show_default=True,
    metavar="ADDRESS",
    help="Address to listen at; 0.0.0.0 lets other machines read the preview.",
)
@build_options
@click.pass_obj
def serve_(site: Path, /, port: int, host: str, **options: Any) -> None:
    """Build a preview, serve it to this machine's browsers and rebuild when files change."""
    from newsgen.commands.serve import serve
    from newsgen.preview.server import PortTaken, UnknownHost, is_loopback

    def report(result: BuildResult, address: str) -> None:
        print_problems(result.problems)
        if address and result.status in ("failed", "busy"):
            exit_with_message(EXIT_CODES[result.status], result.message)
        for line in result_text.preview_lines(result, address):
            click.echo(line)

    request = build_request(site, site, None, **options)
    if not is_loopback(host):
        click.echo(
            f"newsgen: Whoever reaches this machine at {host} can read the preview, and with "
            "--drafts what is not published.",
            err=True,
        )
    try:
        serve(request, host, port, partial(show_progress, quiet=False), report)
    except PortTaken as error:
        exit_with_message(3, f"{error}; name another with --port")
    except UnknownHost as error:
        exit_with_message(3, f"{error}; 0.0.0.0 stands for all that it has")
    except KeyboardInterrupt:
        click.echo()


@newsgen.command("init")
@click.argument("folder", metavar="DIR", type=click.Path(path_type=Path))
@click.option("--title", default="", help="Title of the archive (default: from the folder's name).")
@click.option(
    "--base-url", default="", metavar="URL", help="Address at which it will be published."
)
def init_(folder: Path, title: str, base_url: str) -> None:
    """Create a new archive that can be built at once."""
    from newsgen.commands.init import init_site

    paths = init_site(folder, title, base_url, now().date())
    click.echo(f"Made an archive of {len(paths)} files in {folder}. Now:")
    click.echo(f"  {invocation(folder)} build")
    click.echo(f'  {invocation(folder)} new "A headline" --source "Where it is from"')


@newsgen.command("new")
@click.argument("title")
@click.option("--source", required=True, help="Name of the article's source.")
@click.option("--date", "day", type=parse_day, metavar="DATE", help="YYYY-MM-DD (default: today).")
@click.option("--tag", "tags", multiple=True, metavar="TAG", help="Tag of the article; repeatable.")
@click.pass_obj
def new_(site: Path, /, title: str, source: str, day: date | None, tags: tuple[str, ...]) -> None:
    """Create the file of a new article, with its front matter filled in."""
    from newsgen.commands.new import create_article

    click.echo(create_article(site, title, source, day or now(), tags))


@newsgen.command("suggest")
@click.option(
    "--limit",
    type=click.IntRange(0),
    default=20,
    show_default=True,
    metavar="N",
    help="Number of suggestions of each kind (0: all).",
)
@json_option
@click.option("--write", "asks", is_flag=True, help="Ask about each one and write those you pick.")
@click.option(
    "--add",
    "names",
    multiple=True,
    metavar="KIND:NAME",
    help="Only add this name to its authority file, as in people:Xi Jinping; repeatable.",
)
@build_options
@click.pass_obj
def suggest_(
    site: Path, /, limit: int, as_json: bool, asks: bool, names: tuple[str, ...], **options: Any
) -> None:
    """Suggest names for the authority files, and add those you pick.

    Names in texts are found by their capital letters, or by spaCy if the extra newsgen[suggest]
    and a model for an article's language are installed.
    """
    if names:
        from newsgen.suggest.additions import parse_addition, write_additions

        additions = tuple(map(parse_addition, names))
        write_additions(site, additions)
        for addition in additions:
            click.echo(f"Written to {addition.path}: {addition.entry_line}")
        return
    if asks and not (sys.stdin.isatty() and sys.stdout.isatty()):
        exit_with_message(
            2, "--write asks questions, and nobody is at a terminal: use --add KIND:NAME"
        )
    from newsgen.cli.suggestion_text import suggestion_lines, suggestions_json
    from newsgen.commands.suggest import find_suggestions

    request = build_request(site, site / "public", None, **options)
    with show_progress(as_json) as progress:
        suggestions, problems = find_suggestions(request, limit, progress)
    if suggestions is None:
        print_problems(problems)
        exit_with_message(1, "The archive cannot be read.")
    if errors := errors_in(problems):
        count = result_text.pluralize(len(errors), "error")
        click.echo(f"newsgen: {count} in the archive: see {invocation(site)} check", err=True)
    if as_json:
        click.echo(json.dumps(suggestions_json(suggestions), indent=2, ensure_ascii=False))
    elif asks:
        from newsgen.cli.prompts import review_suggestions

        count = result_text.pluralize(review_suggestions(site, suggestions), "name")
        click.echo(f"Added {count}.")
    else:
        for line in suggestion_lines(suggestions, invocation(site)):
            click.echo(line)


@newsgen.command("export")
@output_options
@export_options
@print_options
@click.pass_obj
def export_(
    site: Path, /, out: Path | None, quiet: bool, as_json: bool, **options: Any
) -> NoReturn:
    """Export the archive to data/ in the output folder, as CSV, JSON Lines and SQLite."""
    from newsgen.commands.export import export_data

    request = build_request(site, out or site / "public", **options)
    lines, to_json = result_text.export_lines, result_text.export_json
    run_and_exit(export_data, request, lines, quiet, as_json, "Nothing was exported.", to_json)


@newsgen.command("schema")
@click.argument("which", type=click.Choice(("front-matter", "config", "authority")))
def schema_(which: "json_schema.SchemaName") -> None:
    """Print the JSON Schema of front matter, newsgen.yml or an authority file."""
    from newsgen.formats.json_schema import schema_text

    click.echo(schema_text(which), nl=False)


def main() -> NoReturn:
    """Run the console script `newsgen`."""
    system.ensure_utf8()
    system.freeze_gc_at_exit()
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, io.TextIOWrapper):
            stream.reconfigure(errors="backslashreplace")  # the terminal's encoding may be small
    try:
        newsgen.main(standalone_mode=False)
    except (CommandError, InvalidEpoch) as error:
        exit_with_message(2, str(error))
    except click.exceptions.Exit as error:
        sys.exit(error.exit_code)
    except click.ClickException as error:
        error.show()
        sys.exit(2)
    except (click.Abort, KeyboardInterrupt):
        exit_with_message(130, "interrupted")
    except OSError as error:
        path = f": {error.filename}" if error.filename else ""
        exit_with_message(3, f"{error.strerror or error}{path}")
    except Exception as error:  # noqa: BLE001 - whatever it is, the exit code says whose fault it is
        exit_with_message(3, f"failed: {type(error).__name__}: {error}")
    sys.exit(0)
