"""What has changed since a day: all that the record tells of it, and what moved in the talks.

New positions and movements are looked for on the issues on which something was said since, with
what the parties said there before: what a side says over again is not new.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from datetime import date

from communique.analysis.bargaining import bargain
from communique.analysis.layout import Scope
from communique.analysis.stance import told
from communique.analysis.stands import Quotes
from communique.matching.model import Movement, Stand
from communique.matching.retelling import sameness
from communique.record.changes import Changed, Changes, Told
from communique.record.view import View

_ISSUES, _PARTIES = 24, 12
_REPORTS = 24
"""Reports of a party on an issue that are looked at, the latest ones."""
_SECTIONS = ("new", "moved", "contradicted", "corrected")


def changes(view: View, since: date, limit: int | None = None) -> Changes:
    """Return what has changed since a day, that day included: new, moved, contradicted, corrected.

    Args:
        view: the record, or what is looked at of it.
        since: the first day of what is new.
        limit: how many changes of each kind at most, the latest ones.

    """
    known = view.changes(since, limit)
    talks = bargain(view, Scope(since=since, most_issues=_ISSUES, most_parties=_PARTIES),
                    each=_REPORTS)  # fmt: skip
    moves = [
        (movement.after.date, movement)
        for movements in talks.movements.values()
        for movement in movements
        if movement.after.date is not None and movement.after.date >= since
    ]
    moves.sort(key=lambda found: (-found[0].toordinal(), found[1].sentence))
    new = _new(talks.stands.values(), since, {id(move.after) for _, move in moves})
    shown, shown_moves = new[:limit], moves[:limit]
    quotes = Quotes(view, [s for _, s in shown] + [s for _, m in shown_moves for s in _both(m)])
    found = (
        Told("new", "position", tuple(_position(day, s, quotes) for day, s in shown), len(new)),
        Told("moved", "movement", tuple(_move(day, m, quotes) for day, m in shown_moves),
             len(moves)),
    )  # fmt: skip
    told = sorted(
        (*(each for each in found if each.of), *known.told),
        key=lambda each: _SECTIONS.index(each.section),
    )
    return replace(known, told=tuple(told))


def _new(
    issues: Iterable[Iterable[Stand]], since: date, moved: set[int]
) -> list[tuple[date, Stand]]:
    """Return the positions that were first told since, but for those that a movement led to."""
    found = []
    for stands in issues:
        said = set()
        for stand in sorted(stands, key=lambda each: each.date or date.min):
            same = sameness(stand)
            new = same not in said and id(stand) not in moved
            if new and stand.date is not None and stand.date >= since:
                found.append((stand.date, stand))
            said.add(same)
    return sorted(found, key=lambda each: (-each[0].toordinal(), each[1].party.id, each[1].words))


def _position(day: date, stand: Stand, quotes: Quotes) -> Changed:
    first = stand.evidence[0]
    number = f"{first.document}:{first.span.start}:{stand.stance}"
    return Changed(number, "position", f"{told(stand)}.", day, quotes.of(stand.evidence))


def _move(day: date, movement: Movement, quotes: Quotes) -> Changed:
    at = " ".join(f"{s.evidence[0].document}:{s.evidence[0].span.start}" for s in _both(movement))
    number = f"{movement.kind} {at}"
    return Changed(number, "movement", movement.sentence, day, quotes.of(movement.evidence))


def _both(movement: Movement) -> tuple[Stand, Stand]:
    return (movement.before, movement.after)
