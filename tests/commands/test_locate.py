"""`newsgen locate`: coordinates from Wikidata, which is a test's own here."""

import json
from pathlib import Path
from urllib.parse import parse_qs, urlsplit

import httpx
import pytest
from click.testing import CliRunner

from newsgen.cli.locate_command import located_json, located_lines
from newsgen.cli.program import newsgen
from newsgen.commands.locate import LocatedPlaces, locate_places
from newsgen.content.authorities import read_authorities
from newsgen.links.polite_client import PoliteClient, Politeness
from newsgen.model.command_error import CommandError
from newsgen.model.coordinates import Coordinates
from support.event_loops import run_apart
from support.sites import Site

FILE = "authorities/places.yml"
POINTS = {
    "Q5753": "Point(66.959722222 39.654444444)",
    "Q2868": "Point(-77.0375 -12.06)",
    "Q2": "Point(200 10)",
    "Q405": "<http://www.wikidata.org/entity/Q405> Point(0.0 0.0)",
}
PLACES = """\
# The places.
Samarkand:  # the city
  wikidata: Q5753
Lima: {wikidata: Q2868, part_of: Peru}
Peru:
  coordinates: -9.0, -75.0
Moon: {wikidata: Q405}
Atlantis: {description: "A city, they say"}
"""
LOCATED = """\
# The places.
Samarkand:  # the city
  wikidata: Q5753
  coordinates: "39.6544, 66.9597"
Lima: {wikidata: Q2868, part_of: Peru, coordinates: "-12.06, -77.0375"}
Peru:
  coordinates: -9.0, -75.0
Moon: {wikidata: Q405}
Atlantis: {description: "A city, they say"}
"""


class Service:
    """Wikidata's query service. status, content: of its answers, if they are to be others."""

    def __init__(self, status: int = 200, content: str = "") -> None:
        self.status, self.content = status, content
        self.queries: list[str] = []

    def answer(self, request: httpx.Request) -> httpx.Response:
        parts = urlsplit(str(request.url))
        assert (parts.hostname, request.method) == ("query.wikidata.org", "GET")
        assert "newsgen" in request.headers["User-Agent"]
        (query,) = parse_qs(parts.query)["query"]
        self.queries.append(query)
        rows = [
            {
                "item": {"type": "uri", "value": f"http://www.wikidata.org/entity/{item}"},
                "point": {"type": "literal", "value": point},
            }
            for item, point in POINTS.items()
            if f"wd:{item} " in query
        ]
        content = self.content or json.dumps({"results": {"bindings": rows}})
        return httpx.Response(self.status, text=content)

    def locate(self, site: Site, **options: bool) -> LocatedPlaces:
        """What the command does with this service."""

        async def public(*_: object) -> tuple[str, ...]:
            return ("93.184.216.34",)

        transport = httpx.MockTransport(self.answer)
        politeness = Politeness(pause=0, longest_wait=0.1)
        client = PoliteClient(politeness, "newsgen", "", transport, public)
        return run_apart(lambda: locate_places(site.folder, client=client, **options))


@pytest.fixture
def site(tmp_path: Path) -> Site:
    return Site(tmp_path).write(FILE, PLACES)


def text(site: Site) -> str:
    return (site.folder / FILE).read_text("utf-8")


def test_places_with_an_item_get_their_coordinates(site: Site) -> None:
    service = Service()
    found = service.locate(site)
    assert text(site) == LOCATED
    assert found == LocatedPlaces(
        (("Samarkand", Coordinates(39.6544, 66.9597)), ("Lima", Coordinates(-12.06, -77.0375))),
        ("Moon",),
        1,
    )
    authorities, problems = read_authorities({FILE: text(site).encode()})
    assert problems == ()
    assert [entry.name for entry in authorities.entries if entry.coordinates] == [
        "Samarkand",
        "Lima",
        "Peru",
    ]
    assert len(service.queries) == 1
    assert "wd:Q5753 wd:Q2868 wd:Q405" in service.queries[0]


def test_who_has_coordinates_is_not_asked_for_again(site: Site) -> None:
    Service().locate(site)
    service = Service()
    assert service.locate(site) == LocatedPlaces((), ("Moon",), 1)
    assert "Q5753" not in service.queries[0]
    assert text(site) == LOCATED


def test_a_dry_run_writes_nothing(site: Site) -> None:
    found = Service().locate(site, writes=False)
    assert len(found.coordinates) == 2
    assert text(site) == PLACES
    assert [*located_lines(found, dry_run=True)] == [
        "Samarkand: 39.6544, 66.9597",
        "Lima: -12.06, -77.0375",
        "Moon: Wikidata knows no coordinates of it",
        "Would write the coordinates of 2 places.",
        "1 more place without coordinates: give them a wikidata: code, or coordinates:.",
    ]
    assert located_json(found)["found"][0] == {
        "name": "Samarkand",
        "latitude": 39.6544,
        "longitude": 66.9597,
    }


def test_many_places_are_asked_for_by_the_hundred(tmp_path: Path) -> None:
    lines = (f"Place {number}: {{wikidata: Q{number}}}" for number in range(1, 251))
    service = Service()
    service.locate(Site(tmp_path).write(FILE, "\n".join(lines)))
    assert [query.count("wd:Q") for query in service.queries] == [100, 100, 50]


def test_what_was_told_before_a_failure_is_written(tmp_path: Path) -> None:
    others = "".join(f"Place {number}: {{wikidata: Q{number + 100}}}\n" for number in range(150))
    site = Site(tmp_path).write(FILE, f"Samarkand: {{wikidata: Q5753}}\n{others}")

    class Failing(Service):
        def answer(self, request: httpx.Request) -> httpx.Response:
            self.status = 500 if self.queries else 200
            return super().answer(request)

    with pytest.raises(CommandError, match=r"answers with 500; .* told before is written$"):
        Failing().locate(site)
    assert 'coordinates: "39.6544, 66.9597"' in text(site)


def test_two_places_may_have_one_item(tmp_path: Path) -> None:
    site = Site(tmp_path).write(FILE, "Lima: {wikidata: Q2868}\r\nCallao:\r\n  wikidata: Q2868\r\n")
    service = Service()
    found = service.locate(site)
    assert [name for name, _ in found.coordinates] == ["Lima", "Callao"]
    assert found.without_item == 0
    assert service.queries[0].count("wd:Q2868") == 1
    assert (site.folder / FILE).read_bytes() == (
        b'Lima: {wikidata: Q2868, coordinates: "-12.06, -77.0375"}\r\n'
        b'Callao:\r\n  wikidata: Q2868\r\n  coordinates: "-12.06, -77.0375"\r\n'
    )


def test_without_items_nobody_is_asked(tmp_path: Path) -> None:
    service = Service()
    found = service.locate(Site(tmp_path).write(FILE, "Lima:\n"))
    assert (found, service.queries) == (LocatedPlaces((), (), 1), [])


@pytest.mark.parametrize(
    "service, message",
    [
        (Service(500), "Wikidata answers with 500"),
        (Service(content="<html>"), "not one that newsgen can read"),
        (Service(content='{"results": []}'), "not one that newsgen can read"),
    ],
)
def test_an_answer_of_no_use_changes_nothing(site: Site, service: Service, message: str) -> None:
    with pytest.raises(CommandError, match=message):
        service.locate(site)
    assert text(site) == PLACES


def test_a_file_with_an_error_is_left_alone(site: Site) -> None:
    site.write(FILE, PLACES + "Lima:\n")
    service = Service()
    with pytest.raises(CommandError, match="is given twice"):
        service.locate(site)
    assert service.queries == []


def test_an_archive_without_the_file(tmp_path: Path) -> None:
    Site(tmp_path)
    result = CliRunner().invoke(newsgen, ["-C", str(tmp_path), "locate"])
    assert isinstance(result.exception, CommandError)
    assert "there is no authorities/places.yml" in str(result.exception)


def test_what_is_no_point_of_the_earth_is_not_written(tmp_path: Path) -> None:
    site = Site(tmp_path).write(FILE, "Nowhere: {wikidata: Q2}\n")
    assert Service().locate(site).not_found == ("Nowhere",)
    assert text(site) == "Nowhere: {wikidata: Q2}\n"
