"""Which documents are of which negotiation, and what each negotiation is known by.

A negotiation is counted by the traits of its documents; whoever puts a document in or takes one out
keeps the counts true. One that is left with nothing is forgotten, unless a person decided on it.
"""

from __future__ import annotations

import hashlib
from collections.abc import Collection, Iterable
from itertools import count

from sqlalchemy import Connection, bindparam, delete, func, insert, select, update

from communique.matching.negotiations import Trait
from communique.record.counting import add
from communique.record.negotiation_tables import (
    bearing,
    negotiation,
    negotiation_decision,
    negotiation_document,
    negotiation_trait,
)
from communique.spans import Span

_GROW = (
    update(negotiation)
    .where(negotiation.c.id == bindparam("of"))
    .values(documents=negotiation.c.documents + bindparam("more"))
)


def begin(
    connection: Connection, seed: str, decided: Collection[str] = (), *, name: str | None = None
) -> str:
    """Begin a negotiation and return its id, which no other has.

    Args:
        connection: to the record.
        seed: what the id is made of.
        decided: ids that are not to be given again.
        name: what a person calls it.

    """
    for at in count():
        made = hashlib.sha256(f"{seed} {at}".encode()).hexdigest()
        number = f"n{made[:12]}"
        taken = select(negotiation.c.id).where(negotiation.c.id == number)
        if number not in decided and connection.execute(taken).first() is None:
            row = {"id": number, "name": name, "documents": 0}
            connection.execute(insert(negotiation).values(row))
            return number
    raise AssertionError("there is always another number")


def join(
    connection: Connection,
    name: str,
    document_id: str,
    traits: Iterable[Trait],
    at: Span,
    *,
    made_by: str = "machine",
    fit: float | None = None,
) -> None:
    """Put a document into a negotiation in which it is not."""
    row = {"document_id": document_id, "negotiation_id": name, "made_by": made_by, "fit": fit}
    connection.execute(
        insert(negotiation_document).values(row | {"start": at.start, "end": at.end})
    )
    _count(connection, name, traits, 1)


def traits_of(connection: Connection, document_id: str) -> tuple[Trait, ...]:
    """Return the traits of a document."""
    of = select(bearing.c.kind, bearing.c.trait).where(bearing.c.document_id == document_id)
    return tuple((row.kind, row.trait) for row in connection.execute(of))


def leave(connection: Connection, document_id: str, name: str) -> None:
    """Take a document out of a negotiation in which it is; forget one that is left with nothing."""
    traits = traits_of(connection, document_id)
    connection.execute(
        delete(negotiation_document).where(
            negotiation_document.c.document_id == document_id,
            negotiation_document.c.negotiation_id == name,
        )
    )
    _count(connection, name, traits, -1)
    _forget_if_empty(connection, name)


def _count(connection: Connection, name: str, traits: Iterable[Trait], change: int) -> None:
    add(
        connection,
        negotiation_trait,
        "documents",
        {(name, kind, trait): change for kind, trait in traits},
    )
    connection.execute(_GROW, {"of": name, "more": change})


def recount(connection: Connection, name: str) -> None:
    """Work out anew what a negotiation is about; forget one that is left with nothing."""
    connection.execute(delete(negotiation_trait).where(negotiation_trait.c.negotiation_id == name))
    of_it = negotiation_document.c.negotiation_id == name
    traits = (
        select(bearing.c.kind, bearing.c.trait, func.count().label("documents"))
        .join(negotiation_document, negotiation_document.c.document_id == bearing.c.document_id)
        .where(of_it)
        .group_by(bearing.c.kind, bearing.c.trait)
    )
    rows = [{"negotiation_id": name, **row} for row in connection.execute(traits).mappings()]
    if rows:
        connection.execute(insert(negotiation_trait), rows)
    size = select(func.count()).select_from(negotiation_document).where(of_it)
    connection.execute(
        update(negotiation)
        .where(negotiation.c.id == name)
        .values(documents=connection.execute(size).scalar_one())
    )
    _forget_if_empty(connection, name)


def _forget_if_empty(connection: Connection, name: str) -> None:
    row = connection.execute(select(negotiation).where(negotiation.c.id == name)).first()
    if row is None or row.documents or row.name is not None:
        return
    if not decided_on(connection, name):
        connection.execute(delete(negotiation).where(negotiation.c.id == name))


def decided_on(connection: Connection, name: str) -> bool:
    """Tell whether a person named a negotiation, or put a document there or took one out."""
    named = select(negotiation.c.id).where(
        negotiation.c.id == name, negotiation.c.name.is_not(None)
    )
    put = select(negotiation_decision.c.document_id).where(
        negotiation_decision.c.negotiation_id == name
    )
    return any(connection.execute(query.limit(1)).first() is not None for query in (named, put))


def take_over(connection: Connection, kept: str, gone: str) -> None:
    """Give all documents of one negotiation to another, and forget it."""
    column = negotiation_document.c
    there = select(column.document_id).where(column.negotiation_id == kept).scalar_subquery()
    connection.execute(
        delete(negotiation_document).where(
            column.negotiation_id == gone, column.document_id.in_(there)
        )
    )
    connection.execute(
        update(negotiation_document)
        .where(column.negotiation_id == gone)
        .values(negotiation_id=kept)
    )
    recount(connection, kept)
    connection.execute(delete(negotiation_trait).where(negotiation_trait.c.negotiation_id == gone))
    connection.execute(delete(negotiation).where(negotiation.c.id == gone))
