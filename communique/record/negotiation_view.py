"""What may be asked of the negotiations in the record."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date

from sqlalchemy import Connection, func, or_, select

from communique.errors import NotInRecord
from communique.record.actor_tables import actor, actor_name
from communique.record.asking import Evidence
from communique.record.letters import lowered
from communique.record.negotiation_tables import (
    bearing,
    negotiation,
    negotiation_document,
    negotiation_trait,
)
from communique.record.position_rows import parts
from communique.record.tables import document

_PARTIES, _SUBJECTS = 4, 3
_IN_NAME = 2
_COMMON = 0.34
"""Share of the documents that have a subject for it to be in the name; of the first, none."""
_LEAST = 2
"""Documents of a negotiation that is shown without being asked for."""
_SHOWN = 5


@dataclass(frozen=True)
class TakesPart:
    """An actor in a negotiation, and in how many of its documents it takes part."""

    actor: str
    name: str
    documents: int


@dataclass(frozen=True)
class Negotiation:
    """A negotiation, as lists show it."""

    id: str
    name: str
    named: bool
    """Whether a person called it so; else the name says who takes part, and over what."""
    documents: int
    first: date | None
    last: date | None
    parties: tuple[TakesPart, ...]
    """The most frequent first."""
    subjects: tuple[str, ...]


@dataclass(frozen=True)
class Assigned:
    """A document of a negotiation."""

    document: str
    ref: str
    title: str | None
    published: date | None
    made_by: str
    """`machine` or `person`."""
    evidence: Evidence
    """The words that show that it is about talks; its beginning where a person assigned it."""


def negotiations(
    connection: Connection, *, least: int = _LEAST, offset: int = 0, limit: int | None = None
) -> list[Negotiation]:
    """Return negotiations, those with the most documents first.

    Args:
        connection: to the record.
        least: leave out those with fewer documents that no person named.
        offset: how many to pass over.
        limit: how many to return at most.

    """
    column = negotiation.c
    query = select(column.id).where(or_(column.documents >= least, column.name.is_not(None)))
    ordered = query.order_by(column.documents.desc(), column.id).offset(offset).limit(limit)
    return described(connection, connection.scalars(ordered).all())


def described(connection: Connection, ids: Sequence[str]) -> list[Negotiation]:
    """Return some negotiations, given by id, in that order."""
    known = {
        row.id: row
        for row in connection.execute(select(negotiation).where(negotiation.c.id.in_(ids)))
    }
    days = _days(connection, ids)
    parties = _parties(connection, ids)
    subjects = _subjects(connection, ids)
    found = []
    for name in ids:
        if (row := known.get(name)) is not None:
            over = subjects.get(name, ())
            often = [w for i, (w, n) in enumerate(over) if not i or n >= _COMMON * row.documents]
            made = _made(parties.get(name, ()), often)
            first, last = days.get(name, (None, None))
            found.append(
                Negotiation(
                    id=name,
                    name=row.name or made or name,
                    named=row.name is not None,
                    documents=row.documents,
                    first=first,
                    last=last,
                    parties=parties.get(name, ()),
                    subjects=tuple(word for word, _ in over),
                )
            )
    return found


def find(connection: Connection, wanted: str) -> str:
    """Return the id of the negotiation that `wanted` stands for: its id, its name or part of it.

    Raises NotInRecord where it stands for none, or for several.
    """
    column = negotiation.c
    for query in (
        select(column.id).where(column.id == wanted),
        select(column.id).where(lowered(column.name) == wanted.lower()),
    ):
        found = connection.scalars(query.limit(_LEAST)).all()
        if len(found) == 1:
            return str(found[0])
    known = negotiations(connection)
    words = wanted.casefold()
    for matches in (
        [n for n in known if n.name.casefold() == words],
        [n for n in known if words and words in n.name.casefold()],
    ):
        if len(matches) == 1:
            return matches[0].id
        if matches:
            shown = ", ".join(f"{n.id} ({n.name})" for n in matches[:_SHOWN])
            raise NotInRecord(
                f"{wanted} stands for several negotiations; name one by its id: {shown}"
            )
    raise NotInRecord(
        f"no negotiation is called {wanted}; `communique negotiations list` shows those there are"
    )


def among(connection: Connection, documents: Iterable[str]) -> dict[str, frozenset[str]]:
    """Return the negotiations on which documents bear, by id, each with those that do."""
    column = negotiation_document.c
    found: dict[str, set[str]] = defaultdict(set)
    for some in parts(documents):
        query = select(column.negotiation_id, column.document_id)
        for name, document_id in connection.execute(query.where(column.document_id.in_(some))):
            found[name].add(document_id)
    return {name: frozenset(here) for name, here in found.items()}


def assigned(connection: Connection, negotiation_id: str) -> list[Assigned]:
    """Return the documents of a negotiation, the latest first."""
    of, doc = negotiation_document.c, document.c
    query = (
        select(of.made_by, of.start, of.end, doc.id, doc.ref, doc.title, doc.published, doc.outlet,
               func.substr(doc.text, of.start + 1, of.end - of.start).label("words"))
        .join_from(negotiation_document, document, of.document_id == doc.id)
        .where(of.negotiation_id == negotiation_id)
        .order_by(doc.published.is_(None), doc.published.desc(), doc.id)
    )  # fmt: skip
    return [
        Assigned(
            document=row.id,
            ref=row.ref,
            title=row.title,
            published=row.published,
            made_by=row.made_by,
            evidence=Evidence(
                document=row.id,
                ref=row.ref,
                outlet=row.outlet,
                published=row.published,
                start=row.start,
                end=row.end,
                words=row.words,
            ),
        )
        for row in connection.execute(query)
    ]


def _made(parties: Sequence[TakesPart], subjects: Sequence[str]) -> str:
    """Return what a negotiation is called that nobody has named: "Norland – Sudmark: captives"."""
    who = " – ".join(party.name for party in parties[:_IN_NAME])
    over = ", ".join(subjects[:_IN_NAME])
    return ": ".join(part for part in (who, over) if part)


def _days(connection: Connection, ids: Sequence[str]) -> dict[str, tuple[date | None, date | None]]:
    of = negotiation_document.c
    query = (
        select(of.negotiation_id, func.min(document.c.published), func.max(document.c.published))
        .join(document, document.c.id == of.document_id)
        .where(of.negotiation_id.in_(ids))
        .group_by(of.negotiation_id)
    )
    return {row[0]: (row[1], row[2]) for row in connection.execute(query)}


def _parties(connection: Connection, ids: Sequence[str]) -> dict[str, tuple[TakesPart, ...]]:
    column = negotiation_trait.c
    query = (
        select(column.negotiation_id, actor.c.id, actor.c.name, column.documents)
        # An actor's id is one of its names, and stays one where another becomes the id.
        .join(actor_name, actor_name.c.key == column.trait)
        .join(actor, actor.c.id == actor_name.c.actor_id)
        .where(column.negotiation_id.in_(ids), column.kind != "subject")
        .order_by(column.documents.desc(), column.kind.desc(), column.trait)
    )
    found: dict[str, dict[str, TakesPart]] = defaultdict(dict)
    for row in connection.execute(query):
        found[row.negotiation_id].setdefault(row.id, TakesPart(row.id, row.name, row.documents))
    return {name: tuple(parties.values())[:_PARTIES] for name, parties in found.items()}


def _subjects(connection: Connection, ids: Sequence[str]) -> dict[str, tuple[tuple[str, int], ...]]:
    """Return the most frequent subjects by a word for each, with how many documents name them."""
    column = negotiation_trait.c
    query = (
        select(column.negotiation_id, column.trait, column.documents)
        .where(column.negotiation_id.in_(ids), column.kind == "subject")
        .order_by(column.documents.desc(), column.trait)
    )
    found: dict[str, list[tuple[str, int]]] = defaultdict(list)
    for row in connection.execute(query):
        if len(found[row.negotiation_id]) < _SUBJECTS:
            found[row.negotiation_id].append((row.trait, row.documents))
    # The first of its documents that names a subject gives its words: few rows are looked at.
    there = (
        select(bearing.c.words)
        .join_from(
            negotiation_document,
            bearing,
            (bearing.c.document_id == negotiation_document.c.document_id)
            & (bearing.c.kind == "subject")
            & (bearing.c.trait == column.trait),
        )
        .where(negotiation_document.c.negotiation_id == column.negotiation_id)
        .order_by(negotiation_document.c.document_id)
        .limit(1)
        .scalar_subquery()
    )
    said = select(column.negotiation_id, column.trait, there).where(
        column.kind == "subject",
        column.negotiation_id.in_(ids),
        column.trait.in_({trait for traits in found.values() for trait, _ in traits}),
    )
    words = {(row[0], row[1]): row[2] for row in connection.execute(said)}
    return {
        name: tuple((words.get((name, trait), trait), count) for trait, count in traits)
        for name, traits in found.items()
    }
