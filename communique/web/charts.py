"""Where things go in the pictures of a page.

Pictures are SVG that the templates write. Across, places are percent, so that a picture fits any
width without scripts while its words keep their size; down, they are pixels.
"""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from communique.brief.charts import number
from communique.matching.model import Count, Series

TOP, BOTTOM = 18.0, 178.0
"""Pixels between which the numbers of a chart stand."""
HEIGHT = 206
_LEFT, _RIGHT = 9.0, 96.0
_VOICES = 7
"""Claimants with a colour of their own; the others share the last one."""
_APART = 13.0
"""Pixels between counts of one day."""
_JOINED = 2
"""Lines from a count to later ones that exclude it; of all of them nobody could see anything."""
_STEPS = (1, 2, 3, 7, 14, 28, 91, 182, 365, 1825, 3650)
_TICKS = 6


@dataclass(frozen=True)
class Days:
    """Days across a picture."""

    first: date
    last: date

    def at(self, day: date) -> float:
        """Return where a day stands, in percent."""
        length = (self.last - self.first).days
        share = (day - self.first).days / length if length else 0.5
        return round(_LEFT + share * (_RIGHT - _LEFT), 2)

    @property
    def ticks(self) -> list[tuple[float, str]]:
        """Days that are written below, not too many, each with its place."""
        length = (self.last - self.first).days
        step = next((s for s in _STEPS if length / s < _TICKS), max(1, length // _TICKS))
        years = self.first.year != self.last.year
        days = (self.first + timedelta(days=n) for n in range(0, length + 1, step))
        return [(self.at(d), f"{d.day} {d:%b}" + (f" {d.year}" if years else "")) for d in days]


@dataclass(frozen=True)
class Numbers:
    """Numbers up a picture, from a round one to a round one."""

    low: float
    high: float
    step: float

    @classmethod
    def of(cls, numbers: Sequence[float]) -> Numbers:
        """Return a scale that holds them all, and 0 where that is near."""
        low, high = min(numbers), max(numbers)
        if 0 < low < high / 2 or low == high > 0:
            low = 0.0
        if low == high:
            high = low + 1
        exact = (high - low) / 4
        power = 10.0 ** math.floor(math.log10(exact))
        step = next(s * power for s in (1, 2, 5, 10) if exact <= s * power * 1.0001)
        return cls(math.floor(low / step) * step, math.ceil(high / step) * step, step)

    def at(self, value: float) -> float:
        """Return where a number stands, in pixels from the top."""
        share = (value - self.low) / (self.high - self.low)
        return round(BOTTOM - share * (BOTTOM - TOP), 1)

    @property
    def ticks(self) -> list[tuple[float, str]]:
        """Numbers that are written beside, each with its place."""
        count = round((self.high - self.low) / self.step)
        values = [self.low + n * self.step for n in range(count + 1)]
        return [(self.at(value), number(value)) for value in values]


@dataclass(frozen=True)
class Point:
    """A count in a chart."""

    count: Count
    x: float
    aside: float
    """Pixels by which it stands beside others of its day."""
    y: float
    top: float | None
    """Where its interval ends; None where it is one number."""
    bottom: float | None
    open: bool
    """The interval has no bound on one side."""
    voice: int
    revised: bool
    disputed: bool


@dataclass(frozen=True)
class Stroke:
    """A line between two points: from count to count of one voice, or between two that differ."""

    x1: float
    y1: float
    x2: float
    y2: float
    voice: int | None
    """None between two that exclude each other."""


@dataclass(frozen=True)
class Chart:
    """A series through time."""

    points: tuple[Point, ...]
    strokes: tuple[Stroke, ...]
    days: Days
    numbers: Numbers
    voices: tuple[tuple[int, str], ...]
    """The claimants in the order of their colours."""


def voice_of(count: Count) -> str:
    """Return whose count it is, as the legend has it."""
    return count.claimant.name or "the report itself"


def chart(series: Series) -> Chart | None:
    """Return the chart of a series; None where fewer than two of its counts have day and number."""
    drawn = [c for c in series.counts if c.date is not None and _middle(c) is not None]
    if len(drawn) < 2:
        return None
    days = Days(*_ends(c.date for c in drawn if c.date))
    bounds = [n for c in drawn for n in (c.low, c.high, c.value) if n is not None]
    numbers = Numbers.of(bounds)
    heard = [name for name, _ in Counter(map(voice_of, drawn)).most_common()]
    voices = {name: min(place, _VOICES) for place, name in enumerate(heard)}
    points = tuple(_points(drawn, series, days, numbers, voices))
    legend = [(voices[name], name) for name in heard[:_VOICES]]
    if len(heard) > _VOICES:
        legend.append((_VOICES, f"{len(heard) - _VOICES} others"))
    return Chart(points, tuple(_strokes(points, series)), days, numbers, tuple(legend))


def _ends(days: Iterator[date]) -> tuple[date, date]:
    known = sorted(days)
    return known[0], known[-1]


def _middle(count: Count) -> float | None:
    if count.value is not None:
        return count.value
    if count.low is not None and count.high is not None:
        return (count.low + count.high) / 2
    return count.low if count.low is not None else count.high


def _points(
    drawn: Sequence[Count],
    series: Series,
    days: Days,
    numbers: Numbers,
    voices: dict[str, int],
) -> Iterator[Point]:
    on_day = Counter(count.date for count in drawn)
    placed: Counter[date | None] = Counter()
    revised = {id(each.after) for each in series.revisions}
    disputed = {id(c) for each in series.disagreements for c in (each.one, each.other)}
    for count in drawn:
        beside = placed[count.date] - (on_day[count.date] - 1) / 2
        placed[count.date] += 1
        is_range = count.low != count.high
        top = TOP if count.high is None else numbers.at(count.high)
        bottom = BOTTOM if count.low is None else numbers.at(count.low)
        yield Point(
            count=count,
            x=days.at(count.date or days.first),
            aside=round(max(-40.0, min(40.0, beside * _APART)), 1),
            y=numbers.at(_middle(count) or 0.0),
            top=top if is_range else None,
            bottom=bottom if is_range else None,
            open=is_range and (count.low is None or count.high is None),
            voice=voices[voice_of(count)],
            revised=id(count) in revised,
            disputed=id(count) in disputed,
        )


def _strokes(points: Sequence[Point], series: Series) -> Iterator[Stroke]:
    last: dict[str, Point] = {}
    for point in points:
        name = point.count.claimant.name
        if name is None:
            continue  # reports of several outlets are no one voice
        before = last.get(name)
        if before is not None and before.x != point.x and point.voice < _VOICES:
            yield Stroke(before.x, before.y, point.x, point.y, point.voice)
        last[name] = point
    by_count = {id(point.count): point for point in points}
    joined: Counter[int] = Counter()
    for between in series.disagreements:
        one, other = by_count.get(id(between.one)), by_count.get(id(between.other))
        if one is not None and other is not None and joined[id(one)] < _JOINED:
            joined[id(one)] += 1
            yield Stroke(one.x, one.y, other.x, other.y, None)
