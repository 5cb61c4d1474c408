"""Sticking points: latest positions of two sides that exclude each other, as reported."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Literal

from communique.analysis.stance import LEANING, apart, matter, told, waited_for
from communique.matching.evidence import in_order
from communique.matching.issues import share
from communique.matching.model import Movement, Stand, StickingPoint
from communique.matching.wording import settled_by
from communique.vocabulary import Relation

_SAME_MATTER = 0.5
_LATEST = 5
"""Positions of one side, stance and issue that are compared, the latest ones."""
_ENDS = {
    "stances": "As reported, the two exclude each other.",
    "figures": "As reported, the amounts are apart.",
    "conditions": "As reported, one waits on what the other does not grant.",
}
_WAITING: dict[str, frozenset[Relation]] = {
    "against": frozenset({"until", "unless", "only-if", "after"}),
    "wanting": frozenset({"until", "unless", "only-if"}),
    "willing": frozenset({"until", "unless", "only-if", "if", "after", "in-exchange-for"}),
}
Ground = Literal["stances", "conditions", "figures"]


@dataclass(frozen=True)
class Held:
    """A position that still stands, with what it is about."""

    stand: Stand
    issue: str
    matter: frozenset[str]
    waits: frozenset[str]
    """What must come before the side moves."""

    def waits_on(self, other: Held) -> bool:
        """Tell whether what this position waits for is what the other one is about.

        Two who offer to swap wait for nothing.
        """
        about = share(self.waits, other.matter) >= _SAME_MATTER
        return about and not _exchanged(self.stand, other.stand)


def find_sticking_points(
    stands: Mapping[str, Sequence[Stand]],
    movements: Mapping[str, Sequence[Movement]],
    names: frozenset[str],
    tables: Mapping[str, frozenset[str]],
) -> tuple[StickingPoint, ...]:
    """Return one sticking point for each pair of sides, issue and ground: the latest.

    Args:
        stands: the parties' positions by issue.
        movements: the parties' movements by issue; what a side moved from is no longer held.
        names: words of the parties' names.
        tables: the documents that name each side as one that negotiates; sides that no document
            names together are not taken to negotiate with each other.

    """
    held = find_held(stands, movements, names)
    best: dict[tuple[Ground, tuple[str, ...]], tuple[Held, Held]] = {}
    for one, other in _meeting(held):
        together = [tables.get(item.stand.party.id, frozenset()) for item in (one, other)]
        ground = _ground(one, other) if together[0] & together[1] else None
        if ground is None:
            continue
        sides = sorted((one.stand.party.id, other.stand.party.id))
        key = (ground, (*sides, *sorted({one.issue, other.issue})))
        if key not in best or _rank(one, other) > _rank(*best[key]):
            best[key] = (one, other)
    points = [_point(key[0], one, other) for key, (one, other) in best.items()]
    order = {issue: i for i, issue in enumerate(stands)}
    return tuple(sorted(points, key=lambda p: (order[p.issue], p.ground, p.sentence)))


def find_held(
    stands: Mapping[str, Sequence[Stand]],
    movements: Mapping[str, Sequence[Movement]],
    names: frozenset[str],
) -> list[Held]:
    """Return the positions that still stand, as far as the coverage tells.

    Args:
        stands: positions by issue.
        movements: movements by issue; what a side moved from is no longer held.
        names: words of the parties' names.

    """
    return [
        Held(stand, issue, matter(stand, names), _waits(stand, names))
        for issue, found in stands.items()
        for stand in _latest(found, movements.get(issue, ()))
    ]


def _waits(stand: Stand, names: frozenset[str]) -> frozenset[str]:
    """Return what must come before the side moves.

    "Demands this in exchange for that" waits for nothing, nor does what is accepted, and "will
    refuse if" is a threat.
    """
    relation = stand.condition.relation if stand.condition and stand.stance != "accept" else None
    return waited_for(stand, names) if relation in _WAITING[LEANING[stand.stance]] else frozenset()


def _latest(stands: Sequence[Stand], movements: Sequence[Movement]) -> list[Stand]:
    """Return what each side still holds, as far as the coverage tells."""
    by_kind: dict[tuple[str, str], list[Stand]] = defaultdict(list)
    dated = {stand.party.id for stand in stands if stand.date is not None}
    for stand in stands:
        # An undated position may be older than all others: it counts where there is nothing else.
        known = stand.date is not None or stand.party.id not in dated
        if known and not any(_left(stand, movement) for movement in movements):
            by_kind[stand.party.id, stand.stance].append(stand)
    return [
        stand
        for found in by_kind.values()
        for stand in sorted(found, key=lambda s: s.date or date.min, reverse=True)[:_LATEST]
    ]


def _left(stand: Stand, movement: Movement) -> bool:
    """Tell whether the side has since moved away from the position."""
    before = movement.before
    if stand.party != movement.party or stand.date is None or before.date is None:
        return False
    if stand.date > before.date:
        return False
    if movement.kind == "stance":
        return LEANING[stand.stance] == LEANING[before.stance]
    if movement.kind == "figure":
        return stand.stance == before.stance and apart(stand.amounts, movement.after.amounts)
    return stand.stance == before.stance and stand.condition == before.condition


def _meeting(held: Sequence[Held]) -> Iterator[tuple[Held, Held]]:
    """Yield pairs of different sides' positions: the second is about what the first needs."""
    by_subject: dict[str, list[int]] = defaultdict(list)
    for i, item in enumerate(held):
        for word in item.matter:
            by_subject[word].append(i)
    for i, one in enumerate(held):
        for j in sorted({j for word in one.matter | one.waits for j in by_subject[word]}):
            other = held[j]
            if i != j and one.stand.party != other.stand.party and facing(one, other):
                yield one, other


def facing(one: Held, other: Held) -> bool:
    """Tell whether neither position is taken toward someone else."""
    a, b = one.stand, other.stand
    return a.toward in {None, b.party.id} and b.toward in {None, a.party.id}


def _ground(one: Held, other: Held) -> Ground | None:
    a, b = one.stand, other.stand
    against = LEANING[b.stance] == "against"
    if one.waits_on(other) and (against or other.waits & one.matter):
        return "conditions"
    if share(one.matter, other.matter) < _SAME_MATTER or a.stance not in {"demand", "offer"}:
        return None
    if one.issue != other.issue and not _bound(one.matter & other.matter):
        return None
    if against:
        return "stances"
    wanted = b.stance in {"demand", "offer"} and one.issue == other.issue
    return "figures" if wanted and apart(a.amounts, b.amounts) else None


def _exchanged(one: Stand, other: Stand) -> bool:
    """Tell whether two sides are willing, each in exchange for something: they offer a swap."""
    return all(
        LEANING[stand.stance] == "willing"
        and stand.condition is not None
        and stand.condition.relation == "in-exchange-for"
        for stand in (one, other)
    )


def _bound(shared: frozenset[str]) -> bool:
    """Tell whether positions on two issues are about one matter.

    One shared word may be chance, unless it is the one that settles both.
    """
    return len(shared) > 1 or bool(shared & set(settled_by().values()))


def _rank(one: Held, other: Held) -> tuple[object, ...]:
    days = sorted(item.stand.date or date.min for item in (one, other))
    mutual = bool(one.waits & other.matter) + bool(other.waits & one.matter)
    return (mutual, days, len(one.matter & other.matter), one.stand.words, other.stand.words)


def _point(ground: Ground, one: Held, other: Held) -> StickingPoint:
    about = one.issue if one.issue == other.issue else f"{one.issue} and {other.issue}"
    return StickingPoint(
        ground=ground,
        issue=one.issue,
        one=one.stand,
        other=other.stand,
        sentence=f"On {about}: {told(one.stand)}; {told(other.stand)}. {_ENDS[ground]}",
        evidence=in_order((*one.stand.evidence, *other.stand.evidence)),
    )
