"""Which negotiations share enough with a document for it to be of them."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Mapping, Sequence
from typing import Any, get_args

from sqlalchemy import BindParameter, Connection, Select, and_, bindparam, func, or_, select

from communique.matching.negotiations import (
    LEADING,
    LEAST_SHARED,
    Known,
    Trait,
    TraitKind,
    fit,
)
from communique.record.actor_tables import actor_name
from communique.record.negotiation_tables import negotiation, negotiation_trait
from communique.record.position_rows import parts

_MOST_CANDIDATES = 60
"""Negotiations with the most traits in common that are looked at."""

# Made once: to put a query together takes longer than to ask it.
_trait = negotiation_trait.c
_KEYS: BindParameter[str] = bindparam("keys", expanding=True)
_NAMES_OF = select(actor_name.c.key, actor_name.c.actor_id).where(actor_name.c.actor_id.in_(_KEYS))
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
_OF_NAMES = (
    select(
        _trait.negotiation_id, _trait.kind, _trait.trait, _trait.documents,
        negotiation.c.documents.label("all"),
    )
    .join(negotiation, negotiation.c.id == _trait.negotiation_id)
    .where(_trait.negotiation_id.in_(bindparam("names", expanding=True)))
)  # fmt: skip
_SHARED = _OF_NAMES.where(_ANY_OF)
_LEADERS = _OF_NAMES.where(
    _trait.kind == "party", _trait.documents >= LEADING * (negotiation.c.documents + 1)
)


def fits_of(
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
    leading = _counts(connection, _LEADERS, names, {})
    # Most are of others: where one who leads is not named, the rest need not be looked at.
    near = [
        name
        for name in names
        if name not in leading or all(now.get(t, t) in mentioned for _, t in leading[name][1])
    ]
    counts = _counts(connection, _SHARED, near, _by_kind(wide))
    for name in leading.keys() & counts.keys():
        counts[name][1].update(leading[name][1])
    return {name: fit(traits, mentioned, _now(counts[name], now)) for name in near}


def _by_kind(traits: Sequence[Trait]) -> dict[str, list[str]]:
    """Return what `_ANY_OF` asks for."""
    found: dict[str, list[str]] = {kind: [] for kind in get_args(TraitKind)}
    for kind, trait in traits:
        found[kind].append(trait)
    return found


_Counts = tuple[int, dict[Trait, int]]
"""Documents of a negotiation, and in how many of them each trait is, by the names then known."""


def _counts(
    connection: Connection,
    query: Select[Any],
    names: Sequence[str],
    asked: Mapping[str, Sequence[str]],
) -> dict[str, _Counts]:
    """Return what a query tells of some negotiations: no more than is asked for."""
    found: dict[str, _Counts] = {}
    for some in parts(names):
        rows = connection.execute(query, {**asked, "names": some}).all()
        for name, kind, trait, documents, size in rows:
            found.setdefault(name, (size, {}))[1][kind, trait] = documents
    return found


def _now(known: _Counts, now: Mapping[str, str]) -> Known:
    """Return a negotiation by its traits, with the ids that its actors have now."""
    traits: Counter[Trait] = Counter()
    for (kind, trait), documents in known[1].items():
        traits[kind, trait if kind == "subject" else now.get(trait, trait)] += documents
    return Known(known[0], traits)
