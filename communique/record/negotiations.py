"""Negotiations: parties and issues that belong together, and the documents that bear on them.

Documents are placed by the day of their publication. One that is filed or erased where others were
published later has its neighbours placed anew: all documents that share a trait with it, with one
of those, and so on. Where these are few, the order of filing so plays no part. Where they are many,
or a person decided on one of them, a document is placed among those that are there, and the others
stay; `settle` places all anew.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping
from datetime import date
from typing import get_args

from sqlalchemy import Connection, and_, bindparam, delete, insert, or_, select

from communique.documents.document import ReadDocument
from communique.matching.bearing import Bearing, bearing_of
from communique.matching.negotiations import Trait, TraitKind
from communique.record.actor_tables import actor_entity, actor_name
from communique.record.negotiation_members import decided_on, leave, recount, traits_of
from communique.record.negotiation_placing import place
from communique.record.negotiation_tables import (
    bearing,
    negotiation_decision,
    negotiation_document,
)
from communique.record.position_rows import parts
from communique.record.tables import document
from communique.spans import Span

MOST_NEIGHBOURS = 30
"""Documents that are placed anew for one that is filed or erased; where there are more, none is."""

_ENTITIES = select(actor_entity.c.entity_id, actor_entity.c.actor_id).where(
    actor_entity.c.document_id == bindparam("document")
)
_STALE = (
    select(bearing.c.document_id, bearing.c.kind, bearing.c.trait, actor_name.c.actor_id)
    .join(actor_name, actor_name.c.key == bearing.c.trait)
    .where(
        bearing.c.kind != "subject",
        bearing.c.trait != actor_name.c.actor_id,
        bearing.c.document_id.in_(bindparam("documents", expanding=True)),
    )
)
_NAMES = select(actor_name.c.key).where(
    actor_name.c.actor_id.in_(
        select(actor_name.c.actor_id).where(actor_name.c.key.in_(bindparam("keys", expanding=True)))
    )
)
_SHARING = (
    select(bearing.c.document_id)
    .where(
        or_(
            *(
                and_(bearing.c.kind == kind, bearing.c.trait.in_(bindparam(kind, expanding=True)))
                for kind in get_args(TraitKind)
            )
        )
    )
    .distinct()
    .limit(MOST_NEIGHBOURS + 1)
)
_TRAITS = select(bearing.c.kind, bearing.c.trait).where(
    bearing.c.document_id.in_(bindparam("documents", expanding=True))
)


def filed(connection: Connection, read: ReadDocument) -> None:
    """Place a document that has just been stored, and those beside it where it came late."""
    found = bearing_of(read)
    traits = _keep_bearing(connection, read, found) if found else ()
    at = found.at if found else _beginning(read)
    near = _neighbours(connection, traits)
    late = near is not None and _changes_others(connection, read.document.id, near)
    if near is not None and late and not _decided_among(connection, near):
        _place_anew(connection, near, {read.document.id: at})
    else:
        place(connection, read.document.id, traits, at)


def erased(connection: Connection, document_id: str) -> None:
    """Take out a document that is about to be deleted; a person's decisions on it stay."""
    traits = traits_of(connection, document_id)
    ours = negotiation_document.c.document_id == document_id
    places = select(negotiation_document.c.negotiation_id).where(ours)
    for name in connection.scalars(places).all():
        leave(connection, document_id, name)
    connection.execute(delete(bearing).where(bearing.c.document_id == document_id))
    near = _neighbours(connection, traits)
    if near and not _decided_among(connection, near):
        _place_anew(connection, near)


def settle(connection: Connection) -> None:
    """Place all documents anew, by date, so that the order of their filing plays no part.

    Negotiations that persons named or decided on keep their documents.
    """
    _place_anew(connection, connection.scalars(select(document.c.id)).all())


def _place_anew(
    connection: Connection, documents: Collection[str], new: Mapping[str, Span] | None = None
) -> None:
    """Place documents anew, by date, but for those whose negotiations a person decided on.

    Args:
        connection: to the record.
        documents: all that have a trait in common with one of them.
        new: those among them that are in no negotiation yet, with the words that tell of talks.

    """
    column = negotiation_document.c
    spans = dict(new or {})
    names: set[str] = set()
    for some in parts(documents):
        here = select(column.negotiation_id).where(column.document_id.in_(some))
        names |= set(connection.scalars(here.distinct()))
    anew = sorted(name for name in names if not decided_on(connection, name))
    for some in parts(anew):
        ours = column.negotiation_id.in_(some)
        rows = select(column.document_id, column.start, column.end).where(ours)
        spans |= {row.document_id: Span(row.start, row.end) for row in connection.execute(rows)}
        connection.execute(delete(negotiation_document).where(ours))
    _renew(connection, spans)
    for name in anew:
        recount(connection, name)
    for document_id in _in_order(connection, spans):
        place(connection, document_id, traits_of(connection, document_id), spans[document_id])


def _in_order(connection: Connection, documents: Iterable[str]) -> list[str]:
    """Return documents in the order in which they are placed: by day, undated ones last."""
    column = document.c
    days: dict[str, date | None] = {}
    for some in parts(documents):
        rows = select(column.id, column.published).where(column.id.in_(some))
        days |= {row.id: row.published for row in connection.execute(rows)}
    return sorted(days, key=lambda name: (days[name] is None, str(days[name]), name))


def _changes_others(connection: Connection, document_id: str, near: Collection[str]) -> bool:
    """Tell whether others were to be placed after a document, or are known by other names now."""
    if len(near) < 2:
        return False
    if _in_order(connection, near)[-1] != document_id:
        return True
    return connection.execute(_STALE, {"documents": sorted(near)}).first() is not None


def _decided_among(connection: Connection, documents: Collection[str]) -> bool:
    """Tell whether a person decided on some documents, or on a negotiation of one of them."""
    made = negotiation_decision.c.document_id.in_(sorted(documents))
    if connection.execute(select(negotiation_decision.c.document_id).where(made)).first():
        return True
    places = select(negotiation_document.c.negotiation_id).where(
        negotiation_document.c.document_id.in_(sorted(documents))
    )
    return any(decided_on(connection, name) for name in connection.scalars(places.distinct()).all())


def _renew(connection: Connection, documents: Iterable[str]) -> None:
    """Have documents' traits be the actors as they are known now."""
    for some in parts(documents):
        for row in connection.execute(_STALE, {"documents": some}).all():
            ours = and_(
                bearing.c.document_id == row.document_id,
                bearing.c.kind == row.kind,
                bearing.c.trait == row.trait,
            )
            known = bearing.alias()
            twice = select(known.c.trait).where(
                known.c.document_id == row.document_id,
                known.c.kind == row.kind,
                known.c.trait == row.actor_id,
            )
            if connection.execute(twice).first() is not None:
                connection.execute(delete(bearing).where(ours))
            else:
                connection.execute(bearing.update().where(ours).values(trait=row.actor_id))


def _neighbours(connection: Connection, traits: Iterable[Trait]) -> set[str] | None:
    """Return the documents that share one of some traits, or one with these; None where many."""
    found: set[str] = set()
    fresh, known = set(traits), set()
    while fresh:
        known |= fresh
        keys = sorted({trait for kind, trait in fresh if kind != "subject"})
        names = set(connection.scalars(_NAMES, {"keys": keys})) | set(keys)
        wanted: dict[str, list[str]] = {"party": sorted(names), "group": sorted(names)}
        wanted["subject"] = sorted(trait for kind, trait in fresh if kind == "subject")
        here = set(connection.scalars(_SHARING, wanted)) - found
        found |= here
        if len(found) > MOST_NEIGHBOURS:
            return None
        told = connection.execute(_TRAITS, {"documents": sorted(here)})
        fresh = {(row.kind, row.trait) for row in told} - known
    return found


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
