"""What may be asked of the events in the record."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from operator import itemgetter
from typing import Any

from sqlalchemy import ColumnElement, Connection, Select, and_, func, select, tuple_

from communique.matching.happenings import Telling, happening_of, place_in_time, rank
from communique.matching.model import Happening
from communique.record import sources
from communique.record.actor_tables import actor_name
from communique.record.happening_tables import happening, telling, telling_person
from communique.record.narrowing import EVERYTHING, Narrowing
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


def timeline(
    connection: Connection, days: Days, limit: int | None = None, kept: Narrowing = EVERYTHING
) -> Timeline:
    """Return dated events, the earliest first.

    Args:
        connection: to the record.
        days: which are asked for.
        limit: how many at most, of which the latest are given.
        kept: which documents and claims are looked at.

    """
    conditions = [happening.c.first_day.is_not(None), *asked_of(connection, days)]
    if kept.of_documents:
        told = select(telling.c.happening_id).where(kept.shows(telling.c.document_id))
        conditions.append(happening.c.id.in_(told))
    number = connection.scalar(select(func.count()).select_from(happening).where(*conditions))
    query = (
        select(happening.c.id)
        .where(*conditions)
        .order_by(happening.c.first_day.desc(), happening.c.id)
        .limit(limit)
    )
    return Timeline(happenings(connection, list(connection.scalars(query)), kept), number or 0)


def per_day(connection: Connection, days: Days) -> dict[date, int]:
    """Return how many of the events that are asked for have each day as their first, in order."""
    first = happening.c.first_day
    query = (
        select(first, func.count())
        .where(first.is_not(None), *asked_of(connection, days))
        .group_by(first)
        .order_by(first)
    )
    return {row[0]: row[1] for row in connection.execute(query)}


_TOLD = 3
"""Reports of each event that are looked at first."""


def latest_of(
    connection: Connection,
    kept: Narrowing,
    types: Iterable[EventType],
    most: int,
    sides: Iterable[str] = (),
) -> list[str]:
    """Return the ids of the latest events of some types, undated ones last.

    Args:
        connection: to the record.
        kept: which documents are looked at.
        types: of the events.
        most: how many of each type.
        sides: ids of actors; only events in which someone takes part for one of them.

    """
    among = sorted(set(sides))
    found: dict[str, None] = {}
    # Type by type, since the indexes hold the events of each in the order of their days.
    for wanted in types:
        if among:
            found |= dict.fromkeys(_latest_for(connection, kept, wanted, most, among))
            continue
        if kept.of_documents:
            query = (
                select(telling.c.happening_id)
                .where(telling.c.type == wanted, kept.shows(telling.c.document_id))
                .order_by(telling.c.first_day.desc().nulls_last())
            )
            found |= dict.fromkeys(_first_of(_asking(connection, query), most))
        else:
            latest = happening.c.first_day.desc().nulls_last()
            query = select(happening.c.id).where(happening.c.type == wanted).order_by(latest)
            found |= dict.fromkeys(connection.scalars(query.limit(most)))
    return list(found)


def _asking(connection: Connection, query: Select[Any]) -> Callable[[int], Sequence[str]]:
    """Return what asks a query for so many rows."""
    return lambda rows: connection.scalars(query.limit(rows)).all()


def _first_of(ask: Callable[[int], Sequence[str]], most: int) -> list[str]:
    """Return the first different events of an answer, which names one for every report of it.

    What reports of one event leave no room for is looked for further back: in more rows.
    """
    at_once = most * _TOLD
    while True:
        rows = ask(at_once)
        found = list(dict.fromkeys(rows))
        if len(found) >= most or len(rows) < at_once:
            return found[:most]
        at_once *= _TOLD


def _latest_for(
    connection: Connection, kept: Narrowing, wanted: EventType, most: int, sides: Sequence[str]
) -> list[str]:
    """Return the latest events of a type in which someone takes part for one of some sides."""
    return _first_of(lambda rows: _latest_tellings(connection, kept, wanted, rows, sides), most)


def _latest_tellings(
    connection: Connection, kept: Narrowing, wanted: EventType, each: int, sides: Sequence[str]
) -> list[str]:
    """Return the event of each of the latest tellings, so many for each name of the sides."""
    there = telling_person.c
    # Name by name, so that the index leads to the latest, however often a name is told of.
    lately = (
        select(there.document_id, there.local_id)
        .where(
            there.side_key == actor_name.c.key,
            there.type == wanted,
            kept.shows(there.document_id),
        )
        .order_by(there.first_day.desc().nulls_last())
        .limit(each)
        .correlate(actor_name)
    )
    told = tuple_(telling.c.document_id, telling.c.local_id)
    query = (
        select(telling.c.happening_id, telling.c.first_day)
        .join_from(actor_name, telling, told.in_(lately))
        .where(actor_name.c.actor_id.in_(sides))
    )
    latest = [(row[1] or date.min, row[0]) for row in connection.execute(query)]
    latest.sort(key=itemgetter(1))
    latest.sort(key=itemgetter(0), reverse=True)
    return [name for _, name in latest]


def acts_of(
    connection: Connection,
    kept: Narrowing,
    types: Iterable[EventType],
    sides: Iterable[str],
    *,
    between: tuple[date, date],
    most: int,
) -> list[str]:
    """Return the ids of the earliest events between two days in which sides take part."""
    there = telling_person.c
    same = and_(telling.c.document_id == there.document_id, telling.c.local_id == there.local_id)
    query = (
        select(telling.c.happening_id)
        .join_from(telling_person, telling, same)
        .where(
            there.side_key.in_(_keys(connection, sides)),
            there.type.in_(list(types)),
            there.first_day.between(*between),
            there.as_role == "actor",
            kept.shows(there.document_id),
        )
        .order_by(there.first_day, there.document_id, there.local_id)
    )
    return _first_of(_asking(connection, query), most)


def _keys(connection: Connection, sides: Iterable[str]) -> list[str]:
    query = select(actor_name.c.key).where(actor_name.c.actor_id.in_(sorted(set(sides))))
    return list(connection.scalars(query))


def happenings(
    connection: Connection, ids: Iterable[str], kept: Narrowing = EVERYTHING
) -> tuple[Happening, ...]:
    """Return events by their ids, the earliest first, undated ones last."""
    found = list(tellings(connection, happenings=ids, kept=kept))
    stories = sources.stories_among(connection, (each.telling.document for each in found))
    groups: dict[str, list[Telling]] = defaultdict(list)
    for each in found:
        groups[each.happening].append(each.telling)
    made = (
        happening_of(sorted(group, key=rank), len({stories[told.document] for told in group}))
        for group in groups.values()
    )
    return tuple(sorted(made, key=place_in_time))


def asked_of(connection: Connection, days: Days) -> list[ColumnElement[bool]]:
    """Return the conditions that an event is asked for."""
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
