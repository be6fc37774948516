"""The command `newsgen locate`, and its report as text and JSON."""

import json
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from newsgen.cli.command_group import ExampleCommand
from newsgen.cli.options import json_option
from newsgen.cli.output import print_wrapped
from newsgen.cli.result_text import pluralize

if TYPE_CHECKING:
    from newsgen.commands.locate import LocatedPlaces


def located_lines(places: "LocatedPlaces", *, dry_run: bool = False) -> Iterator[str]:
    """Yield the lines of what came of it."""
    for name, point in places.coordinates:
        yield f"{name}: {point.latitude}, {point.longitude}"
    for name in places.not_found:
        yield f"{name}: Wikidata knows no coordinates of it"
    verb = "Would write" if dry_run else "Wrote"
    yield f"{verb} the coordinates of {pluralize(len(places.coordinates), 'place')}."
    if places.without_item:
        count = pluralize(places.without_item, "more place")
        yield f"{count} without coordinates: give them a wikidata: code, or coordinates:."


def located_json(places: "LocatedPlaces") -> dict[str, Any]:
    """Return the same as JSON."""
    return {
        "found": [
            {"name": name, "latitude": point.latitude, "longitude": point.longitude}
            for name, point in places.coordinates
        ],
        "not_found": list(places.not_found),
        "without_item": places.without_item,
    }


@click.command("locate", cls=ExampleCommand)
@click.option("--dry-run", is_flag=True, help="Say what would be written, and write nothing.")
@json_option
@click.pass_obj
def locate(site: Path, /, dry_run: bool, as_json: bool) -> None:
    """Write coordinates into authorities/places.yml, from the Wikidata items of places."""
    from newsgen.commands.locate import locate_places

    places = locate_places(site, writes=not dry_run)
    if as_json:
        click.echo(json.dumps(located_json(places), indent=2, ensure_ascii=False))
        return
    for line in located_lines(places, dry_run=dry_run):
        print_wrapped(line)
