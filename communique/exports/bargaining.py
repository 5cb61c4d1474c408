"""Positions through time as objects of the contract: each with an id, its kind and its evidence."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Any

from communique.analysis import Cell, Deadlock, Evidence, Matrix, Move, Silence, Stuck
from communique.analysis.stance import Voice
from communique.matching.model import Actor, Movement, Stand

Line = dict[str, Any]


def position_lines(matrix: Matrix) -> Iterator[Line]:
    """Yield where each party stands on each issue, an object a cell of the matrix."""
    for cell in matrix.cells:
        yield {
            "id": f"{cell.issue.id} {cell.party.id}",
            "kind": "position",
            **_cell(cell),
            "at": matrix.at,
            "evidence": evidence(cell.evidence),
        }


def silence_lines(silences: Iterable[Silence]) -> Iterator[Line]:
    """Yield who has not spoken on what, with what the others say."""
    for silence in silences:
        yield {
            "id": f"{silence.issue.id} {silence.party.id}",
            "kind": "silence",
            "issue": silence.issue.id,
            "issue_name": silence.issue.name,
            **_party(silence.party),
            "since": silence.since,
            "reports": silence.stories,
            "others": [_cell(cell) for cell in silence.others],
            "told_by_opponents": _cell(silence.told) if silence.told else None,
            "evidence": evidence(silence.evidence),
        }


def movement_lines(moves: Iterable[Move]) -> Iterator[Line]:
    """Yield how the parties moved, both positions side by side."""
    for move in moves:
        yield {**_movement(move.issue.id, move.movement),
               "before": stand(move.movement.before, move.before),
               "after": stand(move.movement.after, move.after)}  # fmt: skip


def sticking_lines(points: Iterable[Stuck]) -> Iterator[Line]:
    """Yield the sticking points in their order, each with what it is ranked by."""
    for rank, stuck in enumerate(points, 1):
        point, moved = stuck.point, stuck.last_movement
        sides = " ".join(sorted((point.one.party.id, point.other.party.id)))
        yield {
            "id": f"{stuck.issue.id} {sides} {point.ground}",
            "kind": "sticking-point",
            "rank": rank,
            "ground": point.ground,
            "issue": stuck.issue.id,
            "issue_name": stuck.issue.name,
            "one": stand(point.one, stuck.one),
            "other": stand(point.other, stuck.other),
            "sentence": point.sentence,
            "reports": stuck.stories,
            "latest": stuck.latest,
            "last_movement": moved.after.date if moved else None,
            "moved": moved.sentence if moved else None,
            "evidence": evidence(point.evidence),
        }


def deadlock_lines(deadlocks: Iterable[Deadlock]) -> Iterator[Line]:
    """Yield the rings of conditions; each position waits on the next, the last on the first."""
    for deadlock in deadlocks:
        yield {
            "id": " ".join(f"{e.document}:{e.span.start}" for e in deadlock.evidence),
            "kind": "deadlock",
            "parties": [s.party.name for s in deadlock.stands],
            "issues": list(deadlock.issues),
            "waits": [stand(each, None) for each in deadlock.stands],
            "sentence": deadlock.sentence,
            "latest": deadlock.latest,
            "evidence": evidence(deadlock.evidence),
        }


def stand(told: Stand, voice: Voice | None) -> Line:
    """Return one position, with whose word it is."""
    terms = told.condition
    return {
        **_party(told.party),
        "holder": told.holder.name,
        "stance": told.stance,
        "words": told.words,
        "condition": {"relation": terms.relation, "words": terms.words} if terms else None,
        "date": told.date,
        "claimant": told.claimant.name,
        "via": list(told.claimant.via),
        "hedged": told.claimant.hedged,
        **({"voice": voice} if voice else {}),
        "confidence": told.confidence,
        "evidence": evidence(told.evidence),
    }


def evidence(found: Iterable[Evidence]) -> list[Line]:
    """Return evidence as the contract has it, with the words."""
    return [
        {"document": e.document, "start": e.span.start, "end": e.span.end, "words": e.words}
        for e in found
    ]


def _cell(cell: Cell) -> Line:
    current = cell.current
    return {
        "issue": cell.issue.id,
        "issue_name": cell.issue.name,
        **stand(current.stand, current.voice),
        "reports": cell.stories,
        "first": cell.first,
        "latest": cell.latest,
        "also": [stand(each.stand, each.voice) for each in cell.told if each is not current],
    }


def _movement(issue: str, movement: Movement) -> Line:
    return {
        "id": f"{issue} {movement.party.id} {movement.kind} {movement.after.date}",
        "kind": "movement",
        "movement": movement.kind,
        "issue": issue,
        "issue_name": movement.issue,
        **_party(movement.party),
        "sentence": movement.sentence,
        "from": movement.before.date,
        "to": movement.after.date,
        "evidence": evidence(movement.evidence),
    }


def _party(party: Actor) -> Line:
    return {"party": party.id, "party_name": party.name}
