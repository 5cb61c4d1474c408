"""Who met whom as a picture, and the days on which someone met as a calendar."""

from __future__ import annotations

import math
from calendar import Calendar
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from itertools import combinations

from communique.matching.model import Happening

WIDTH, HEIGHT = 780, 470
_ACROSS, _DOWN = 205, 175
_NODES = 16
_MONTHS = 6


@dataclass(frozen=True)
class Node:
    """An actor in the picture."""

    id: str
    name: str
    meetings: int
    x: float
    y: float
    radius: float
    anchor: str
    """On which side of its place the name stands, as SVG says it."""
    label_x: float
    label_y: float


@dataclass(frozen=True)
class Tie:
    """Two actors who met, or are to meet."""

    path: str
    wide: float
    words: str
    planned: bool
    """No meeting of theirs is told to have taken place."""


@dataclass(frozen=True)
class Network:
    """Who met whom."""

    nodes: tuple[Node, ...]
    ties: tuple[Tie, ...]
    others: int
    """Actors for whom there is no room: those who met least."""


@dataclass(frozen=True)
class Month:
    """A month of the calendar, week by week from Monday; 0 stands for days of other months."""

    first: date
    weeks: tuple[tuple[int, ...], ...]
    meetings: dict[int, int]
    """By day of the month."""


def network(met: Iterable[Happening]) -> Network:
    """Return the picture of contacts, those who met most nearest the top, then clockwise."""
    happened: Counter[tuple[str, str]] = Counter()
    ahead: Counter[tuple[str, str]] = Counter()
    names: dict[str, str] = {}
    meetings: Counter[str] = Counter()
    for contact in met:
        there = {actor.id: actor.name for actor in (*contact.actors, *contact.recipients)}
        statuses = contact.statuses
        if len(there) < 2 or statuses <= {"denied"}:
            continue
        names |= there
        meetings.update(there.keys())
        took_place = bool(statuses & {"happened", "ongoing"})
        (happened if took_place else ahead).update(combinations(sorted(there), 2))
    shown = [name for name, _ in sorted(meetings.items(), key=lambda m: (-m[1], m[0]))][:_NODES]
    order = _order(shown, happened + ahead)
    nodes = {n.id: n for n in _nodes(order, names, meetings)}
    ties = tuple(
        _tie(nodes[pair[0]], nodes[pair[1]], happened[pair], ahead[pair])
        for pair in sorted(happened.keys() | ahead.keys())
        if pair[0] in nodes and pair[1] in nodes
    )
    return Network(tuple(nodes.values()), ties, len(meetings) - len(shown))


def calendar(met: Iterable[Happening]) -> list[Month]:
    """Return the latest months in which there were contacts whose day is known."""
    months: dict[date, Counter[int]] = defaultdict(Counter)
    for contact in met:
        if contact.exact and contact.date and contact.date.start:
            day = contact.date.start
            months[day.replace(day=1)][day.day] += 1
    return [
        Month(
            month,
            tuple(tuple(week) for week in Calendar().monthdayscalendar(month.year, month.month)),
            dict(months[month]),
        )
        for month in sorted(months)[-_MONTHS:]
    ]


def _order(shown: Sequence[str], ties: Counter[tuple[str, str]]) -> list[str]:
    """Return actors so that those who met often stand side by side."""
    order = list(shown[:1])
    left = list(shown[1:])
    while left:
        after = order[-1]
        following = max(left, key=lambda n: (ties[min(n, after), max(n, after)], -left.index(n)))
        order.append(following)
        left.remove(following)
    return order


def _nodes(order: Sequence[str], names: dict[str, str], meetings: Counter[str]) -> Iterator[Node]:
    most = max(meetings.values(), default=1)
    for place, name in enumerate(order):
        angle = 2 * math.pi * place / max(1, len(order)) - math.pi / 2
        x = WIDTH / 2 + _ACROSS * math.cos(angle)
        y = HEIGHT / 2 + _DOWN * math.sin(angle)
        radius = 5 + 9 * math.sqrt(meetings[name] / most)
        side = math.cos(angle)
        anchor = "middle" if abs(side) < 0.3 else "start" if side > 0 else "end"
        away = radius + 6
        yield Node(
            id=name,
            name=names[name],
            meetings=meetings[name],
            x=round(x, 1),
            y=round(y, 1),
            radius=round(radius, 1),
            anchor=anchor,
            label_x=round(x + (0 if anchor == "middle" else math.copysign(away, side)), 1),
            label_y=round(
                y + (math.copysign(away + 5, math.sin(angle)) if anchor == "middle" else 0) + 4, 1
            ),
        )


def _tie(one: Node, other: Node, happened: int, ahead: int) -> Tie:
    # Bent towards the middle, so that a line runs beside the names, not through them.
    bend_x = ((one.x + other.x) / 2 + WIDTH / 2) / 2
    bend_y = ((one.y + other.y) / 2 + HEIGHT / 2) / 2
    told = [f"{happened} contact{'' if happened == 1 else 's'}"] if happened else []
    told += [f"{ahead} planned or possible"] if ahead else []
    return Tie(
        path=f"M{one.x} {one.y}Q{bend_x:.1f} {bend_y:.1f} {other.x} {other.y}",
        wide=round(1 + 1.6 * math.log2(1 + happened + ahead), 1),
        words=f"{one.name} – {other.name}: {', '.join(told)}",
        planned=not happened,
    )
