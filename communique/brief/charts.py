"""Small pictures: where things go, in percent, so that they fit any width."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Self

from communique.brief.model import Line, Mark, Range
from communique.brief.wording import day

_STEPS = (1, 2, 3, 7, 14, 28, 91, 182, 365, 1825, 3650)
_WITH_YEAR = 365
_TICKS = 6
_STACK = 6
_EDGE = 4.0
"""Percent that stay free at each side, for the arrows of open ends and half of a label."""


@dataclass(frozen=True)
class Bar:
    """A figure's range: from `left` to `right`, with an open end where the words set no bound."""

    left: float
    right: float
    open_left: bool
    open_right: bool

    @property
    def width(self) -> float:
        """Its width in percent; 0 where the words give one number."""
        return round(self.right - self.left, 2)


@dataclass(frozen=True)
class Scale:
    """Numbers from `low` to `high` across a picture."""

    low: float
    high: float

    @classmethod
    def of(cls, lines: Sequence[Line]) -> Self | None:
        """Return the scale of the figures among `lines`; None where there is nothing to compare."""
        spans = [line.span for line in lines if line.span is not None]
        ends = {end for span in spans for end in (span.low, span.high) if end is not None}
        return cls(min(ends), max(ends)) if len(ends) > 1 else None

    def at(self, number: float) -> float:
        """Return where `number` stands, in percent."""
        share = (number - self.low) / (self.high - self.low)
        return round(_EDGE + share * (100 - 2 * _EDGE), 2)

    def bar(self, span: Range | None) -> Bar | None:
        """Return the bar of a figure; None where its words set no bound at all."""
        if span is None or (span.low is None and span.high is None):
            return None
        left = 0.0 if span.low is None else self.at(span.low)
        right = 100.0 if span.high is None else self.at(span.high)
        return Bar(left, right, span.low is None, span.high is None)


@dataclass(frozen=True)
class Dot:
    """An event on the picture of the timeline."""

    x: float
    level: int
    """How many dots stand below it on the same day."""
    line: Line


@dataclass(frozen=True)
class Days:
    """The picture of a timeline."""

    dots: tuple[Dot, ...]
    ticks: tuple[tuple[float, str], ...]
    levels: int


def days(marks: Sequence[Mark]) -> Days | None:
    """Return the picture of what happened on which day; None for fewer than two days."""
    if len({mark.day for mark in marks}) < 2:
        return None
    first, last = min(m.day for m in marks), max(m.day for m in marks)
    length = (last - first).days

    def at(when: date) -> float:
        return round(_EDGE + (when - first).days / length * (100 - 2 * _EDGE), 2)

    on_day: Counter[date] = Counter()
    dots: list[Dot] = []
    for mark in marks:
        # A day on which more happened than fits is a full column; the list below has it all.
        if on_day[mark.day] < _STACK:
            dots.append(Dot(at(mark.day), on_day[mark.day], mark.line))
        on_day[mark.day] += 1
    step = next((s for s in _STEPS if length / s < _TICKS), max(1, length // _TICKS))
    ticks = [first + timedelta(days=n) for n in range(0, length + 1, step)]
    labels = tuple(
        (at(tick), day(tick) if step >= _WITH_YEAR else f"{tick.day} {tick:%b}") for tick in ticks
    )
    return Days(tuple(dots), labels, min(_STACK, max(on_day.values())))


def number(value: float) -> str:
    """Return a number as it is written on an axis."""
    return f"{value:,.10g}"
