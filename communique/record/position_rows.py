"""Positions fetched from the record: each with whose word it is, its figures and its condition."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from sqlalchemy import ColumnElement, Connection, Select, Subquery, and_, bindparam, func, select

from communique.record.actor_tables import actor_entity, actor_name
from communique.record.claims import event_actor, figure, position, statement, statement_via
from communique.record.issues import position_issue
from communique.record.narrowing import EVERYTHING, Narrowing
from communique.record.stories import story_member
from communique.record.tables import document
from communique.vocabulary import Relation, Stance

AT_ONCE = 300
"""Keys in one query; databases have a limit on them."""


@dataclass(frozen=True, kw_only=True)
class PositionOutline:
    """One position as one document tells it: whose it is, and on what."""

    document: str
    local_id: str
    published: date | None
    story: str
    issue: str
    """Id of the issue."""
    wording: str
    """The issue as this document words it."""
    side: str
    stance: Stance
    start: int
    words: str
    relation: Relation | None


@dataclass(frozen=True, kw_only=True)
class PositionRow(PositionOutline):
    """One position with all that is told of it; actors are given by their ids."""

    ref: str
    outlet: str | None
    holder: str | None
    toward: str | None
    end: int
    condition: str | None
    condition_start: int | None
    condition_end: int | None
    confidence: float | None
    attribution: str | None
    speaker: str | None
    told_by: str | None
    """For whom the speaker counts."""
    source_words: str | None
    hedged: bool | None
    said_confidence: float | None
    via: tuple[str, ...]
    amounts: tuple[tuple[str | None, float | None, float | None], ...]
    """Unit, low and high of the figures among the words."""
    waits_for: tuple[str, ...]
    """Who is to act, where the condition is an event whose actors are known."""


def outlined(connection: Connection, chosen: Subquery) -> list[PositionOutline]:
    """Return the outlines of the positions of a subquery, which is as for `fetched`."""
    query = _joined(select(*_outline(chosen)), chosen).order_by(*_IN_ORDER)
    rows = connection.execute(with_story(query)).mappings()
    return [PositionOutline(**row) for row in rows]


def _outline(chosen: Subquery) -> tuple[ColumnElement[Any], ...]:
    said, joined = position.c, position_issue.c
    return (
        document.c.id.label("document"),
        said.local_id,
        document.c.published,
        story().label("story"),
        joined.issue_id.label("issue"),
        said.issue.label("wording"),
        chosen.c.side,
        said.stance,
        said.start,
        said.words,
        said.condition_relation.label("relation"),
    )


_IN_ORDER = (document.c.published, document.c.id, position.c.start, position.c.local_id)


def _joined(query: Select[Any], chosen: Subquery) -> Select[Any]:
    said, joined = position.c, position_issue.c
    return (
        query.join_from(
            chosen,
            position_issue,
            and_(joined.document_id == chosen.c.document_id, joined.local_id == chosen.c.local_id),
        )
        .join(
            position,
            and_(said.document_id == joined.document_id, said.local_id == joined.local_id),
        )
        .join(document, document.c.id == joined.document_id)
    )


def fetched(
    connection: Connection, chosen: Subquery, kept: Narrowing = EVERYTHING
) -> list[PositionRow]:
    """Return the positions of a subquery with `document_id`, `local_id` and `side`."""
    said, joined, told = position.c, position_issue.c, statement.c
    holder, toward, speaker, teller = (actor_entity.alias() for _ in range(4))

    def is_entity(alias: Any, column: ColumnElement[Any]) -> ColumnElement[bool]:
        return and_(alias.c.document_id == chosen.c.document_id, alias.c.entity_id == column)

    query = (
        _joined(
            select(
                *_outline(chosen),
                document.c.ref,
                document.c.outlet,
                holder.c.actor_id.label("holder"),
                toward.c.actor_id.label("toward"),
                said.end,
                said.condition_words.label("condition"),
                said.condition_start,
                said.condition_end,
                said.confidence,
                said.attribution,
                speaker.c.actor_id.label("speaker"),
                teller.c.actor_id.label("told_by"),
                told.source_words,
                told.hedged,
                told.confidence.label("said_confidence"),
                said.condition_event,
            ),
            chosen,
        )
        .outerjoin(
            statement,
            and_(told.document_id == said.document_id, told.local_id == said.attribution),
        )
        .outerjoin(holder, is_entity(holder, said.party))
        .outerjoin(toward, is_entity(toward, joined.toward))
        .outerjoin(speaker, is_entity(speaker, told.speaker))
        .outerjoin(teller, is_entity(teller, joined.told_by))
        .where(kept.is_sure(said.confidence, told.confidence))
        .order_by(*_IN_ORDER)
    )
    rows = connection.execute(with_story(query)).mappings().all()
    via = _via(connection, {r["document"] for r in rows if r["attribution"] is not None})
    amounts = _figures(connection, {r["document"] for r in rows})
    acting = _actors_of(connection, {r["document"] for r in rows if r["condition_event"]})
    found = []
    for row in rows:
        known = dict(row)
        event = known.pop("condition_event")
        here = row["document"]
        found.append(
            PositionRow(
                **known,
                via=tuple(via.get((here, row["attribution"]), ())),
                amounts=tuple(
                    amount
                    for start, end, amount in amounts.get(here, ())
                    if row["start"] <= start and end <= row["end"]
                ),
                waits_for=tuple(acting.get((here, event), ())),
            )
        )
    return found


def _via(connection: Connection, documents: Iterable[str]) -> Mapping[tuple[str, str], list[str]]:
    """Return by document and attribution through whom its words came, nearest first."""
    column = statement_via.c
    query = select(column.document_id, column.local_id, actor_entity.c.actor_id).join_from(
        statement_via,
        actor_entity,
        and_(
            actor_entity.c.document_id == column.document_id,
            actor_entity.c.entity_id == column.entity,
        ),
    )
    found: dict[tuple[str, str], list[str]] = defaultdict(list)
    for some in parts(documents):
        here = query.where(column.document_id.in_(some)).order_by(column.place)
        for document_id, local_id, actor_id in connection.execute(here).all():
            found[document_id, local_id].append(actor_id)
    return found


def _figures(
    connection: Connection, documents: Iterable[str]
) -> Mapping[str, list[tuple[int, int, tuple[str | None, float | None, float | None]]]]:
    """Return by document the figures, each with where it stands."""
    column = figure.c
    query = select(
        column.document_id, column.start, column.end, column.unit, column.low, column.high
    )
    found = defaultdict(list)
    for some in parts(documents):
        here = query.where(column.document_id.in_(some)).order_by(column.start)
        for document_id, start, end, unit, low, high in connection.execute(here).all():
            found[document_id].append((start, end, (unit, low, high)))
    return found


def _actors_of(
    connection: Connection, documents: Iterable[str]
) -> Mapping[tuple[str, str], list[str]]:
    """Return by document and event who acts in it."""
    column = event_actor.c
    query = select(column.document_id, column.local_id, actor_entity.c.actor_id).join_from(
        event_actor,
        actor_entity,
        and_(
            actor_entity.c.document_id == column.document_id,
            actor_entity.c.entity_id == column.entity,
        ),
    )
    found: dict[tuple[str, str], list[str]] = defaultdict(list)
    for some in parts(documents):
        here = query.where(column.document_id.in_(some), column.as_role == "actor")
        for document_id, local_id, actor_id in connection.execute(here).all():
            found[document_id, local_id].append(actor_id)
    return found


def story() -> ColumnElement[str]:
    """Return what tells the story of a position's document, in a query that is `with_story`."""
    return func.coalesce(story_member.c.story_id, position_issue.c.document_id)


def with_story(query: Select[Any]) -> Select[Any]:
    """Join `position_issue` with the stories of the documents."""
    same = story_member.c.document_id == position_issue.c.document_id
    return query.join(story_member, same, isouter=True)


_ACTORS_OF = select(actor_name.c.key, actor_name.c.actor_id).where(
    actor_name.c.key.in_(bindparam("keys", expanding=True))
)


def actors_of(connection: Connection, keys: Iterable[str]) -> dict[str, str]:
    """Return the actors that go by some names, by the keys of these."""
    return {
        key: actor
        for some in parts(keys)
        for key, actor in connection.execute(_ACTORS_OF, {"keys": some}).all()
    }


def parts(keys: Iterable[str]) -> Iterator[list[str]]:
    """Yield the keys in lists that are short enough for one query."""
    known = sorted(set(keys))
    for at in range(0, len(known), AT_ONCE):
        yield known[at : at + AT_ONCE]
