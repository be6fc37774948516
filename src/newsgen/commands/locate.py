"""`newsgen locate`: writes into the authority file where places are, as Wikidata knows it.

It is no part of a build: a build never uses the network. Places that have coordinates keep them.
"""

import asyncio
from collections.abc import Iterator, Sequence
from itertools import islice
from pathlib import Path

from newsgen import __version__
from newsgen.content.authorities import authority_file, read_authorities
from newsgen.content.authority_edits import entry_key
from newsgen.content.yaml.value_spans import NotEditable
from newsgen.content.yaml.yaml_edit import YamlEdit
from newsgen.links.polite_client import NoAnswer, PoliteClient, Politeness
from newsgen.links.robots import ROBOT_NAME
from newsgen.links.wikidata import MAX_ITEMS, coordinates_question, read_coordinates
from newsgen.model.authority import Authority
from newsgen.model.authority_identifier import WIKIDATA
from newsgen.model.command_error import CommandError
from newsgen.model.coordinates import Coordinates
from newsgen.model.kind import Kind
from newsgen.model.value import Value
from newsgen.runtime.editor_files import overwrite, read_existing

_FILE = authority_file(Kind.PLACE)
_MAX_ANSWER = 1 << 20
"""Bytes of an answer that are read; a hundred points are 30,000."""


class LocatedPlaces(Value, frozen=True):
    """What came of it.

    Attributes:
        coordinates: Of the places that Wikidata knows, by their names.
        not_found: The places of which it knows no coordinates on the earth.
        without_item: How many places have neither coordinates nor an item of Wikidata.
    """

    coordinates: tuple[tuple[str, Coordinates], ...]
    not_found: tuple[str, ...]
    without_item: int


def locate_places(
    site: Path, *, writes: bool = True, client: PoliteClient | None = None
) -> LocatedPlaces:
    """Ask Wikidata for the coordinates of all places that have an item and no coordinates.

    Args:
        site: The folder of the archive.
        writes: Whether to write what is found into the authority file.
        client: Instead of one that asks the network.

    Raises:
        CommandError: There is no authority file of places, it has errors or cannot be edited, or
            Wikidata gives no answer. What it told before that is written.
    """
    content = read_existing(site, [_FILE]).get(_FILE)
    if content is None:
        raise CommandError(f"there is no {_FILE} in {site}")
    authorities, problems = read_authorities({_FILE: content})
    if problems:
        raise CommandError(f"{problems[0].location}: {problems[0].message}; mend that first")
    unlocated = [entry for entry in authorities.entries if not entry.coordinates]
    items = [(entry, item) for entry in unlocated if (item := _item(entry))]
    codes = tuple(dict.fromkeys(item for _, item in items))
    points: dict[str, Coordinates] = {}
    failure: CommandError | None = None
    try:
        if codes:
            asyncio.run(_ask(client or _make_client(), codes, points))
    except CommandError as error:
        failure = error
    found = [(entry, points[item]) for entry, item in items if item in points]
    if writes and found:
        overwrite(site / _FILE, _with_coordinates(content, found))
        if failure:
            raise CommandError(f"{failure}; what it told before is written") from failure
    if failure:
        raise failure
    return LocatedPlaces(
        tuple((entry.name, point) for entry, point in found),
        tuple(entry.name for entry, item in items if item not in points),
        len(unlocated) - len(items),
    )


def _item(entry: Authority) -> str:
    codes = (one.code for one in entry.identifiers if one.register_key == WIKIDATA.key)
    return next(codes, "")


def _make_client() -> PoliteClient:
    return PoliteClient(Politeness(), f"{ROBOT_NAME}/{__version__} (asks where places are)")


async def _ask(client: PoliteClient, items: Sequence[str], points: dict[str, Coordinates]) -> None:
    """Add the coordinates of items to the points, by their codes."""
    async with client:
        for part in _batches(items):
            try:
                answer = await client.ask("GET", coordinates_question(part), _MAX_ANSWER)
            except NoAnswer as error:
                raise CommandError(f"Wikidata gives no answer: {error}") from error
            if answer.status != 200:
                raise CommandError(f"Wikidata answers with {answer.status}; try again later")
            try:
                points |= read_coordinates(answer.content)
            except ValueError as error:
                raise CommandError(f"{error}; try again later") from error


def _batches(items: Sequence[str]) -> Iterator[tuple[str, ...]]:
    rest = iter(items)
    while part := tuple(islice(rest, MAX_ITEMS)):
        yield part


def _with_coordinates(content: bytes, found: Sequence[tuple[Authority, Coordinates]]) -> bytes:
    try:
        edit = YamlEdit(content)
        for entry, point in found:
            key = entry_key(edit, entry)
            edit.set((key, "coordinates"), f"{point.latitude}, {point.longitude}")
    except NotEditable as error:
        raise CommandError(f"{_FILE} cannot be edited: {error}") from error
    return edit.content
