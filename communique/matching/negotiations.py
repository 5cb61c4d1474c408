"""Which documents are about one negotiation: those that share who takes part, and over what.

A negotiation is known by its traits: how many of its documents each actor takes part in, and how
many name each subject. A document is of a negotiation where it shares enough of both. So the
documents of one negotiation resemble what most of them say, and do not chain from one to the next.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Literal

TraitKind = Literal["party", "subject"]
Trait = tuple[TraitKind, str]

_LEAST = 0.4
"""Least share of parties, and of subjects: one of each, in two documents of five."""
_ENOUGH = 1.4
"""Least sum of both."""
_AS_GOOD = 0.9
"""A document bears on a second negotiation too where it fits it nearly as well as the first."""


@dataclass(frozen=True)
class Known:
    """A negotiation by its traits."""

    documents: int
    traits: Mapping[Trait, int]
    """How many of its documents have each."""


@dataclass(frozen=True)
class Fit:
    """How well a document fits a negotiation."""

    parties: float
    subjects: float

    @property
    def enough(self) -> bool:
        """Whether the document is of the negotiation."""
        both = min(self.parties, self.subjects) >= _LEAST
        return both and self.parties + self.subjects >= _ENOUGH


def fit(traits: Iterable[Trait], known: Known) -> Fit:
    """Return how well a document of these traits fits a negotiation.

    Each shared trait counts by the share of the negotiation's documents that have it; one document
    more is reckoned with, so that a single document does not settle what a negotiation is about.
    """
    found = {"party": 0.0, "subject": 0.0}
    for trait in traits:
        found[trait[0]] += known.traits.get(trait, 0) / (known.documents + 1)
    return Fit(found["party"], found["subject"])


def homes(fits: Mapping[str, Fit]) -> tuple[str, ...]:
    """Return the negotiations on which a document bears, of those given by id, the best first."""
    sums = {name: fit.parties + fit.subjects for name, fit in fits.items() if fit.enough}
    best = max(sums.values(), default=0.0)
    near = (name for name in sums if sums[name] >= _AS_GOOD * best)
    return tuple(sorted(near, key=lambda name: (-sums[name], name)))
