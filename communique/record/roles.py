"""What the record tells of the parts that actors play in the talks."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from sqlalchemy import ColumnElement, Connection, Float, Select, and_, bindparam, or_, select

from communique.matching.roles import SURE, role_of_act, role_of_position
from communique.record import sources
from communique.record.actor_tables import actor_entity
from communique.record.claims import event, event_actor, position, talks_role
from communique.record.narrowing import Narrowing
from communique.record.position_rows import parts
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
        .order_by(document.c.published.desc().nulls_last(), document.c.id)
        .limit(most)
    )
    ids = connection.scalars(latest).all()
    stories = sources.stories_among(connection, ids)
    least = max(SURE, kept.least_confidence)
    found = [
        RoleRow(**row, role=role, act=act, story=stories[row["document"]])
        for some in parts(ids)
        for read in (_talks, _positions, _acts)
        for row, role, act in read(connection, some, least)
    ]
    return sorted(found, key=lambda row: (row.document, row.start, row.actor, row.role))


_Told = Iterator[tuple[dict[str, Any], TalksRoleName, bool]]
"""Columns of rows, each with the role that it gives and whether it is an act alone."""


def _talks(connection: Connection, documents: Sequence[str], _: float) -> _Told:
    for row in connection.execute(_TALKS, {"documents": documents}).mappings().all():
        known = dict(row)
        yield known, known.pop("role"), False


def _positions(connection: Connection, documents: Sequence[str], least: float) -> _Told:
    given = {"documents": documents, "least": least}
    for row in connection.execute(_POSITIONS, given).mappings().all():
        known = dict(row)
        yield known, role_of_position(known.pop("stance"), known["words"]), False


def _acts(connection: Connection, documents: Sequence[str], least: float) -> _Told:
    given = {"documents": documents, "least": least}
    for row in connection.execute(_ACTS, given).mappings().all():
        known = dict(row)
        role = role_of_act(known.pop("type"), known.pop("status"), known["words"])
        if role is not None:
            yield known, role, True


def _from(claim: Any, entity: ColumnElement[Any], *more: ColumnElement[Any]) -> Select[Any]:
    """Return a query for claims of some documents with the actor that an entity is."""
    column = claim.c
    query = (
        select(
            actor_entity.c.actor_id.label("actor"), *more, column.document_id.label("document"),
            document.c.ref, document.c.outlet, document.c.published,
            column.start, column.end, column.words,
        )
        .select_from(claim)
        .join(document, document.c.id == column.document_id)
        .where(column.document_id.in_(bindparam("documents", expanding=True)))
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


def _sure(confidence: ColumnElement[Any]) -> ColumnElement[bool]:
    return or_(confidence.is_(None), confidence >= bindparam("least", type_=Float))


# Made once: to put such a query together takes longer than to ask it.
_TALKS = _from(talks_role, talks_role.c.entity, talks_role.c.as_role.label("role"))
_POSITIONS = _from(position, position.c.party, position.c.stance).where(
    _sure(position.c.confidence)
)
_ACTS = _from(event, event_actor.c.entity, event.c.type, event.c.status).where(
    event_actor.c.as_role == "actor", _sure(event.c.confidence)
)
