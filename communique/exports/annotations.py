"""Corrected documents as annotated texts, in the shape that training and benchmarks read.

A line holds the text with attributions, figures, events and positions by their spans, as a person
would annotate them. Facts that nobody decided about are there as the machine read them, with
`checked` false; `corrections` holds the decisions themselves, rejected readings included.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import Any

import msgspec

from communique.documents.document import ReadDocument
from communique.findings import Attribution, Entity, Event, Figure, Position
from communique.record import Listed
from communique.spans import Span

Row = dict[str, Any]
_Entities = Mapping[str | None, Entity]


def annotated(read: ReadDocument, decisions: Sequence[Listed]) -> bytes:
    """Return the line of a document as it was corrected.

    Args:
        read: the document with the corrected findings.
        decisions: those in force about it.

    """
    found = read.findings
    entities: _Entities = {entity.id: entity for entity in found.entities}
    claimants = {said.id: _name(entities, said.speaker) for said in found.attributions}
    checked = {each.standing.fact for each in decisions if each.standing is not None}
    lists: dict[str, list[Row]] = {
        "attributions": [_attribution(each, entities) for each in found.attributions],
        "figures": [_figure(each, claimants) for each in found.figures],
        "events": [_event(each, entities) for each in found.events],
        "positions": [_position(each, entities) for each in found.positions],
    }
    for rows in lists.values():
        for row in rows:
            row["checked"] = row["id"] in checked
    document = read.document
    return msgspec.json.encode(
        {
            "id": document.id,
            "published": document.published,
            "title": document.title,
            "outlet": document.outlet,
            "text": document.text,
            **lists,
            "corrections": [msgspec.Raw(each.to_json()) for each in decisions],
        }
    )


def _attribution(said: Attribution, entities: _Entities) -> Row:
    return {
        "id": said.id,
        "source": _span(said.source),
        # One stretch of words: the first of the cue.
        "cue": _span(said.cue[0] if said.cue else None),
        "content": [_span(at) for at in said.content],
        "speaker": _name(entities, said.speaker),
        "kind": said.kind,
        "via": [_name(entities, each) for each in said.via],
        "hedged": said.hedged,
    }


def _figure(figure: Figure, claimants: Mapping[str, str | None]) -> Row:
    period = figure.period
    return {
        "id": figure.id,
        "span": _span(figure.span),
        "low": figure.low,
        "high": figure.high,
        "hedge": figure.hedge,
        "unit": figure.unit,
        "what": figure.what,
        "who": _span(figure.who),
        "claimant": claimants.get(figure.attribution or ""),
        "from": period.start if period else None,
        "to": period.end if period else None,
    }


def _event(event: Event, entities: _Entities) -> Row:
    return {
        "id": event.id,
        "span": _span(event.span),
        "type": event.type,
        "mode": event.mode,
        "actors": _mentioned(event.actors, entities, event.span),
        "recipients": _mentioned(event.recipients, entities, event.span),
        "from": event.date.start if event.date else None,
        "to": event.date.end if event.date else None,
        "place": _name(entities, event.place),
        "status": event.status,
    }


def _position(position: Position, entities: _Entities) -> Row:
    condition = position.condition
    return {
        "id": position.id,
        "party": _name(entities, position.party),
        "stance": position.stance,
        "issue": position.issue,
        "what": _span(position.what),
        "condition": _span(condition.span if condition else None),
        "relation": condition.relation if condition else None,
    }


def _span(at: Span | None) -> list[int] | None:
    return [at.start, at.end] if at is not None else None


def _name(entities: _Entities, known: str | None) -> str | None:
    return entities[known].name if known in entities else None


def _mentioned(ids: Iterable[str], entities: _Entities, near: Span) -> list[list[int] | None]:
    """Return of each who takes part the mention that stands nearest to the words of the act."""
    return [
        _span(min(entities[each].mentions, key=lambda at: at.distance(near)))
        for each in ids
        if each in entities
    ]
