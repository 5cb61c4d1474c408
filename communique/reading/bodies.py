"""The body that someone speaks and negotiates for."""

from __future__ import annotations

from communique.findings import Entity
from communique.reading.draft import Draft
from communique.reading.names import parts

_BODIES = frozenset({"organisation", "place", "group"})
_SPEAK_FOR_OTHERS = frozenset({"person", "source", "group"})
_RULERS = frozenset({"government", "administration", "cabinet", "regime"})


def body_of(draft: Draft, entity: Entity) -> Entity:
    """Return the body that an entity stands for at the table, itself where none is known.

    A minister, a source and a government stand for the state or the movement that they belong to.
    """
    if entity.affiliation is None:
        return entity
    home = draft.entity(entity.affiliation)
    rules = entity.kind == "organisation" and bool(_RULERS & set(parts(entity.name)[-1:]))
    stands = home.kind in _BODIES and (rules or entity.kind in _SPEAK_FOR_OTHERS)
    return home if stands else entity
