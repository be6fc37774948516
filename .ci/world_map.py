"""Makes the theme's map of the world anew, static/world.svg, from Natural Earth's data.

They come from Mike Bostock's package world-atlas. Natural Earth is in the public domain. The map
has land and the borders of states as Natural Earth draws them: who governs, not who claims.
"""

import json
import math
import sys
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from itertools import chain, pairwise
from pathlib import Path
from typing import Any

from newsgen.model.coordinates import MAP_BOUNDS, Coordinates, map_position
from newsgen.runtime.npm_package import NpmPackage, fetch_packages

FILE = Path(__file__).resolve().parent.parent / "static" / "world.svg"
PACKAGE = NpmPackage(
    "world-atlas",
    "2.0.2",
    "IXfV0qwlKXpckz1FhwXVwKRjiIhOnWttOskm5CtxMsjgE/MXAYRHWJqgXOpM8IkcPBoXnyTU5lFHcYa5ChG0LQ==",
    {"countries-50m.json": "countries.json"},
)
TOLERANCE = 1.5
"""Units of the map by which a line may differ from the data."""

SMALLEST = 4
"""The area of an island that is drawn, in square units."""

STYLE = 'fill="#808080" fill-opacity=".3"'
BORDERS = (
    'fill="none" stroke="#808080" stroke-opacity=".6" stroke-width="1" '
    'vector-effect="non-scaling-stroke"'
)
"""Grey that is seen on paper and on black: the file does not know which scheme a reader chose."""

Point = tuple[float, float]

LEFT, TOP, RIGHT, BOTTOM = map(round, MAP_BOUNDS)
WIDTH = RIGHT - LEFT


def main() -> None:
    """Write the file."""
    topology = json.loads(fetch_packages([PACKAGE])["countries.json"])
    arcs = [*map(rounded, map(simplified, projected(topology)))]
    box = f"{LEFT} {TOP} {WIDTH} {BOTTOM - TOP}"
    land = "".join(path(ring, is_closed=True) for ring in rings(topology, arcs))
    borders = "".join(map(path, shared_arcs(topology, arcs)))
    FILE.write_text(
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="{box}" {STYLE}>\n'
        f'<path d="{land}"/>\n<path {BORDERS} d="{borders}"/>\n</svg>\n',
        "utf-8",
    )
    sys.stdout.write(f"world.svg: {FILE.stat().st_size:,} bytes\n")


def projected(topology: dict[str, Any]) -> Iterator[list[Point]]:
    """Yield the lines of a TopoJSON as points of the map. Its numbers are differences."""
    transform = topology["transform"]
    (scale_x, scale_y), (start_x, start_y) = transform["scale"], transform["translate"]
    for arc in topology["arcs"]:
        x = y = 0
        points = []
        for step_x, step_y in arc:
            x, y = x + step_x, y + step_y
            latitude, longitude = y * scale_y + start_y, x * scale_x + start_x
            points.append(map_position(Coordinates(latitude, longitude)))
        yield points


def simplified(points: Sequence[Point]) -> list[Point]:
    """Return a line with as few points as the tolerance lets be, after Douglas and Peucker."""
    last = len(points) - 1
    if last < 2:
        return [*points]
    kept = {0, last}
    parts = [(0, last)]
    if points[0] == points[-1]:
        far = max(range(last), key=lambda at: math.dist(points[at], points[0]))
        kept.add(far)
        parts = [(0, far), (far, last)]
    while parts:
        low, high = parts.pop()
        inner = range(low + 1, high)
        far = max(inner, key=lambda at: distance(points, at, low, high), default=0)
        if far and distance(points, far, low, high) > TOLERANCE:
            kept.add(far)
            parts += [(low, far), (far, high)]
    return [points[at] for at in sorted(kept)]


def distance(points: Sequence[Point], at: int, low: int, high: int) -> float:
    """Return how far a point is from the line through two others."""
    (x1, y1), (x2, y2), (x, y) = points[low], points[high], points[at]
    length = math.hypot(x2 - x1, y2 - y1)
    return abs((x - x1) * (y2 - y1) - (y - y1) * (x2 - x1)) / length if length else 0


def rounded(points: Iterable[Point]) -> list[Point]:
    """Return points in whole units."""
    return [(round(x), round(y)) for x, y in points]


def rings(topology: dict[str, Any], arcs: Sequence[list[Point]]) -> Iterator[list[Point]]:
    """Yield the outlines of land, without the smallest islands and the Antarctic.

    What goes over the 180th meridian is drawn at both edges of the map.
    """
    (geometry,) = topology["objects"]["land"]["geometries"]
    for numbers in (ring for polygon in geometry["arcs"] for ring in polygon):
        outline = unwrapped(joined(numbers, arcs))
        points = {*outline}
        if len(points) < 3 or area(outline) < SMALLEST:
            continue
        if min(y for _, y in outline) > BOTTOM:
            continue
        yield outline
        for shift in (-WIDTH, WIDTH):
            moved = [(x + shift, y) for x, y in outline]
            if min(x for x, _ in moved) < RIGHT and max(x for x, _ in moved) > LEFT:
                yield moved


def joined(numbers: Iterable[int], arcs: Sequence[list[Point]]) -> list[Point]:
    """Return the points of lines one after the other; a line with a negative number goes back."""
    points: list[Point] = []
    for number in numbers:
        arc = arcs[number] if number >= 0 else arcs[~number][::-1]
        points += arc[1:] if points else arc
    return points


def unwrapped(points: Sequence[Point]) -> list[Point]:
    """Return an outline without leaps from one edge of the map to the other."""
    shift = 0
    moved = [points[0]]
    for (before, _), (x, y) in pairwise(points):
        if abs(x - before) > WIDTH / 2:
            shift += WIDTH if x < before else -WIDTH
        moved.append((x + shift, y))
    return moved


def area(points: Sequence[Point]) -> float:
    """Return the area that an outline has."""
    pairs = zip(points, [*points[1:], points[0]], strict=True)
    return abs(sum(x1 * y2 - x2 * y1 for (x1, y1), (x2, y2) in pairs)) / 2


def shared_arcs(topology: dict[str, Any], arcs: Sequence[list[Point]]) -> Iterator[list[Point]]:
    """Yield the lines that are part of two states."""
    uses: Counter[int] = Counter()
    for state in topology["objects"]["countries"]["geometries"]:
        parts = state.get("arcs", [])
        outlines = chain.from_iterable(parts) if state["type"] == "MultiPolygon" else parts
        for numbers in outlines:
            uses.update(number if number >= 0 else ~number for number in numbers)
    yield from (arcs[number] for number, count in uses.items() if count > 1)


def path(points: Sequence[Point], *, is_closed: bool = False) -> str:
    """Return the commands of SVG that draw a line."""
    (x, y), *others = points
    steps = []
    for next_x, next_y in others:
        if (next_x, next_y) != (x, y):
            steps.append(f"{next_x - x},{next_y - y}".replace(",-", "-"))
            x, y = next_x, next_y
    line = " ".join(steps).replace(" -", "-")
    return f"M{points[0][0]} {points[0][1]}l{line}{'z' if is_closed else ''}" if steps else ""


if __name__ == "__main__":
    main()
