"""What may be asked of deals in the record: positions on what is dealt in, and acts about it."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from typing import Any

from sqlalchemy import ColumnElement, Connection, and_, func, or_, select

from communique.record import tables
from communique.record.actor_tables import actor_entity, actor_name
from communique.record.claims import event, event_actor, position, statement
from communique.record.issues import issue, position_issue
from communique.record.negotiation_tables import negotiation_document
from communique.record.position_rows import PositionOutline, PositionRow, fetched, outlined, parts
from communique.record.positions import Asked, narrowed
from communique.vocabulary import EventStatus, EventType

_OF_DEALS: tuple[EventType, ...] = ("AGREE", "CONCEDE", "RETREAT", "AID", "REJECT", "ACCUSE")
_MOST_POSITIONS = 2000
"""Latest positions that are looked at; a negotiation seldom has more."""
_LOOKED_AT = 2000
"""Positions off which it is told which issues are dealt in, the latest ones."""


@dataclass(frozen=True)
class ActRow:
    """An event as one document tells it; actors are given by their ids."""

    document: str
    story: str
    local_id: str
    ref: str
    outlet: str | None
    published: date | None
    type: EventType
    mode: str | None
    status: EventStatus
    start: int
    end: int
    words: str
    confidence: float | None
    speaker: str | None
    source_words: str | None
    hedged: bool | None
    actors: tuple[str, ...]
    recipients: tuple[str, ...]


def terms(
    connection: Connection, asked: Asked, least_confidence: float, most: int
) -> list[PositionOutline]:
    """Return the positions on the issues that were last dealt in, and their documents' answers.

    An issue is dealt in where someone offers or accepts something, or sets a condition.

    Args:
        connection: to the record.
        asked: what is asked for.
        least_confidence: leave out what is less sure; what has no estimate stays.
        most: how many issues.

    """
    joined, said = position_issue.c, position.c
    issues = _last_dealt_in(connection, asked, least_confidence, most)
    if not issues:
        return []
    picked = (
        narrowed(
            connection,
            select(joined.document_id, joined.local_id, actor_name.c.actor_id.label("side")),
            asked,
        )
        .join(actor_name, actor_name.c.key == joined.side_key)
        .join(position, _is_position())
        .where(_sure(said.confidence, least_confidence))
        .order_by(joined.published.desc().nulls_last(), joined.document_id)
        .limit(_MOST_POSITIONS)
    )
    # Put so that no index on the issue serves: the latest are reached by their days.
    of_these = joined.issue_id.concat("").in_(issues)
    found = outlined(connection, picked.where(of_these).subquery())
    # "Rejected the proposal" is on no issue that is dealt in, but answers what its document tells.
    answers = picked.where(
        joined.issue_id.not_in(issues), joined.stance.in_(("accept", "reject", "refuse", "open"))
    )
    for some in parts(row.document for row in found):
        here = answers.where(joined.document_id.in_(some))
        found += outlined(connection, here.subquery())
    return found


def in_full(connection: Connection, outlines: Iterable[PositionOutline]) -> list[PositionRow]:
    """Return all that is told of some positions, in no order."""
    wanted = {(row.document, row.local_id) for row in outlines}
    joined = position_issue.c
    picked = select(joined.document_id, joined.local_id, actor_name.c.actor_id.label("side")).join(
        actor_name, actor_name.c.key == joined.side_key
    )
    found: list[PositionRow] = []
    for some in parts(sorted({document_id for document_id, _ in wanted})):
        here = picked.where(joined.document_id.in_(some))
        found += fetched(connection, here.subquery())
    return [row for row in found if (row.document, row.local_id) in wanted]


def _last_dealt_in(
    connection: Connection, asked: Asked, least_confidence: float, most: int
) -> list[str]:
    """Return the issues that were last dealt in, the latest first."""
    joined, said = position_issue.c, position.c
    dealt = (
        narrowed(connection, select(joined.issue_id), asked)
        .join(position, _is_position())
        .where(
            _sure(said.confidence, least_confidence),
            or_(joined.stance.in_(("offer", "accept")), said.condition_relation.is_not(None)),
        )
        .order_by(joined.published.desc().nulls_last(), joined.issue_id)
    )
    # The latest positions tell, unless a few issues fill them.
    latest_first = connection.scalars(dealt.limit(_LOOKED_AT)).all()
    issues = list(dict.fromkeys(latest_first))
    if len(issues) < most and len(latest_first) == _LOOKED_AT:
        latest = func.max(joined.published)
        others = dealt.where(joined.issue_id.not_in(issues)).group_by(joined.issue_id)
        others = others.order_by(None).order_by(latest.desc().nulls_last(), joined.issue_id)
        issues += connection.scalars(others.limit(most - len(issues)))
    return issues[:most]


def acts(connection: Connection, documents: Iterable[str], least_confidence: float) -> list[ActRow]:
    """Return the events of some documents that may be about a deal, in the order of each text."""
    done, told, doc = event.c, statement.c, tables.document.c
    speaker = actor_entity.alias()
    query = (
        select(
            done.document_id.label("document"), done.document_id.label("story"),
            done.local_id, doc.ref, doc.outlet, doc.published, done.type, done.mode, done.status,
            done.start, done.end, done.words, done.confidence,
            speaker.c.actor_id.label("speaker"), told.source_words, told.hedged,
        )
        .join_from(event, tables.document, doc.id == done.document_id)
        .outerjoin(
            statement,
            and_(told.document_id == done.document_id, told.local_id == done.attribution),
        )
        .outerjoin(
            speaker,
            and_(speaker.c.document_id == done.document_id, speaker.c.entity_id == told.speaker),
        )
        # Put so that no index on the type serves: it is the documents that are few.
        .where(done.type.concat("").in_(_OF_DEALS), _sure(done.confidence, least_confidence))
        .order_by(done.document_id, done.start, done.local_id)
    )  # fmt: skip
    found = []
    for some in parts(documents):
        actors = _actors(connection, some)
        for row in connection.execute(query.where(done.document_id.in_(some))).mappings():
            here = (row["document"], row["local_id"])
            found.append(
                ActRow(
                    **row,
                    actors=tuple(actors.get((*here, "actor"), ())),
                    recipients=tuple(actors.get((*here, "recipient"), ())),
                )
            )
    return found


def issue_names(connection: Connection, ids: Iterable[str]) -> dict[str, str]:
    """Return issues by their ids, each with its name."""
    found: dict[str, str] = {}
    for some in parts(ids):
        query = select(issue.c.id, issue.c.name).where(issue.c.id.in_(some))
        found |= {row.id: row.name for row in connection.execute(query)}
    return found


def negotiations_of(connection: Connection, documents: Iterable[str]) -> dict[str, str]:
    """Return the negotiation on which each of some documents bears most, where there is one."""
    column = negotiation_document.c
    found: dict[str, str] = {}
    for some in parts(documents):
        query = select(column.document_id, column.negotiation_id).where(
            column.document_id.in_(some)
        )
        # A person's assignment has no fit, and goes first.
        best = query.order_by(column.fit.is_not(None), column.fit.desc(), column.negotiation_id)
        for document_id, negotiation_id in connection.execute(best):
            found.setdefault(document_id, negotiation_id)
    return found


def texts(connection: Connection, documents: Iterable[str]) -> dict[str, str]:
    """Return the texts of some documents."""
    found: dict[str, str] = {}
    for some in parts(documents):
        query = select(tables.document.c.id, tables.document.c.text)
        for row in connection.execute(query.where(tables.document.c.id.in_(some))):
            found[row.id] = row.text
    return found


def _actors(connection: Connection, documents: list[str]) -> dict[tuple[str, str, str], list[str]]:
    """Return who acts in the events of documents, and toward whom."""
    column = event_actor.c
    query = (
        select(column.document_id, column.local_id, column.as_role, actor_entity.c.actor_id)
        .join_from(
            event_actor,
            actor_entity,
            and_(
                actor_entity.c.document_id == column.document_id,
                actor_entity.c.entity_id == column.entity,
            ),
        )
        .where(column.document_id.in_(documents))
        .order_by(actor_entity.c.actor_id)
    )
    found: dict[tuple[str, str, str], list[str]] = defaultdict(list)
    for document_id, local_id, role, actor_id in connection.execute(query):
        found[document_id, local_id, role].append(actor_id)
    return found


def _is_position() -> ColumnElement[bool]:
    return and_(
        position.c.document_id == position_issue.c.document_id,
        position.c.local_id == position_issue.c.local_id,
    )


def _sure(confidence: ColumnElement[Any], least: float) -> ColumnElement[bool]:
    # Put so that no index on the confidence serves, which leads through the whole record.
    return func.coalesce(confidence, least) >= least
