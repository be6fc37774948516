"""The program `newsgen`: its commands.

A command imports what only it needs when it runs, because loading all of newsgen takes longer than
a build without changes.
"""

import sys
from functools import partial
from pathlib import Path
from typing import Any, NoReturn

import click

from newsgen import __version__
from newsgen.cli import archive_commands, edit_commands, result_text
from newsgen.cli.check_command import check_
from newsgen.cli.command_group import CommandGroup
from newsgen.cli.export_command import export_
from newsgen.cli.import_command import import_
from newsgen.cli.keep_command import keep
from newsgen.cli.links_command import links
from newsgen.cli.locate_command import locate
from newsgen.cli.new_command import new
from newsgen.cli.options import (
    PrintOptions,
    build_options,
    build_request,
    cluster_option,
    for_disk_option,
    json_option,
    output_options,
    print_options,
    rebuild_options,
)
from newsgen.cli.output import (
    EXIT_CODES,
    exit_with_message,
    invocation,
    run_and_exit,
)
from newsgen.cli.problem_report import ProblemReport
from newsgen.cli.progress_bar import show_progress
from newsgen.pipeline.build import build
from newsgen.pipeline.request import BuildResult
from newsgen.runtime.clock import now
from newsgen.runtime.interruption import interruptible


@click.group(
    cls=CommandGroup,
    context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 100},
)
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
@rebuild_options
@build_options
@cluster_option
@for_disk_option
@print_options
@click.pass_obj
def build_(site: Path, /, out: Path | None, **options: Any) -> NoReturn:
    """Build the archive; only what changed is rebuilt."""
    printing = PrintOptions.pop(options)
    request = build_request(site, out or site / "public", **options)
    look = f"run: {invocation(site)} serve"
    if request.for_disk:
        look = f"open: {request.out / 'index.html'}"
    lines = partial(result_text.build_lines, look=look, explain=request.explain)
    run_and_exit(build, request, lines, printing)


newsgen.add_command(check_)


@newsgen.command("serve")
@click.option(
    "--port",
    type=click.IntRange(0, 65535),
    metavar="N",
    default=8000,
    help="Port to listen on (default: 8000; 0: any free port).",
)
@click.option(
    "--host",
    default="127.0.0.1",
    show_default=True,
    metavar="ADDRESS",
    help="Address to listen at; 0.0.0.0 lets other machines read the preview.",
)
@click.option("--open", "opens", is_flag=True, help="Open the preview in a browser.")
@click.option(
    "--edit", is_flag=True, help="Let pages lead to forms that change the archive's files."
)
@build_options
@click.pass_obj
def serve_(site: Path, /, port: int, host: str, opens: bool, edit: bool, **options: Any) -> None:
    """Build a preview, serve it to this machine's browsers and rebuild when files change."""
    from newsgen.commands.serve import serve
    from newsgen.preview.server import PortTaken, UnknownHost, is_loopback
    from newsgen.runtime.desktop import open_address

    problem_report = ProblemReport(site)

    def report(result: BuildResult, address: str) -> None:
        problem_report.print(result.problems)
        if address and any(problem.code == "N401" for problem in result.problems):
            exit_with_message(1, "Without an archive there is nothing to show.")
        if address and result.status in ("failed", "busy"):
            exit_with_message(EXIT_CODES[result.status], result.message)
        for line in result_text.preview_lines(result, address):
            click.echo(line)
        if opens and address and not open_address(address):
            click.echo("newsgen: There is no browser here: open the address elsewhere.", err=True)

    request = build_request(site, site, None, **options)
    if edit and not is_loopback(host):
        raise click.UsageError("--edit changes files, so it works at 127.0.0.1 only: drop --host")
    if not is_loopback(host):
        click.echo(
            f"newsgen: Whoever reaches this machine at {host} can read the preview, and with "
            "--drafts what is not published.",
            err=True,
        )
    with interruptible() as interruption:
        try:
            serve(request, host, port, partial(show_progress, quiet=False), report, edit)
        except PortTaken as error:
            exit_with_message(3, f"{error}; name another with --port")
        except UnknownHost as error:
            exit_with_message(3, f"{error}; 0.0.0.0 stands for all that it has")
        except KeyboardInterrupt:
            click.echo()
            sys.exit(0 if interruption.is_ctrl_c else interruption.exit_code)


@newsgen.command("init")
@click.argument("folder", metavar="DIR", type=click.Path(path_type=Path))
@click.option("--title", default="", help="Title of the archive (default: from the folder's name).")
@click.option(
    "--base-url", default="", metavar="URL", help="Address at which it will be published."
)
@click.option(
    "--cms",
    is_flag=True,
    help="Add a form in the browser, /admin/, also to an archive that exists.",
)
@click.option(
    "--repository",
    default="",
    metavar="URL",
    help="With --cms: where the form saves, as in https://github.com/owner/name.",
)
def init_(folder: Path, title: str, base_url: str, cms: bool, repository: str) -> None:
    """Create a new archive that can be built at once."""
    from newsgen.commands.init import holds_archive, init_site

    if repository and not cms:
        raise click.UsageError("--repository is where the form of --cms saves: add --cms")
    if not (cms and holds_archive(folder)):
        _tell_of_archive(init_site(folder, title, base_url, now().date()), folder)
    elif title or base_url:
        raise click.UsageError(f"{folder} holds an archive: its newsgen.yml has title and base_url")
    if cms:
        from newsgen.commands.add_form import FORM_FOLDER, add_form

        add_form(folder, repository)
        click.echo(f"Made the form at /admin/ ({FORM_FOLDER}). To open it:")
        click.echo(f"  {invocation(folder)} serve")


def _tell_of_archive(paths: tuple[str, ...], folder: Path) -> None:
    from newsgen.commands.init import WORKFLOW
    from newsgen.runtime.program_origin import requirement

    click.echo(f"Made an archive of {len(paths)} files in {folder}. Now:")
    click.echo(f"  {invocation(folder)} build")
    click.echo(f'  {invocation(folder)} new "A headline" --source "Where it is from"')
    if not requirement():
        click.echo(f"Before you push it to GitHub, see what {WORKFLOW} waits for.")


newsgen.add_command(new)
newsgen.add_command(links)
newsgen.add_command(keep)
newsgen.add_command(locate)
newsgen.add_command(import_)


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
    from newsgen.cli.suggest_command import add_names, show_suggestions

    if names:
        add_names(site, names)
    else:
        request = build_request(site, site / "public", None, **options)
        show_suggestions(request, limit, as_json, asks)


newsgen.add_command(archive_commands.list_)
newsgen.add_command(archive_commands.stats_)
newsgen.add_command(archive_commands.duplicates_)
newsgen.add_command(edit_commands.move_)
newsgen.add_command(edit_commands.rename_)
newsgen.add_command(export_)


@newsgen.command("explain")
@click.argument("code")
def explain_(code: str) -> None:
    """Explain a problem by its code, as in newsgen explain N103."""
    from newsgen.commands.explain import explain_code

    text = explain_code(code)
    if not sys.stdout.isatty():
        click.echo(text, nl=False)
        return
    from rich.console import Console
    from rich.markdown import Markdown

    Console(width=min(Console().width, 100)).print(Markdown(text))


@newsgen.command("schema")
@click.argument("which", type=click.Choice(("front-matter", "config", "authority", "cms")))
@click.pass_obj
def schema_(site: Path, /, which: Any) -> None:
    """Print the JSON Schema of front matter, newsgen.yml or an authority file.

    cms prints the configuration of a form in the browser, Sveltia CMS, from the same keys.
    """
    from newsgen.commands.schema import read_schema

    click.echo(read_schema(site, which), nl=False)
