"""What reading hands over: the facts of one document, each with its span.

These are the objects of the JSON contract, one class for each part, in the same words. They are
frozen: a step that knows more makes a new one. Ids (`e1`, `a1`, …) hold within one document.
"""

from __future__ import annotations

import msgspec

from communique.dates import Interval
from communique.spans import Span
from communique.vocabulary import (
    AttributionKind,
    ChangeKind,
    Direction,
    EntityKind,
    EventStatus,
    EventType,
    Relation,
    Stance,
    TalksRoleName,
    TimeType,
)


class Fact(msgspec.Struct, frozen=True, kw_only=True):
    """What all facts share."""

    confidence: float | None = None
    """0 to 1, or None where none is estimated."""


class Location(msgspec.Struct, frozen=True):
    """Where a place lies, in degrees, and who says so."""

    lat: float
    lon: float
    source: str


class Entity(Fact, frozen=True, kw_only=True):
    """Someone or something that the document names or describes."""

    id: str
    name: str
    kind: EntityKind
    qid: str | None = None
    affiliation: str | None = None
    """Id of the entity that this one speaks or works for."""
    role: str | None = None
    """Job title, in the words of the text."""
    affiliation_at: Span | None = None
    role_at: Span | None = None
    location: Location | None = None
    mentions: tuple[Span, ...]


class Attribution(Fact, frozen=True, kw_only=True):
    """Words that the document puts in someone's mouth."""

    id: str
    kind: AttributionKind
    source: Span | None
    """None: the document names nobody, which is itself worth knowing."""
    speaker: str | None
    via: tuple[str, ...] = ()
    """Entities through which the words reached this document, nearest first."""
    cue: tuple[Span, ...]
    content: tuple[Span, ...]
    hedged: bool = False

    def source_in(self, text: str) -> str | None:
        """Return the words of the source in the document's text, without the comma behind them."""
        return self.source.of(text).rstrip(" ,") if self.source else None


class Change(msgspec.Struct, frozen=True):
    """A figure that tells by how much, or to what, something rose or fell."""

    direction: Direction
    kind: ChangeKind


class Figure(Fact, frozen=True, kw_only=True):
    """A count or an amount, as the interval that the words admit."""

    id: str
    start: int
    end: int
    low: float | None
    high: float | None
    hedge: str | None = None
    value: float | None = None
    unit: str | None = None
    what: str | None = None
    who: Span | None = None
    subset_of: str | None = None
    """Id of the figure of which this one is a part."""
    place: str | None = None
    period: Interval | None = None
    per: str | None = None
    change: Change | None = None
    compared_to: str | None = None
    attribution: str | None = None

    def __post_init__(self) -> None:
        for name in ("low", "high", "value"):
            number = getattr(self, name)
            # 20000.0 is written 20000; beyond 2**53 a float no longer holds every whole number.
            if isinstance(number, float) and number.is_integer() and abs(number) < 2**53:
                msgspec.structs.force_setattr(self, name, int(number))

    @property
    def span(self) -> Span:
        """The number phrase with its hedge."""
        return Span(self.start, self.end)


class EventDate(Interval, frozen=True, kw_only=True):
    """When an event took place; `at_start`, `at_end` stand on the words that say so, if any."""

    at_start: int | None = msgspec.field(default=None, name="start")
    at_end: int | None = msgspec.field(default=None, name="end")


class Event(Fact, frozen=True, kw_only=True):
    """Something that one actor does to or with another, by PLOVER's types."""

    id: str
    type: EventType
    mode: str | None = None
    status: EventStatus = "happened"
    start: int
    end: int
    actors: tuple[str, ...] = ()
    recipients: tuple[str, ...] = ()
    place: str | None = None
    date: EventDate | None = None
    same_as: str | None = None
    attribution: str | None = None

    @property
    def span(self) -> Span:
        """The trigger."""
        return Span(self.start, self.end)


class Condition(msgspec.Struct, frozen=True):
    """What a position depends on."""

    start: int
    end: int
    relation: Relation
    event: str | None = None

    @property
    def span(self) -> Span:
        """The words of the condition."""
        return Span(self.start, self.end)


class Position(Fact, frozen=True, kw_only=True):
    """What a side of the talks wants, offers, accepts or refuses."""

    id: str
    party: str | None
    stance: Stance
    issue: str
    what: Span
    condition: Condition | None = None
    toward: str | None = None
    attribution: str | None = None


class TalksRole(Fact, frozen=True, kw_only=True, rename={"as_": "as"}):
    """The part that an entity plays in the talks, with the words that make it so."""

    entity: str
    as_: TalksRoleName
    start: int
    end: int


class Time(Fact, frozen=True, kw_only=True):
    """A time expression, with its TIMEX3 value where one is known."""

    id: str
    start: int
    end: int
    type: TimeType
    value: str | None
    interval: Interval | None
    """The days that it covers; None where the words cannot be tied to the calendar."""

    @property
    def span(self) -> Span:
        """The words that give the time."""
        return Span(self.start, self.end)


class Findings(msgspec.Struct, frozen=True, kw_only=True):
    """All that was read in one document."""

    entities: tuple[Entity, ...] = ()
    attributions: tuple[Attribution, ...] = ()
    figures: tuple[Figure, ...] = ()
    events: tuple[Event, ...] = ()
    positions: tuple[Position, ...] = ()
    talks: tuple[TalksRole, ...] = ()
    times: tuple[Time, ...] = ()
