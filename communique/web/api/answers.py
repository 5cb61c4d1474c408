"""What may be asked of the API, and the shapes of its answers."""

from __future__ import annotations

from datetime import date
from typing import Annotated, Any, Literal

from msgspec import Meta, Struct

from communique.documents import Document
from communique.findings import (
    Attribution,
    Entity,
    Event,
    Figure,
    Position,
    TalksRole,
    Time,
)

FactKind = Literal["entity", "attribution", "figure", "event", "position", "talks", "time"]

PLACE = r"^[^#\n]{1,200}#[0-9]{1,9}$"
"""A document and the place of a fact in one of its lists."""

Limit = Annotated[int, Meta(ge=1, le=500, description="The most that are returned.")]
Sure = Annotated[
    float,
    Meta(ge=0, le=1, description="Leave out facts that are less sure; those without stay."),
]
Since = Annotated[date | None, Meta(description="What is first published after this day.")]
From = Annotated[date | None, Meta(description="The first day of publication.")]
Within = Annotated[
    str | None, Meta(description="Only one negotiation: its name, part of it, or its id.")
]
To = Annotated[date | None, Meta(description="The last day of publication.")]


class Query(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """What an address may add; anything else is refused."""


class DocumentsQuery(Query, frozen=True, kw_only=True):
    """A page of the list of documents."""

    limit: Limit = 100
    after: Annotated[str | None, Meta(description="What “next” was on the page before.")] = None
    unread: Annotated[bool, Meta(description="Only what is kept but not read.")] = False


class DocumentQuery(Query, frozen=True, kw_only=True):
    """How a document is shown."""

    min_confidence: Sure = 0


class FactsQuery(Query, frozen=True, kw_only=True):
    """A page of the facts of one kind."""

    kind: Annotated[FactKind, Meta(description="Which facts.")]
    limit: Limit = 100
    after: (
        Annotated[str, Meta(pattern=PLACE, description="What “next” was on the page before.")]
        | None
    ) = None


class TalksQuery(Query, frozen=True, kw_only=True):
    """What of the talks is new."""

    since: Since = None
    negotiation: Within = None


class BriefQuery(Query, frozen=True, kw_only=True, rename={"first": "from", "last": "to"}):
    """The period and the audience of a brief."""

    first: From = None
    last: To = None
    audience: Annotated[
        Literal["desk", "principal", "research"],
        Meta(description="Whose sections are given; all lines of them are."),
    ] = "desk"
    negotiation: Within = None


class Evidence(Struct, frozen=True):
    """Characters `[start, end)` of a document's text."""

    document: str
    start: Annotated[int, Meta(ge=0)]
    end: Annotated[int, Meta(ge=1)]


class ListedDocument(Struct, frozen=True, kw_only=True):
    """A document without its text."""

    id: str
    kind: Literal["document"] = "document"
    ref: str
    title: str | None
    outlet: str | None
    url: str | None
    published: date | None
    language: str | None
    read: bool
    not_read: str | None
    model: str
    """The version of what read it."""
    evidence: tuple[Evidence, ...]


class Documents(Struct, frozen=True, kw_only=True):
    """A page of documents, the latest published first."""

    total: int
    items: tuple[ListedDocument, ...]
    next: str | None
    """What `after` is to be for the next page; null on the last one."""


class WholeDocument(Struct, frozen=True, kw_only=True):
    """A document with what was read in it: a line of `communique read --json`."""

    document: Document
    entities: tuple[Entity, ...] = ()
    attributions: tuple[Attribution, ...] = ()
    figures: tuple[Figure, ...] = ()
    events: tuple[Event, ...] = ()
    positions: tuple[Position, ...] = ()
    talks: tuple[TalksRole, ...] = ()
    times: tuple[Time, ...] = ()


class ListedFact(Struct, frozen=True, kw_only=True):
    """A fact of one document."""

    id: str
    kind: FactKind
    document: str
    fact: dict[str, Any]
    """All of it, as in its document."""
    evidence: tuple[Evidence, ...]


class Facts(Struct, frozen=True, kw_only=True):
    """A page of facts, document by document."""

    items: tuple[ListedFact, ...]
    next: str | None


class Line(Struct, frozen=True, kw_only=True):
    """A line of a brief: a line of `communique brief --format json`, which may hold more."""

    id: str
    kind: str
    evidence: tuple[Evidence, ...]


class Lines(Struct, frozen=True, kw_only=True):
    """A brief, line by line, its sources last."""

    title: str
    summary: str
    items: tuple[Line, ...]


class Change(Struct, frozen=True, kw_only=True):
    """Something that is first reported after a day."""

    id: str
    kind: Literal["moved", "position", "denied", "event", "disagreement"]
    published: date
    sentence: str
    evidence: tuple[Evidence, ...]


class State(Struct, frozen=True, kw_only=True):
    """The state of the talks."""

    documents: int
    stories: int
    as_of: date | None
    since: date | None
    items: tuple[Line, ...]
    """Parties, where the talks stand, positions, sticking points and movements, line by line."""
    changes: tuple[Change, ...]
    """What is new after `since`; empty where no day is given."""


class Measured(Struct, frozen=True, kw_only=True):
    """How accurate one kind of fact was measured to be."""

    skill: str
    on: str
    what: str
    figure: str


class Measures(Struct, frozen=True, kw_only=True):
    """The figures of the model card."""

    items: tuple[Measured, ...]


class Failure(Struct, frozen=True, kw_only=True):
    """Why there is no answer."""

    error: str
    message: str
