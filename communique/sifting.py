"""Findings without what is less sure than asked for, and with no reference to what is gone."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from dataclasses import dataclass

import msgspec

from communique.findings import Attribution, Entity, Event, Fact, Figure, Findings, Position

_Ids = Collection[str]
_Named = Entity | Attribution | Figure | Event | Position
_Claim = Figure | Event | Position


@dataclass(frozen=True)
class Gone:
    """Ids of facts that are to be left out, by kind."""

    entities: _Ids = ()
    attributions: _Ids = ()
    figures: _Ids = ()
    events: _Ids = ()
    positions: _Ids = ()


def sifted(findings: Findings, least: float) -> Findings:
    """Return the facts with at least this confidence; those without an estimate stay.

    What is said in an attribution that goes, goes with it: without it, the words of a source would
    stand there as the report's own. A part in the talks goes with its entity. Any other reference
    to what is gone is taken back, so that none leads nowhere; of tellings of one event, the first
    that stays becomes the one that the others name.

    Args:
        findings: of one document.
        least: from 0, which leaves out nothing, to 1.
    """
    if least <= 0:
        return findings
    attributions = _gone(findings.attributions, least)
    left = without(
        findings,
        Gone(
            entities=_gone(findings.entities, least),
            attributions=attributions,
            figures=_gone(findings.figures, least) | _said_in(findings.figures, attributions),
            events=_gone(findings.events, least) | _said_in(findings.events, attributions),
            positions=_gone(findings.positions, least) | _said_in(findings.positions, attributions),
        ),
    )
    return msgspec.structs.replace(
        left,
        talks=tuple(role for role in left.talks if not _is_below(role, least)),
        times=tuple(time for time in left.times if not _is_below(time, least)),
    )


def without(findings: Findings, gone: Gone) -> Findings:
    """Return the facts that are not among `gone`, with no reference to those that are.

    A part in the talks goes with its entity; of tellings of one event, the first that stays becomes
    the one that the others name. What was said in an attribution that goes stays, as nobody's word.
    """
    entities, attributions = gone.entities, gone.attributions
    figures, events, positions = gone.figures, gone.events, gone.positions
    change = msgspec.structs.replace
    return Findings(
        entities=tuple(
            change(entity, affiliation=None, affiliation_at=None)
            if entity.affiliation in entities
            else entity
            for entity in findings.entities
            if entity.id not in entities
        ),
        attributions=tuple(
            change(said, speaker=_kept(said.speaker, entities), via=_all_kept(said.via, entities))
            for said in findings.attributions
            if said.id not in attributions
        ),
        figures=tuple(
            change(
                figure,
                attribution=_kept(figure.attribution, attributions),
                place=_kept(figure.place, entities),
                subset_of=_kept(figure.subset_of, figures),
                compared_to=_kept(figure.compared_to, figures),
            )
            for figure in findings.figures
            if figure.id not in figures
        ),
        events=_retold(
            [
                change(
                    event,
                    attribution=_kept(event.attribution, attributions),
                    actors=_all_kept(event.actors, entities),
                    recipients=_all_kept(event.recipients, entities),
                    place=_kept(event.place, entities),
                )
                for event in findings.events
                if event.id not in events
            ],
            events,
        ),
        positions=tuple(
            change(
                position,
                attribution=_kept(position.attribution, attributions),
                party=_kept(position.party, entities),
                toward=_kept(position.toward, entities),
                condition=position.condition
                and change(position.condition, event=_kept(position.condition.event, events)),
            )
            for position in findings.positions
            if position.id not in positions
        ),
        talks=tuple(role for role in findings.talks if role.entity not in entities),
        times=findings.times,
    )


def _is_below(fact: Fact, least: float) -> bool:
    return fact.confidence is not None and fact.confidence < least


def _gone(facts: Iterable[_Named], least: float) -> set[str]:
    return {fact.id for fact in facts if _is_below(fact, least)}


def _said_in(facts: Iterable[_Claim], attributions: _Ids) -> set[str]:
    return {fact.id for fact in facts if fact.attribution in attributions}


def _kept(reference: str | None, gone: _Ids) -> str | None:
    return None if reference in gone else reference


def _all_kept(references: Iterable[str], gone: _Ids) -> tuple[str, ...]:
    return tuple(reference for reference in references if reference not in gone)


def _retold(events: Iterable[Event], gone: _Ids) -> tuple[Event, ...]:
    """Let the first telling that is left stand in for one that is gone."""
    heirs: dict[str, str] = {}
    found = []
    for event in events:
        first = event.same_as
        if first is not None and first in gone:
            heir = heirs.setdefault(first, event.id)
            first = None if heir == event.id else heir
        found.append(msgspec.structs.replace(event, same_as=first))
    return tuple(found)
