"""What many documents tell together: one frozen class for each kind of line, with its evidence.

Everything is ordered and can be compared; None says that the coverage does not tell. Sentences
are neutral: they say who is reported to say what, and settle nothing.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Literal

from communique.dates import Interval
from communique.matching.evidence import Evidence
from communique.matching.sureness import surest
from communique.vocabulary import (
    EntityKind,
    EventStatus,
    EventType,
    Relation,
    Stance,
    TalksRoleName,
)


@dataclass(frozen=True)
class Title:
    """A job that an actor is reported to hold, and for whom."""

    role: str | None
    affiliation: str | None
    """Id of the actor that this one speaks or works for."""
    affiliation_name: str | None
    evidence: tuple[Evidence, ...]


@dataclass(frozen=True)
class Actor:
    """Someone or something that one or more documents name."""

    id: str
    """What the actor is known by, "person:anna brandt": the same in every run."""
    name: str
    kind: EntityKind
    names: tuple[str, ...]
    """All names under which it goes, `name` included."""
    titles: tuple[Title, ...]
    documents: tuple[str, ...]
    evidence: tuple[Evidence, ...]
    """The first mention in each document."""
    confidence: float | None = None
    """How sure it is that the names are read right; None where none is estimated."""


@dataclass(frozen=True)
class Part:
    """The part that an actor plays in the talks."""

    actor: Actor
    role: TalksRoleName
    stories: int
    """How many independent stories say so."""
    through: tuple[str, ...]
    """Names of those who play the part for the actor ("Norland's negotiators")."""
    evidence: tuple[Evidence, ...]


@dataclass(frozen=True)
class Claimant:
    """Whose word something is."""

    name: str | None
    """None: the report itself."""
    actor: str | None
    """Id of the actor who speaks, where it is known."""
    via: tuple[str, ...]
    """Names of those through whom the words came, nearest first."""
    hedged: bool
    side: str | None = None
    """Id of the actor for whom the speaker counts."""

    def __str__(self) -> str:
        name = "the report itself" if self.name is None else self.name
        through = f" (through {', '.join(self.via)})" if self.via and self.name else ""
        return f"{name}{through}{', hedged' if self.hedged else ''}"


@dataclass(frozen=True)
class Terms:
    """The condition of a position, in the words of the text."""

    relation: Relation
    words: str
    by: tuple[str, ...] = ()
    """Ids of the actors who are to act, where the text tells."""


@dataclass(frozen=True)
class Amount:
    """A number within a position: a rise of 7 percent, 40 captives."""

    unit: str | None
    low: float | None
    high: float | None


@dataclass(frozen=True)
class Stand:
    """A position that is reported of one side, on one issue, at one date."""

    party: Actor
    holder: Actor
    """Of whom it is reported: the party itself, or someone who speaks for it."""
    claimant: Claimant
    """Who says so; the party itself, someone of its side, or another."""
    stance: Stance
    issue: str
    """The issue as this report words it."""
    words: str
    """What is wanted, offered or refused, as the text says it."""
    condition: Terms | None
    toward: str | None
    """Id of the actor toward whom the position is taken."""
    amounts: tuple[Amount, ...]
    date: date | None
    """When it was published; None where that is not known."""
    stories: int
    evidence: tuple[Evidence, ...]
    confidence: float | None = None
    """How sure the surest report is of it, and of whose word it is."""


@dataclass(frozen=True)
class PartyStands:
    """What one side says on one issue, latest first."""

    party: Actor
    stands: tuple[Stand, ...]
    undated: tuple[Stand, ...]
    """Apart, since nothing tells whether they are earlier or later."""


@dataclass(frozen=True)
class Movement:
    """A change in what one side says on an issue."""

    kind: Literal["stance", "condition", "figure"]
    party: Actor
    issue: str
    before: Stand
    after: Stand
    sentence: str
    evidence: tuple[Evidence, ...]


@dataclass(frozen=True)
class StickingPoint:
    """Latest positions of two sides that exclude each other, as reported."""

    ground: Literal["stances", "conditions", "figures"]
    issue: str
    one: Stand
    other: Stand
    sentence: str
    evidence: tuple[Evidence, ...]


@dataclass(frozen=True)
class Issue:
    """What is being negotiated, with each side's positions side by side."""

    name: str
    parties: tuple[PartyStands, ...]
    others: tuple[PartyStands, ...]
    """Positions of those who are not known to be a party."""
    movements: tuple[Movement, ...]
    sticking_points: tuple[StickingPoint, ...]


@dataclass(frozen=True)
class Count:
    """One figure as one claimant gives it."""

    words: str
    """The number phrase as written ("nearly 20,000")."""
    low: float | None
    high: float | None
    value: float | None
    hedge: str | None
    claimant: Claimant
    date: date | None
    """The day to which it refers: the end of its period, else when it was published."""
    period: Interval | None
    stories: int
    evidence: tuple[Evidence, ...]
    confidence: float | None = None
    """As that of a `Stand`."""


@dataclass(frozen=True)
class Disagreement:
    """Two counts of the same thing and time that exclude each other."""

    one: Count
    other: Count
    sentence: str
    evidence: tuple[Evidence, ...]


@dataclass(frozen=True)
class Revision:
    """A count that the same voice later gave otherwise; nothing is said of which is right."""

    before: Count
    after: Count
    sentence: str
    evidence: tuple[Evidence, ...]


@dataclass(frozen=True)
class Series:
    """Figures of the same thing, earliest first, each with its claimant."""

    id: str
    """Of what is counted and where."""
    label: str
    """What is counted, in a few words: "people killed (Eastvale)"."""
    what: str | None
    unit: str | None
    who: str | None
    place: str | None
    per: str | None
    counts: tuple[Count, ...]
    revisions: tuple[Revision, ...]
    disagreements: tuple[Disagreement, ...]
    stories: int

    @property
    def evidence(self) -> tuple[Evidence, ...]:
        """The evidence of all counts, in their order."""
        return tuple(evidence for count in self.counts for evidence in count.evidence)


@dataclass(frozen=True)
class OddSum:
    """Figures of one report that do not add up; nothing is said of which is right."""

    kind: Literal["remainder", "part"]
    sentence: str
    stories: int
    evidence: tuple[Evidence, ...]
    confidence: float | None = None
    """That of the least sure of its figures."""


@dataclass(frozen=True)
class Version:
    """What one claimant says became of an event."""

    status: EventStatus
    claimant: Claimant
    words: str
    """The trigger: "held talks"."""
    published: date | None
    evidence: tuple[Evidence, ...]
    confidence: float | None = None
    """As that of a `Stand`."""


@dataclass(frozen=True)
class Happening:
    """An event as one or more documents tell it."""

    id: str
    type: EventType
    mode: str | None
    actors: tuple[Actor, ...]
    recipients: tuple[Actor, ...]
    place: Actor | None
    date: Interval | None
    exact: bool
    """Whether the day is known."""
    versions: tuple[Version, ...]
    """Each with its status and claimant, earliest first; denials stand beside reports."""
    stories: int
    sentence: str
    evidence: tuple[Evidence, ...]

    @property
    def sides(self) -> int:
        """How many are known to take part."""
        return len(self.actors) + len(self.recipients)

    @property
    def told(self) -> tuple[str, ...]:
        """The words that tell it, of each version."""
        return tuple(version.words for version in self.versions)

    @property
    def statuses(self) -> frozenset[EventStatus]:
        """What the versions say of it."""
        return frozenset(version.status for version in self.versions)

    @property
    def disputed(self) -> bool:
        """Whether it is denied in one version and reported as done in another."""
        return "denied" in self.statuses and not self.statuses.isdisjoint(("happened", "ongoing"))

    @property
    def confidence(self) -> float | None:
        """How sure the surest version is."""
        return surest(version.confidence for version in self.versions)
