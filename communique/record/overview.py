"""What one page on the talks is made of: which documents, people and gaps it is to show."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from sqlalchemy import Connection, and_, distinct, func, select

from communique.matching.stories import Story
from communique.record.actor_tables import actor_name, office_held
from communique.record.claims import event
from communique.record.narrowing import Narrowing
from communique.record.position_rows import parts
from communique.record.stories import story, story_member
from communique.record.tables import document


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
    column = document.c
    query = select(column.id).where(kept.shows(column.id))
    ordered = query.order_by(column.published.desc().nulls_last(), column.id)
    return list(connection.scalars(ordered.limit(most)))


def gaps(connection: Connection, kept: Narrowing, most: int) -> Gaps:
    """Return what could not be read, at most so many documents of each kind."""
    column = document.c
    undated = and_(
        event.c.document_id == column.id, event.c.date_from.is_(None), event.c.date_to.is_(None)
    )
    kinds = {
        "not-read": column.read.is_(False),
        "no-date": and_(column.read.is_(True), column.published.is_(None)),
        "undated-events": select(event.c.local_id).where(undated).exists(),
    }
    found: dict[str, tuple[str, ...]] = {}
    number: dict[str, int] = {}
    for kind, condition in kinds.items():
        wanted = (condition, kept.shows(column.id))
        query = select(column.id).where(*wanted)
        ordered = query.order_by(column.published.desc().nulls_last(), column.id)
        found[kind] = tuple(connection.scalars(ordered.limit(most)))
        number[kind] = len(found[kind])
        if number[kind] == most:
            counted = select(func.count()).select_from(document).where(*wanted)
            number[kind] = connection.scalar(counted) or 0
    return Gaps(found["not-read"], found["no-date"], found["undated-events"], number)


def in_office(
    connection: Connection, kept: Narrowing, bodies: Sequence[str], *, most: int, each: int
) -> list[InOffice]:
    """Return who is said to hold an office: those of some bodies first, then the most reported.

    Args:
        connection: to the record.
        kept: which documents are looked at.
        bodies: ids of actors.
        most: how many people of these bodies, and how many others.
        each: how many documents of each, the latest ones.

    """
    of_body = select(actor_name.c.key).where(actor_name.c.actor_id.in_(bodies))
    held = office_held.c
    people: dict[str, None] = {}
    for condition in (held.body.in_(of_body), ~held.body.in_(of_body)):
        told = select(held.person, func.count().label("told")).where(
            condition, kept.shows(held.document_id)
        )
        by_name = told.group_by(held.person).subquery()
        number = func.sum(by_name.c.told)
        query = (
            select(actor_name.c.actor_id)
            .join_from(by_name, actor_name, actor_name.c.key == by_name.c.person)
            .group_by(actor_name.c.actor_id)
            .order_by(number.desc(), actor_name.c.actor_id)
        )
        people |= dict.fromkeys(connection.scalars(query.limit(most)))
    holder, body = actor_name.alias(), actor_name.alias()
    found: list[InOffice] = []
    for person in people:
        query = (
            select(held.document_id, held.entity_id, body.c.actor_id)
            .join_from(office_held, holder, holder.c.key == held.person)
            .join(document, document.c.id == held.document_id)
            .outerjoin(body, body.c.key == held.body)
            .where(holder.c.actor_id == person, kept.shows(held.document_id))
            .order_by(document.c.published.desc().nulls_last(), held.document_id, held.entity_id)
        )
        found += [InOffice(person, *row) for row in connection.execute(query.limit(each))]
    return found


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
        for row in connection.execute(query):
            known.setdefault(row.story_id, (row.original, []))[1].append(row.document_id)
    return [
        Story(name, tuple(sorted(here)), original, ())
        for name, (original, here) in sorted(known.items())
    ]
