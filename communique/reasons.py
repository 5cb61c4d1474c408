"""Why a fact was filed: for each part of it what made it, how sure that was, and on which words."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

import msgspec

from communique.findings import (
    Attribution,
    Entity,
    Event,
    Figure,
    Findings,
    Position,
    TalksRole,
    Time,
)
from communique.spans import Span

AnyFact = Entity | Attribution | Figure | Event | Position | TalksRole | Time


class Reason(msgspec.Struct, frozen=True):
    """What made one part of a fact. A part may have several: a link, and whom its words mean."""

    part: str
    """"found", or a field of the fact in the words of the contract: "speaker", "status", …"""
    maker: str
    """"head: …" for a head of the model, "rule: …" for a rule of the reading steps."""
    probability: float | None
    """0 to 1, as the head gave it; None for a rule."""
    words: tuple[Span, ...]
    """The words that it rests on; empty where it rests on the day of publication alone."""


class Explained(msgspec.Struct, frozen=True):
    """What was read in a document, with the reasons for each fact."""

    findings: Findings
    reasons: Mapping[str, tuple[Reason, ...]]
    """By the fact's id, as `facts_by_id` gives it."""

    @classmethod
    def nothing(cls) -> Explained:
        """Return what there is to explain in a document that was kept and not read."""
        return cls(Findings(), {})


def facts_by_id(findings: Findings) -> Iterator[tuple[str, AnyFact]]:
    """Yield the facts in the order of the contract; roles in the talks are r1, r2, … here."""
    named = (
        findings.entities,
        findings.attributions,
        findings.figures,
        findings.events,
        findings.positions,
    )
    for part in named:
        for fact in part:
            yield fact.id, fact
    for number, role in enumerate(findings.talks, 1):
        yield f"r{number}", role
    for time in findings.times:
        yield time.id, time
