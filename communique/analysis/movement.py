"""Movement: a side's stance, condition or figure on an issue that changed between two dates."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Hashable, Sequence
from datetime import date
from typing import Literal

from communique.analysis.stance import LEANING, apart, dated, matter, told
from communique.matching.evidence import in_order
from communique.matching.issues import share
from communique.matching.model import Movement, Stand
from communique.matching.wording import subjects_in

_SAME_MATTER = 0.5
_MOST_A_DAY = 8
"""Wordings of one day that are compared: a side that says more than this says it over again."""

Kind = Literal["stance", "condition", "figure"]


def find_movements(
    issue: str, stands: Sequence[Stand], names: frozenset[str]
) -> tuple[Movement, ...]:
    """Return how each side moved on an issue, earliest first. Undated positions play no part."""
    by_party: dict[str, dict[date, list[Stand]]] = defaultdict(lambda: defaultdict(list))
    for stand in stands:
        if stand.date is not None:
            by_party[stand.party.id][stand.date].append(stand)
    found: list[Movement] = []
    for party in sorted(by_party):
        days = by_party[party]
        found += _moves(issue, days, names, _leaning, "stance")
        found += _moves(issue, days, names, _condition, "condition")
        found += _moves(issue, days, names, _figure, "figure")
    return tuple(sorted(found, key=lambda m: (m.after.date or date.min, m.party.id, m.kind)))


def _moves(
    issue: str,
    days: dict[date, list[Stand]],
    names: frozenset[str],
    measure: Callable[[Stand], Hashable | None],
    kind: Kind,
) -> list[Movement]:
    """Compare each day with the last one before it on which the side spoke in that respect."""
    found = []
    before: list[Stand] = []
    for day in sorted(days):
        after = [s for s in days[day] if measure(s) is not None][:_MOST_A_DAY]
        if not after:
            continue
        pairs = [
            (share(matter(a, names), matter(b, names)), a, b)
            for a in before
            for b in after
            if _moved(a, b, kind)
        ]
        then, now = {measure(s) for s in before}, {measure(s) for s in after}
        pairs = [
            (shared, a, b)
            for shared, a, b in pairs
            # What is said on both days was kept, whatever else was said beside it.
            if shared > _SAME_MATTER and measure(a) not in now and measure(b) not in then
        ]
        if pairs:
            _, a, b = max(pairs, key=lambda pair: pair[0])
            found.append(_movement(issue, kind, a, b))
        before = after
    return found


def _leaning(stand: Stand) -> Hashable | None:
    leaning = LEANING[stand.stance]
    return None if leaning == "wanting" else leaning


def _condition(stand: Stand) -> Hashable | None:
    return (stand.stance, _waited_for(stand))


def _waited_for(stand: Stand) -> frozenset[str]:
    return subjects_in(stand.condition.words) if stand.condition else frozenset()


def _figure(stand: Stand) -> Hashable | None:
    return (stand.stance, stand.amounts) if stand.amounts else None


def _moved(before: Stand, after: Stand, kind: Kind) -> bool:
    if kind == "stance":
        return LEANING[before.stance] != LEANING[after.stance]
    if before.stance != after.stance:
        return False
    if kind == "figure":
        return apart(before.amounts, after.amounts)
    one, other = _waited_for(before), _waited_for(after)
    return bool(one or other) and share(one, other) <= _SAME_MATTER


def _movement(issue: str, kind: Kind, before: Stand, after: Stand) -> Movement:
    sentence = f"{told(before)} ({dated(before)}); then: {told(after)} ({dated(after)})."
    return Movement(
        kind=kind,
        party=after.party,
        issue=issue,
        before=before,
        after=after,
        sentence=sentence,
        evidence=in_order((*before.evidence, *after.evidence)),
    )
