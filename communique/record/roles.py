"""What the record tells of the parts that actors play in the talks."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from typing import Any

from sqlalchemy import ColumnElement, Connection, Select, and_, or_, select

from communique.matching.roles import SURE, role_of_act, role_of_position
from communique.record import sources
from communique.record.actor_tables import actor_entity
from communique.record.claims import event, event_actor, position, talks_role
from communique.record.narrowing import Narrowing
from communique.record.tables import document
from communique.vocabulary import TalksRoleName

_MOST_DOCUMENTS = 3000
"""Latest documents that are looked at; a negotiation seldom has more."""


@dataclass(frozen=True)
class RoleRow:
    """Words of a document that give an actor a part in the talks."""

    actor: str
    role: TalksRoleName
    act: bool
    """Whether it is an act alone, which may be chance."""
    document: str
    story: str
    ref: str
    outlet: str | None
    published: date | None
    start: int
    end: int
    words: str


def roles_told(
    connection: Connection, kept: Narrowing, most: int = _MOST_DOCUMENTS
) -> list[RoleRow]:
    """Return what the latest documents tell of the parts that actors play, in a fixed order.

    Args:
        connection: to the record.
        kept: which documents and claims are looked at.
        most: how many documents.

    """
    latest = (
        select(document.c.id)
        .where(kept.shows(document.c.id))
        .order_by(document.c.published.is_(None), document.c.published.desc(), document.c.id)
        .limit(most)
        .subquery()
    )
    told = [
        row
        for read in (_talks, _positions, _acts)
        for row in read(connection, latest, max(SURE, kept.least_confidence))
    ]
    stories = sources.stories_among(connection, {row["document"] for row in told})
    found = [RoleRow(**row, story=stories[row["document"]]) for row in told]
    return sorted(found, key=lambda row: (row.document, row.start, row.actor, row.role))


def _talks(connection: Connection, latest: Any, _: float) -> Iterator[dict[str, Any]]:
    query = _from(talks_role, talks_role.c.entity, latest, talks_role.c.as_role.label("role"))
    for row in connection.execute(query).mappings():
        yield {**row, "act": False}


def _positions(connection: Connection, latest: Any, least: float) -> Iterator[dict[str, Any]]:
    query = _from(position, position.c.party, latest, position.c.stance)
    for row in connection.execute(query.where(_sure(position.c.confidence, least))).mappings():
        known = dict(row)
        role = role_of_position(known.pop("stance"), known["words"])
        yield {**known, "role": role, "act": False}


def _acts(connection: Connection, latest: Any, least: float) -> Iterator[dict[str, Any]]:
    query = _from(event, event_actor.c.entity, latest, event.c.type, event.c.status).where(
        event_actor.c.as_role == "actor", _sure(event.c.confidence, least)
    )
    for row in connection.execute(query).mappings():
        known = dict(row)
        role = role_of_act(known.pop("type"), known.pop("status"), known["words"])
        if role is not None:
            yield {**known, "role": role, "act": True}


def _from(
    claim: Any, entity: ColumnElement[Any], latest: Any, *more: ColumnElement[Any]
) -> Select[Any]:
    """Return a query for claims of the latest documents with the actor that an entity is."""
    column = claim.c
    query = (
        select(
            actor_entity.c.actor_id.label("actor"), *more, column.document_id.label("document"),
            document.c.ref, document.c.outlet, document.c.published,
            column.start, column.end, column.words,
        )
        .join_from(latest, claim, column.document_id == latest.c.id)
        .join(document, document.c.id == column.document_id)
    )  # fmt: skip
    if claim is event:
        of_event = and_(
            event_actor.c.document_id == column.document_id,
            event_actor.c.local_id == column.local_id,
        )
        query = query.join(event_actor, of_event)
    return query.join(
        actor_entity,
        and_(actor_entity.c.document_id == column.document_id, actor_entity.c.entity_id == entity),
    )


def _sure(confidence: ColumnElement[Any], least: float) -> ColumnElement[bool]:
    return or_(confidence.is_(None), confidence >= least)
