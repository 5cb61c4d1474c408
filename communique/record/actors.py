"""Actors: entities resolved across documents, kept true document by document.

What one document tells is worked out by `communique.matching.names`; here it is counted, and the
names that it touches are decided on again. The result depends on the documents and on what persons
decided, never on the order in which they came.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping
from typing import Any

from sqlalchemy import Connection, delete, insert, select

from communique.documents.document import ReadDocument
from communique.findings import Entity
from communique.matching.name_keys import month_of
from communique.matching.names import DocumentNames, names_in
from communique.matching.shown_names import spelling
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
from communique.record.name_evidence import among, rows_in

_KNOWN = among(
    select(actor_name.c.key, actor_name.c.actor_id, actor_name.c.documents), actor_name.c.key
)


def filed(connection: Connection, read: ReadDocument) -> None:
    """Resolve the entities of a document that has just been stored."""
    names = judgements.as_decided(connection, read.document.id, names_in(read))
    known = _known(connection, names.of_entity.values())
    rows = [_row(read.document.id, entity, names, known) for entity in read.findings.entities]
    if not rows:
        return
    connection.execute(insert(actor_entity), rows)
    _tell(connection, read, names)
    told = judgements.told_by(connection, read.document.id)
    judgements.settle(connection, _count(connection, rows, known, 1), told, 1)


def erased(connection: Connection, document_id: str) -> None:
    """Take back what a document that is about to be deleted told of who is who."""
    ours = select(actor_entity).where(actor_entity.c.document_id == document_id)
    rows = [dict(row) for row in connection.execute(ours).mappings()]
    if not rows:
        return
    told = judgements.told_by(connection, document_id)
    known = _known(connection, [row["name_key"] for row in rows])
    for table in (name_told, office_held, actor_entity):
        connection.execute(delete(table).where(table.c.document_id == document_id))
    judgements.settle(connection, _count(connection, rows, known, -1), told, -1)


def _known(connection: Connection, keys: Iterable[str]) -> dict[str, tuple[str, int]]:
    """Return of names that are in the record the actor, and the number of documents."""
    return {row[0]: (row[1], row[2]) for row in rows_in(connection, _KNOWN, keys)}


def _row(
    document_id: str, entity: Entity, names: DocumentNames, known: Mapping[str, tuple[str, int]]
) -> dict[str, Any]:
    key, at = names.of_entity[entity.id], entity.location
    return {
        "document_id": document_id,
        "entity_id": entity.id,
        "actor_id": known[key][0] if key in known else key,
        "name_key": key,
        "spelling": spelling(entity),
        "kind": entity.kind,
        "lat": at.lat if at else None,
        "lon": at.lon if at else None,
        "location_source": at.source if at else None,
    }


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
            "month": month_of(published) or "-",
            "start": each.at.start,
            "end": each.at.end,
        }
        for each in names.held
    ]
    if held:
        connection.execute(insert(office_held), held)


def _count(
    connection: Connection,
    rows: list[dict[str, Any]],
    known: Mapping[str, tuple[str, int]],
    by: int,
) -> judgements.Changed:
    """Count the names of a document's entities in or out; return the names that changed.

    Args:
        connection: to the record.
        rows: the entities.
        known: what was known of their names before.
        by: 1 or -1.

    """
    keys = sorted({row["name_key"] for row in rows})
    new = [key for key in keys if key not in known]
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
    gone = {key: known[key][0] for key in keys if key in known and known[key][1] + by <= 0}
    return judgements.Changed(tuple(keys), frozenset(new), gone)
