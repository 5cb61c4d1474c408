"""Each side's positions on each issue, side by side, latest first."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass

from communique.analysis.columns import side_by_side
from communique.analysis.movement import find_movements
from communique.analysis.sticking import find_sticking_points
from communique.documents.document import ReadDocument
from communique.findings import Position
from communique.matching.evidence import cite_all, joined
from communique.matching.issues import group
from communique.matching.model import (
    Actor,
    Amount,
    Issue,
    Movement,
    Stand,
    StickingPoint,
    Terms,
)
from communique.matching.retelling import told_once
from communique.matching.wording import words_of
from communique.spans import Span
from tests.oracle.coverage import Coverage


@dataclass(frozen=True)
class Positions:
    """All that is reported of what the sides want."""

    issues: tuple[Issue, ...]
    movements: tuple[Movement, ...]
    sticking_points: tuple[StickingPoint, ...]


def find_positions(coverage: Coverage) -> Positions:
    """Return the issues, the most talked of first, with movement and sticking points."""
    stands = _stands(coverage)
    names = party_words(coverage)
    # Where no report says who the parties are, everyone who takes a position is shown as one.
    known = coverage.parties or frozenset(stand.party.id for stand in stands)
    groups = group(stands, names)
    of_parties = {
        name: tuple(s for s in found if s.party.id in known) for name, found in groups.items()
    }
    movements = {name: find_movements(name, found, names) for name, found in of_parties.items()}
    sticking = find_sticking_points(of_parties, movements, names, _tables(coverage))
    issues = tuple(
        Issue(
            name=name,
            parties=side_by_side(of_parties[name]),
            others=side_by_side([s for s in found if s.party.id not in known]),
            movements=movements[name],
            sticking_points=tuple(p for p in sticking if p.issue == name),
        )
        for name, found in groups.items()
    )
    return Positions(issues, tuple(m for i in issues for m in i.movements), sticking)


def _tables(coverage: Coverage) -> dict[str, frozenset[str]]:
    """Return the documents in which each side is named as a party or takes a position."""
    found: dict[str, set[str]] = defaultdict(set)
    for r in coverage.read:
        here = [talks.entity for talks in r.findings.talks if talks.as_ == "party"]
        here += [position.party for position in r.findings.positions if position.party]
        for entity in here:
            actor = coverage.actors.of(r.document.id, entity)
            if actor is not None:
                found[coverage.side(actor).id].add(r.document.id)
    return {side: frozenset(documents) for side, documents in found.items()}


def party_words(coverage: Coverage) -> frozenset[str]:
    """Return the words of the parties' names, which tell nothing of an issue."""
    parties = (coverage.actors.by_id[party] for party in coverage.parties)
    return frozenset(word for p in parties for name in p.names for word in words_of(name))


def _stands(coverage: Coverage) -> list[Stand]:
    """Return the positions in order of date, side and words; a story's copies count once."""
    told: list[tuple[str, Stand]] = []
    for r in coverage.read:
        story = coverage.stories.of_document[r.document.id]
        for position in r.findings.positions:
            holder = coverage.actors.of(r.document.id, position.party)
            if holder is not None and position.what.end <= len(r.document.text):
                told.append((story, _stand(coverage, r, position, holder)))
    return told_once(told)


def _stand(coverage: Coverage, r: ReadDocument, position: Position, holder: Actor) -> Stand:
    text, condition = r.document.text, position.condition
    toward = coverage.actors.of(r.document.id, position.toward)
    place = None
    if condition is not None and condition.start < condition.end <= len(text):
        place = condition.span
    terms = Terms(condition.relation, _quoted(text, place)) if condition and place else None
    speech = coverage.speech(r.document.id, position.attribution)
    return Stand(
        party=coverage.side(holder),
        holder=holder,
        claimant=coverage.claimant(r.document.id, position.attribution),
        stance=position.stance,
        issue=" ".join(position.issue.split()),
        words=_quoted(text, position.what),
        condition=terms,
        toward=coverage.side(toward).id if toward else None,
        amounts=_amounts(r, position.what),
        date=r.document.published,
        stories=1,
        evidence=cite_all(r.document, [*joined(text, position.what, place), speech]),
        confidence=coverage.sureness(r.document.id, position),
    )


def _quoted(text: str, span: Span) -> str:
    return " ".join(span.of(text).split())


def _amounts(r: ReadDocument, what: Span) -> tuple[Amount, ...]:
    within = (f for f in r.findings.figures if what.start <= f.start and f.end <= what.end)
    return tuple(Amount(f.unit, f.low, f.high) for f in within)
