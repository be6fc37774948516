"""The command line: arguments in, words and exit codes out.

Problems go to stderr, results to stdout. Exit codes: 0 done; 1 the content has problems; 2 the
command was wrong; 3 newsgen or the machine failed; 4 another build is running.

What only one command needs is imported when it runs: a build that finds nothing to do is over
before all of newsgen could be loaded.
"""

import io
import json
import sys
from collections.abc import Callable
from datetime import date
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Any, NoReturn

import click

from newsgen import __version__
from newsgen.cli.params import DateParam, TimeParam
from newsgen.cli.progress_bar import show_progress
from newsgen.commands import result_text
from newsgen.model.command_error import CommandError
from newsgen.model.problem import Problem, errors_in
from newsgen.pipeline.build import build, check
from newsgen.pipeline.request import BuildRequest, BuildResult
from newsgen.runtime import system
from newsgen.runtime.clock import InvalidEpoch, now

if TYPE_CHECKING:
    from newsgen.formats import json_schema

EXIT_CODES = {"ok": 0, "problems": 1, "failed": 3, "busy": 4}


@click.group(context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 100})
@click.version_option(__version__, prog_name="newsgen")
@click.option(
    "-C",
    "site",
    metavar="SITE",
    type=click.Path(path_type=Path, file_okay=False),
    default=Path(),
    help="The archive's folder, instead of this one.",
)
@click.pass_context
def newsgen(context: click.Context, site: Path) -> None:
    """Turn a folder of news articles into an archive to browse."""
    context.obj = site


_WORKERS_OPTION = click.option(
    "--workers", type=click.IntRange(1), metavar="N", help="Processes; one a processor."
)
_DRAFTS_OPTION = click.option(
    "--drafts", is_flag=True, help="Show drafts and embargoed articles, marked."
)
_NOW_OPTION = click.option("--now", type=TimeParam(), metavar="TIME", help="The time it counts as.")


def build_options(command: Any) -> Any:
    """The options that a build, a check and a preview share."""
    for option in (_WORKERS_OPTION, _DRAFTS_OPTION, _NOW_OPTION):
        command = option(command)
    return command


def output_options(command: Any) -> Any:
    """The options for how a build or a check tells what it did."""
    for option in (
        click.option("--quiet", is_flag=True, help="Say nothing but problems."),
        click.option(
            "--json", "as_json", is_flag=True, help="Print one JSON object, nothing else."
        ),
    ):
        command = option(command)
    return command


def build_request(site: Path, out: Path, base_url: str | None, **options: Any) -> BuildRequest:
    """An order from options; what was not given stays as the order has it by default."""
    if base_url is not None:
        base_url = base_url.rstrip("/") + "/" if base_url.strip("/") else ""
        if base_url and not base_url.startswith(("http://", "https://")):
            raise click.BadParameter("must start with https://", param_hint="--base-url")
    given = {name: value for name, value in options.items() if value is not None}
    return BuildRequest(site=site, out=out, base_url=base_url, **given)


@newsgen.command("build")
@click.option("--out", type=click.Path(path_type=Path), help="The output folder; default: public.")
@click.option("--base-url", metavar="URL", help="The address the archive is published at.")
@click.option("--clean", is_flag=True, help="Forget all that earlier builds left; draw every page.")
@click.option("--explain", is_flag=True, help="Say of each page that is drawn why it is.")
@build_options
@output_options
@click.pass_obj
def build_(site: Path, /, out: Path | None, quiet: bool, as_json: bool, **options: Any) -> NoReturn:
    """Build the archive; only what changed is made anew."""
    target = out or site / "public"
    with show_progress(quiet or as_json) as told:
        outcome = build(build_request(site, target, **options), told)
    ok = outcome.status == "ok"
    lines = result_text.build_lines(outcome, invocation(site), options["explain"]) if ok else []
    exit_with_result(outcome, lines, quiet, as_json)


@newsgen.command("check")
@build_options
@output_options
@click.pass_obj
def check_(site: Path, /, quiet: bool, as_json: bool, **options: Any) -> NoReturn:
    """Find every problem a build would find, and publish nothing."""
    with show_progress(quiet or as_json) as told:
        outcome = check(build_request(site, site / "public", None, **options), told)
    lines = result_text.check_lines(outcome) if outcome.status == "ok" else []
    exit_with_result(outcome, lines, quiet, as_json, "A build would publish nothing.")


@newsgen.command("serve")
@click.option("--port", type=click.IntRange(0, 65535), default=8000, show_default=True)
@build_options
@click.pass_obj
def serve_(site: Path, /, port: int, **options: Any) -> None:
    """Build a preview, show it to this machine's browser, and keep it up to date."""

    def told(outcome: BuildResult, address: str) -> None:
        if address and outcome.status in ("failed", "busy"):
            exit_with_result(outcome, [], quiet=False, as_json=False)
        print_problems(outcome.problems)
        for line in result_text.preview_lines(outcome, address):
            click.echo(line)

    from newsgen.commands.serve import serve
    from newsgen.preview import PortTaken

    try:
        serve(
            build_request(site, site, None, **options),
            port,
            partial(show_progress, quiet=False),
            told,
        )
    except PortTaken as taken:
        exit_with_message(3, f"{taken}; name another with --port")
    except KeyboardInterrupt:
        click.echo()


@newsgen.command("init")
@click.argument("folder", metavar="DIR", type=click.Path(path_type=Path))
@click.option("--title", default="", help="The archive's name; default: from the folder's.")
@click.option("--base-url", default="", metavar="URL", help="Where it will be published.")
def init_(folder: Path, title: str, base_url: str) -> None:
    """Make a new archive that builds at once."""
    from newsgen.commands.init import init_site

    made = init_site(folder, title, base_url, now().date())
    click.echo(f"Made an archive of {len(made)} files in {folder}. Now:")
    click.echo(f"  {invocation(folder)} build")
    click.echo(f'  {invocation(folder)} new "A headline" --source "Where it is from"')


@newsgen.command("new")
@click.argument("title")
@click.option("--source", required=True, help="Where the article comes from.")
@click.option("--date", "day", type=DateParam(), metavar="DATE", help="YYYY-MM-DD; default: today.")
@click.option("--tag", "tags", multiple=True, metavar="TAG", help="A tag; may be repeated.")
@click.pass_obj
def new_(site: Path, /, title: str, source: str, day: date | None, tags: tuple[str, ...]) -> None:
    """Begin an article: a file with filled front matter, in the right place."""
    from newsgen.commands.new import create_article

    click.echo(create_article(site, title, source, day or now(), tags))


@newsgen.command("suggest")
@click.option(
    "--limit",
    type=click.IntRange(0),
    default=20,
    show_default=True,
    metavar="N",
    help="Suggestions of each kind; 0 for all.",
)
@click.option("--json", "as_json", is_flag=True, help="Print one JSON object, nothing else.")
@click.option("--write", "asks", is_flag=True, help="Ask of each, and write what you pick.")
@click.option(
    "--add",
    "picked",
    multiple=True,
    metavar="KIND:NAME",
    help="Only add this to an authority file, as in people:Xi Jinping; may be repeated.",
)
@build_options
@click.pass_obj
def suggest_(
    site: Path,
    /,
    limit: int,
    as_json: bool,
    asks: bool,
    picked: tuple[str, ...],
    **options: Any,
) -> None:
    """Say which names an editor should look at, and add those that are picked.

    Names in texts are found by their capitals; by spaCy, if the extra newsgen[suggest] and a model
    for an article's language are installed.
    """
    from newsgen.commands import suggest
    from newsgen.suggest import additions

    if picked:
        made = tuple(map(additions.parse_addition, picked))
        additions.write_additions(site, made)
        for each in made:
            click.echo(f"Written to {each.path}: {each.entry_line}")
        return
    if asks and not (sys.stdin.isatty() and sys.stdout.isatty()):
        exit_with_message(
            2, "--write asks questions, and nobody is at a terminal: use --add KIND:NAME"
        )
    with show_progress(as_json) as told:
        looked = suggest.find_suggestions(
            build_request(site, site / "public", None, **options), limit, told
        )
    if looked.suggestions is None:
        print_problems(looked.problems)
        exit_with_message(1, "The archive cannot be read.")
    if wrong := len(errors_in(looked.problems)):
        found = result_text.pluralize(wrong, "error")
        click.echo(f"newsgen: {found} in the archive: see {invocation(site)} check", err=True)
    if as_json:
        click.echo(
            json.dumps(suggest.suggestions_json(looked.suggestions), indent=2, ensure_ascii=False)
        )
    elif asks:
        from newsgen.cli.prompts import review_suggestions

        click.echo(
            f"Added {result_text.pluralize(review_suggestions(site, looked.suggestions), 'name')}."
        )
    else:
        for line in suggest.suggestion_lines(looked.suggestions):
            click.echo(line)
        if suggest.any_addable(looked.suggestions):
            click.echo(f"To add what you pick, run: {invocation(site)} suggest --write")


@newsgen.command("export")
@click.option("--out", type=click.Path(path_type=Path), help="The output folder; default: public.")
@click.option("--base-url", metavar="URL", help="The address the archive is published at.")
@_NOW_OPTION
@_WORKERS_OPTION
@output_options
@click.pass_obj
def export_(
    site: Path, /, out: Path | None, quiet: bool, as_json: bool, **options: Any
) -> NoReturn:
    """Write the archive as data beside its pages: CSV, JSON Lines and SQLite, in data/."""
    from newsgen.commands import export

    with show_progress(quiet or as_json) as told:
        outcome = export.export_data(build_request(site, out or site / "public", **options), told)
    lines = export.export_lines(outcome) if outcome.status == "ok" else []
    exit_with_result(outcome, lines, quiet, as_json, "Nothing was exported.", export.export_json)


@newsgen.command("schema")
@click.argument("which", type=click.Choice(("front-matter", "config", "authority")))
def schema_(which: "json_schema.SchemaName") -> None:
    """Print the JSON Schema of front matter, newsgen.yml or an authority file."""
    from newsgen.formats import json_schema

    click.echo(json_schema.schema_text(which), nl=False)


def exit_with_result(
    result: BuildResult,
    lines: list[str],
    quiet: bool,
    as_json: bool,
    consequence: str = "Nothing was published.",
    to_json: Callable[[BuildResult], dict[str, Any]] = result_text.build_json,
) -> NoReturn:
    """Say what became of an order, and end. refused: what errors in the content led to; told: the
    object that `--json` prints.
    """
    if as_json:
        click.echo(json.dumps(to_json(result), indent=2))
        sys.exit(EXIT_CODES[result.status])
    print_problems(result.problems)
    if result.status == "problems":
        exit_with_message(1, f"{result_text.problem_counts(result)}. {consequence}")
    if result.status != "ok":
        exit_with_message(EXIT_CODES[result.status], result.message)
    for line in () if quiet else lines:
        click.echo(line)
    sys.exit(0)


def invocation(site: Path) -> str:
    """How to call newsgen again for the same archive, from where the person is."""
    typed = Path(sys.argv[0])
    found = click.get_current_context().find_root().info_name or "newsgen"
    program = found if typed.is_absolute() or typed == Path(typed.name) else str(typed)
    return program if site == Path() else f"{program} -C {site}"


def print_problems(problems: tuple[Problem, ...]) -> None:
    """Every problem on a line of its own, on stderr; coloured for a person, plain for a file."""
    if not problems:
        return
    from rich.console import Console
    from rich.text import Text

    console = Console(stderr=True, highlight=False, soft_wrap=True)
    for found in problems:
        line = Text(result_text.problem_line(found))
        line.stylize("bold", 0, len(str(found.location)))
        colour = "red" if found.severity == "error" else "yellow"
        line.stylize(colour, len(line) - len(found.code) - 2)
        console.print(line)


def exit_with_message(code: int, message: str) -> NoReturn:
    """Say on stderr why it ends here, and end."""
    click.echo(f"newsgen: {message}", err=True)
    sys.exit(code)


def main() -> NoReturn:
    """The console script."""
    system.ensure_utf8()
    system.freeze_gc_at_exit()
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, io.TextIOWrapper):
            stream.reconfigure(errors="backslashreplace")  # a terminal may know few letters
    try:
        newsgen.main(standalone_mode=False)
    except (CommandError, InvalidEpoch) as refused:
        exit_with_message(2, str(refused))
    except click.exceptions.Exit as done:
        sys.exit(done.exit_code)
    except click.ClickException as error:
        error.show()
        sys.exit(2)
    except (click.Abort, KeyboardInterrupt):
        exit_with_message(130, "interrupted")
    except OSError as error:
        about = f": {error.filename}" if error.filename else ""
        exit_with_message(3, f"{error.strerror or error}{about}")
    except Exception as error:  # noqa: BLE001 - whatever it is, the exit code says whose fault it is
        exit_with_message(3, f"failed: {type(error).__name__}: {error}")
    sys.exit(0)
