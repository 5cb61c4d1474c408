"""What the overview of the talks answers with: the foremost of each kind, and how much there is."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Literal

from communique.documents.document import Document
from communique.matching.by_person import ByPerson
from communique.matching.evidence import Evidence
from communique.matching.model import (
    Actor,
    Happening,
    Issue,
    Movement,
    OddSum,
    Part,
    Series,
    StickingPoint,
)
from communique.matching.stories import Story
from communique.vocabulary import EventStatus


@dataclass(frozen=True)
class TalksLine:
    """One thing said of the talks."""

    kind: Literal["latest", "agreed", "broken"]
    date: date | None
    status: EventStatus
    sentence: str
    happening: Happening
    evidence: tuple[Evidence, ...]
    confidence: float | None = None


@dataclass(frozen=True)
class Standing:
    """Where the talks stand."""

    latest: tuple[TalksLine, ...]
    """Latest first."""
    agreed: tuple[TalksLine, ...]
    """Agreements and truces that are reported, latest first."""
    broken: tuple[TalksLine, ...]
    """Reports that a term was broken, latest first."""


@dataclass(frozen=True)
class Unread:
    """Something that could not be read, and why."""

    kind: Literal["not-read", "no-date", "undated-events"]
    document: str
    ref: str
    reason: str
    evidence: tuple[Evidence, ...]


@dataclass(frozen=True)
class Extent:
    """How much there is in all, where an answer shows the foremost of it."""

    documents: int
    unread: int
    """Kept, but not read."""
    stories: int
    """Independent reports."""
    first: date | None
    last: date | None
    """Days of publication."""
    dated: int
    """Events with a date."""
    things: int
    """What figures count."""
    parts: int
    """Who plays a part in the talks, each part of theirs counted."""
    gaps: Mapping[str, int]
    """Documents with something that could not be read, by the kind of `Unread`."""


@dataclass(frozen=True)
class Analysis:
    """What can be said of a body of coverage: the foremost of each kind, and how much there is."""

    extent: Extent
    documents: tuple[Document, ...]
    """Those that are cited, and the latest ones."""

    stories: tuple[Story, ...]
    """Those of `documents`."""
    actors: tuple[Actor, ...]
    parts: tuple[Part, ...]
    standing: Standing
    issues: tuple[Issue, ...]
    sticking_points: tuple[StickingPoint, ...]
    """Those of all issues, and those that hold between issues."""
    movements: tuple[Movement, ...]
    series: tuple[Series, ...]
    odd_sums: tuple[OddSum, ...]
    contacts: tuple[Happening, ...]
    """Meetings, visits and calls, latest first, undated ones last."""
    timeline: tuple[Happening, ...]
    """Dated events, earliest first."""
    unread: tuple[Unread, ...]
    by_persons: tuple[ByPerson, ...] = ()
    """The facts of `documents` that persons accepted, corrected or added."""
