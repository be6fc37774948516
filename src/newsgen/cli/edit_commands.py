"""The commands that change several files of an archive at once: `move` and `rename`."""

import json
from collections.abc import Iterable
from pathlib import Path

import click

from newsgen.cli.change_text import (
    change_lines,
    changes_json,
    move_json,
    move_lines,
    rename_json,
    rename_lines,
)
from newsgen.cli.command_group import ExampleCommand
from newsgen.cli.options import build_request, json_option, workers_option
from newsgen.cli.progress_bar import show_progress
from newsgen.model.escape_controls import escape_controls
from newsgen.model.kind import CONTROLLED_KINDS, Kind, join_words

_dry_run_option = click.option(
    "--dry-run", is_flag=True, help="Show each line that would change, and write nothing."
)


@click.command("move", cls=ExampleCommand)
@click.argument("file", type=click.Path(path_type=Path))
@click.argument("new")
@_dry_run_option
@workers_option
@json_option
@click.pass_obj
def move_(
    site: Path, /, file: Path, new: str, dry_run: bool, as_json: bool, workers: int | None
) -> None:
    """Move the file of an article; links, translations and its old address follow.

    NEW is a path under articles/, a folder, or another name for the file. Pictures that only this
    article uses go along.
    """
    from newsgen.commands.check import archive_paths
    from newsgen.commands.move import move_article

    (path,) = archive_paths(site, (file,))
    request = build_request(site, site / "public", None, workers=workers)
    with show_progress(as_json) as progress:
        move = move_article(request, path, new, dry_run, progress)
    if as_json:
        document = {**move_json(move), **changes_json(move.changes, dry_run)}
        click.echo(json.dumps(document, indent=2, ensure_ascii=False))
        return
    _print((*move_lines(move, dry_run), *change_lines(move.changes, dry_run, move.new_path)))


_KINDS = {
    (kind.facts.singular or kind.value.removesuffix("s")).lower(): kind
    for kind in CONTROLLED_KINDS
    if kind is not Kind.SERIES
} | {"series": Kind.SERIES}


def _parse_kind(text: str) -> Kind:
    word = text.lower()
    kind = _KINDS.get(word) or next((one for one in CONTROLLED_KINDS if one.value == word), None)
    if kind is None:
        raise click.BadParameter(f'"{text}" is no kind of names: write {join_words(_KINDS, "or")}')
    return kind


@click.command("rename", cls=ExampleCommand)
@click.argument("kind", type=_parse_kind)
@click.argument("old")
@click.argument("new")
@click.option(
    "--everywhere", is_flag=True, help="Write the new name into the front matter of articles, too."
)
@_dry_run_option
@workers_option
@json_option
@click.pass_obj
def rename_(
    site: Path,
    /,
    kind: Kind,
    old: str,
    new: str,
    everywhere: bool,
    dry_run: bool,
    as_json: bool,
    workers: int | None,
) -> None:
    """Rename a tag, person, organization, place, event, source, author or series; it redirects.

    The authority file gets the new name, with the old one as a former one. If the new name has an
    entry already, the old one is merged into it.
    """
    from newsgen.commands.rename import NewName, rename_name

    request = build_request(site, site / "public", None, workers=workers)
    with show_progress(as_json) as progress:
        change = rename_name(request, NewName(kind, old, new), everywhere, dry_run, progress)
    if as_json:
        document = {**rename_json(change), **changes_json(change.changes, dry_run)}
        click.echo(json.dumps(document, indent=2, ensure_ascii=False))
        return
    _print((*rename_lines(change, dry_run), *change_lines(change.changes, dry_run)))


def _print(lines: Iterable[str]) -> None:
    for line in lines:
        click.echo(escape_controls(line))
