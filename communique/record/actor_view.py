"""What may be asked of the actors in the record."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from itertools import chain
from typing import Any

from sqlalchemy import Connection, Select, func, or_, select, tuple_

from communique.findings import Location
from communique.record import claims, mentions
from communique.record.actor_tables import (
    actor,
    actor_decision,
    actor_entity,
    actor_name,
    actor_spelling,
    office_held,
)
from communique.record.letters import lowered
from communique.record.narrowing import EVERYTHING, Narrowing
from communique.record.tables import document
from communique.spans import Span
from communique.vocabulary import EntityKind

SHOWN = 5
"""Documents that stand for all, where evidence is shown."""


@dataclass(frozen=True)
class ActorRow:
    """An actor, as lists show it."""

    id: str
    """The key of its main name; it changes where a longer name comes up."""
    name: str
    kind: EntityKind
    documents: int
    """How many name it."""
    location: Location | None


@dataclass(frozen=True)
class Known:
    """An actor with the names under which it goes."""

    actor: ActorRow
    names: tuple[str, ...]
    """As they are written, the most usual first."""
    keys: tuple[str, ...]
    """Under which the names are filed."""


_ALL = select(actor).order_by(actor.c.documents.desc(), actor.c.id)


def _named_in(kept: Narrowing) -> Select[Any]:
    """Return a query for the actors whom some documents name, and how many of them do."""
    count = func.count(actor_entity.c.document_id.distinct()).label("documents")
    named = (
        select(actor_entity.c.actor_id, count)
        .where(kept.shows(actor_entity.c.document_id))
        .group_by(actor_entity.c.actor_id)
        .subquery()
    )
    others = (column for column in actor.c if column.name != "documents")
    query = select(*others, named.c.documents).join(named, named.c.actor_id == actor.c.id)
    return query.order_by(named.c.documents.desc(), actor.c.id)


def actors(
    connection: Connection,
    *,
    kind: EntityKind | None = None,
    named: str | None = None,
    offset: int = 0,
    limit: int | None = None,
    kept: Narrowing = EVERYTHING,
) -> list[ActorRow]:
    """Return actors, those that most documents name first; a part of them with offset and limit.

    Args:
        connection: to the record.
        kind: only these.
        named: only those one of whose names holds these words, in any case.
        offset: how many to pass over.
        limit: how many to return at most.
        kept: which documents are looked at, of which those that name an actor count.

    """
    query = _named_in(kept) if kept.of_documents else _ALL
    if kind is not None:
        query = query.where(actor.c.kind == kind)
    if named is not None:
        spelt = (
            select(actor_name.c.actor_id)
            .join(actor_spelling, actor_spelling.c.name_key == actor_name.c.key)
            .where(lowered(actor_spelling.c.spelling).contains(named.lower(), autoescape=True))
        )
        query = query.where(
            or_(
                actor.c.id.in_(spelt),
                lowered(actor.c.name).contains(named.lower(), autoescape=True),
            )
        )
    return list(_rows(connection, query.offset(offset).limit(limit)))


def actor_of(connection: Connection, actor_id: str) -> Known | None:
    """Return one actor, None where there is none of that id."""
    found = next(_rows(connection, select(actor).where(actor.c.id == actor_id)), None)
    if found is None:
        return None
    keys = connection.scalars(
        select(actor_name.c.key).where(actor_name.c.actor_id == actor_id)
    ).all()
    uses = func.sum(actor_spelling.c.uses)
    spelt = (
        select(actor_spelling.c.spelling)
        .where(actor_spelling.c.name_key.in_(keys))
        .group_by(actor_spelling.c.spelling)
        .order_by(uses.desc(), actor_spelling.c.spelling)
    )
    return Known(found, tuple(connection.scalars(spelt)), tuple(sorted(keys)))


@dataclass(frozen=True)
class Role:
    """An office that an actor is said to hold, or that a person decided it holds."""

    role: str
    body: str
    """Id of the actor whose office it is."""
    first_day: date | None
    last_day: date | None
    """Days of the first and the last document that say so; of a decision, as it was made."""
    documents: int
    evidence: tuple[Place, ...]
    decided_by: str | None = None


@dataclass(frozen=True)
class Place:
    """Characters of a document."""

    document: str
    start: int
    end: int


def roles_of(connection: Connection, actor_id: str, day: date | None = None) -> list[Role]:
    """Return the offices that an actor holds, as decided and as read; those of a day alone.

    A report speaks for its month, and the months of two reports for all those between.
    """
    body = actor_name.alias()
    query = (
        select(
            office_held.c.role, body.c.actor_id, document.c.published,
            office_held.c.document_id, office_held.c.start, office_held.c.end,
        )
        .join(actor_name, actor_name.c.key == office_held.c.person)
        .join(document, document.c.id == office_held.c.document_id)
        .outerjoin(body, body.c.key == office_held.c.body)
        .where(actor_name.c.actor_id == actor_id)
        .order_by(document.c.published, office_held.c.document_id)
    )  # fmt: skip
    told: dict[tuple[str, str], list[Any]] = defaultdict(list)
    for row in connection.execute(query).all():
        told[row.role, row.actor_id or ""].append(row)
    found = [
        Role(
            role=role,
            body=holder,
            first_day=min((r.published for r in rows if r.published), default=None),
            last_day=max((r.published for r in rows if r.published), default=None),
            documents=len({r.document_id for r in rows}),
            evidence=tuple(Place(r.document_id, r.start, r.end) for r in rows[:SHOWN]),
        )
        for (role, holder), rows in told.items()
    ]
    found.sort(key=lambda role: (-role.documents, role.role, role.body))
    query = (
        select(actor_decision)
        .join(actor_name, actor_name.c.key == actor_decision.c.left)
        .where(
            actor_name.c.actor_id == actor_id,
            actor_decision.c.kind == "role",
            actor_decision.c.undone_at.is_(None),
        )
        .order_by(actor_decision.c.id.desc())
    )
    decided = [
        Role(r.words, r.right, r.first_day, r.last_day, 0, (), r.who)
        for r in connection.execute(query).all()
    ]
    return [role for role in (*decided, *found) if day is None or _holds(role, day)]


def _holds(role: Role, day: date) -> bool:
    first, last = role.first_day, role.last_day
    if role.decided_by is not None:
        return (first is None or first <= day) and (last is None or day <= last)
    if first is None or last is None:
        return True
    month = (day.year, day.month)
    return (first.year, first.month) <= month <= (last.year, last.month)


@dataclass(frozen=True)
class Statement:
    """Something that an actor is reported to have said."""

    document: str
    ref: str
    outlet: str | None
    published: date | None
    start: int
    end: int
    words: str
    hedged: bool
    confidence: float | None


def statements_of(
    connection: Connection, actor_id: str, limit: int
) -> tuple[list[Statement], dict[date | None, int]]:
    """Return the latest statements of an actor, and how many there are by day of publication."""
    said = claims.statement
    its = (said.c.document_id == actor_entity.c.document_id) & (
        said.c.speaker == actor_entity.c.entity_id
    )
    # One way through all of them for both answers; what few of them say is fetched apart.
    of_actor = (
        select(said.c.document_id, said.c.local_id, said.c.start, document.c.published)
        .select_from(actor_entity)
        .join(said, its)
        .join(document, document.c.id == said.c.document_id)
        .where(actor_entity.c.actor_id == actor_id)
    )
    rows = connection.execute(of_actor).all()
    days = Counter(row.published for row in rows)
    latest = sorted(rows, key=lambda row: (row.document_id, row.start))
    latest.sort(key=lambda row: row.published or date.min, reverse=True)
    shown = [(row.document_id, row.local_id) for row in latest[:limit]]
    query = (
        select(
            said.c.local_id, said.c.document_id, document.c.ref, document.c.outlet,
            document.c.published, said.c.start, said.c.end, said.c.words, said.c.hedged,
            said.c.confidence,
        )
        .join(document, document.c.id == said.c.document_id)
        .where(tuple_(said.c.document_id, said.c.local_id).in_(shown))
    )  # fmt: skip
    told: dict[tuple[str, str], Statement] = {}
    for local_id, *fields in connection.execute(query).all():
        statement = Statement(*fields)
        told[statement.document, local_id] = statement
    return [told[key] for key in shown], dict(days)


def first_mentions(
    connection: Connection, actor_ids: Sequence[str], kept: Narrowing = EVERYTHING
) -> dict[str, list[Place]]:
    """Return for actors where a few documents first mention them."""
    its = actor_entity.c
    known: dict[str, list[tuple[str, str]]] = {}
    for actor_id in actor_ids:
        few = (
            select(its.document_id)
            .where(its.actor_id == actor_id, kept.shows(its.document_id))
            .distinct()
            .order_by(its.document_id)
            .limit(SHOWN)
        )
        query = select(its.document_id, its.entity_id).where(
            its.actor_id == actor_id, its.document_id.in_(few)
        )
        known[actor_id] = [(row[0], row[1]) for row in connection.execute(query)]
    at = mentions.first_mentions(connection, chain.from_iterable(known.values()))
    found: dict[str, list[Place]] = {}
    for actor_id, entities in known.items():
        first: dict[str, Span] = {}
        for entity in entities:
            if entity in at:
                first[entity[0]] = min(at[entity], first.get(entity[0], at[entity]))
        found[actor_id] = [Place(of, span.start, span.end) for of, span in sorted(first.items())]
    return found


def find(connection: Connection, wanted: str) -> list[str]:
    """Return the ids of the actors that words may stand for: an id, or a name in any case."""
    exact = select(actor.c.id).where(actor.c.id == wanted)
    shown = select(actor.c.id).where(actor.c.name == wanted)
    spelt = (
        select(actor_name.c.actor_id)
        .join(actor_spelling, actor_spelling.c.name_key == actor_name.c.key)
        .where(lowered(actor_spelling.c.spelling) == wanted.lower())
    )
    for query in (exact, shown, spelt):
        if found := sorted(set(connection.scalars(query))):
            return found
    return []


def actors_in(
    connection: Connection, document_ids: Sequence[str] | None = None
) -> dict[tuple[str, str], str]:
    """Return the actor of each entity of some documents, or of all, by document and entity id."""
    query = select(actor_entity.c.document_id, actor_entity.c.entity_id, actor_entity.c.actor_id)
    if document_ids is not None:
        query = query.where(actor_entity.c.document_id.in_(document_ids))
    return {(row[0], row[1]): row[2] for row in connection.execute(query).all()}


def _rows(connection: Connection, query: Select[tuple[object, ...]]) -> Iterator[ActorRow]:
    for row in connection.execute(query).mappings().all():
        lies = row["lat"] is not None
        yield ActorRow(
            id=row["id"],
            name=row["name"],
            kind=row["kind"],
            documents=row["documents"],
            location=Location(row["lat"], row["lon"], row["location_source"]) if lies else None,
        )
