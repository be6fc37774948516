"""Builds maps of places: which part of the world they show, and where circles and names stand.

A map shows no more of the world than its places need. Its names are as many as find room.
"""

import math
import unicodedata
from collections.abc import Iterable, Iterator

from newsgen.archive.term import Term
from newsgen.archive.term_questions import CountedTerm
from newsgen.model.coordinates import MAP_BOUNDS, map_position
from newsgen.model.kind import NameKey
from newsgen.model.value import Value
from newsgen.pages.cards import term_address
from newsgen.pages.map_components import LabelSide, MapPlace, PlaceMap

_LEFT, _TOP, _RIGHT, _BOTTOM = MAP_BOUNDS
_ASPECT = (_RIGHT - _LEFT) / (_BOTTOM - _TOP)

_MIN_WIDTH = 400.0
"""Of the part that is shown, in units of the map: 40 degrees. Coasts look rough in less."""

_MARGIN = 0.18
"""Around the places, as a part of the map's width and height."""

_MAX_PLACES = 60
"""Those with most stories are shown; more would lie on top of each other."""

_MIN_RADIUS, _MAX_RADIUS = 4.0, 14.0
"""Of circles, in pixels. Their areas are as the numbers of stories."""

_NARROW, _WIDE = 272.0, 480.0
"""How wide maps are at least, in pixels: on phones and beside an article, and elsewhere."""

_LETTER, _LINE = 7.0, 15.0
"""The width of a letter and the height of a name, in pixels; a Chinese one counts twice."""

_Box = tuple[float, float, float, float]
"""Left, top, right and bottom."""


class _Point(Value, frozen=True):
    """A place that is on a map, at its position in the map's units."""

    term: Term
    count: int
    x: float
    y: float
    is_own: bool


def place_map(terms: Iterable[CountedTerm], own: CountedTerm | None = None) -> PlaceMap | None:
    """Return a map of those of some names that have coordinates; None if there are none.

    own: the name whose page the map is on.
    """
    known: dict[NameKey, _Point] = {}
    for point in (*_points([own] if own else (), is_own=True), *_points(terms)):
        known.setdefault(point.term.key, point)
    if not known:
        return None
    # The largest circles lie below the others.
    points = sorted(known.values(), key=lambda point: (-point.count, point.term.key))[:_MAX_PLACES]
    left, top, width = _frame(points)
    height = width / _ASPECT
    most = max(point.count for point in points)
    places = [
        MapPlace(
            label=point.term.text,
            address="" if point.is_own else term_address(point.term),
            count=point.count,
            x=round((point.x - left) / width * 100, 1),
            y=round((point.y - top) / height * 100, 1),
            radius=_radius(point.count, most),
        )
        for point in points
    ]
    return PlaceMap(
        x=round((_LEFT - left) / width * 100, 1),
        y=round((_TOP - top) / height * 100, 1),
        width=round((_RIGHT - _LEFT) / width * 100, 1),
        height=round((_BOTTOM - _TOP) / height * 100, 1),
        places=_labelled(places),
    )


def _points(terms: Iterable[CountedTerm], *, is_own: bool = False) -> Iterator[_Point]:
    for term, count in terms:
        if term.authority and (place := term.authority.coordinates):
            x, y = map_position(place)
            yield _Point(term, count, x, min(max(y, _TOP), _BOTTOM), is_own)


def _frame(points: list[_Point]) -> tuple[float, float, float]:
    """Return the left and upper end of the part of the map that is shown, and its width."""
    xs, ys = [point.x for point in points], [point.y for point in points]
    room = 1 - 2 * _MARGIN
    width = max((max(xs) - min(xs)) / room, (max(ys) - min(ys)) / room * _ASPECT, _MIN_WIDTH)
    width = min(width, _RIGHT - _LEFT)
    height = width / _ASPECT
    left = min(max((min(xs) + max(xs) - width) / 2, _LEFT), _RIGHT - width)
    top = min(max((min(ys) + max(ys) - height) / 2, _TOP), _BOTTOM - height)
    return left, top, width


def _radius(count: int, most: int) -> float:
    share = math.sqrt(count / most) if most else 0
    return round(max(_MIN_RADIUS, _MAX_RADIUS * share if most > 1 else 0), 1)


def _labelled(places: list[MapPlace]) -> tuple[MapPlace, ...]:
    """Return places with the sides at which there is room for their names.

    Names that have room on a phone stand at the same side on wider maps, beside others.
    """
    sides: dict[int, LabelSide] = {}
    narrow = frozenset(_place_labels(places, _NARROW, sides))
    _place_labels(places, _WIDE, sides)
    return tuple(
        place.labelled(sides.get(at, ""), needs_room=at not in narrow)
        for at, place in enumerate(places)
    )


def _place_labels(
    places: list[MapPlace], width: float, sides: dict[int, LabelSide]
) -> dict[int, LabelSide]:
    """Find sides for names that have none yet, on a map as wide as this, and return all sides."""
    height = width / _ASPECT
    circles = [
        (x - place.radius, y - place.radius, x + place.radius, y + place.radius)
        for place in places
        for x, y in [(place.x * width / 100, place.y * height / 100)]
    ]
    taken = [_label_box(places[at], circles[at], side) for at, side in sides.items()]
    for at, place in enumerate(places):
        for side in () if at in sides else ("right", "left", "below", "above"):
            box = _label_box(place, circles[at], side)
            is_inside = box[0] >= 0 and box[1] >= 0 and box[2] <= width and box[3] <= height
            others = (*taken, *circles[:at], *circles[at + 1 :])
            if is_inside and not any(_overlap(box, other) for other in others):
                sides[at] = side
                taken.append(box)
                break
    return sides


def _label_box(place: MapPlace, circle: _Box, side: LabelSide) -> _Box:
    letters = sum(2 if unicodedata.east_asian_width(one) in "WF" else 1 for one in place.label)
    wide = letters * _LETTER
    left, top, right, bottom = circle
    middle = (left + right) / 2, (top + bottom) / 2
    x, y = middle[0] - wide / 2, middle[1] - _LINE / 2
    match side:
        case "right":
            x = right + 2
        case "left":
            x = left - 2 - wide
        case "below":
            y = bottom
        case "above":
            y = top - _LINE
    return x, y, x + wide, y + _LINE


def _overlap(one: _Box, two: _Box) -> bool:
    return one[0] < two[2] and two[0] < one[2] and one[1] < two[3] and two[1] < one[3]
