"""Who plays which part in the talks, from all documents at once."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from typing import get_args

from communique.documents.document import ReadDocument
from communique.matching.evidence import Evidence, cite_all, in_order
from communique.matching.model import Actor, Part
from communique.matching.roles import (
    SURE,
    Sign,
    is_nameless,
    parts_played,
    role_of_act,
    role_of_position,
)
from communique.spans import Span
from communique.vocabulary import TalksRoleName
from tests.oracle.coverage import Coverage

_ORDER = {role: i for i, role in enumerate(get_args(TalksRoleName))}


def find_parts(coverage: Coverage) -> tuple[Part, ...]:
    """Return the parts that actors play: parties first, the most widely reported of each first.

    Whoever plays a part for a body is named under it, in `through`.
    """
    signs: list[Sign] = []
    evidence: dict[tuple[str, TalksRoleName], list[Evidence]] = defaultdict(list)
    through: dict[tuple[str, TalksRoleName], set[str]] = defaultdict(set)
    for r in coverage.read:
        story = coverage.stories.of_document.get(r.document.id, r.document.id)
        for actor, role, span, act in _told(coverage, r):
            side = coverage.side(actor)
            signs.append(Sign(side.id, role, story, act))
            evidence[side.id, role] += cite_all(r.document, [span])
            if side != actor:
                through[side.id, role].add(actor.name)
    kinds = {actor.id: actor.kind for actor in coverage.actors.actors}
    nameless = {actor.id for actor in coverage.actors.actors if is_nameless(actor.name)}
    parts = [
        Part(
            actor=coverage.actors.by_id[side],
            role=role,
            stories=count,
            through=tuple(sorted(through[side, role])),
            evidence=in_order(evidence[side, role]),
        )
        for (side, role), count in parts_played(signs, coverage.parties, kinds, nameless).items()
        if evidence[side, role]
    ]
    return tuple(sorted(parts, key=lambda p: (_ORDER[p.role], -p.stories, p.actor.id)))


def _told(coverage: Coverage, r: ReadDocument) -> Iterator[tuple[Actor, TalksRoleName, Span, bool]]:
    """Yield what a document tells of the parts that actors play, and whether it is an act alone."""
    known = coverage.actors.of
    for talks in r.findings.talks:
        actor = known(r.document.id, talks.entity)
        if actor is not None and talks.start < talks.end:
            yield actor, talks.as_, Span(talks.start, talks.end), False
    for position in r.findings.positions:
        actor = known(r.document.id, position.party)
        if actor is not None and _counts(position.confidence):
            words = position.what.of(r.document.text)
            yield actor, role_of_position(position.stance, words), position.what, False
    for event in r.findings.events:
        part = role_of_act(event.type, event.status, event.span.of(r.document.text))
        if part is None or not _counts(event.confidence):
            continue
        for entity in event.actors:
            if (actor := known(r.document.id, entity)) is not None:
                yield actor, part, event.span, True


def _counts(confidence: float | None) -> bool:
    return confidence is None or confidence >= SURE
