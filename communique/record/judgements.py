"""Which names are one actor: judgements of the machine and of persons, and what follows."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any

from sqlalchemy import Connection, delete, func, insert, select

from communique.matching.names import DocumentNames, Office, fullest, usual_kind
from communique.record.actor_tables import (
    actor,
    actor_entity,
    actor_location,
    actor_name,
    actor_spelling,
    name_told,
    office_held,
)


@dataclass(frozen=True)
class Changed:
    """Names of a document that came or went."""

    keys: tuple[str, ...]
    """All names of the document."""
    new: frozenset[str]
    """Those that no other document has."""
    gone: frozenset[str]
    """Those that no document has any more."""


def documents_of(connection: Connection, keys: Iterable[str]) -> dict[str, int]:
    """Return by how many documents each of the names is used, of those that are."""
    query = select(actor_name.c.key, actor_name.c.documents).where(actor_name.c.key.in_(list(keys)))
    return {row.key: row.documents for row in connection.execute(query)}


def told_apart(connection: Connection, document_id: str, names: DocumentNames) -> DocumentNames:
    """Return what a document tells, with the names that a person told apart in it."""
    return names


def told_by(
    connection: Connection, document_id: str
) -> tuple[frozenset[tuple[str, str]], list[Office]]:
    """Return what a document tells of short names and of offices."""
    told = select(name_told.c.short, name_told.c.long).where(name_told.c.document_id == document_id)
    held = select(office_held.c.body, office_held.c.role).where(
        office_held.c.document_id == document_id
    )
    return (
        frozenset((row.short, row.long) for row in connection.execute(told)),
        [Office(row.body, row.role) for row in connection.execute(held)],
    )


def settle(
    connection: Connection,
    changed: Changed,
    told: Iterable[tuple[str, str]],
    offices: Sequence[Office],
) -> None:
    """Decide again on all names that a change bears on, and bring their actors up to date."""
    describe(connection, changed.keys)


def describe(connection: Connection, actor_ids: Iterable[str]) -> None:
    """Write the rows of actors anew from their names; an actor without names is deleted."""
    ids = sorted(set(actor_ids))
    connection.execute(delete(actor).where(actor.c.id.in_(ids)))
    spelt: dict[str, list[Any]] = defaultdict(list)
    join = actor_spelling.join(actor_name, actor_name.c.key == actor_spelling.c.name_key)
    query = select(actor_name.c.actor_id, *actor_spelling.c).select_from(join)
    for row in connection.execute(query.where(actor_name.c.actor_id.in_(ids))):
        spelt[row.actor_id].append(row)
    counts = select(
        actor_entity.c.actor_id, func.count(actor_entity.c.document_id.distinct())
    ).where(actor_entity.c.actor_id.in_(ids))
    documents = {
        row[0]: row[1] for row in connection.execute(counts.group_by(actor_entity.c.actor_id))
    }
    lie: dict[str, Counter[tuple[float, float, str]]] = defaultdict(Counter)
    join = actor_location.join(actor_name, actor_name.c.key == actor_location.c.name_key)
    query = select(actor_name.c.actor_id, *actor_location.c).select_from(join)
    for row in connection.execute(query.where(actor_name.c.actor_id.in_(ids))):
        lie[row.actor_id][row.lat, row.lon, row.source] += row.uses
    rows = []
    for name, found in sorted(spelt.items()):
        uses: Counter[str] = Counter()
        kinds: Counter[Any] = Counter()
        for row in found:
            uses[row.spelling] += row.uses
            kinds[row.kind] += row.uses
        lat, lon, source = min(
            lie[name], key=lambda at, of=lie[name]: (-of[at], at), default=(None, None, None)
        )
        rows.append(
            {
                "id": name,
                "name": fullest(name, uses),
                "kind": usual_kind(name, kinds),
                "documents": documents.get(name, 0),
                "lat": lat,
                "lon": lon,
                "location_source": source,
            }
        )
    if rows:
        connection.execute(insert(actor), rows)
