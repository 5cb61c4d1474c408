"""Negotiations: parties and issues that belong together, and the documents that bear on them.

A document that is filed joins the negotiations that it fits, or begins one; two negotiations that
turn out to be one are joined. What a person decided stands. The order in which documents come plays
a small part: `settle` places all of them anew, by date.
"""

from __future__ import annotations

import hashlib
from collections.abc import Collection, Iterable
from itertools import count

from sqlalchemy import (
    BindParameter,
    Connection,
    Float,
    bindparam,
    delete,
    func,
    insert,
    select,
    update,
)

from communique.documents.document import ReadDocument
from communique.matching.bearing import Bearing, bearing_of
from communique.matching.negotiations import CORE, Trait, homes
from communique.record.actor_tables import actor_entity, actor_name
from communique.record.counting import add
from communique.record.negotiation_fits import fits_of
from communique.record.negotiation_tables import (
    bearing,
    negotiation,
    negotiation_decision,
    negotiation_document,
    negotiation_trait,
)
from communique.record.position_rows import parts
from communique.record.tables import document
from communique.spans import Span

_LEAST_TO_JOIN = 2
"""Documents from which on it is plain enough what a negotiation is about."""


# Made once: to put a query together takes longer than to ask it.
_trait = negotiation_trait.c
_KEYS: BindParameter[str] = bindparam("keys", expanding=True)
_CORE = select(_trait.kind, _trait.trait).where(
    _trait.negotiation_id == bindparam("of"),
    _trait.documents >= bindparam("least", type_=Float),
)
_SIZE = select(negotiation.c.documents).where(negotiation.c.id == bindparam("of"))
_GROW = (
    update(negotiation)
    .where(negotiation.c.id == bindparam("of"))
    .values(documents=negotiation.c.documents + bindparam("more"))
)
_ACTORS_OF = select(actor_name.c.key, actor_name.c.actor_id).where(actor_name.c.key.in_(_KEYS))
_DECISIONS = select(negotiation_decision.c.negotiation_id, negotiation_decision.c.belongs).where(
    negotiation_decision.c.document_id == bindparam("document")
)
_HERE = select(negotiation_document.c.negotiation_id).where(
    negotiation_document.c.document_id == bindparam("document")
)
_ENTITIES = select(actor_entity.c.entity_id, actor_entity.c.actor_id).where(
    actor_entity.c.document_id == bindparam("document")
)
_MENTIONED = select(actor_entity.c.actor_id).where(
    actor_entity.c.document_id == bindparam("document")
)


def filed(connection: Connection, read: ReadDocument) -> None:
    """Place a document that has just been stored."""
    found = bearing_of(read)
    traits = _keep_bearing(connection, read, found) if found else ()
    at = found.at if found else _beginning(read)
    _place(connection, read.document.id, traits, at)


def erased(connection: Connection, document_id: str) -> None:
    """Take out a document that is about to be deleted; a person's decisions on it stay."""
    ours = negotiation_document.c.document_id == document_id
    places = select(negotiation_document.c.negotiation_id).where(ours)
    for name in connection.scalars(places).all():
        leave(connection, document_id, name)
    connection.execute(delete(bearing).where(bearing.c.document_id == document_id))


def settle(connection: Connection) -> None:
    """Place all documents anew, by date, so that the order of their filing plays no part.

    Negotiations that persons named or decided on keep their documents.
    """
    column = negotiation_document.c
    spans: dict[str, Span] = {}
    for name in connection.scalars(select(negotiation.c.id)).all():
        if _decided(connection, name):
            continue
        ours = column.negotiation_id == name
        rows = select(column.document_id, column.start, column.end).where(ours)
        spans |= {row[0]: Span(row[1], row[2]) for row in connection.execute(rows)}
        connection.execute(delete(negotiation_document).where(ours))
        recount(connection, name)
    when = select(document.c.id).order_by(
        document.c.published.is_(None), document.c.published, document.c.id
    )
    for document_id in connection.scalars(when).all():
        if document_id not in spans:
            continue
        kept = select(bearing.c.kind, bearing.c.trait).where(bearing.c.document_id == document_id)
        traits = tuple((row.kind, row.trait) for row in connection.execute(kept))
        _place(connection, document_id, traits, spans[document_id])


def _keep_bearing(connection: Connection, read: ReadDocument, found: Bearing) -> tuple[Trait, ...]:
    """Keep what a document says of a negotiation; return its traits."""
    name = read.document.id
    spelt = {entity.id: entity.name for entity in read.findings.entities}
    rows_of = connection.execute(_ENTITIES, {"document": name})
    actors = {row.entity_id: row.actor_id for row in rows_of}
    words: dict[Trait, str] = {}
    for entity in found.parties:
        # Who is only described ("the banks") may be another one in the next report.
        named = any(letter.isupper() for letter in spelt[entity])
        words.setdefault(("party" if named else "group", actors[entity]), spelt[entity])
    for subject, word in found.subjects:
        words["subject", subject] = word
    rows = [
        {"document_id": name, "kind": kind, "trait": trait, "words": said}
        for (kind, trait), said in words.items()
    ]
    connection.execute(insert(bearing), rows)
    return tuple(words)


def _beginning(read: ReadDocument) -> Span:
    """Return the first paragraph, which stands for a document that tells of no talks itself."""
    first = next(iter(read.document.paragraphs), None)
    return Span(first.start, first.end) if first else Span(0, max(1, len(read.document.text)))


def _place(connection: Connection, document_id: str, traits: tuple[Trait, ...], at: Span) -> None:
    """Put a document where a person put it, else where it fits, else into one of its own."""
    ours = {"document": document_id}
    decisions: dict[str, bool] = {
        row.negotiation_id: row.belongs for row in connection.execute(_DECISIONS, ours)
    }
    already = set(connection.scalars(_HERE, ours))
    put = [name for name, belongs in decisions.items() if belongs]
    for name in put:
        if name not in already:
            join(connection, name, document_id, traits, at, made_by="person")
    if put or already or not traits:
        return
    well = fits_of(connection, traits, frozenset(connection.scalars(_MENTIONED, ours)))
    found = homes({name: best for name, best in well.items() if name not in decisions})
    for name in found or (begin(connection, document_id, decisions),):
        join(connection, name, document_id, traits, at, fit=well.get(name))
    for name in found:
        _join_with_others(connection, name)


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


def leave(connection: Connection, document_id: str, name: str) -> None:
    """Take a document out of a negotiation in which it is; forget one that is left with nothing."""
    of = select(bearing.c.kind, bearing.c.trait).where(bearing.c.document_id == document_id)
    traits = [(row.kind, row.trait) for row in connection.execute(of)]
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
    if not _decided(connection, name):
        connection.execute(delete(negotiation).where(negotiation.c.id == name))


def _decided(connection: Connection, name: str) -> bool:
    """Tell whether a person named a negotiation, or put a document there or took one out."""
    named = select(negotiation.c.id).where(
        negotiation.c.id == name, negotiation.c.name.is_not(None)
    )
    put = select(negotiation_decision.c.document_id).where(
        negotiation_decision.c.negotiation_id == name
    )
    return any(connection.execute(query.limit(1)).first() is not None for query in (named, put))


def _join_with_others(connection: Connection, name: str) -> None:
    """Join a negotiation with another one that has turned out to be the same.

    Of two that a person decided on, neither is given up.
    """
    size = connection.execute(_SIZE, {"of": name}).scalar_one()
    if size < _LEAST_TO_JOIN:
        return
    core = connection.execute(_CORE, {"of": name, "least": CORE * size})
    found: list[Trait] = [(row.kind, row.trait) for row in core]
    keys = [trait for kind, trait in found if kind != "subject"]
    now = {
        key: actor
        for some in parts(keys)
        for key, actor in connection.execute(_ACTORS_OF, {"keys": some})
    }
    traits = tuple(dict.fromkeys((k, t if k == "subject" else now.get(t, t)) for k, t in found))
    mentioned = {trait for kind, trait in traits if kind != "subject"}
    other = next(iter(homes(fits_of(connection, traits, mentioned, but=name))), None)
    if other is None:
        return
    kept, gone = other, name
    if _decided(connection, gone):
        kept, gone = gone, kept
    if not _decided(connection, gone):
        take_over(connection, kept, gone)


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
