"""Where documents name those whom they tell of, and when: as persons have corrected it."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable

from sqlalchemy import Connection, select, tuple_

from communique.record import corrections
from communique.record.position_rows import parts
from communique.record.tables import fact
from communique.spans import Span


def first_mentions(
    connection: Connection, entities: Iterable[tuple[str, str]]
) -> dict[tuple[str, str], Span]:
    """Return by document and entity where it is first mentioned."""
    wanted = set(entities)
    corrected = corrections.touched(connection, {of for of, _ in wanted})
    found: dict[tuple[str, str], Span] = {}
    column = fact.c
    query = select(column.document_id, column.local_id, column.start, column.end).where(
        column.kind == "entity"
    )
    for some in parts(of for of, _ in wanted if of not in corrected):
        here = [entity for entity in wanted if entity[0] in set(some)]
        rows = query.where(
            column.document_id.in_(some),
            tuple_(column.document_id, column.local_id).in_(here),
        )
        for of, local_id, start, end in connection.execute(rows):
            found[of, local_id] = Span(start, end)
    for read in corrections.read_documents(connection, sorted(corrected), {"entity"}):
        for entity in read.findings.entities:
            if (read.document.id, entity.id) in wanted and entity.mentions:
                found[read.document.id, entity.id] = entity.mentions[0]
    return found


def times(connection: Connection, documents: Iterable[str]) -> dict[str, list[tuple[int, int]]]:
    """Return where time expressions stand in some documents."""
    wanted = set(documents)
    corrected = corrections.touched(connection, wanted)
    found: dict[str, list[tuple[int, int]]] = defaultdict(list)
    column = fact.c
    query = select(column.document_id, column.start, column.end).where(column.kind == "time")
    for some in parts(wanted - corrected):
        here = query.where(column.document_id.in_(some)).order_by(column.start)
        for document_id, start, end in connection.execute(here):
            found[document_id].append((start, end))
    for read in corrections.read_documents(connection, sorted(corrected), {"time"}):
        for time in sorted(read.findings.times, key=lambda t: t.start):
            found[read.document.id].append((time.start, time.end))
    return found
