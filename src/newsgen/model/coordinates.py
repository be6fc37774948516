"""Where a place is on the earth, and where that is on the map of the theme.

The map is drawn in the projection of Tom Patterson (Patterson, Šavrič and Jenny, *Introducing the
Patterson Cylindrical Projection*, 2014): meridians and parallels are straight lines, so that any
part of it is a map too, and land near the poles is not swollen as in Mercator's.
"""

import math

from newsgen.model.value import Value

_UNITS = 10.0
"""Units of the map in a degree of longitude, and of latitude at the equator."""

_FACTORS = (1.0148, 0.23185, -0.14499, 0.02406)
"""Of the first, fifth, seventh and ninth power of a latitude."""

_NORTH, _SOUTH = 84.0, -58.0
"""The latitudes at which the map ends; nobody is told of further south."""


class Coordinates(Value, frozen=True, array_like=True):
    """A point of the earth, in degrees (WGS 84).

    latitude: north of the equator, -90 to 90. longitude: east of Greenwich, -180 to 180.
    """

    latitude: float
    longitude: float


def map_position(point: Coordinates) -> tuple[float, float]:
    """Return where a point is on the map, in its units: to the right, and downwards.

    Both are counted from where the equator meets the meridian of Greenwich.
    """
    angle = math.radians(point.latitude)
    square = angle * angle
    one, five, seven, nine = _FACTORS
    height = angle * (one + square * square * (five + square * (seven + square * nine)))
    return point.longitude * _UNITS, -math.degrees(height) * _UNITS


MAP_BOUNDS = (
    *map_position(Coordinates(_NORTH, -180)),
    *map_position(Coordinates(_SOUTH, 180)),
)
"""The left, upper, right and lower end of the map, in its units."""
