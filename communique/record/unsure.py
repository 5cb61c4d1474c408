"""Which facts the machine is least sure of, and no person has decided on: what is to be reviewed.

The claims are what they are after corrections: a fact that a person accepted or wrote is sure, and
one that a person rejected is not among them.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from sqlalchemy import Connection, Select, and_, func, literal, or_, select, union_all

from communique.record import claims

_TABLES = {
    "position": claims.position,
    "figure": claims.figure,
    "event": claims.event,
    "attribution": claims.statement,
}

KINDS = tuple(_TABLES)
"""Kinds of facts that are reviewed."""


@dataclass(frozen=True, order=True)
class Unsure:
    """A fact that may have been misread; ordered as the queue is."""

    confidence: float
    document: str
    kind: str
    """"position", "figure", "event" or "attribution"."""
    id: str
    """Within its document."""


def unsure(
    connection: Connection,
    *,
    below: float,
    kind: str | None = None,
    after: Unsure | None = None,
    limit: int,
) -> list[Unsure]:
    """Return facts that are less sure than `below`, the least sure first.

    Args:
        connection: to the record.
        below: a confidence, from 0 to 1.
        kind: only these; a kind that is not reviewed has none.
        after: only those that come after this one in the queue.
        limit: how many at most.

    """
    parts = [_of(name, below, after).limit(limit) for name in _kinds(kind)]
    if not parts:
        return []
    rows = (Unsure(*row) for part in parts for row in connection.execute(part))
    return sorted(rows)[:limit]


def left(connection: Connection, *, below: float, after: Unsure | None = None) -> dict[str, int]:
    """Return by kind how many facts are less sure than `below`; the order is that of `KINDS`."""
    counts = (
        select(literal(name), func.count())
        .select_from(table)
        .where(_asked(table.c, name, below, after))
        for name, table in _TABLES.items()
    )
    return {row[0]: row[1] for row in connection.execute(union_all(*counts))}


def _kinds(kind: str | None) -> tuple[str, ...]:
    if kind is None:
        return KINDS
    return (kind,) if kind in _TABLES else ()


def _of(kind: str, below: float, after: Unsure | None) -> Select[Any]:
    column = _TABLES[kind].c
    return (
        select(column.confidence, column.document_id, literal(kind), column.local_id)
        .where(_asked(column, kind, below, after))
        .order_by(column.confidence, column.document_id, column.local_id)
    )


def _asked(column: Any, kind: str, below: float, after: Unsure | None) -> Any:
    asked = column.confidence < below
    if after is None:
        return asked
    same = and_(
        column.confidence == after.confidence,
        or_(
            column.document_id > after.document,
            and_(
                column.document_id == after.document,
                or_(
                    literal(kind) > after.kind,
                    and_(literal(kind) == after.kind, column.local_id > after.id),
                ),
            ),
        ),
    )
    return and_(asked, or_(column.confidence > after.confidence, same))
