"""Questions about many documents at once, and the shapes of the answers."""

from __future__ import annotations

from datetime import date
from typing import Annotated, Literal

from msgspec import Meta, Struct

from communique.findings import Location
from communique.vocabulary import EntityKind, EventType, Stance
from communique.web.api.answers import Evidence, From, Limit, Line, Query, Sure, To, Within

Named = Annotated[str | None, Meta(description="Only with someone one of whose names holds this.")]
About = Annotated[str | None, Meta(description="Only these: what is counted, who, or where.")]
At = Annotated[date | None, Meta(description="As things stood on this day.")]


class SearchQuery(Query, frozen=True, kw_only=True, rename={"first": "from", "last": "to"}):
    """What is looked for, and where; without words, the latest passages that are meant."""

    words: Annotated[str, Meta(description="All of them; “in quotation marks” in that order.")] = ""
    speaker: Named = None
    about: Annotated[str | None, Meta(description="Only in documents with these words.")] = None
    first: From = None
    last: To = None
    kind: Literal["statement", "document"] | None = None
    limit: Limit = 100
    negotiation: Within = None


class ActorsQuery(Query, frozen=True, kw_only=True):
    """A page of the list of actors."""

    kind: EntityKind | None = None
    named: Named = None
    offset: Annotated[int, Meta(ge=0, le=10_000_000, description="How many to pass over.")] = 0
    limit: Limit = 100
    negotiation: Within = None


class NegotiationsQuery(Query, frozen=True, kw_only=True):
    """A page of the list of negotiations."""

    offset: Annotated[int, Meta(ge=0, le=10_000_000, description="How many to pass over.")] = 0
    limit: Annotated[int, Meta(ge=1, le=100, description="The most that are returned.")] = 50


class FiguresQuery(Query, frozen=True, kw_only=True):
    """Which series."""

    about: About = None
    limit: Limit = 20
    negotiation: Within = None


class TimelineQuery(Query, frozen=True, kw_only=True, rename={"first": "from", "last": "to"}):
    """Which events; where there are more than the limit, the latest."""

    first: Annotated[date | None, Meta(description="Not before this day.")] = None
    last: Annotated[date | None, Meta(description="Not after this day.")] = None
    actor: Named = None
    type: EventType | None = None
    limit: Limit = 100
    negotiation: Within = None


class PlacesQuery(TimelineQuery, frozen=True, kw_only=True):
    """Places of which events; the limit is that of places of events, and of others."""


class PositionsQuery(Query, frozen=True, kw_only=True):
    """Which cells of the matrix."""

    party: Annotated[str | None, Meta(description="Its id, its name, or words of it.")] = None
    issue: Annotated[str | None, Meta(description="Words that name it, or its id.")] = None
    at: At = None
    negotiation: Within = None


class DealsQuery(Query, frozen=True, kw_only=True):
    """Which term sheets, the latest first."""

    since: Annotated[date | None, Meta(description="Leave out what is older.")] = None
    at: At = None
    min_confidence: Sure = 0.3
    limit: Limit = 50
    negotiation: Within = None


class ChangesQuery(Query, frozen=True, kw_only=True):
    """Since when."""

    since: Annotated[date, Meta(description="The first day of what is new.")]
    limit: Limit = 100
    negotiation: Within = None


class CorrectionsQuery(Query, frozen=True, kw_only=True):
    """Which corrections."""

    document: Annotated[str | None, Meta(description="Only in this document, by its id.")] = None


class Passage(Line, frozen=True, kw_only=True):
    """Words that were found: a line of `communique search --json`."""

    ref: str
    published: date | None
    speaker: str | None
    snippet: str


class Passages(Struct, frozen=True, kw_only=True):
    """What was found, the best first."""

    items: tuple[Passage, ...]


class ListedActor(Line, frozen=True, kw_only=True):
    """Someone or something that documents name."""

    name: str
    actor_kind: EntityKind
    documents: int


class Actors(Struct, frozen=True, kw_only=True):
    """A page of actors, those first that most documents name."""

    items: tuple[ListedActor, ...]


class Role(Struct, frozen=True, kw_only=True):
    """An office that an actor is said to hold, or was decided to hold."""

    role: str
    body: str
    first_day: date | None
    last_day: date | None
    documents: int
    decided_by: str | None
    evidence: tuple[Evidence, ...]


class WholeActor(ListedActor, frozen=True, kw_only=True):
    """One actor with its names and roles."""

    names: tuple[str, ...]
    roles: tuple[Role, ...]


class TakesPart(Struct, frozen=True, kw_only=True):
    """An actor in a negotiation, and in how many of its documents it takes part."""

    actor: str
    name: str
    documents: int


class Negotiation(Line, frozen=True, kw_only=True):
    """Parties and issues that belong together; a few of its documents are its evidence."""

    name: str
    named: bool
    """Whether a person called it so."""
    documents: int
    first: date | None
    last: date | None
    """Days of publication."""
    parties: tuple[TakesPart, ...]
    subjects: tuple[str, ...]


class Negotiations(Struct, frozen=True, kw_only=True):
    """A page of negotiations, those first that most documents bear on."""

    items: tuple[Negotiation, ...]


class Series(Line, frozen=True, kw_only=True):
    """A `series` of counts, or a `sum` that does not add up, as `communique figures --json`."""

    stories: int


class AllFigures(Struct, frozen=True, kw_only=True):
    """Series, the most widely reported first, and sums."""

    things: int
    """How many things are counted in all, of which these are some."""
    items: tuple[Series, ...]


class Happened(Line, frozen=True, kw_only=True):
    """An event with all its versions: a line of `communique timeline --json`."""

    type: EventType
    sentence: str
    stories: int
    disputed: bool


class Events(Struct, frozen=True, kw_only=True):
    """Dated events, the earliest first."""

    of: int
    """How many there are in all, of which these are the latest."""
    items: tuple[Happened, ...]


class Located(Line, frozen=True, kw_only=True):
    """A place that is known to lie somewhere, with the latest of the events there."""

    name: str
    location: Location
    namesakes: int | None
    """In how many spots the gazetteer has places of this name; null where another one was asked."""
    elsewhere: int
    """In how many other spots documents lay this name."""
    stories: int
    """How many independent reports tell of it."""
    events: int
    """How many events are told to have been there; 0 where it is only named."""
    latest: tuple[Happened, ...]


class Places(Struct, frozen=True, kw_only=True):
    """Places, those first of which most is reported; those of events before those only named."""

    of_scenes: int
    """How many places of such events there are in the documents that were looked in."""
    of_named: int
    """How many others there are; 0 where an actor, a kind or a period is asked for."""
    unknown: int
    """How many places of such events lie nobody knows where."""
    looked_in: int | None
    """In how many documents, the latest ones; null where in all, or in all of a period."""
    items: tuple[Located, ...]


class Stands(Line, frozen=True, kw_only=True):
    """Where a party stands on an issue: a line of `communique positions --json`."""

    issue: str
    issue_name: str
    party: str
    party_name: str
    stance: Stance
    words: str
    date: date | None


class Positions(Struct, frozen=True, kw_only=True):
    """The matrix, cell by cell."""

    items: tuple[Stands, ...]


class TermSheet(Line, frozen=True, kw_only=True):
    """A deal: a line of `communique deals --json`."""

    name: str
    stories: int


class Deals(Struct, frozen=True, kw_only=True):
    """The deals that were last spoken of."""

    items: tuple[TermSheet, ...]


class AllChanges(Struct, frozen=True, kw_only=True):
    """What is new, moved, contradicted and corrected: lines of `communique changes --json`."""

    since: date
    documents: int
    items: tuple[Line, ...]


class Corrected(Line, frozen=True, kw_only=True):
    """What a person decided of a fact: a line of `communique correct --list --json`."""

    of: str
    decision: Literal["accept", "reject", "edit", "add"]
    by: str


class Corrections(Struct, frozen=True, kw_only=True):
    """What persons corrected, the oldest first."""

    items: tuple[Corrected, ...]
