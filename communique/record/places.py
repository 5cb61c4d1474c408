"""Places that are known to lie somewhere, with the events that are told to have been there."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from sqlalchemy import (
    ColumnElement,
    Connection,
    FromClause,
    Row,
    Select,
    and_,
    distinct,
    func,
    literal,
    select,
)

from communique.findings import Location
from communique.matching.evidence import Evidence, words_at
from communique.matching.model import Happening
from communique.record import mentions, rows
from communique.record.actor_tables import actor, actor_entity, actor_location, actor_name
from communique.record.happening_tables import happening, telling
from communique.record.happenings_view import Days, asked_of, happenings
from communique.record.narrowing import EVERYTHING, Narrowing
from communique.record.overview import latest_first
from communique.record.stories import story_member
from communique.record.tables import document

LOOKED_IN = 1000
"""Documents that are looked in where no period is asked for, the latest ones."""
EACH = 3
"""Events of a place, or mentions of it, that stand for all."""


@dataclass(frozen=True)
class Located:
    """A place, and what is told of it."""

    id: str
    """Of the actor that it is."""
    name: str
    location: Location
    """Where most of the documents that name it lay it."""
    elsewhere: int
    """In how many other spots documents lie that name: it is another place to them."""
    stories: int
    """How many independent reports tell of it."""
    events: int
    happenings: tuple[Happening, ...]
    """The latest of the events there, the latest first."""
    mentions: tuple[Evidence, ...]
    """Where it is named; asked for where there is no event."""

    @property
    def evidence(self) -> tuple[Evidence, ...]:
        """The words on which it stands."""
        return (*(e for told in self.happenings for e in told.evidence), *self.mentions)


@dataclass(frozen=True)
class Places:
    """Places that are known to lie somewhere, those first of which most is reported."""

    scenes: tuple[Located, ...]
    """Where events are told to be, in the documents that were looked in."""
    named: tuple[Located, ...]
    """Of which no event is told there; asked for only where no event is singled out."""
    of_scenes: int
    """How many scenes there are."""
    of_named: int
    unknown: int
    """How many places of such events lie nobody knows where."""
    looked_in: int | None = None
    """How many documents were looked in, the latest ones, where the record has more."""


def places(connection: Connection, days: Days, limit: int, kept: Narrowing = EVERYTHING) -> Places:
    """Return places and what is told of them.

    Where neither a period nor an actor is asked for, the latest documents alone are looked in.

    Args:
        connection: to the record.
        days: of which events; an event without a day belongs to no period.
        limit: how many scenes at most, and how many others.
        kept: which documents are looked at.

    """
    source = _scenes()
    lately = None if days.first or days.last or days.actor else _lately(connection, kept)
    conditions = [_shown(telling.c.document_id, kept, lately), *asked_of(connection, days)]
    number_of = func.count(distinct(happening.c.id))
    scenes, number = _most_told(connection, source, number_of, conditions, limit)
    ids = [row.id for row in scenes]
    told = _latest(connection, source, conditions, ids, kept)
    others: Sequence[Row[Any]] = ()
    of_named = 0
    if days == Days():
        there = select(actor.c.id).select_from(source).where(*conditions)
        besides = [_shown(actor_entity.c.document_id, kept, lately), actor.c.kind == "place"]
        besides.append(actor.c.id.not_in(there))
        others, of_named = _most_told(connection, _named(), literal(0), besides, limit)
    at = _shown(document.c.id, kept, lately)
    mentions = _mentions(connection, [row.id for row in others], at)
    elsewhere = _elsewhere(connection, [*ids, *(row.id for row in others)])
    lost = select(func.count(distinct(actor.c.id))).select_from(source)
    return Places(
        scenes=tuple(_located(row, elsewhere, told.get(row.id, ()), ()) for row in scenes),
        named=tuple(_located(row, elsewhere, (), mentions[row.id]) for row in others),
        of_scenes=number,
        of_named=of_named,
        unknown=connection.scalar(lost.where(actor.c.lat.is_(None), *conditions)) or 0,
        looked_in=None if lately is None else LOOKED_IN,
    )


def _lately(connection: Connection, kept: Narrowing) -> Select[tuple[str]] | None:
    """Return a query for the latest documents, None where there are no others."""
    ordered = latest_first(kept.shows(document.c.id))
    earlier = connection.scalar(ordered.offset(LOOKED_IN).limit(1))
    return None if earlier is None else ordered.limit(LOOKED_IN)


def _shown(
    at: ColumnElement[str], kept: Narrowing, lately: Select[tuple[str]] | None
) -> ColumnElement[bool]:
    return kept.shows(at) if lately is None else at.in_(lately)


def _scenes() -> FromClause:
    there = and_(
        actor_entity.c.document_id == telling.c.document_id,
        actor_entity.c.entity_id == telling.c.place,
    )
    return (
        happening.join(telling, telling.c.happening_id == happening.c.id)
        .join(actor_entity, there)
        .join(actor, actor.c.id == actor_entity.c.actor_id)
        .outerjoin(story_member, story_member.c.document_id == telling.c.document_id)
    )


def _named() -> FromClause:
    return actor.join(actor_entity, actor_entity.c.actor_id == actor.c.id).outerjoin(
        story_member, story_member.c.document_id == actor_entity.c.document_id
    )


def _most_told(
    connection: Connection,
    source: FromClause,
    events: ColumnElement[int],
    conditions: Iterable[ColumnElement[bool]],
    limit: int,
) -> tuple[Sequence[Row[Any]], int]:
    """Return the places of which most is reported, and how many there are in all."""
    story = func.coalesce(story_member.c.story_id, actor_entity.c.document_id)
    which = [actor.c.lat.is_not(None), actor.c.lon.is_not(None), *conditions]
    stories = func.count(distinct(story)).label("stories")
    query = (
        select(
            actor.c.id, actor.c.name, actor.c.lat, actor.c.lon, actor.c.location_source,
            stories, events.label("events"), func.count().over().label("number"),
        )
        .select_from(source)
        .where(*which)
        .group_by(actor.c.id)
        .order_by(stories.desc(), actor.c.id)
        .limit(limit)
    )  # fmt: skip
    found = connection.execute(query).all()
    return found, found[0].number if found else 0


def _latest(
    connection: Connection,
    source: FromClause,
    conditions: Iterable[ColumnElement[bool]],
    ids: Sequence[str],
    kept: Narrowing,
) -> Mapping[str, tuple[Happening, ...]]:
    """Return for each of some places the latest of the events there."""
    events = (
        select(actor.c.id.label("site"), happening.c.id, happening.c.first_day)
        .select_from(source)
        .where(actor.c.id.in_(ids), *conditions)
        .distinct()
        .subquery()
    )
    rank = _rank(events.c.site, events.c.first_day.desc().nulls_last(), events.c.id)
    ranked = select(events.c.site, events.c.id, rank).subquery()
    query = (
        select(ranked.c.site, ranked.c.id)
        .where(ranked.c.rank <= EACH)
        .order_by(ranked.c.site, ranked.c.rank)
    )
    pairs = [(row.site, row.id) for row in connection.execute(query)]
    made = {h.id: h for h in happenings(connection, {event for _, event in pairs}, kept)}
    found: dict[str, list[Happening]] = defaultdict(list)
    for site, event in pairs:
        if event in made:
            found[site].append(made[event])
    return {site: tuple(told) for site, told in found.items()}


def _mentions(
    connection: Connection, ids: Sequence[str], shown: ColumnElement[bool]
) -> Mapping[str, tuple[Evidence, ...]]:
    """Return for each of some places where the latest documents name it."""
    rank = _rank(
        actor_entity.c.actor_id,
        document.c.published.desc().nulls_last(),
        document.c.id,
        actor_entity.c.entity_id,
    )
    ranked = (
        select(actor_entity.c.actor_id, document.c.id, actor_entity.c.entity_id, rank)
        .join(document, document.c.id == actor_entity.c.document_id)
        .where(actor_entity.c.actor_id.in_(ids), shown)
        .subquery()
    )
    query = select(ranked).where(ranked.c.rank <= EACH).order_by(ranked.c.actor_id, ranked.c.rank)
    named = connection.execute(query).all()
    at = mentions.first_mentions(connection, ((row.id, row.entity_id) for row in named))
    texts = {d.id: d for d in rows.documents(connection, sorted({row.id for row in named}))}
    found: dict[str, list[Evidence]] = defaultdict(list)
    for row in named:
        if (row.id, row.entity_id) in at:
            span = at[row.id, row.entity_id]
            found[row.actor_id].append(words_at(texts[row.id], span))
    return defaultdict(tuple, {place: tuple(told) for place, told in found.items()})


def _elsewhere(connection: Connection, ids: Sequence[str]) -> Mapping[str, int]:
    """Return in how many spots but one documents lie the names of each of some places."""
    query = (
        select(actor_name.c.actor_id, actor_location.c.lat, actor_location.c.lon)
        .join(actor_location, actor_location.c.name_key == actor_name.c.key)
        .where(actor_name.c.actor_id.in_(ids), actor_location.c.uses > 0)
        .distinct()
    )
    spots: dict[str, int] = defaultdict(lambda: -1)
    for row in connection.execute(query):
        spots[row.actor_id] += 1
    return spots


def _rank(partition: Any, *order: Any) -> Any:
    return func.row_number().over(partition_by=partition, order_by=order).label("rank")


def _located(
    row: Row[Any],
    elsewhere: Mapping[str, int],
    told: tuple[Happening, ...],
    mentions: tuple[Evidence, ...],
) -> Located:
    return Located(
        id=row.id,
        name=row.name,
        location=Location(row.lat, row.lon, row.location_source or ""),
        elsewhere=max(0, elsewhere[row.id]),
        stories=row.stories,
        events=row.events,
        happenings=told,
        mentions=mentions,
    )
