"""Whose word a claim is, and where it holds: joins for whatever asks tables of claims.

The rows of such a query become the `Claimant` and the `Evidence` that analysis works with, too.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping
from typing import Any

from sqlalchemy import (
    ColumnElement,
    Connection,
    FromClause,
    RowMapping,
    Table,
    and_,
    bindparam,
    select,
)

from communique.matching.evidence import Evidence
from communique.matching.model import Actor, Claimant
from communique.matching.sureness import least_sure
from communique.matching.wording import speaker_named
from communique.record import claims, tables
from communique.record.actor_tables import actor, actor_entity, actor_name, actor_spelling
from communique.record.letters import lowered
from communique.record.narrowing import Narrowing
from communique.spans import Span

_said = claims.statement.alias("said")
_speaks = actor_entity.alias("speaks")
_speaker = actor.alias("speaker")
_there = actor_entity.alias("there")
_where = actor.alias("site")

COLUMNS: tuple[ColumnElement[Any], ...] = (
    tables.document.c.ref.label("ref"),
    tables.document.c.outlet.label("outlet"),
    tables.document.c.published.label("published"),
    _said.c.local_id.label("said_id"),
    _said.c.hedged.label("said_hedged"),
    _said.c.source_words.label("said_source"),
    _said.c.confidence.label("said_confidence"),
    _speaker.c.id.label("speaker_id"),
    _speaker.c.name.label("speaker_name"),
    _where.c.id.label("site_id"),
    _where.c.name.label("site_name"),
    _where.c.kind.label("site_kind"),
)
"""What `joined` adds to the columns of the claims."""

Via = Mapping[tuple[str, str], tuple[str, ...]]
"""Names of those through whom words came, nearest first, by document and statement."""


def joined(source: FromClause, claim: Table) -> FromClause:
    """Return `source`, in which `claim` is, joined with document, claimant and place.

    `claim` is a table of claims with `attribution` and `place`.
    """
    return (
        source.join(tables.document, tables.document.c.id == claim.c.document_id)
        .outerjoin(
            _said,
            and_(
                _said.c.document_id == claim.c.document_id,
                _said.c.local_id == claim.c.attribution,
            ),
        )
        .outerjoin(
            _speaks,
            and_(
                _speaks.c.document_id == _said.c.document_id,
                _speaks.c.entity_id == _said.c.speaker,
            ),
        )
        .outerjoin(_speaker, _speaker.c.id == _speaks.c.actor_id)
        .outerjoin(
            _there,
            and_(
                _there.c.document_id == claim.c.document_id,
                _there.c.entity_id == claim.c.place,
            ),
        )
        .outerjoin(_where, _where.c.id == _there.c.actor_id)
    )


def are_sure(claim: Table, kept: Narrowing) -> ColumnElement[bool]:
    """Return the condition that rows of such a query are surely read, with whose word they are."""
    return kept.is_sure(claim.c.confidence, _said.c.confidence)


def claimant(row: RowMapping, via: Via) -> Claimant:
    """Return whose word a row of such a query is."""
    if row["said_id"] is None:
        return Claimant(None, None, (), False)
    name = speaker_named(row["speaker_name"], row["said_source"])
    through = via.get((row["document_id"], row["said_id"]), ())
    return Claimant(name, row["speaker_id"], through, row["said_hedged"])


def evidence(row: RowMapping) -> Evidence:
    """Return the words of a row of such a query, without the sentence around them."""
    return Evidence(
        document=row["document_id"],
        ref=row["ref"],
        published=row["published"],
        outlet=row["outlet"],
        span=Span(row["start"], row["end"]),
        words=row["words"],
        sentence="",
    )


def sureness(row: RowMapping) -> float | None:
    """Return how sure the claim of a row is: the claim itself, and whose word it is."""
    return least_sure((row["confidence"], row["said_confidence"]))


def site(row: RowMapping) -> Actor | None:
    """Return the actor that the place of a row is."""
    if row["site_id"] is None:
        return None
    return as_actor(row["site_id"], row["site_name"], row["site_kind"])


def as_actor(actor_id: str, name: str, kind: Any) -> Actor:
    """Return an actor as it takes part in something; its titles and documents are not asked for."""
    return Actor(actor_id, name, kind, (name,), (), (), ())


_through = claims.statement_via.c
_VIA = (
    select(_through.document_id, _through.local_id, actor.c.name)
    .join(
        actor_entity,
        and_(
            actor_entity.c.document_id == _through.document_id,
            actor_entity.c.entity_id == _through.entity,
        ),
    )
    .join(actor, actor.c.id == actor_entity.c.actor_id)
    .where(_through.document_id.in_(bindparam("documents", expanding=True)))
    .order_by(_through.document_id, _through.local_id, _through.place)
)


def via_of(connection: Connection, documents: Iterable[str]) -> Via:
    """Return through whom the statements of some documents came."""
    ids = sorted(set(documents))
    if not ids:
        return {}
    found: dict[tuple[str, str], list[str]] = defaultdict(list)
    for document, statement, name in connection.execute(_VIA, {"documents": ids}).all():
        found[document, statement].append(name)
    return {key: tuple(names) for key, names in found.items()}


def names_of(connection: Connection, name: str) -> list[str]:
    """Return the keys of all names of those one of whose names holds `name`, in any case."""
    held = lowered(actor_spelling.c.spelling).contains(name.lower(), autoescape=True)
    keys = select(actor_spelling.c.name_key).where(held)
    same = select(actor_name.c.actor_id).where(actor_name.c.key.in_(keys))
    query = select(actor_name.c.key).where(actor_name.c.actor_id.in_(same))
    return sorted(set(connection.scalars(query)))
