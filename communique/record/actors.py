"""Actors: entities resolved across documents, kept true document by document.

What one document tells is worked out by `communique.matching.names`; here it is counted, and the
names that it touches are decided on again. The result depends on the documents and on what persons
decided, never on the order in which they came.
"""

from __future__ import annotations

from collections import Counter
from typing import Any

from sqlalchemy import Connection, delete, insert, select

from communique.documents.document import ReadDocument
from communique.matching.names import DocumentNames, names_in, spelling
from communique.record import judgements
from communique.record.actor_tables import (
    actor_entity,
    actor_location,
    actor_name,
    actor_spelling,
    name_told,
    office_held,
)
from communique.record.counting import add


def filed(connection: Connection, read: ReadDocument) -> None:
    """Resolve the entities of a document that has just been stored."""
    names = judgements.told_apart(connection, read.document.id, names_in(read))
    rows = [
        {
            "document_id": read.document.id,
            "entity_id": entity.id,
            "actor_id": names.of_entity[entity.id],
            "name_key": names.of_entity[entity.id],
            "spelling": spelling(entity),
            "kind": entity.kind,
            "lat": entity.location.lat if entity.location else None,
            "lon": entity.location.lon if entity.location else None,
            "location_source": entity.location.source if entity.location else None,
        }
        for entity in read.findings.entities
    ]
    if not rows:
        return
    connection.execute(insert(actor_entity), rows)
    _tell(connection, read, names)
    changed = _count(connection, rows, 1)
    judgements.settle(connection, changed, names.told, [each.office for each in names.held])


def erased(connection: Connection, document_id: str) -> None:
    """Take back what a document that is about to be deleted told of who is who."""
    ours = select(actor_entity).where(actor_entity.c.document_id == document_id)
    rows = [dict(row) for row in connection.execute(ours).mappings()]
    if not rows:
        return
    told, offices = judgements.told_by(connection, document_id)
    for table in (name_told, office_held, actor_entity):
        connection.execute(delete(table).where(table.c.document_id == document_id))
    changed = _count(connection, rows, -1)
    judgements.settle(connection, changed, told, offices)


def _tell(connection: Connection, read: ReadDocument, names: DocumentNames) -> None:
    """Keep what the document tells of names and offices."""
    document_id, published = read.document.id, read.document.published
    told = [{"document_id": document_id, "short": s, "long": n} for s, n in sorted(names.told)]
    if told:
        connection.execute(insert(name_told), told)
    held = [
        {
            "document_id": document_id,
            "entity_id": each.entity,
            "person": each.person,
            "body": each.office.body,
            "head": each.office.head,
            "role": each.office.role,
            "month": f"{published:%Y-%m}" if published else "-",
        }
        for each in names.held
    ]
    if held:
        connection.execute(insert(office_held), held)


def _count(connection: Connection, rows: list[dict[str, Any]], by: int) -> judgements.Changed:
    """Count the names of a document's entities in or out; return the names with their counts."""
    keys = sorted({row["name_key"] for row in rows})
    before = judgements.documents_of(connection, keys)
    new = [key for key in keys if key not in before]
    if new:
        rows_of_new = [{"key": key, "actor_id": key, "documents": 0} for key in new]
        connection.execute(insert(actor_name), rows_of_new)
    add(connection, actor_name, "documents", {(key,): by for key in keys})
    spelt = Counter((row["name_key"], row["spelling"], row["kind"]) for row in rows)
    add(connection, actor_spelling, "uses", {key: by * n for key, n in spelt.items()})
    lie = Counter(
        (row["name_key"], row["lat"], row["lon"], row["location_source"])
        for row in rows
        if row["lat"] is not None
    )
    if lie:
        add(connection, actor_location, "uses", {key: by * n for key, n in lie.items()})
    gone = [key for key in keys if before.get(key, 0) + by <= 0]
    return judgements.Changed(tuple(keys), frozenset(new), frozenset(gone))
