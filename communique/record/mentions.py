"""Where documents name those whom they tell of, and when: as persons have corrected it."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator

from sqlalchemy import Connection, select

from communique.record import corrections
from communique.record.facts import placed
from communique.record.position_rows import parts
from communique.record.tables import fact
from communique.spans import Span


def first_mentions(
    connection: Connection, entities: Iterable[tuple[str, str]]
) -> dict[tuple[str, str], Span]:
    """Return by document and entity where it is first mentioned."""
    wanted = set(entities)
    found = _places(connection, {of for of, _ in wanted}, "entity")
    return {(of, name): span for of, name, span in found if (of, name) in wanted}


def times(connection: Connection, documents: Iterable[str]) -> dict[str, list[tuple[int, int]]]:
    """Return where time expressions stand in some documents."""
    found: dict[str, list[tuple[int, int]]] = defaultdict(list)
    for of, _, span in sorted(_places(connection, documents, "time"), key=lambda at: at[2]):
        found[of].append((span.start, span.end))
    return found


def _places(
    connection: Connection, documents: Iterable[str], kind: str
) -> Iterator[tuple[str, str, Span]]:
    """Yield the document, the id and the words of each fact of a kind."""
    wanted = set(documents)
    corrected = corrections.touched(connection, wanted)
    column = fact.c
    query = select(column.document_id, column.local_id, column.start, column.end).where(
        column.kind == kind
    )
    for some in parts(wanted - corrected):
        for of, name, start, end in connection.execute(query.where(column.document_id.in_(some))):
            yield of, name, Span(start, end)
    for read in corrections.read_documents(connection, sorted(corrected), {kind}):
        for each in placed(read):
            if each.kind.name == kind:
                yield read.document.id, each.local_id or "", each.span
