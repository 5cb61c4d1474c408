"""Into which negotiations a document goes: those that it fits, or one of its own.

Two negotiations that turn out to be one are joined. What a person decided stands.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Mapping, Sequence
from typing import get_args

from sqlalchemy import BindParameter, Connection, Float, and_, bindparam, func, or_, select

from communique.matching.negotiations import (
    CORE,
    LEADING,
    LEAST_SHARED,
    Known,
    Trait,
    TraitKind,
    fit,
    homes,
)
from communique.record.actor_tables import actor_entity, actor_name
from communique.record.negotiation_members import begin, decided_on, join, take_over
from communique.record.negotiation_tables import (
    negotiation,
    negotiation_decision,
    negotiation_document,
    negotiation_trait,
)
from communique.record.position_rows import parts
from communique.spans import Span

_MOST_CANDIDATES = 60
"""Negotiations with the most traits in common that are looked at."""
_LEAST_TO_JOIN = 2
"""Documents from which on it is plain enough what a negotiation is about."""


# Made once: to put a query together takes longer than to ask it.
_trait = negotiation_trait.c
_KEYS: BindParameter[str] = bindparam("keys", expanding=True)
_ANY_OF = or_(
    *(
        and_(_trait.kind == kind, _trait.trait.in_(bindparam(kind, expanding=True)))
        for kind in get_args(TraitKind)
    )
)
_NEAR = (
    select(_trait.negotiation_id)
    .where(_ANY_OF)
    .group_by(_trait.negotiation_id)
    .having(func.count() >= LEAST_SHARED)
    .order_by(func.count().desc(), _trait.negotiation_id)
    .limit(_MOST_CANDIDATES)
)
_LEADS = and_(_trait.kind == "party", _trait.documents >= LEADING * (negotiation.c.documents + 1))
_KNOWN = (
    select(
        _trait.negotiation_id, _trait.kind, _trait.trait, _trait.documents,
        negotiation.c.documents.label("all"),
    )
    .join(negotiation, negotiation.c.id == _trait.negotiation_id)
    .where(
        _trait.negotiation_id.in_(bindparam("names", expanding=True)), or_(_ANY_OF, _LEADS)
    )
)  # fmt: skip
_CORE = select(_trait.kind, _trait.trait).where(
    _trait.negotiation_id == bindparam("of"),
    _trait.documents >= bindparam("least", type_=Float),
)
_SIZE = select(negotiation.c.documents).where(negotiation.c.id == bindparam("of"))
_NAMES_OF = select(actor_name.c.key, actor_name.c.actor_id).where(actor_name.c.actor_id.in_(_KEYS))
_ACTORS_OF = select(actor_name.c.key, actor_name.c.actor_id).where(actor_name.c.key.in_(_KEYS))
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
    fits = _fits(connection, traits, frozenset(connection.scalars(_MENTIONED, ours)))
    found = homes({name: best for name, best in fits.items() if name not in decisions})
    for name in found or (begin(connection, document_id, decisions),):
        join(connection, name, document_id, traits, at, fit=fits.get(name))
    for name in found:
        _join_with_others(connection, name)


def _fits(
    connection: Connection,
    traits: Sequence[Trait],
    mentioned: Collection[str],
    *,
    but: str | None = None,
) -> dict[str, float | None]:
    """Return how well a document of these traits fits the negotiations that share some with it."""
    if not traits:
        return {}
    # A trait is the actor as it was known when the document came; since then a longer name may
    # have become its id. Its old id is one of its names still.
    now = {
        key: actor
        for some in parts(mentioned)
        for key, actor in connection.execute(_NAMES_OF, {"keys": some})
    }
    actors = {trait: kind for kind, trait in traits if kind != "subject"}
    wide = [
        *traits,
        *((actors[actor], key) for key, actor in now.items() if actor in actors and key != actor),
    ]
    names = [name for name in connection.scalars(_NEAR, _by_kind(wide)) if name != but]
    return {
        name: fit(traits, mentioned, known)
        for name, known in _known(connection, names, wide, now).items()
    }


def _by_kind(traits: Sequence[Trait]) -> dict[str, list[str]]:
    """Return what `_ANY_OF` asks for."""
    found: dict[str, list[str]] = {kind: [] for kind in get_args(TraitKind)}
    for kind, trait in traits:
        found[kind].append(trait)
    return found


def _known(
    connection: Connection,
    names: Sequence[str],
    traits: Sequence[Trait],
    now: Mapping[str, str],
) -> dict[str, Known]:
    """Return what is to be known of negotiations to see whether `traits` fit: no more than that."""
    counts: dict[str, Counter[Trait]] = {name: Counter() for name in names}
    size: dict[str, int] = {}
    for some in parts(names):
        found = connection.execute(_KNOWN, _by_kind(traits) | {"names": some})
        for name, kind, trait, documents, size_now in found:
            counts[name][kind, trait if kind == "subject" else now.get(trait, trait)] += documents
            size[name] = size_now
    return {name: Known(size[name], counts[name]) for name in names}


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
    other = next(iter(homes(_fits(connection, traits, mentioned, but=name))), None)
    if other is None:
        return
    kept, gone = other, name
    if decided_on(connection, gone):
        kept, gone = gone, kept
    if not decided_on(connection, gone):
        take_over(connection, kept, gone)
