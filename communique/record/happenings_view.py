"""What may be asked of the events in the record."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from sqlalchemy import ColumnElement, Connection, Select, and_, func, select

from communique.matching.happenings import Telling, happening_of, place_in_time, rank
from communique.matching.model import Happening
from communique.record import sources
from communique.record.happening_tables import happening, telling, telling_person
from communique.record.tellings import tellings
from communique.record.voices import names_of
from communique.vocabulary import EventType


@dataclass(frozen=True)
class Days:
    """Which events are asked for."""

    first: date | None = None
    """Only those that may have been on this day or later."""
    last: date | None = None
    """Only those that may have been on this day or earlier."""
    actor: str | None = None
    """Only those in which someone takes part one of whose names holds these words."""
    type: EventType | None = None


@dataclass(frozen=True)
class Timeline:
    """Dated events, earliest first."""

    happenings: tuple[Happening, ...]
    of: int
    """How many there are in all, of which these are the latest."""


def timeline(connection: Connection, days: Days, limit: int | None = None) -> Timeline:
    """Return dated events, the earliest first.

    Args:
        connection: to the record.
        days: which are asked for.
        limit: how many at most, of which the latest are given.

    """
    conditions = [happening.c.first_day.is_not(None), *_asked(connection, days)]
    number = connection.scalar(select(func.count()).select_from(happening).where(*conditions))
    query = (
        select(happening.c.id)
        .where(*conditions)
        .order_by(happening.c.first_day.desc(), happening.c.id)
        .limit(limit)
    )
    return Timeline(happenings(connection, list(connection.scalars(query))), number or 0)


def per_day(connection: Connection, days: Days) -> dict[date, int]:
    """Return how many of the events that are asked for have each day as their first, in order."""
    first = happening.c.first_day
    query = (
        select(first, func.count())
        .where(first.is_not(None), *_asked(connection, days))
        .group_by(first)
        .order_by(first)
    )
    return {row[0]: row[1] for row in connection.execute(query)}


def happenings(connection: Connection, ids: Sequence[str]) -> tuple[Happening, ...]:
    """Return events by their ids, the earliest first, undated ones last."""
    found = list(tellings(connection, telling.c.happening_id.in_(ids)))
    stories = sources.stories_among(connection, (each.telling.document for each in found))
    groups: dict[str, list[Telling]] = defaultdict(list)
    for each in found:
        groups[each.happening].append(each.telling)
    made = (
        happening_of(sorted(group, key=rank), len({stories[told.document] for told in group}))
        for group in groups.values()
    )
    return tuple(sorted(made, key=place_in_time))


def _asked(connection: Connection, days: Days) -> list[ColumnElement[bool]]:
    conditions: list[ColumnElement[bool]] = []
    if days.first is not None:
        end = func.coalesce(happening.c.day_to, happening.c.first_day)
        conditions.append(end >= days.first)
    if days.last is not None:
        conditions.append(happening.c.first_day <= days.last)
    if days.type is not None:
        conditions.append(happening.c.type == days.type)
    if days.actor is not None:
        conditions.append(happening.c.id.in_(_with(connection, days.actor)))
    return conditions


def _with(connection: Connection, name: str) -> Select[tuple[str]]:
    """Return a query for the events in which someone takes part who goes by a name."""
    keys = names_of(connection, name)
    there = telling_person
    return (
        select(telling.c.happening_id)
        .join(
            there,
            and_(
                there.c.document_id == telling.c.document_id,
                there.c.local_id == telling.c.local_id,
            ),
        )
        .where(there.c.name_key.in_(keys))
    )
