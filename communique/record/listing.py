"""Documents and facts as a list shows them: without the texts, so that a long list is quick."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

import msgspec
from sqlalchemy import ColumnElement, Connection, and_, exists, func, or_, select

from communique.record import corrections
from communique.record.corrections import correction
from communique.record.facts import placed
from communique.record.tables import document, fact

_COLUMNS = (
    "id", "ref", "title", "outlet", "url", "published", "language", "read", "not_read", "model",
)  # fmt: skip


_AT_ONCE = 50
"""Documents whose facts are fetched together."""


@dataclass(frozen=True)
class ListedDocument:
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


@dataclass(frozen=True)
class ListedFact:
    """One fact of a document, as it stands in the record."""

    document_id: str
    kind: str
    place: int
    """In its list, from 0."""
    local_id: str | None
    start: int
    end: int
    body: dict[str, Any]
    """All of it, in the words of the JSON contract."""


def latest(
    connection: Connection, *, limit: int, after: str | None = None, unread: bool = False
) -> list[ListedDocument]:
    """Return documents, the latest published first, undated ones last.

    Args:
        connection: to read with.
        limit: the most that are returned.
        after: id of the last document of the page before; an unknown one gives an empty list.
        unread: only those that are kept but not read.

    """
    column = document.c
    query = select(column.id)
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
    query = query.order_by(column.published.desc().nulls_last(), column.id).limit(limit)
    # The texts lie beside what is listed: only the rows that are shown are opened.
    ids = connection.scalars(query).all()
    shown = select(*(column[name] for name in _COLUMNS), func.length(column.text).label("length"))
    rows = connection.execute(shown.where(column.id.in_(ids))).mappings()
    by_id = {row["id"]: ListedDocument(**row) for row in rows}
    return [by_id[number] for number in ids]


def counts(connection: Connection) -> tuple[int, int]:
    """Return the number of documents, and how many of them are kept but not read."""
    query = select(func.count()).select_from(document)
    return (
        connection.execute(query).scalar_one(),
        connection.execute(query.where(document.c.read.is_(False))).scalar_one(),
    )


def facts(
    connection: Connection, kind: str, *, limit: int, after: tuple[str, int] | None = None
) -> list[ListedFact]:
    """Return facts of one kind, ordered by their document's id and their place in it.

    They stand as persons have corrected them.

    Args:
        connection: to read with.
        kind: as `record.facts` names it: "figure", "event", …
        limit: the most that are returned.
        after: the document and the place of the last fact of the page before.

    """
    begin = after or ("", -1)
    ids = _bearing(connection, kind, document.c.id >= begin[0])
    found: list[ListedFact] = []
    while ids and len(found) < limit:
        for read in corrections.read_documents(connection, ids, {kind}):
            found += [
                ListedFact(
                    document_id=read.document.id,
                    kind=kind,
                    place=each.place,
                    local_id=each.local_id,
                    start=each.span.start,
                    end=each.span.end,
                    body=msgspec.to_builtins(each.fact),
                )
                for each in placed(read)
                if each.kind.name == kind and (read.document.id, each.place) > begin
            ]
        ids = _bearing(connection, kind, document.c.id > ids[-1])
    return found[:limit]


def _bearing(connection: Connection, kind: str, among: ColumnElement[bool]) -> Sequence[str]:
    """Return the first documents that may have facts of a kind, read or added by a person."""
    read = exists().where(fact.c.document_id == document.c.id, fact.c.kind == kind)
    added = exists().where(correction.c.document_id == document.c.id)
    query = select(document.c.id).where(among, or_(read, added))
    return connection.scalars(query.order_by(document.c.id).limit(_AT_ONCE)).all()
