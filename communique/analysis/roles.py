"""Who plays which part in the talks, and the words that make it so."""

from __future__ import annotations

from collections import defaultdict
from typing import get_args

from communique.analysis.coverage import Coverage
from communique.matching.evidence import Evidence, cite_all, in_order
from communique.matching.model import Part
from communique.spans import Span
from communique.vocabulary import TalksRoleName

_ORDER = {role: i for i, role in enumerate(get_args(TalksRoleName))}


def find_parts(coverage: Coverage) -> tuple[Part, ...]:
    """Return the parts that actors play: parties first, the most widely reported of each first.

    Whoever plays a part for a body is named under it, in `through`.
    """
    evidence: dict[tuple[str, TalksRoleName], list[Evidence]] = defaultdict(list)
    through: dict[tuple[str, TalksRoleName], set[str]] = defaultdict(set)
    for r in coverage.read:
        for talks in r.findings.talks:
            actor = coverage.actors.of(r.document.id, talks.entity)
            if actor is None or talks.start >= talks.end:
                continue
            side = coverage.side(actor)
            key = (side.id, talks.as_)
            if talks.as_ == "party" and side.id not in coverage.parties:
                continue
            if talks.as_ == "mediator" and side.id in coverage.parties:
                continue
            evidence[key] += cite_all(r.document, [Span(talks.start, talks.end)])
            if side != actor:
                through[key].add(actor.name)
    for role in ("mediator", "guarantor", "observer"):
        _drop_unnamed(coverage, evidence, role)
    parts = [
        Part(
            actor=coverage.actors.by_id[actor],
            role=role,
            stories=coverage.stories.count(frozenset(e.document for e in found)),
            through=tuple(sorted(through[actor, role])),
            evidence=in_order(found),
        )
        for (actor, role), found in evidence.items()
        if found
    ]
    return tuple(sorted(parts, key=lambda p: (_ORDER[p.role], -p.stories, p.actor.id)))


def _drop_unnamed(
    coverage: Coverage,
    evidence: dict[tuple[str, TalksRoleName], list[Evidence]],
    role: TalksRoleName,
) -> None:
    """Leave out people who are not named, or speak for nobody, where bodies play the part."""
    actors = {key: coverage.actors.by_id[key[0]] for key in evidence if key[1] == role}
    bodies = [key for key, actor in actors.items() if actor.kind in {"organisation", "place"}]
    for key in actors if bodies else ():
        if key not in bodies:
            del evidence[key]
