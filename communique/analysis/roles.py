"""Who plays which part in the talks, and the words that make it so."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import get_args

from communique.matching.evidence import Evidence, in_order
from communique.matching.roles import (
    Sign,
    is_nameless,
    parts_played,
    who_negotiates,
)
from communique.matching.wording import listed, plain
from communique.record import RoleRow, View
from communique.spans import Span
from communique.vocabulary import EntityKind, TalksRoleName

_ORDER = {role: i for i, role in enumerate(get_args(TalksRoleName))}


@dataclass(frozen=True)
class Role:
    """The part that an actor plays in the talks, as the record tells it."""

    actor: str
    """Its id."""
    name: str
    kind: EntityKind
    role: TalksRoleName
    stories: int
    """How many independent stories say so."""
    through: tuple[str, ...]
    """Names of those who play the part for the actor."""
    evidence: tuple[Evidence, ...]
    """Once for each document."""


def find_roles(view: View, *, most: int = 3000) -> tuple[Role, ...]:
    """Return the parts that actors play: parties first, the most widely reported of each first.

    Args:
        view: the record, or one negotiation of it.
        most: how many documents are looked at, the latest ones.

    """
    rows = view.roles_told(most)
    actors = {row.actor for row in rows}
    bodies = view.bodies_of(actor for actor in actors if actor.startswith("person:"))
    known = view.sides({*actors, *bodies.values()})
    signs = []
    told: dict[tuple[str, TalksRoleName], list[RoleRow]] = defaultdict(list)
    for row in rows:
        side = bodies.get(row.actor, row.actor)
        if side in known:
            signs.append(Sign(side, row.role, row.story, row.act))
            told[side, row.role].append(row)
    kinds = {side: row.kind for side, row in known.items()}
    rulers = {side for side, row in known.items() if plain(row.name) in listed("rulers")}
    nameless = {side for side, row in known.items() if is_nameless(row.name)}
    parties = who_negotiates(_stories(told, "party"), _stories(told, "mediator"), kinds, rulers)
    found = [
        Role(
            actor=side,
            name=known[side].name,
            kind=known[side].kind,
            role=role,
            stories=count,
            through=tuple(
                sorted({known[r.actor].name for r in told[side, role] if r.actor != side})
            ),
            evidence=_once_each(told[side, role]),
        )
        for (side, role), count in parts_played(signs, parties, kinds, nameless).items()
    ]
    return tuple(sorted(found, key=lambda r: (_ORDER[r.role], -r.stories, r.actor)))


def _stories(
    told: Mapping[tuple[str, TalksRoleName], list[RoleRow]], role: TalksRoleName
) -> dict[str, int]:
    return {
        side: len({row.story for row in rows})
        for (side, played), rows in told.items()
        if played == role
    }


def _once_each(rows: Iterable[RoleRow]) -> tuple[Evidence, ...]:
    first: dict[str, RoleRow] = {}
    for row in rows:
        first.setdefault(row.document, row)
    return in_order(
        Evidence(
            document=row.document,
            ref=row.ref,
            published=row.published,
            outlet=row.outlet,
            span=Span(row.start, row.end),
            words=row.words,
            sentence="",
        )
        for row in first.values()
    )
