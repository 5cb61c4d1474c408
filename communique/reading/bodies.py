"""The body that someone speaks and negotiates for."""

from __future__ import annotations

from functools import cache

from communique.findings import Entity
from communique.reading.draft import Draft
from communique.reading.lexicon import table
from communique.reading.names import parts
from communique.reading.nouns import RULERS

_BODIES = frozenset({"organisation", "place", "group"})
_SPEAK_FOR_OTHERS = frozenset({"person", "source", "group"})
_AT_THE_TABLE = frozenset({"side", "team", "delegation", "camp", "leadership"})
"""Nouns for those whom a body has at the table."""


@cache
def _sent() -> frozenset[str]:
    """Return nouns for people whom a state sends or who govern it, in the plural too."""
    nouns = frozenset(table("talks.toml")["persons"]["sent"])
    return nouns | {noun + "s" for noun in nouns}


def body_of(draft: Draft, entity: Entity) -> Entity:
    """Return the body that an entity stands for at the table, itself where none is known.

    A minister, a source and a government stand for the state or the movement that they belong to.
    """
    if entity.affiliation is None:
        return entity
    home = draft.entity(entity.affiliation)
    last = set(parts(entity.name)[-1:])
    rules = entity.kind == "organisation" and bool((RULERS | _AT_THE_TABLE) & last)
    many = entity.kind == "group" and home.kind == "place"
    if many and not _sent() & set(parts(entity.name)):
        return entity  # the dockers of a port are not the port
    stands = home.kind in _BODIES and (rules or entity.kind in _SPEAK_FOR_OTHERS)
    return home if stands else entity
