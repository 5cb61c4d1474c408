"""Events as the documents tell them, those of several documents taken for one, kept together.

When a document comes or goes, only the events that its tellings may be of are merged anew, by the
rules of `communique.matching.happenings`. They are found by who takes part, or for whom those act,
and by their days; so the order in which documents come plays hardly a part.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from typing import Any

from sqlalchemy import (
    BindParameter,
    Connection,
    Date,
    Table,
    and_,
    bindparam,
    case,
    delete,
    func,
    insert,
    or_,
    select,
    update,
)

from communique.documents.document import ReadDocument
from communique.findings import Event
from communique.matching.happenings import (
    LONGEST,
    Clause,
    Telling,
    first_of,
    happening_id,
    known_dates,
    merge,
    when_of,
)
from communique.record import sources
from communique.record.actor_tables import actor_entity
from communique.record.happening_tables import happening, telling, telling_clause, telling_person
from communique.record.same_names import same_actor
from communique.record.tellings import Stored, grounds_of, tellings

_MOST_NEAR = 20
"""Events that a new telling is compared with, those of its very days first."""
_LONGEST_CHAIN = 5


def filed(connection: Connection, read: ReadDocument) -> None:
    """Take in the events of a document that has just been stored."""
    same_as = {event.id: event.same_as for event in read.findings.events}
    groups: dict[str, list[Event]] = defaultdict(list)
    for event in read.findings.events:
        groups[first_of(event.id, same_as)].append(event)
    if not groups:
        return
    _insert(connection, read, groups.values())
    ours = list(tellings(connection, documents=[read.document.id]))
    near = _near(connection, read.document.id, [each.telling for each in ours])
    pool = [*ours, *tellings(connection, happenings=near)]
    _regroup(connection, pool, near)


def erased(connection: Connection, document_id: str) -> None:
    """Take out the events of a document that is about to be deleted."""
    query = select(telling.c.happening_id).where(telling.c.document_id == document_id)
    touched = set(connection.scalars(query))
    for table in (telling_person, telling_clause, telling):
        connection.execute(delete(table).where(table.c.document_id == document_id))
    pool = list(tellings(connection, happenings=touched))
    _regroup(connection, pool, touched)


def _insert(connection: Connection, read: ReadDocument, groups: Iterable[Sequence[Event]]) -> None:
    document_id = read.document.id
    found = connection.execute(_NAMED, {"document": document_id})
    names: dict[str, str] = {row.entity_id: row.name_key for row in found}
    above = {entity.id: entity.affiliation for entity in read.findings.entities}
    rows: dict[Table, list[dict[str, Any]]] = defaultdict(list)
    for events in groups:
        first = min(events, key=lambda e: (e.start, e.end, e.id))
        when = known_dates(e.date for e in events)
        shared = {
            "document_id": document_id,
            "local_id": first.id,
            "type": first.type,
            "first_day": when.first_known if when else None,
        }
        rows[telling].append(
            {
                **shared,
                "happening_id": f"{document_id}:{first.id}",
                "mode": next((e.mode for e in events if e.mode), None),
                "place": next((e.place for e in events if e.place in names), None),
                "day_from": when.start if when else None,
                "day_to": when.end if when else None,
            }
        )
        rows[telling_clause] += [
            {"document_id": document_id, "event_id": e.id, "local_id": first.id} for e in events
        ]
        people = {
            (names[entity], as_role): names[_side(entity, above, names)]
            for event in events
            for as_role, entities in (("actor", event.actors), ("recipient", event.recipients))
            for entity in entities
            if entity in names
        }
        rows[telling_person] += [
            {**shared, "name_key": key, "as_role": as_role, "side_key": side}
            for (key, as_role), side in sorted(people.items())
        ]
    for table in (telling, telling_clause, telling_person):
        if rows[table]:
            connection.execute(insert(table), rows[table])


def _side(entity: str, above: Mapping[str, str | None], names: Mapping[str, str]) -> str:
    """Return the entity for which another acts: the last of those above it."""
    seen = [entity]
    while len(seen) <= _LONGEST_CHAIN:
        over = above.get(seen[-1])
        if over is None or over in seen or over not in names:
            break
        seen.append(over)
    return seen[-1]


# Made once: to put such a query together takes longer than to ask it.
_OTHERS = select(telling.c.happening_id).where(
    telling.c.type == bindparam("of_type"), telling.c.document_id != bindparam("document")
)
_UNDATED = (
    _OTHERS.where(
        telling.c.document_id.in_(bindparam("copies", expanding=True)),
        telling.c.first_day.is_(None),
    )
    .distinct()
    .limit(_MOST_NEAR)
)
_there = telling_person.c
_KEYS: BindParameter[str] = bindparam("keys", expanding=True)
_START = bindparam("start", type_=Date)
_NAMED = select(actor_entity.c.entity_id, actor_entity.c.name_key).where(
    actor_entity.c.document_id == bindparam("document")
)
_END = delete(happening).where(happening.c.id.in_(_KEYS))
_DATED = (
    _OTHERS.join(
        telling_person,
        and_(
            _there.document_id == telling.c.document_id,
            _there.local_id == telling.c.local_id,
        ),
    )
    .where(
        _there.type == bindparam("of_type"),
        _there.first_day.between(bindparam("earliest"), bindparam("last")),
        or_(_there.name_key.in_(_KEYS), _there.side_key.in_(_KEYS)),
        # One that ended before this one began is another; an open end is known only to match.
        or_(telling.c.day_to.is_(None), telling.c.day_to >= _START),
    )
    .group_by(telling.c.happening_id)
    .order_by(func.min(case((telling.c.first_day == _START, 0), else_=1)), telling.c.happening_id)
    .limit(_MOST_NEAR)
)
_TAKING_PART = select(_there.local_id, _there.name_key, _there.side_key).where(
    _there.document_id == bindparam("document")
)
_MOVE = (
    update(telling)
    .where(
        telling.c.document_id == bindparam("of_document"),
        telling.c.local_id == bindparam("of_telling"),
    )
    .values(happening_id=bindparam("to"))
)


def _near(connection: Connection, document_id: str, told: Iterable[Telling]) -> set[str]:
    """Return the events, other than those of its document, that its tellings may be of."""
    names = _names(connection, document_id)
    copies = sources.copies_of(connection, document_id)
    found: set[str] = set()
    for each in told:
        given: dict[str, Any] = {"of_type": each.type, "document": document_id}
        if each.when is None:
            if copies:
                found.update(connection.scalars(_UNDATED, given | {"copies": copies}))
            continue
        start, end = each.when.first_known, each.when.last_known
        keys = names.get(each.id)
        if keys and start is not None and end is not None:
            given |= {"keys": keys, "start": start, "earliest": start - LONGEST, "last": end}
            found.update(connection.scalars(_DATED, given))
    return found


def _names(connection: Connection, document_id: str) -> dict[str, list[str]]:
    """Return by telling all names under which those are filed who take part, and their sides."""
    ours: dict[str, set[str]] = defaultdict(set)
    for told, *keys in connection.execute(_TAKING_PART, {"document": document_id}):
        ours[told].update(keys)
    same = same_actor(connection, {key for keys in ours.values() for key in keys})
    return {told: sorted({n for key in keys for n in same[key]}) for told, keys in ours.items()}


def _regroup(connection: Connection, pool: Sequence[Stored], before: Iterable[str]) -> None:
    """Merge tellings anew and write down what they are of.

    Args:
        connection: to the record.
        pool: all tellings of the events concerned.
        before: the events that they were of, which may be no more.

    """
    stored = {each.key: each for each in pool}
    groups = merge((each.telling for each in stored.values()), grounds_of(connection, pool))
    after = {happening_id(group): group for group in groups}
    gone = sorted({*before, *after})
    connection.execute(_END, {"keys": gone})
    moves = [
        {"of_document": told.document, "of_telling": told.id, "to": name}
        for name, group in after.items()
        for told in group
        if stored[told.document, told.id].happening != name
    ]
    if moves:
        connection.execute(_MOVE, moves)
    rows = [_row(name, group) for name, group in after.items()]
    if rows:
        connection.execute(insert(happening), rows)


def _row(name: str, group: Sequence[Telling]) -> dict[str, Any]:
    when = when_of(group)
    clauses = [clause for told in group for clause in told.clauses]
    reported = _since(c for c in clauses if c.status != "denied")
    denied = _since(c for c in clauses if c.status == "denied")
    known = [day for day in (reported, denied) if day is not None]
    return {
        "id": name,
        "type": group[0].type,
        "mode": next((told.mode for told in group if told.mode), None),
        "day_from": when.start if when else None,
        "day_to": when.end if when else None,
        "first_day": when.first_known if when else None,
        "documents": len({told.document for told in group}),
        "published": min(known, default=None),
        "disputed": max(known) if len(known) == 2 else None,
    }


def _since(clauses: Iterable[Clause]) -> date | None:
    days = (clause.trigger.published for clause in clauses)
    return min((day for day in days if day is not None), default=None)
