"""The command `newsgen new`."""

import sys
from pathlib import Path
from typing import Any

import click

from newsgen.cli.command_group import ExampleCommand
from newsgen.cli.options import parse_known_date
from newsgen.cli.output import exit_with_message, invocation, quote_argument
from newsgen.model.period import Period
from newsgen.runtime.clock import now


@click.command(cls=ExampleCommand)
@click.argument("title", nargs=-1, required=True)
@click.option("--source", help="Name of the article's source (default: the template's).")
@click.option(
    "--date",
    "period",
    type=parse_known_date,
    metavar="DATE",
    help="YYYY-MM-DD, YYYY-MM, YYYY or about YYYY (default: today).",
)
@click.option("--tag", "tags", multiple=True, metavar="TAG", help="Tag of the article; repeatable.")
@click.option(
    "--author", "authors", multiple=True, metavar="NAME", help="Who wrote it; repeatable."
)
@click.option("--section", default="", help="Section of the article.")
@click.option(
    "--url", "source_url", default="", metavar="URL", help="Address where it was first published."
)
@click.option("--draft", is_flag=True, help="Leave it out of builds for the time being.")
@click.option("--edit", "edits", is_flag=True, help="Open the file in your editor.")
@click.pass_obj
def new(
    site: Path,
    /,
    title: tuple[str, ...],
    source: str | None,
    period: Period | None,
    edits: bool,
    **values: Any,
) -> None:
    """Create the file of a new article, with its front matter filled in."""
    from newsgen.commands.new import FirstValues, create_article

    if len(title) > 1:
        line = f"{invocation(site)} new {quote_argument(' '.join(title))} --source …"
        raise click.UsageError(f"A title of several words wants quotes: {line}")
    instant = now()
    first_values = FirstValues(**values, now=instant)
    path = create_article(site, title[0], source, period or instant, first_values)
    click.echo(path)
    if edits:
        _edit(site, path)


def _edit(site: Path, path: Path) -> None:
    from newsgen.commands.new import open_in_editor
    from newsgen.runtime.desktop import editor_command

    if command := editor_command():
        sys.stdout.flush()
        try:
            click.edit(filename=str(path), editor=command)
        except click.ClickException:
            exit_with_message(
                3, f"the file is there, but {command} did not open it: see $VISUAL and $EDITOR"
            )
    elif not open_in_editor(site, path):
        exit_with_message(
            3, "the file is there, but nothing here opens it: name your editor in $EDITOR"
        )
