"""The parts of views that are maps of places."""

from typing import Literal

from newsgen.model.value import Value, replace
from newsgen.pages.view_components import Link

LabelSide = Literal["", "right", "left", "below", "above"]


class MapPlace(Link, frozen=True):
    """A place on a map.

    Attributes:
        address: Of its page; empty if the map is on that page.
        count: The number of stories that its circle stands for.
        x, y: Where it is, in percent of the map's width and height.
        radius: Of its circle, in pixels.
        side: On which side of the circle its name has room; empty if on none.
        needs_room: Whether the name has room on wide maps alone.
    """

    count: int
    x: float
    y: float
    radius: float
    side: LabelSide = ""
    needs_room: bool = False

    def labelled(self, side: LabelSide, *, needs_room: bool) -> "MapPlace":
        """Return the same with room for its name."""
        return replace(self, side=side, needs_room=bool(side) and needs_room)


class PlaceMap(Value, frozen=True):
    """A part of the map of the world, with places; the largest circles come first.

    x, y, width, height: where the whole world begins, and how large it is, in percent of the part.
    """

    x: float
    y: float
    width: float
    height: float
    places: tuple[MapPlace, ...]
