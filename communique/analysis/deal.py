"""What is said of a deal: its terms, where each side stands, and its versions.

A line says no more than its words do. Where it takes some reading to tell what they are about,
`uncertain` says so.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Any, Literal

from communique.matching.evidence import Evidence, in_order
from communique.matching.wording import listed, words_of
from communique.vocabulary import Relation, Stance

Become = Literal[
    "proposed", "considered", "conditional", "accepted", "rejected", "denied", "carried out",
    "broken",
]  # fmt: skip
"""What became of a deal, as is said of one side. `considered`: it would think about it."""

BY_PLACE = "which terms are meant is read from the place in the text"
NO_TERMS = "what the terms are is not told"
NO_GIVER = "who would give it is not told"
UNSURE = "uncertain reading"
_UNSURE_BELOW = 0.5


@dataclass(frozen=True)
class Name:
    """An actor, by id and name."""

    id: str
    name: str


@dataclass(frozen=True)
class Whose:
    """Whose word a line is."""

    name: str | None
    """None: the report itself."""
    actor: str | None
    hedged: bool


@dataclass(frozen=True)
class Quantity:
    """How much: a figure among the words of a term."""

    unit: str | None
    low: float | None
    high: float | None


@dataclass(frozen=True)
class Term:
    """Something that a side would give, or wants to be given."""

    proposed_by: Name | None
    stance: Stance
    giver: Name | None
    """Who would give it; None where that is not told."""
    what: str
    amounts: tuple[Quantity, ...]
    to: Name | None
    when: tuple[str, ...]
    """Time expressions among its words."""
    relation: Relation | None
    condition: str | None
    """In exchange for what, after what, unless what: in the words of the text."""
    whose: Whose
    date: date | None
    """When it was first published."""
    stories: int
    confidence: float | None
    evidence: tuple[Evidence, ...]

    @property
    def terms(self) -> str | None:
        """Return its condition as a clause that says how it hangs on it: "unless …"."""
        if self.relation is None or self.condition is None:
            return None
        opens = next(words_of(self.condition), "") in listed("condition_openers")
        return f"{'' if opens else self.relation.replace('-', ' ') + ' '}“{self.condition}”"

    @property
    def uncertain(self) -> tuple[str, ...]:
        """Return what is not sure about the reading."""
        notes = []
        if self.giver is None:
            notes.append(NO_GIVER)
        if self.confidence is not None and self.confidence < _UNSURE_BELOW:
            notes.append(UNSURE)
        return tuple(notes)


@dataclass(frozen=True)
class Standing:
    """What became of a deal, as is said of one side."""

    party: Name
    become: Become
    words: str
    whose: Whose
    date: date | None
    stories: int
    uncertain: str | None
    evidence: tuple[Evidence, ...]


@dataclass(frozen=True)
class Version:
    """The terms that one side put forward at one date."""

    party: Name
    date: date | None
    terms: tuple[Term, ...]


@dataclass(frozen=True)
class Deal:
    """A term sheet."""

    id: str
    name: str
    """The issue, in the words most used for it."""
    negotiation: str | None
    """Id of the negotiation of which it is part."""
    parties: tuple[Name, ...]
    """Those of whom something is said, the latest first."""
    terms: tuple[Term, ...]
    """Earliest first."""
    standings: tuple[Standing, ...]
    """Latest first."""
    versions: tuple[Version, ...]
    """Terms that a side changed, in the order of their dates; empty where none did."""
    uncertain: tuple[str, ...]
    stories: int
    first: date | None
    last: date | None

    @property
    def latest(self) -> dict[str, Standing]:
        """Return the latest that is said of each party, by actor id."""
        found: dict[str, Standing] = {}
        for standing in self.standings:
            found.setdefault(standing.party.id, standing)
        return found

    @property
    def evidence(self) -> tuple[Evidence, ...]:
        """Return the evidence of all its lines."""
        terms = (e for term in self.terms for e in term.evidence)
        return in_order((*terms, *(e for each in self.standings for e in each.evidence)))

    def to_json(self) -> dict[str, Any]:
        """Return what `communique deals --json` prints of it, for an encoder that knows days."""
        return {
            "id": self.id,
            "kind": "deal",
            "name": self.name,
            "negotiation": self.negotiation,
            "from": self.first,
            "to": self.last,
            "stories": self.stories,
            "parties": [
                {"actor": p.id, "name": p.name, "become": self.latest[p.id].become}
                for p in self.parties
            ],
            "terms": [_term(term) for term in self.terms],
            "standings": [_standing(standing) for standing in self.standings],
            "versions": [
                {
                    "party": version.party.id,
                    "date": version.date,
                    "terms": [self.terms.index(term) for term in version.terms],
                }
                for version in self.versions
            ],
            "uncertain": list(self.uncertain),
            "evidence": _places(self.evidence),
        }


def _term(term: Term) -> dict[str, Any]:
    return {
        "proposed_by": term.proposed_by.id if term.proposed_by else None,
        "stance": term.stance,
        "giver": term.giver.id if term.giver else None,
        "what": term.what,
        "amounts": [{"unit": a.unit, "low": a.low, "high": a.high} for a in term.amounts],
        "to": term.to.id if term.to else None,
        "when": list(term.when),
        "condition": {"relation": term.relation, "words": term.condition}
        if term.relation
        else None,
        "according_to": _whose(term.whose),
        "date": term.date,
        "stories": term.stories,
        "confidence": term.confidence,
        "uncertain": list(term.uncertain),
        "evidence": _places(term.evidence),
    }


def _standing(standing: Standing) -> dict[str, Any]:
    return {
        "party": standing.party.id,
        "become": standing.become,
        "words": standing.words,
        "according_to": _whose(standing.whose),
        "date": standing.date,
        "stories": standing.stories,
        "uncertain": standing.uncertain,
        "evidence": _places(standing.evidence),
    }


def _whose(whose: Whose) -> dict[str, Any]:
    return {"name": whose.name, "actor": whose.actor, "hedged": whose.hedged}


def _places(evidence: tuple[Evidence, ...]) -> list[dict[str, Any]]:
    return [{"document": e.document, "start": e.span.start, "end": e.span.end} for e in evidence]
