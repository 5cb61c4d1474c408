"""What may be asked of the actors in the record."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from sqlalchemy import Connection, Select, func, or_, select

from communique.findings import Location
from communique.record.actor_tables import actor, actor_entity, actor_name, actor_spelling
from communique.vocabulary import EntityKind


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


def actors(
    connection: Connection,
    *,
    kind: EntityKind | None = None,
    named: str | None = None,
    offset: int = 0,
    limit: int | None = None,
) -> list[ActorRow]:
    """Return actors, those that most documents name first; a part of them with offset and limit.

    Args:
        connection: to the record.
        kind: only these.
        named: only those one of whose names holds these words, in any case.
        offset: how many to pass over.
        limit: how many to return at most.

    """
    query = select(actor).order_by(actor.c.documents.desc(), actor.c.id)
    if kind is not None:
        query = query.where(actor.c.kind == kind)
    if named is not None:
        spelt = (
            select(actor_name.c.actor_id)
            .join(actor_spelling, actor_spelling.c.name_key == actor_name.c.key)
            .where(func.lower(actor_spelling.c.spelling).contains(named.lower(), autoescape=True))
        )
        query = query.where(
            or_(
                actor.c.id.in_(spelt),
                func.lower(actor.c.name).contains(named.lower(), autoescape=True),
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


def actors_in(connection: Connection, document_ids: Sequence[str]) -> dict[tuple[str, str], str]:
    """Return the actor of each entity of some documents, by document and entity id."""
    query = select(
        actor_entity.c.document_id, actor_entity.c.entity_id, actor_entity.c.actor_id
    ).where(actor_entity.c.document_id.in_(document_ids))
    return {(row[0], row[1]): row[2] for row in connection.execute(query)}


def _rows(connection: Connection, query: Select[tuple[object, ...]]) -> Iterator[ActorRow]:
    for row in connection.execute(query).mappings():
        lies = row["lat"] is not None
        yield ActorRow(
            id=row["id"],
            name=row["name"],
            kind=row["kind"],
            documents=row["documents"],
            location=Location(row["lat"], row["lon"], row["location_source"]) if lies else None,
        )
