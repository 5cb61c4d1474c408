"""How the parties in a record move, where they are stuck, and which conditions wait for each other.

The rules are those of `movement`, `sticking` and `deadlocks`; here they are put to the latest
positions that the record holds.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import date

from communique.analysis.deadlocks import Deadlock, find_deadlocks
from communique.analysis.layout import Layout, Line, Scope, lay_out, stories_of
from communique.analysis.movement import find_movements
from communique.analysis.stance import Voice, voice
from communique.analysis.stands import Quotes, latest_stands, words_of_parties
from communique.analysis.sticking import find_held, find_sticking_points
from communique.matching.model import Movement, Stand, StickingPoint
from communique.record.view import View

MOST = 50
"""Lines of an answer, where nobody says how many."""
_REPORTS = 24
"""Reports of a party on an issue in which movement is looked for, the latest ones."""
_HELD = 10
"""Reports of each stance of a party on an issue among which is what it still holds."""


@dataclass(frozen=True)
class Move:
    """A movement, with whose words its two positions are."""

    issue: Line
    movement: Movement
    before: Voice
    after: Voice


@dataclass(frozen=True)
class Stuck:
    """A sticking point, with what it is ranked by."""

    issue: Line
    point: StickingPoint
    one: Voice
    other: Voice
    stories: int
    """How many independent stories tell of the positions of the less heard of the two sides."""
    latest: date | None
    """When the later of the two positions was reported."""
    last_movement: Movement | None
    """The last one of either side on the issues of the point."""


@dataclass(frozen=True)
class Bargain:
    """All that the rules are put to: the latest positions of the parties."""

    layout: Layout
    stands: Mapping[str, list[Stand]]
    """The parties' positions by the name of the issue."""
    movements: Mapping[str, tuple[Movement, ...]]
    """Of older days not all positions are here: that a party moved is sure, but not the day."""
    names: frozenset[str]
    tables: Mapping[str, frozenset[str]]
    whole_since: Mapping[tuple[str, str], date]

    def moved_on(self, issue: str) -> tuple[Movement, ...]:
        """Return the movements on an issue of which the day is sure too."""
        return tuple(
            m
            for m in self.movements[issue]
            if (m.before.date or date.min) >= self.whole_since.get((issue, m.party.id), date.min)
        )


def movements(
    view: View, scope: Scope | None = None, *, since: date | None = None, most: int = MOST
) -> tuple[Move, ...]:
    """Return how the parties moved, the latest movement first.

    A party's latest reports on an issue are looked at: ask at an earlier day to look further back.

    Args:
        view: the record.
        scope: what is looked at.
        since: only movements to what was said on that day or later.
        most: so many at most, the latest ones.

    Raises:
        NotInRecord: the record knows no such party or issue.

    """
    talks = bargain(view, scope or Scope(), each=_REPORTS)
    parties = {party.id for party in talks.layout.parties}
    found = [
        Move(line, m, voice(m.before, parties), voice(m.after, parties))
        for line in talks.layout.issues
        for m in talks.movements[line.name]
        if m.party.id in talks.layout.wanted
        and (since is None or (m.after.date is not None and m.after.date >= since))
    ]
    found.sort(key=lambda m: m.movement.after.date or date.min, reverse=True)
    del found[most:]
    quotes = Quotes(view, (s for m in found for s in (m.movement.before, m.movement.after)))
    return tuple(replace(m, movement=quotes.movement(m.movement)) for m in found)


def sticking_points(
    view: View, scope: Scope | None = None, *, most: int = MOST
) -> tuple[Stuck, ...]:
    """Return where the latest positions of two parties exclude each other, ranked.

    First comes what is best documented: that of whose less heard side the most independent stories
    tell; among equals, what was reported last.

    Raises NotInRecord where the record knows no such party or issue.
    """
    talks = bargain(view, scope or Scope(), each=_HELD, by_stance=True, beyond=True)
    layout = talks.layout
    parties = {party.id for party in layout.parties}
    lines = {line.name: line for line in layout.issues}
    # By identity: a stand holds much, and takes long to hash.
    issue_of = {id(s): lines[name] for name, stands in talks.stands.items() for s in stands}
    found = find_sticking_points(talks.stands, talks.movements, talks.names, talks.tables)
    cells = ((issue_of[id(s)].id, s.party.id) for p in found for s in (p.one, p.other))
    stories = stories_of(view, layout, cells)
    points = []
    for point in found:
        sides = (point.one, point.other)
        if not {stand.party.id for stand in sides} & layout.wanted:
            continue
        points.append(
            Stuck(
                issue=lines[point.issue],
                point=point,
                one=voice(point.one, parties),
                other=voice(point.other, parties),
                stories=min(stories[issue_of[id(s)].id, s.party.id] for s in sides),
                latest=max((s.date for s in sides if s.date is not None), default=None),
                last_movement=_last_movement(talks, {issue_of[id(s)].name for s in sides}, sides),
            )
        )
    points.sort(key=lambda p: (-p.stories, -(p.latest or date.min).toordinal(), p.point.sentence))
    del points[most:]
    quotes = Quotes(view, (s for p in points for s in _stands_of(p)))
    return tuple(
        replace(
            p,
            point=quotes.point(p.point),
            last_movement=quotes.movement(p.last_movement) if p.last_movement else None,
        )
        for p in points
    )


def deadlocks(view: View, scope: Scope | None = None) -> tuple[Deadlock, ...]:
    """Return the conditions that wait for each other, those latest known first.

    Raises NotInRecord where the record knows no such party or issue.
    """
    talks = bargain(view, scope or Scope(), each=_HELD, by_stance=True, beyond=True)
    held = find_held(talks.stands, talks.movements, talks.names)
    found = [
        deadlock
        for deadlock in find_deadlocks(held, talks.tables)
        if {stand.party.id for stand in deadlock.stands} & talks.layout.wanted
    ]
    quotes = Quotes(view, (stand for deadlock in found for stand in deadlock.stands))
    return tuple(
        replace(
            deadlock,
            stands=tuple(quotes.stand(s) for s in deadlock.stands),
            evidence=quotes.of(deadlock.evidence),
        )
        for deadlock in found
    )


def bargain(
    view: View, scope: Scope, *, each: int, by_stance: bool = False, beyond: bool = False
) -> Bargain:
    """Return the latest positions of the parties, with what the rules must know beside them.

    Args:
        view: the record.
        scope: what is looked at.
        each: how many reports of each party on each issue, the latest ones.
        by_stance: so many for each of the party's stances.
        beyond: as `lay_out` has it.

    Raises NotInRecord where the record knows no such party or issue.
    """
    layout = lay_out(view, scope, beyond=beyond)
    names = words_of_parties(layout)
    latest = latest_stands(view, layout, each=each, by_stance=by_stance)
    stands = latest.stands
    documents = {e.document for found in stands.values() for s in found for e in s.evidence}
    named: dict[str, set[str]] = {party.id: set() for party in layout.parties}
    for actor, here in view.named_in(sorted({*layout.members, *named}), documents).items():
        named[layout.members.get(actor, actor)] |= here
    return Bargain(
        layout=layout,
        stands=stands,
        movements={name: find_movements(name, found, names) for name, found in stands.items()},
        names=names,
        tables={party: frozenset(here) for party, here in named.items()},
        whole_since=latest.whole_since,
    )


def _last_movement(
    talks: Bargain, issues: Iterable[str], sides: Iterable[Stand]
) -> Movement | None:
    parties = {stand.party.id for stand in sides}
    moved = [m for issue in issues for m in talks.moved_on(issue) if m.party.id in parties]
    return max(moved, key=lambda m: (m.after.date or date.min, m.sentence), default=None)


def _stands_of(stuck: Stuck) -> Iterable[Stand]:
    yield from (stuck.point.one, stuck.point.other)
    if stuck.last_movement is not None:
        yield from (stuck.last_movement.before, stuck.last_movement.after)
