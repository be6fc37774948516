"""Where places are, as Wikidata knows it: questions to its query service, and its answers.

The service answers in the JSON of SPARQL results (https://www.w3.org/TR/sparql11-results-json/). A
point is a text of the form `Point(66.96 39.65)`, the longitude first, with the address of the globe
before it if that is not the earth.
"""

import json
import re
from collections.abc import Iterable
from urllib.parse import urlencode

from newsgen.model.coordinates import Coordinates

MAX_ITEMS = 100
"""Items in one question."""

_SERVICE = "https://query.wikidata.org/sparql"
_NUMBER = r"-?[0-9]+(?:\.[0-9]+)?(?:[Ee]-?[0-9]+)?"
_POINT = re.compile(rf"Point\(({_NUMBER}) ({_NUMBER})\)")
_DECIMALS = 4
"""Of a degree: eleven meters."""


def coordinates_question(items: Iterable[str]) -> str:
    """Return the address that asks where some items are. items: their codes, as Q5753."""
    values = " ".join(f"wd:{item}" for item in items)
    query = f"SELECT ?item ?point {{ VALUES ?item {{ {values} }} ?item wdt:P625 ?point }}"
    return f"{_SERVICE}?{urlencode({'query': query, 'format': 'json'})}"


def read_coordinates(content: bytes) -> dict[str, Coordinates]:
    """Return the coordinates of an answer by the codes of their items; of several the first.

    Raises ValueError for what is no answer of the service.
    """
    try:
        rows = json.loads(content)["results"]["bindings"]
        pairs = [(row["item"]["value"], row["point"]["value"]) for row in rows]
    except (KeyError, TypeError, UnicodeDecodeError, json.JSONDecodeError) as error:
        raise ValueError("Wikidata's answer is not one that newsgen can read") from error
    found: dict[str, Coordinates] = {}
    for address, text in pairs:
        if point := _POINT.fullmatch(text):
            longitude, latitude = (round(float(number), _DECIMALS) for number in point.groups())
            if abs(latitude) <= 90 and abs(longitude) <= 180:
                found.setdefault(address.rpartition("/")[2], Coordinates(latitude, longitude))
    return found
