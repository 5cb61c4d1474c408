"""What documents say, one flat row a fact, to be asked by SQL without opening any JSON.

The tables repeat what stands in `fact`. `speaker`, `party`, `toward`, `entity` and, but for
`statement_via` and `talks_role`, `place` are the document's own entity ids ("e3"); date and outlet
come from `document`. A fact whose words are several stretches stands from the first to the last.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Any

from sqlalchemy import (
    Boolean,
    Column,
    Connection,
    Date,
    Double,
    ForeignKey,
    Index,
    Integer,
    String,
    Table,
    Text,
    and_,
    delete,
    insert,
)

from communique.documents.document import ReadDocument
from communique.findings import Attribution, Event, Figure, Position, TalksRole
from communique.record.tables import metadata
from communique.spans import Span, hull

Row = dict[str, Any]

GAP = " … "
"""Stands in quoted words where they leave something out."""


def _document() -> Column[str]:
    return Column("document_id", ForeignKey("document.id", ondelete="CASCADE"), primary_key=True)


def _id() -> Column[str]:
    return Column("local_id", Text, primary_key=True)


def _stands() -> tuple[Column[Any], ...]:
    return (
        Column("start", Integer, nullable=False),
        Column("end", Integer, nullable=False),
        Column("words", Text, nullable=False),
        Column("confidence", Double),
    )


statement = Table(
    "statement",
    metadata,
    _document(),
    _id(),  # of the attribution
    Column("speaker", Text),
    Column("source_words", Text),
    Column("cue_words", Text),
    Column("kind", String(20), nullable=False),
    Column("hedged", Boolean, nullable=False),
    *_stands(),
    Index(None, "confidence"),
)

statement_via = Table(
    "statement_via",
    metadata,
    _document(),
    _id(),
    Column("place", Integer, primary_key=True),  # in the chain, from 0, nearest first
    Column("entity", Text, nullable=False),
)

figure = Table(
    "figure",
    metadata,
    _document(),
    _id(),
    Column("low", Double),
    Column("high", Double),
    Column("value", Double),
    Column("hedge", Text),
    Column("unit", Text),
    Column("what", Text),
    Column("who", Text),  # the words that name the counted
    Column("place", Text),
    Column("per", Text),
    Column("change_direction", String(20)),
    Column("change_kind", String(20)),
    Column("subset_of", Text),
    Column("compared_to", Text),
    Column("period_from", Date),
    Column("period_to", Date),
    Column("attribution", Text),
    *_stands(),
    Index("ix_figure_what", "what", "unit"),
    Index(None, "confidence"),
)

event = Table(
    "event",
    metadata,
    _document(),
    _id(),
    Column("type", String(20), nullable=False),
    Column("mode", Text),
    Column("status", String(20), nullable=False),
    Column("place", Text),
    Column("date_from", Date),
    Column("date_to", Date),
    Column("same_as", Text),
    Column("attribution", Text),
    *_stands(),
    Index("ix_event_type", "type", "date_from"),
    Index(None, "date_from"),
    Index(None, "confidence"),
)
UNDATED = and_(event.c.date_from.is_(None), event.c.date_to.is_(None))
Index("ix_event_undated", event.c.document_id, sqlite_where=UNDATED, postgresql_where=UNDATED)

event_actor = Table(
    "event_actor",
    metadata,
    _document(),
    _id(),
    Column("entity", Text, primary_key=True),
    Column("as_role", String(20), primary_key=True),  # actor, recipient
)

position = Table(
    "position",
    metadata,
    _document(),
    _id(),
    Column("party", Text),
    Column("stance", String(20), nullable=False),
    Column("issue", Text, nullable=False),
    Column("toward", Text),
    Column("condition_relation", String(20)),
    Column("condition_words", Text),
    Column("condition_start", Integer),
    Column("condition_end", Integer),
    Column("condition_event", Text),
    Column("attribution", Text),
    *_stands(),
    Index(None, "issue"),
    Index(None, "confidence"),
)

talks_role = Table(
    "talks_role",
    metadata,
    _document(),
    Column("place", Integer, primary_key=True),  # in the list of roles, from 0
    Column("entity", Text, nullable=False),
    Column("as_role", String(20), nullable=False),
    *_stands(),
    Index(None, "as_role"),
)

TABLES = (statement, statement_via, figure, event, event_actor, position, talks_role)
"""All of them."""

# Made once: to put a statement together takes longer than to execute it.
_INSERT = {table: insert(table) for table in TABLES}


def filed(connection: Connection, read: ReadDocument) -> None:
    """Write the rows of a document that has none."""
    text, found = read.document.text, read.findings
    rows: dict[Table, Iterable[Row]] = {
        statement: (_statement(text, each) for each in found.attributions),
        statement_via: (row for each in found.attributions for row in _via(each)),
        figure: (_figure(text, each) for each in found.figures),
        event: (_event(text, each) for each in found.events),
        event_actor: (row for each in found.events for row in _actors(each)),
        position: (_position(text, each) for each in found.positions),
        talks_role: (_role(text, place, each) for place, each in enumerate(found.talks)),
    }
    for table, made in rows.items():
        if known := [{"document_id": read.document.id, **row} for row in made]:
            connection.execute(_INSERT[table], known)


def erased(connection: Connection, document_id: str) -> None:
    """Delete the rows of a document."""
    for table in TABLES:
        connection.execute(delete(table).where(table.c.document_id == document_id))


def _standing(text: str, at: Iterable[Span], confidence: float | None) -> Row:
    spans = sorted(at)
    whole = hull(spans)
    return {
        "start": whole.start,
        "end": whole.end,
        "words": GAP.join(span.of(text) for span in spans),
        "confidence": confidence,
    }


def _words(text: str, *spans: Span | None) -> str | None:
    return GAP.join(span.of(text) for span in spans if span is not None) or None


def _statement(text: str, said: Attribution) -> Row:
    return {
        "local_id": said.id,
        "speaker": said.speaker,
        "source_words": said.source_in(text),
        "cue_words": _words(text, *said.cue),
        "kind": said.kind,
        "hedged": said.hedged,
        **_standing(text, said.content, said.confidence),
    }


def _via(said: Attribution) -> Iterator[Row]:
    for place, entity in enumerate(said.via):
        yield {"local_id": said.id, "place": place, "entity": entity}


def _figure(text: str, found: Figure) -> Row:
    period, change = found.period, found.change
    return {
        "local_id": found.id,
        "low": found.low,
        "high": found.high,
        "value": found.value,
        "hedge": found.hedge,
        "unit": found.unit,
        "what": found.what,
        "who": _words(text, found.who),
        "place": found.place,
        "per": found.per,
        "change_direction": change.direction if change else None,
        "change_kind": change.kind if change else None,
        "subset_of": found.subset_of,
        "compared_to": found.compared_to,
        "period_from": period.start if period else None,
        "period_to": period.end if period else None,
        "attribution": found.attribution,
        **_standing(text, [found.span], found.confidence),
    }


def _event(text: str, found: Event) -> Row:
    when = found.date
    return {
        "local_id": found.id,
        "type": found.type,
        "mode": found.mode,
        "status": found.status,
        "place": found.place,
        "date_from": when.start if when else None,
        "date_to": when.end if when else None,
        "same_as": found.same_as,
        "attribution": found.attribution,
        **_standing(text, [found.span], found.confidence),
    }


def _actors(found: Event) -> Iterator[Row]:
    for as_role, entities in (("actor", found.actors), ("recipient", found.recipients)):
        for entity in dict.fromkeys(entities):
            yield {"local_id": found.id, "entity": entity, "as_role": as_role}


def _position(text: str, found: Position) -> Row:
    on = found.condition
    return {
        "local_id": found.id,
        "party": found.party,
        "stance": found.stance,
        "issue": found.issue,
        "toward": found.toward,
        "condition_relation": on.relation if on else None,
        "condition_words": on.span.of(text) if on else None,
        "condition_start": on.start if on else None,
        "condition_end": on.end if on else None,
        "condition_event": on.event if on else None,
        "attribution": found.attribution,
        **_standing(text, [found.what], found.confidence),
    }


def _role(text: str, place: int, found: TalksRole) -> Row:
    at = Span(found.start, found.end)
    return {
        "place": place,
        "entity": found.entity,
        "as_role": found.as_,
        **_standing(text, [at], found.confidence),
    }
