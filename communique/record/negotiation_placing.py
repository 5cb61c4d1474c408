"""Into which negotiations a document goes: those that it fits, or one of its own.

Two negotiations that turn out to be one are joined. What a person decided stands.
"""

from __future__ import annotations

from sqlalchemy import Connection, Float, bindparam, select

from communique.matching.negotiations import (
    CORE,
    Trait,
    homes,
)
from communique.record.actor_tables import actor_entity
from communique.record.negotiation_fits import fits_of
from communique.record.negotiation_members import begin, decided_on, join, take_over
from communique.record.negotiation_tables import (
    negotiation,
    negotiation_decision,
    negotiation_document,
    negotiation_trait,
)
from communique.record.position_rows import actors_of
from communique.spans import Span

_LEAST_TO_JOIN = 2
"""Documents from which on it is plain enough what a negotiation is about."""


# Made once: to put a query together takes longer than to ask it.
_trait = negotiation_trait.c
_CORE = select(_trait.kind, _trait.trait).where(
    _trait.negotiation_id == bindparam("of"),
    _trait.documents >= bindparam("least", type_=Float),
)
_SIZE = select(negotiation.c.documents).where(negotiation.c.id == bindparam("of"))
_DECISIONS = select(negotiation_decision.c.negotiation_id, negotiation_decision.c.belongs).where(
    negotiation_decision.c.document_id == bindparam("document")
)
_HERE = select(negotiation_document.c.negotiation_id).where(
    negotiation_document.c.document_id == bindparam("document")
)
_MENTIONED = select(actor_entity.c.actor_id).where(
    actor_entity.c.document_id == bindparam("document")
)


def place(connection: Connection, document_id: str, traits: tuple[Trait, ...], at: Span) -> None:
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


def _join_with_others(connection: Connection, name: str) -> None:
    """Join a negotiation with another one that has turned out to be the same.

    Of two that a person decided on, neither is given up.
    """
    size = connection.execute(_SIZE, {"of": name}).scalar_one()
    if size < _LEAST_TO_JOIN:
        return
    core = connection.execute(_CORE, {"of": name, "least": CORE * size})
    found: list[Trait] = [(row.kind, row.trait) for row in core]
    now = actors_of(connection, (trait for kind, trait in found if kind != "subject"))
    traits = tuple(dict.fromkeys((k, t if k == "subject" else now.get(t, t)) for k, t in found))
    mentioned = {trait for kind, trait in traits if kind != "subject"}
    other = next(iter(homes(fits_of(connection, traits, mentioned, but=name))), None)
    if other is None:
        return
    kept, gone = other, name
    if decided_on(connection, gone):
        kept, gone = gone, kept
    if not decided_on(connection, gone):
        take_over(connection, kept, gone)
