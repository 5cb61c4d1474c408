"""Which documents are about one negotiation: those that share who takes part, and over what.

A negotiation is known by its traits: in how many of its documents each actor takes part, and how
many name each subject. A document is of a negotiation where it shares enough of both with what most
of the negotiation's documents say, so that they do not chain from one to the next.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from math import fsum
from typing import Literal

TraitKind = Literal["party", "group", "subject"]
"""An actor with a name of its own, one that is only described ("the banks"), a subject of talks."""
Trait = tuple[TraitKind, str]

_WEIGHTS: Mapping[TraitKind, float] = {"party": 1.0, "group": 0.5, "subject": 1.0}
_LEAST = 0.4
"""Least that shared actors, and that shared subjects, weigh."""
_ENOUGH = 1.4
"""Least that both weigh together."""
_COMMON = 0.2
"""Share of the negotiation's documents that have a trait for it to be more than chance."""
LEAST_SHARED = 3
"""Traits in common: one state and "trade" are not enough."""
LEADING = 0.6
"""Share of the documents in which an actor takes part without whom a document is of other talks."""
CORE = 0.5
"""Share of the documents that have a trait of what the negotiation is about."""
_AS_GOOD = 0.9
"""A document bears on a second negotiation too where it fits it nearly as well as the first."""
_MOST_HOMES = 2


@dataclass(frozen=True)
class Known:
    """A negotiation by its traits.

    Attributes:
        documents: how many it has.
        traits: how many of its documents have each.

    """

    documents: int
    traits: Mapping[Trait, int]

    def share(self, trait: Trait) -> float:
        """Return in which share of its documents a trait is.

        One document more is reckoned with: a single one does not settle what the talks are about.
        """
        return self.traits.get(trait, 0) / (self.documents + 1)

    def leading(self) -> frozenset[str]:
        """Return the actors with names without whom a document is hardly of this negotiation."""
        parties = (trait for trait in self.traits if trait[0] == "party")
        return frozenset(trait[1] for trait in parties if self.share(trait) >= LEADING)


def fit(traits: Collection[Trait], mentioned: Collection[str], known: Known) -> float | None:
    """Return how well a document fits a negotiation; None where it is not of it.

    Args:
        traits: of the document.
        mentioned: all actors that it names, whether they take part or not.
        known: the negotiation.

    """
    common = [trait for trait in traits if known.share(trait) >= _COMMON]
    if len(common) < LEAST_SHARED or not known.leading() <= frozenset(mentioned):
        return None
    # Summed exactly: in what order traits come is to change nothing.
    subjects = fsum(known.share(trait) for trait in traits if trait[0] == "subject")
    actors = fsum(known.share(t) * _WEIGHTS[t[0]] for t in traits if t[0] != "subject")
    fits = min(actors, subjects) >= _LEAST and actors + subjects >= _ENOUGH
    return actors + subjects if fits else None


def homes(fits: Mapping[str, float | None]) -> tuple[str, ...]:
    """Return the negotiations, given by id, on which a document bears: two at most, best first."""
    sums = {name: found for name, found in fits.items() if found is not None}
    best = max(sums.values(), default=0.0)
    near = (name for name in sums if sums[name] >= _AS_GOOD * best)
    return tuple(sorted(near, key=lambda name: (-sums[name], name)))[:_MOST_HOMES]
