"""Documents as a list shows them: without their texts, so that a long list is quick."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from sqlalchemy import Connection, and_, func, or_, select

from communique.record.tables import document

_COLUMNS = (
    "id", "ref", "title", "outlet", "url", "published", "language", "read", "not_read", "model",
)  # fmt: skip


@dataclass(frozen=True)
class Listed:
    """What a list shows of a document."""

    id: str
    ref: str
    title: str | None
    outlet: str | None
    url: str | None
    published: date | None
    language: str | None
    read: bool
    not_read: str | None
    model: str
    """The version of what read it."""
    length: int
    """Characters of its text."""


def latest(
    connection: Connection, *, limit: int, after: str | None = None, unread: bool = False
) -> list[Listed]:
    """Return documents, the latest published first, undated ones last.

    Args:
        connection: to read with.
        limit: the most that are returned.
        after: id of the last document of the page before; an unknown one gives an empty list.
        unread: only those that are kept but not read.

    """
    column = document.c
    query = select(*(column[name] for name in _COLUMNS), func.length(column.text).label("length"))
    if unread:
        query = query.where(column.read.is_(False))
    if after is not None:
        at = connection.execute(select(column.published).where(column.id == after)).one_or_none()
        if at is None:
            return []
        later_id = column.id > after
        if at.published is None:
            query = query.where(and_(column.published.is_(None), later_id))
        else:
            same_day = and_(column.published == at.published, later_id)
            query = query.where(
                or_(column.published < at.published, same_day, column.published.is_(None))
            )
    query = query.order_by(column.published.is_(None), column.published.desc(), column.id)
    return [Listed(**row) for row in connection.execute(query.limit(limit)).mappings()]


def counts(connection: Connection) -> tuple[int, int]:
    """Return the number of documents, and how many of them are kept but not read."""
    query = select(func.count()).select_from(document)
    return (
        connection.execute(query).scalar_one(),
        connection.execute(query.where(document.c.read.is_(False))).scalar_one(),
    )
