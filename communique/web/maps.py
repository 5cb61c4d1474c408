"""Places on a map: what part of the world is shown, the land in it, and where dots and names stand.

The land is that of `land.tsv`, without borders. Degrees of longitude are drawn so much shorter as
they are in the middle of what is shown.
"""

from __future__ import annotations

import math
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import cache
from itertools import pairwise

from communique import data_files
from communique.record import Located

WIDE, TALL = 5, 3
"""The picture's sides; the style has the same."""
_UNIT = 25
"""Parts of a degree in `land.tsv`."""
_STEEPEST = 75.0
"""Latitude from which degrees of longitude are drawn no shorter."""
_MARGIN = 0.16
_LEAST = 6.0
"""Degrees of latitude that are shown at least: closer, the outline is too coarse."""
_FULL = 90.0
_SMALLEST, _LARGEST = 4.5, 17.0
_SHRUNK = 0.6
"""What the style makes of a dot on a phone."""
_BROAD, _NARROW = 900, 330
"""Pixels across on a desk and on a phone, for which names are kept apart."""
_LETTER, _LINE, _GAP = 7.6, 17.0, 4.0
_LONGEST = 26

_Box = tuple[float, float, float, float]
"""Left, top, right, bottom."""


@dataclass(frozen=True)
class Frame:
    """What part of the world is shown, in degrees; it may reach over the date line."""

    west: float
    south: float
    wide: float
    tall: float

    def at(self, lat: float, lon: float) -> tuple[float, float]:
        """Return where a place stands from the left and from the top, in percent."""
        east, down = (lon - self.west) % 360, self.south + self.tall - lat
        return round(100 * east / self.wide, 2), round(100 * down / self.tall, 2)

    def holds(self, lat: float, lon: float) -> bool:
        """Tell whether a place is shown."""
        return (lon - self.west) % 360 <= self.wide and (
            self.south <= lat <= self.south + self.tall
        )

    @property
    def box(self) -> str:
        """The same as SVG's `viewBox`, in the units of the land, north up."""
        sides = (self.west, -self.south - self.tall, self.wide, self.tall)
        return " ".join(f"{side * _UNIT:.0f}" for side in sides)


@dataclass(frozen=True)
class Dot:
    """A spot with the places that lie there."""

    places: tuple[Located, ...]
    """Those first of which most is reported."""
    x: float
    y: float
    radius: float
    is_scene: bool
    """Whether an event is told to have been there."""
    label: str
    """Empty where there is no room for a name."""
    anchor: str
    """On which side of the dot the name stands, as SVG says it."""
    on_phone: bool
    """Whether there is room for the name on a phone, too."""


WORLD = Frame(-180.0, -90.0, 360.0, 180.0)
"""Drawn true at 34 degrees north and south, where it just fills the picture."""


def frame(spots: Iterable[tuple[float, float]]) -> Frame:
    """Return a part of the world that holds all spots, given as latitude and longitude."""
    known = list(spots)
    if not known:
        return WORLD
    lats = [lat for lat, _ in known]
    west, reach = _across([lon for _, lon in known])
    middle_lat, middle_lon = (min(lats) + max(lats)) / 2, west + reach / 2
    squeeze = math.cos(math.radians(min(_STEEPEST, abs(middle_lat))))
    tall = max(_LEAST, (max(lats) - min(lats)) * (1 + 2 * _MARGIN))
    wide = max(tall * WIDE / TALL / squeeze, reach * (1 + 2 * _MARGIN))
    tall = wide * squeeze * TALL / WIDE
    if wide >= 300 or tall >= 150:
        return WORLD
    south = min(max(middle_lat - tall / 2, -_FULL), _FULL - tall)
    return Frame(_even(middle_lon - wide / 2), south, wide, tall)


def land(shown: Frame) -> str:
    """Return the outline of the land that is in a frame, as an SVG path."""
    west, south = shown.west * _UNIT, shown.south * _UNIT
    east, north = west + shown.wide * _UNIT, south + shown.tall * _UNIT
    found = []
    for turn in (-360 * _UNIT, 0, 360 * _UNIT):
        for box, start, steps in _rings():
            across = box[0] + turn <= east and box[2] + turn >= west
            if across and box[1] <= north and box[3] >= south:
                found.append(f"M{start[0] + turn} {-start[1]}l{steps}z")
    return "".join(found)


def dots(
    scenes: Iterable[Located], named: Iterable[Located], shown: Frame
) -> tuple[list[Dot], int]:
    """Return the dots in a frame, and how many places lie outside of it.

    Dots where nothing happened come first, and the smallest last, so that none hides another.
    """
    spots: dict[tuple[float, float], list[Located]] = defaultdict(list)
    outside = 0
    for place in (*scenes, *named):
        lat, lon = place.location.lat, place.location.lon
        if shown.holds(lat, lon):
            spots[lat, lon].append(place)
        else:
            outside += 1
    most = max((_weight(there) for there in spots.values()), default=1)
    marks = [_Mark(*shown.at(*spot), tuple(there), most) for spot, there in spots.items()]
    marks.sort(key=lambda mark: (not mark.is_scene, -mark.radius, mark.x, mark.y))
    on_desk, on_phone = _room(marks, _BROAD, 1.0), _room(marks, _NARROW, _SHRUNK)
    made = [
        Dot(
            places=mark.places,
            x=mark.x,
            y=mark.y,
            radius=mark.radius,
            is_scene=mark.is_scene,
            label=mark.name if mark in on_desk else "",
            anchor=on_desk.get(mark, "start"),
            on_phone=mark in on_desk and on_phone.get(mark) == on_desk[mark],
        )
        for mark in marks
    ]
    return sorted(made, key=lambda dot: dot.is_scene), outside


@dataclass(frozen=True, eq=False)
class _Mark:
    """A dot before it is known whether there is room for its name."""

    x: float
    y: float
    places: tuple[Located, ...]
    most: int
    """Reports of the place of which most is reported."""

    @property
    def is_scene(self) -> bool:
        return any(place.events for place in self.places)

    @property
    def radius(self) -> float:
        share = math.sqrt(_weight(self.places) / self.most) * min(1.0, self.most / 12)
        largest = _LARGEST if self.is_scene else _LARGEST / 2
        return round(_SMALLEST + (largest - _SMALLEST) * share, 1)

    @property
    def name(self) -> str:
        more = f" +{len(self.places) - 1}" if len(self.places) > 1 else ""
        return f"{self.places[0].name}{more}"


def _across(lons: Sequence[float]) -> tuple[float, float]:
    """Return where the shortest stretch around the world begins that holds all, and its length."""
    order = sorted({_even(lon) for lon in lons})
    gaps = [(after - lon, after) for lon, after in pairwise(order)]
    gaps.append((order[0] + 360 - order[-1], order[0]))
    widest, start = max(gaps)
    return start, 360 - widest


def _even(lon: float) -> float:
    return (lon + 180) % 360 - 180


def _weight(there: Iterable[Located]) -> int:
    return max(place.stories for place in there)


def _room(marks: Sequence[_Mark], across: int, scale: float) -> dict[_Mark, str]:
    """Return which of the dots can have their name beside them, the first before the others."""
    taken = {mark: _circle(mark, across, scale) for mark in marks}
    names: list[_Box] = []
    found: dict[_Mark, str] = {}
    for mark in marks:
        for anchor in ("start", "end"):
            box = _beside(mark, across, scale, anchor)
            others = (circle for other, circle in taken.items() if other is not mark)
            inside = box[0] >= 0 and box[2] <= across
            if inside and not any(_meet(box, other) for other in (*names, *others)):
                names.append(box)
                found[mark] = anchor
                break
    return found


def _circle(mark: _Mark, across: int, scale: float) -> _Box:
    x, y, radius = mark.x * across / 100, mark.y * across * TALL / WIDE / 100, mark.radius * scale
    return x - radius, y - radius, x + radius, y + radius


def _beside(mark: _Mark, across: int, scale: float, anchor: str) -> _Box:
    west, _, east, _ = _circle(mark, across, scale)
    y, long = mark.y * across * TALL / WIDE / 100, min(len(mark.name), _LONGEST) * _LETTER
    begin = east + _GAP if anchor == "start" else west - _GAP - long
    return begin, y - _LINE / 2, begin + long, y + _LINE / 2


def _meet(one: _Box, other: _Box) -> bool:
    return one[0] < other[2] and other[0] < one[2] and one[1] < other[3] and other[1] < one[3]


@cache
def _rings() -> tuple[tuple[tuple[int, ...], tuple[int, int], str], ...]:
    return tuple(_read())


def _read() -> Iterator[tuple[tuple[int, ...], tuple[int, int], str]]:
    for west, south, east, north, lon, lat, steps in data_files.rows("communique.web", "land.tsv"):
        yield (int(west), int(south), int(east), int(north)), (int(lon), int(lat)), steps
