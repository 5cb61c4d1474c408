"""Periods that lead into each other: years, their months, and their days."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, timedelta

from communique.brief import wording
from communique.dates import Interval

_DAYS, _MONTHS = 62, 800
"""A period of so many days at most is shown by days, or by months."""
_LEFT, _RIGHT = 1.0, 99.0
TALL = 92.0
"""Pixels of the longest bar."""
_LABELS = 12


@dataclass(frozen=True)
class Bar:
    """How much there is in one period, and where its bar stands."""

    first: date
    last: date
    number: int
    x: float
    width: float
    """Both in percent."""
    tall: float
    label: str
    """Below the bar; empty where there is no room for one."""

    @property
    def words(self) -> str:
        """The period in words."""
        return named(self.first, self.last)


def named(first: date | None, last: date | None) -> str:
    """Return a period in words: "2031", "May 2031", "6 May 2031"."""
    return wording.interval(Interval(start=first, end=last))


def bars(per_day: Mapping[date, int], first: date | None, last: date | None) -> list[Bar]:
    """Return the bars of a period: of its days, months or years, as its length asks for."""
    if not per_day:
        return []
    begin, end = first or min(per_day), last or max(per_day)
    length = (end - begin).days + 1
    step = _day if length <= _DAYS else _month if length <= _MONTHS else _year
    if first is None:
        begin = step(begin)[0]
    numbers: Counter[date] = Counter()
    for day, number in per_day.items():
        # What began before the period and lasts into it counts where the period begins.
        numbers[step(max(day, begin))[0]] += number
    starts = [begin]
    while (following := step(starts[-1])[1] + timedelta(days=1)) <= end:
        starts.append(following)
    most = max(numbers.values())
    wide = (_RIGHT - _LEFT) / len(starts)
    every = -(-len(starts) // _LABELS)
    return [
        Bar(
            first=start,
            last=min(step(start)[1], last or date.max),
            number=numbers[step(start)[0]],
            x=round(_LEFT + place * wide, 2),
            width=round(min(wide * 0.8, 7.0), 2),
            tall=round(TALL * numbers[step(start)[0]] / most, 1),
            label=_label(start, step) if place % every == 0 else "",
        )
        for place, start in enumerate(starts)
    ]


def around(first: date | None, last: date | None) -> list[tuple[str, date, date]]:
    """Return the larger periods in which one lies, the largest first, and the period itself."""
    if first is None or last is None:
        return []
    found = []
    for step in (_year, _month):
        begin, end = step(first)
        if last <= end:
            found.append((named(begin, end), begin, end))
    if not found or (found[-1][1], found[-1][2]) != (first, last):
        found.append((named(first, last), first, last))
    return found


def _day(day: date) -> tuple[date, date]:
    return day, day


def _month(day: date) -> tuple[date, date]:
    begin = day.replace(day=1)
    return begin, (begin + timedelta(days=32)).replace(day=1) - timedelta(days=1)


def _year(day: date) -> tuple[date, date]:
    return date(day.year, 1, 1), date(day.year, 12, 31)


def _label(start: date, step: object) -> str:
    if step is _year:
        return str(start.year)
    return f"{start:%b} {start.year}" if step is _month else f"{start.day} {start:%b}"
