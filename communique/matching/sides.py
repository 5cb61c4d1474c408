"""For whom the entities of one document count: the party, not its spokesman."""

from __future__ import annotations

from collections.abc import Sequence

from communique.demonyms import roots, stems
from communique.findings import Entity, Findings
from communique.matching.wording import listed, words_of


class Sides:
    """For whom the entities of one document count."""

    def __init__(self, found: Findings) -> None:
        self._entities = {entity.id: entity for entity in found.entities}
        self._parties = {role.entity for role in found.talks if role.as_ == "party"}

    def of(self, entity: str | None) -> str | None:
        """Return the party for whom an entity speaks, else the body, else the entity itself.

        A party that is an organ of a state which is a party counts for the state; rebels, unions
        and banks of that state count for themselves.
        """
        chain: list[Entity] = []
        while (known := self._entities.get(entity or "")) is not None and known not in chain:
            chain.append(known)
            entity = known.affiliation
        for i, link in enumerate(chain):
            if link.id in self._parties:
                return self._state_of(link, chain[i + 1 :]) or link.id
        bodies = (link for link in chain if link.kind not in {"person", "source"})
        return next(bodies, chain[0]).id if chain else None

    def _state_of(self, party: Entity, above: Sequence[Entity]) -> str | None:
        """Return the state, itself a party, for which a party acts through those above it."""
        found, below = None, party
        for link in above:
            if not _acts_for(below, link):
                break
            if link.id in self._parties and link.kind == "place":
                found = link.id
            below = link
        return found


def _acts_for(one: Entity, of: Entity) -> bool:
    """Tell whether one of a chain acts for the next: as a person, by its name, or as its people."""
    if one.kind in {"person", "place", "source"}:
        return True
    words = set(words_of(one.name))
    if not listed("apart").isdisjoint(words):
        return False
    people = one.name.casefold().removeprefix("the ")
    return not listed("organs").isdisjoint(words) or bool(roots(people) & stems(of.name))


def party_words(found: Findings) -> frozenset[str]:
    """Return the words of the names of those who negotiate, as this document has them."""
    sides = Sides(found)
    told = [role.entity for role in found.talks]
    told += [one for p in found.positions for one in (p.party, p.toward) if one is not None]
    known = {*told, *(side for one in told if (side := sides.of(one)) is not None)}
    return frozenset(word for e in found.entities if e.id in known for word in words_of(e.name))
