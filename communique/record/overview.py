"""What one page on the talks is made of: which documents, people and gaps it is to show."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from sqlalchemy import ColumnElement, Connection, Select, and_, distinct, func, select

from communique.matching.stories import Story
from communique.record.actor_tables import office_held
from communique.record.claims import UNDATED, event
from communique.record.narrowing import Narrowing
from communique.record.position_rows import actors_of, parts
from communique.record.stories import story, story_member
from communique.record.tables import document

_OFFICES_IN = 400
"""Documents off which it is told who holds which office, the latest ones."""


@dataclass(frozen=True)
class Size:
    """How much coverage there is."""

    documents: int
    unread: int
    """Kept, but not read."""
    stories: int
    """Independent reports."""
    first: date | None
    last: date | None
    """Days of publication."""


@dataclass(frozen=True)
class Gaps:
    """Documents that could not be read, dated, or placed in the timeline: the latest of each."""

    not_read: tuple[str, ...]
    undated: tuple[str, ...]
    undated_events: tuple[str, ...]
    of: dict[str, int]
    """How many there are in all, by "not-read", "no-date" and "undated-events"."""


@dataclass(frozen=True)
class InOffice:
    """A document that names someone as holding an office."""

    person: str
    """Id of the actor."""
    document: str
    entity: str
    body: str | None
    """Id of the actor whose office it is."""


def size(connection: Connection, kept: Narrowing) -> Size:
    """Return how much there is of what is looked at."""
    column = document.c
    of = kept.shows(column.id)
    total = connection.scalar(select(func.count()).select_from(document).where(of)) or 0
    unread = select(func.count()).select_from(document).where(of, column.read.is_(False))
    days = select(func.min(column.published), func.max(column.published)).where(of)
    if kept.of_documents:
        own = func.coalesce(story_member.c.story_id, column.id)
        told = select(func.count(distinct(own))).select_from(
            document.outerjoin(story_member, story_member.c.document_id == column.id)
        )
        stories = connection.scalar(told.where(of))
    else:
        stories = connection.scalar(select(func.count()).select_from(story))
    first, last = connection.execute(days).one()
    return Size(total, connection.scalar(unread) or 0, stories or 0, first, last)


def latest(connection: Connection, kept: Narrowing, most: int) -> list[str]:
    """Return the ids of the documents that were published last, undated ones last."""
    return list(connection.scalars(latest_first(kept.shows(document.c.id)).limit(most)))


def latest_first(*conditions: ColumnElement[bool]) -> Select[tuple[str]]:
    """Return a query for the ids of some documents, the last published first, undated ones last."""
    query = select(document.c.id).where(*conditions)
    return query.order_by(document.c.published.desc().nulls_last(), document.c.id)


def gaps(connection: Connection, kept: Narrowing, most: int) -> Gaps:
    """Return what could not be read, at most so many documents of each kind."""
    column = document.c
    kinds = {
        "not-read": column.read.is_(False),
        # Not "is true": nearly all are read, and an index that says so is none.
        "no-date": and_(column.read.is_not(False), column.published.is_(None)),
        "undated-events": select(event.c.local_id)
        .where(event.c.document_id == column.id, UNDATED)
        .exists(),
    }
    found: dict[str, tuple[str, ...]] = {}
    number: dict[str, int] = {}
    for kind, condition in kinds.items():
        wanted = (condition, kept.shows(column.id))
        found[kind] = tuple(connection.scalars(latest_first(*wanted).limit(most)))
        number[kind] = len(found[kind])
        if number[kind] == most:
            counted = select(func.count()).select_from(document).where(*wanted)
            number[kind] = connection.scalar(counted) or 0
    return Gaps(found["not-read"], found["no-date"], found["undated-events"], number)


def in_office(
    connection: Connection, kept: Narrowing, bodies: Sequence[str], *, most: int, each: int
) -> list[InOffice]:
    """Return who is said to hold an office: those of some bodies first, then the most reported.

    Looks at the latest documents alone: it is to be told who holds an office now.

    Args:
        connection: to the record.
        kept: which documents are looked at.
        bodies: ids of actors.
        most: how many people of these bodies, and how many others.
        each: how many documents of each, the latest ones.

    """
    held = office_held.c
    lately = {name: place for place, name in enumerate(latest(connection, kept, _OFFICES_IN))}
    found = select(held.document_id, held.entity_id, held.person, held.body).where(
        held.document_id.in_(list(lately))
    )
    told = connection.execute(found).all()
    actors = actors_of(connection, {key for row in told for key in (row.person, row.body)})
    offices = [
        InOffice(actors[row.person], row.document_id, row.entity_id, actors.get(row.body))
        for row in told
        if row.person in actors
    ]
    offices.sort(key=lambda office: (lately[office.document], office.entity))
    of_body = set(bodies)
    people: dict[str, list[InOffice]] = {}
    for here in (True, False):
        of_these = Counter(o.person for o in offices if (o.body in of_body) == here)
        ranked = sorted(of_these, key=lambda person: (-of_these[person], person))
        people |= {person: [] for person in ranked[:most]}
    for office in offices:
        if len(people.get(office.person, ())) < each and office.person in people:
            people[office.person].append(office)
    return [office for found in people.values() for office in found]


def stories_of(connection: Connection, documents: Sequence[str]) -> list[Story]:
    """Return the stories of some documents, each with these of its documents alone, by id."""
    member = story_member.c
    known: dict[str, tuple[str, list[str]]] = {}
    for some in parts(documents):
        query = (
            select(member.document_id, member.story_id, story.c.original)
            .join_from(story_member, story, story.c.id == member.story_id)
            .where(member.document_id.in_(some))
        )
        for row in connection.execute(query).all():
            known.setdefault(row.story_id, (row.original, []))[1].append(row.document_id)
    return [
        Story(name, tuple(sorted(here)), original, ())
        for name, (original, here) in sorted(known.items())
    ]
