"""Make the outline of the land that the Map of the app draws, from Natural Earth.

    npm pack world-atlas@2.0.2 && tar xzf world-atlas-2.0.2.tgz package/land-50m.json
    pip install shapely
    python -m training.coastline package/land-50m.json

Natural Earth's land at 1:50m (naturalearthdata.com, public domain) is taken from the npm package
`world-atlas` (ISC), which has it as TopoJSON. It is land alone: no border is drawn. Points that
move the coast by less than a few kilometres are left out, and so are islands that would be a dot.
"""

from __future__ import annotations

import json
import sys
from collections.abc import Iterator
from itertools import pairwise
from pathlib import Path
from typing import Any

from shapely.geometry import Polygon

OUT = Path(__file__).parents[1] / "communique" / "web" / "land.tsv"
UNIT = 25
"""Parts of a degree to which coordinates are rounded."""
TOLERANCE = 0.07
"""Degrees by which the coast may be moved."""
SMALLEST = 0.03
"""Square degrees of the smallest island, or lake, that is drawn."""
HEAD = (
    "# source: Natural Earth 1:50m land (https://www.naturalearthdata.com, public domain) through "
    "the npm package world-atlas 2.0.2 (ISC)\n"
    f"# made by training/coastline.py: a ring a line, in parts of a degree ({UNIT} to one): west, "
    "south, east, north, then longitude and latitude of its first point, and the steps to the "
    "next, southward\n"
)

Point = tuple[float, float]


def rings(topology: dict[str, Any]) -> Iterator[list[Point]]:
    """Yield the rings of the land: outlines, and the holes in them."""
    arcs = [list(_unpacked(arc, topology["transform"])) for arc in topology["arcs"]]
    for geometry in topology["objects"]["land"]["geometries"]:
        many = geometry["type"] == "MultiPolygon"
        for polygon in geometry["arcs"] if many else [geometry["arcs"]]:
            for ring in polygon:
                points: list[Point] = []
                for number in ring:
                    arc = arcs[number] if number >= 0 else arcs[~number][::-1]
                    points += arc[1:] if points else arc
                yield _unrolled(points)


def _unpacked(arc: list[list[int]], transform: dict[str, list[float]]) -> Iterator[Point]:
    (wide, tall), (west, south) = transform["scale"], transform["translate"]
    x = y = 0
    for step_x, step_y in arc:
        x, y = x + step_x, y + step_y
        yield x * wide + west, y * tall + south


def _unrolled(ring: list[Point]) -> list[Point]:
    """Return a ring that goes on over the date line, and one around a pole closed there."""
    found = ring[:1]
    for lon, lat in ring[1:]:
        turns = round((found[-1][0] - lon) / 360)
        found.append((lon + 360 * turns, lat))
    if abs(found[-1][0] - found[0][0]) > 180:
        pole = -90.0 if found[0][1] < 0 else 90.0
        found += [(found[-1][0], pole), (found[0][0], pole), found[0]]
    return found


def line_of(ring: list[Point]) -> str | None:
    """Return the line of a ring; None where it is too small to be drawn."""
    whole = Polygon(ring)
    if whole.area < SMALLEST:
        return None
    points = [
        (round(lon * UNIT), round(lat * UNIT))
        for lon, lat in whole.simplify(TOLERANCE).exterior.coords
    ]
    points = [point for at, point in enumerate(points) if at == 0 or point != points[at - 1]][:-1]
    if len(points) < 3:
        return None
    lons, lats = [lon for lon, _ in points], [lat for _, lat in points]
    steps = [f"{b[0] - a[0]} {a[1] - b[1]}" for a, b in pairwise(points)]
    cells = (min(lons), min(lats), max(lons), max(lats), *points[0], " ".join(steps))
    return "\t".join(map(str, cells))


if __name__ == "__main__":
    land = json.loads(Path(sys.argv[1]).read_text(encoding="utf-8"))
    lines = [line for ring in rings(land) if (line := line_of(ring))]
    OUT.write_text(HEAD + "\n".join(lines) + "\n", encoding="utf-8")
