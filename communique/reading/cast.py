"""The cast of a document while it is being put together: who is in it, by which words."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field

from communique.findings import Entity
from communique.reading.names import folded
from communique.spans import Span
from communique.vocabulary import EntityKind


@dataclass
class Member:
    """One entity that may still learn."""

    name: str
    kind: EntityKind
    mentions: set[Span] = field(default_factory=set)
    confidence: float | None = None
    role: str | None = None
    role_at: Span | None = None
    affiliation: str | None = None
    affiliation_at: Span | None = None


class Cast:
    """Entities by id, in the order in which they came in."""

    def __init__(self, known: Iterable[Entity] = ()) -> None:
        """Begin with the entities that are known already; their ids stay."""
        self.members: dict[str, Member] = {}
        self._described: dict[str, str] = {}
        for entity in known:
            self.members[entity.id] = Member(
                entity.name, entity.kind, set(entity.mentions), entity.confidence,
                entity.role, entity.role_at, entity.affiliation, entity.affiliation_at,
            )  # fmt: skip
            self._described.setdefault(folded(entity.name), entity.id)
        # Entities that were left without a mention leave gaps, so that their number tells nothing.
        self._last = max((int(number[1:]) for number in self.members), default=0)

    def add(self, name: str, kind: EntityKind, *, confidence: float | None = None) -> str:
        """Add an entity and return its id."""
        self._last += 1
        number = f"e{self._last}"
        self.members[number] = Member(name, kind, confidence=confidence)
        self._described.setdefault(folded(name), number)
        return number

    def described(self, name: str, kind: EntityKind, at: Span) -> str:
        """Return the entity that these same words describe, a new one where there is none yet."""
        number = self._described.get(folded(name))
        if number is None:
            number = self.add(name, kind)
        self.members[number].mentions.add(at)
        return number

    def called(self, name: str) -> str | None:
        """Return the entity of that very name."""
        return self._described.get(folded(name))

    def merge(self, described: str, named: str) -> None:
        """Let a description turn out to mean someone named: what it told goes to that person."""
        told, member = self.members[described], self.members[named]
        if member.role is None and told.mentions:
            member.role, member.role_at = told.name, min(told.mentions)
        if member.affiliation is None and told.affiliation != named:
            member.affiliation, member.affiliation_at = told.affiliation, told.affiliation_at
        told.mentions.clear()
        for other in self.members.values():
            if other.affiliation == described:
                other.affiliation = named

    def entities(self) -> tuple[Entity, ...]:
        """Return the cast as findings; who has no mention left is dropped."""
        for member in self.members.values():
            home = member.affiliation
            if home is not None and not self.members[home].mentions:
                member.affiliation = member.affiliation_at = None
        return tuple(
            Entity(
                id=number, name=m.name, kind=m.kind, role=m.role, affiliation=m.affiliation,
                affiliation_at=m.affiliation_at, role_at=m.role_at, confidence=m.confidence,
                mentions=tuple(sorted(m.mentions)),
            )
            for number, m in self.members.items()
            if m.mentions
        )  # fmt: skip
