"""Maps of places: what they show of the world, where names stand, and when they change."""

import json
import math
import re
from pathlib import Path
from xml.etree import ElementTree

import pytest
from hypothesis import given
from hypothesis import strategies as st

from newsgen.archive.term import Term
from newsgen.model.authority import NOWHERE, Authority
from newsgen.model.coordinates import MAP_BOUNDS, Coordinates, map_position
from newsgen.model.kind import Kind
from newsgen.pages.map_components import MapPlace, PlaceMap
from newsgen.pages.maps import place_map
from newsgen.pages.views import ArticleView, IndexView, NameView
from support.laws import assert_as_clean
from support.sites import Site

CONFIG = "title: T\nproblems: {N304: warning}\nbase_url: https://example.org/\n"
PLACES = """\
Samarkand: {coordinates: "39.65, 66.96", part_of: Uzbekistan}
Uzbekistan: {coordinates: "41.3, 64.6"}
Lima: {coordinates: [-12.05, -77.04]}
Atlantis:
"""
ROOT = Path(__file__).resolve().parent.parent.parent


def term(name: str, place: Coordinates | None) -> Term:
    entry = Authority(Kind.PLACE, name, NOWHERE, coordinates=place)
    return Term(Kind.PLACE, name, name.lower(), entry)


def at(name: str, latitude: float, longitude: float) -> Term:
    return term(name, Coordinates(latitude, longitude))


def site(folder: Path) -> Site:
    found = Site(folder, CONFIG).write("authorities/places.yml", PLACES)
    found.article("a", entities={"places": ["Samarkand", "Atlantis"], "people": ["Ana Dee"]})
    return found.article("b", entities={"places": ["Samarkand", "Lima"], "people": ["Bo Fee"]})


def labels(found: PlaceMap | None) -> list[str]:
    return [place.label for place in found.places] if found else []


def view_map(site: Site, address: str) -> PlaceMap | None:
    view = site.plan()[address].view
    assert isinstance(view, ArticleView | IndexView | NameView)
    return view.map


# --- The projection -------------------------------------------------------------------------------


def test_the_map_has_pattersons_projection() -> None:
    """The height of a pole, in radians of the equator, is in table 2 of the paper."""
    _, pole = map_position(Coordinates(90, 0))
    assert math.radians(-pole / 10) == pytest.approx(1.790857183, abs=1e-6)
    assert map_position(Coordinates(0, 0)) == (0, 0)
    assert map_position(Coordinates(0, -180))[0] == -1800


def test_the_drawn_map_has_the_bounds_that_places_are_reckoned_with() -> None:
    root = ElementTree.parse(ROOT / "static" / "world.svg").getroot()
    left, top, width, height = map(float, root.attrib["viewBox"].split())
    assert (left, top) == pytest.approx(MAP_BOUNDS[:2], abs=1)
    assert (left + width, top + height) == pytest.approx(MAP_BOUNDS[2:], abs=1)
    css = (ROOT / "static" / "newsgen.css").read_text("utf-8")
    assert f"aspect-ratio: {width:.0f} / {height:.0f}" in css


# --- What a map shows -----------------------------------------------------------------------------

POINTS = st.builds(Coordinates, st.floats(-90, 90), st.floats(-180, 180))
NAMES = st.text("ab 习", min_size=1, max_size=12)
PLACES_WITH_COUNTS = st.lists(
    st.tuples(st.builds(term, NAMES, POINTS | st.none()), st.integers(0, 5000)),
    max_size=30,
    unique_by=lambda pair: pair[0].key,
)


@given(PLACES_WITH_COUNTS)
def test_all_places_are_inside_and_no_name_lies_on_another(
    counted: list[tuple[Term, int]],
) -> None:
    found = place_map(counted)
    known = [name for name, _ in counted if name.authority and name.authority.coordinates]
    if found is None:
        assert known == []
        return
    assert len(found.places) == len(known)
    assert found.x <= 0 <= 100 <= found.x + found.width + 0.2
    assert found.y <= 0 <= 100 <= found.y + found.height + 0.2
    assert all(0 <= place.x <= 100 and 0 <= place.y <= 100 for place in found.places)
    assert [place.count for place in found.places] == sorted(
        (place.count for place in found.places), reverse=True
    )
    for width in (272, 480):
        boxes = [box(one, width) for one in found.places if one.side and is_shown(one, width)]
        for number, (left, top, right, bottom) in enumerate(boxes):
            assert left >= -1
            assert right <= width + 1
            for other in boxes[:number]:
                is_apart = right <= other[0] + 1.5 or other[2] <= left + 1.5
                assert is_apart or bottom <= other[1] + 1.5 or other[3] <= top + 1.5


def is_shown(place: MapPlace, width: int) -> bool:
    return width > 272 or not place.needs_room


def box(place: MapPlace, width: int) -> tuple[float, float, float, float]:
    """Where a name stands, in pixels: seven for a letter, twice as many for a Chinese one."""
    height = width * 1629 / 3600
    x, y = place.x * width / 100, place.y * height / 100
    wide = sum(14 if letter == "习" else 7 for letter in place.label)
    apart = place.radius
    left = {"right": x + apart + 2, "left": x - apart - 2 - wide}.get(place.side, x - wide / 2)
    top = {"below": y + apart, "above": y - apart - 15}.get(place.side, y - 7.5)
    return left, top, left + wide, top + 15


def test_a_map_shows_no_more_of_the_world_than_its_places_need() -> None:
    near = place_map([(at("Samarkand", 39.65, 66.96), 2), (at("Tashkent", 41.3, 69.27), 1)])
    far = place_map([(at("Samarkand", 39.65, 66.96), 2), (at("Lima", -12.05, -77.04), 1)])
    assert near
    assert far
    assert near.width == 900  # 40 of 360 degrees
    assert 100 < far.width < 170


def test_areas_of_circles_are_as_the_numbers_of_articles() -> None:
    found = place_map([(at("A", 0, 0), 100), (at("B", 5, 5), 25), (at("C", 9, 9), 0)])
    assert found
    assert [place.radius for place in found.places] == [14, 7, 4]


def test_a_place_is_drawn_once(tmp_path: Path) -> None:
    """Samarkand is a part of Uzbekistan, and appears with it."""
    made = Site(tmp_path, CONFIG).write("authorities/places.yml", PLACES)
    made.article("a", entities={"places": ["Samarkand", "Uzbekistan"]})
    assert labels(view_map(made, "/places/uzbekistan/")) == ["Samarkand", "Uzbekistan"]


def test_places_that_are_not_shown_do_not_widen_the_map() -> None:
    near = [(at(f"Place {one}", 46 + one / 100, 2 + one / 100), 100) for one in range(60)]
    found = place_map([*near, (at("Faraway", -40, 175), 1)])
    assert found
    assert "Faraway" not in labels(found)
    assert found.width == 900


def test_only_the_places_with_most_articles_are_shown() -> None:
    found = place_map((at(f"Place {one}", one / 2, one), one) for one in range(80))
    assert found
    assert len(found.places) == 60
    assert min(place.count for place in found.places) == 20


# --- Where maps stand -----------------------------------------------------------------------------


def test_places_with_coordinates_are_on_maps(tmp_path: Path) -> None:
    made = site(tmp_path)
    assert labels(view_map(made, "/places/")) == ["Samarkand", "Lima"]
    assert labels(view_map(made, "/people/ana-dee/")) == ["Samarkand"]
    assert labels(view_map(made, "/people/bo-fee/")) == ["Lima", "Samarkand"]
    assert labels(view_map(made, "/2022/09/13/b/")) == ["Lima", "Samarkand"]
    assert view_map(made, "/people/") is None
    own = view_map(made, "/places/samarkand/")
    assert own
    assert [(place.label, place.address) for place in own.places] == [
        ("Samarkand", ""),
        ("Lima", "/places/lima/"),
    ]
    assert view_map(made, "/places/atlantis/") is not None  # Samarkand appears with it


def test_an_article_about_very_many_places_has_no_map(tmp_path: Path) -> None:
    made = Site(tmp_path, CONFIG).write("authorities/places.yml", PLACES)
    names = ["Samarkand", "Lima", "Uzbekistan", "Atlantis"]
    made.article("a", entities={"places": names}).article("b", entities={"places": names[:3]})
    assert view_map(made, "/2022/09/13/a/") is None
    assert labels(view_map(made, "/2022/09/13/b/")) == ["Lima", "Samarkand", "Uzbekistan"]


def test_a_map_changes_with_the_coordinates_of_its_places(tmp_path: Path) -> None:
    made = site(tmp_path)
    made.article("c", entities={"people": ["Cy Gee"]}).build().ok()
    made.edit("authorities/places.yml", "-12.05, -77.04", "-13.05, -77.04")
    made.build(explain=True).ok().assert_rebuilt(
        *("/people/bo-fee/", "/places/", "/places/lima/", "/places/samarkand/", "/2022/09/13/b/")
    )
    assert_as_clean(made)
    made.edit("authorities/places.yml", 'coordinates: "39.65, 66.96", ', "")
    made.build(explain=True).ok()
    assert {"/people/ana-dee/", "/places/atlantis/", "/places/"} <= made.reasons().keys()
    assert_as_clean(made)


def test_a_circle_says_its_name_and_number_without_harm(tmp_path: Path) -> None:
    made = Site(tmp_path, CONFIG)
    made.write("authorities/places.yml", "'Lim<a>': {coordinates: [-12, -77]}\n")
    for each in "ab":
        made.article(each, entities={"places": ["Lim<a>"]})
    page = made.build().ok().page("/places/")
    assert "<title>Lim&lt;a&gt;: 2</title>" in page
    assert "Lim<a>" not in page
    drawn = page[page.index('<figure class="map">') : page.index("</figure>")]
    words = re.sub(r"<title>.*?</title>|<text.*?</text>|<[^>]*>", "", drawn)
    assert words.strip() == ""


def test_programs_read_where_a_place_is(tmp_path: Path) -> None:
    made = site(tmp_path).build().ok()
    found = re.search(r'ld\+json">(.*?)</script>', made.page("/places/lima/"))
    assert found
    things = {thing["@type"]: thing for thing in json.loads(found[1])["@graph"]}
    assert things["CollectionPage"]["about"]["geo"] == {
        "@type": "GeoCoordinates",
        "latitude": -12.05,
        "longitude": -77.04,
    }
