"""Which names are one actor: judgements of the machine and of persons, and what follows."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from sqlalchemy import (
    Connection,
    and_,
    bindparam,
    delete,
    func,
    insert,
    select,
    true,
    tuple_,
    update,
)

from communique.matching.actor_groups import mains
from communique.matching.name_keys import Office
from communique.matching.names import DocumentNames, told_apart
from communique.matching.resolving import Edge, Judgement, forms, judge
from communique.matching.shown_names import fullest, usual_kind
from communique.record.actor_tables import (
    actor,
    actor_decision,
    actor_entity,
    actor_location,
    actor_name,
    actor_spelling,
    name_edge,
    name_form,
    name_told,
)
from communique.record.name_evidence import (
    Edges,
    affected,
    among,
    connected,
    evidence_for,
    newly_held,
    rows_in,
)

_STANDS = actor_decision.c.undone_at.is_(None)
_JOINS = and_(_STANDS, actor_decision.c.document.is_(None), actor_decision.c.right.is_not(None),
              actor_decision.c.kind.in_(["same", "different", "unsure"]))  # fmt: skip


# Made once: to put a query together takes longer than to ask it.
_ACTOR_OF = among(select(actor_name.c.key, actor_name.c.actor_id), actor_name.c.key)
_NAMES_OF = among(select(actor_name.c.key), actor_name.c.actor_id)
_EDGES_OF = among(select(name_edge), name_edge.c.short)
_JUDGED = Edges.of(name_edge.c.short, name_edge.c.long, true())
_DECIDED = Edges.of(actor_decision.c.left, actor_decision.c.right, _JOINS)
_APART = among(
    select(actor_decision.c.left).where(
        _STANDS,
        actor_decision.c.kind == "different",
        actor_decision.c.document == bindparam("of_document"),
    ),
    actor_decision.c.left,
)
_TOLD_BY = select(name_told.c.short, name_told.c.long).where(
    name_told.c.document_id == bindparam("document")
)
_TOTALS = among(
    select(actor_entity.c.actor_id, func.count(actor_entity.c.document_id.distinct())).group_by(
        actor_entity.c.actor_id
    ),
    actor_entity.c.actor_id,
)
_SPELLINGS, _LOCATIONS = (
    among(
        select(actor_name.c.actor_id, *table.c).join_from(
            table, actor_name, actor_name.c.key == table.c.name_key
        ),
        actor_name.c.actor_id,
    )
    for table in (actor_spelling, actor_location)
)
_GIVEN = among(
    select(actor_name.c.actor_id, actor_decision.c.words, actor_decision.c.id)
    .join_from(actor_decision, actor_name, actor_name.c.key == actor_decision.c.left)
    .where(_STANDS, actor_decision.c.kind == "name"),
    actor_name.c.actor_id,
)
_DESCRIBE = (
    update(actor)
    .where(actor.c.id == bindparam("of"))
    .values(
        {
            column: bindparam(f"new_{column}")
            for column in ("name", "kind", "lat", "lon", "location_source")
        }
    )
)


@dataclass(frozen=True)
class Changed:
    """Names of a document that came or went."""

    keys: tuple[str, ...]
    """All names of the document."""
    new: frozenset[str]
    """Those that no other document has."""
    gone: Mapping[str, str]
    """Those that no document has any more, with the actors whose names they were."""


@dataclass(frozen=True)
class Told:
    """What a document tells of short names, and of offices what no other document tells."""

    shorts: frozenset[tuple[str, str]]
    offices: Sequence[Office]


def as_decided(connection: Connection, document_id: str, names: DocumentNames) -> DocumentNames:
    """Return what a document tells, with the names that a person told apart in it alone."""
    found = rows_in(connection, _APART, names.of_entity.values(), of_document=document_id)
    apart = {row[0] for row in found}
    return told_apart(names, apart, document_id) if apart else names


def told_by(connection: Connection, document_id: str) -> Told:
    """Return what a document tells, as long as it is in the record."""
    told = connection.execute(_TOLD_BY, {"document": document_id})
    return Told(
        frozenset((row.short, row.long) for row in told),
        newly_held(connection, document_id),
    )


def settle(connection: Connection, changed: Changed, told: Told, by: int) -> None:
    """Decide again on all names that a document bears on, and bring their actors up to date.

    Args:
        connection: to the record, with what the document tells already counted in or out.
        changed: its names.
        told: what else it tells.
        by: 1 for a document that came, -1 for one that went.

    """
    for table, column in ((name_form, name_form.c.name_key), (name_edge, name_edge.c.short)):
        if changed.gone:
            connection.execute(delete(table).where(column.in_(sorted(changed.gone))))
    found = [
        {"way": way, "form": form, "name_key": key}
        for key in sorted(changed.new)
        for way, form in sorted(forms(key))
    ]
    if found:
        connection.execute(insert(name_form), found)
    came_or_went = changed.new | changed.gone.keys()
    names = affected(connection, changed.keys, came_or_went, told.shorts, told.offices)
    moved = judge_again(connection, names)
    before = _actors_of(connection, changed.keys)
    regrouped = regroup(connection, moved | came_or_went, changed.gone.values())
    after = _actors_of(connection, changed.keys)
    count(connection, (before | after) - regrouped, by)
    describe(connection, before | after | regrouped)


def judge_again(connection: Connection, keys: Collection[str]) -> set[str]:
    """Judge names anew, and return those that judgements have been made or taken back on."""
    evidence = evidence_for(connection, keys)
    now = {edge for key in keys for edge in judge(key, evidence)}
    then = {
        Edge(row.short, row.long, row.judgement, row.rule)
        for row in rows_in(connection, _EDGES_OF, keys)
    }
    gone, new = then - now, now - then
    if gone:
        pairs = sorted((edge.short, edge.long) for edge in gone)
        connection.execute(
            delete(name_edge).where(tuple_(name_edge.c.short, name_edge.c.long).in_(pairs))
        )
    if new:
        rows = [
            {"short": e.short, "long": e.long, "judgement": e.judgement, "rule": e.rule}
            for e in sorted(new, key=lambda e: (e.short, e.long))
        ]
        connection.execute(insert(name_edge), rows)
    return {name for edge in gone | new for name in (edge.short, edge.long)}


def regroup(connection: Connection, keys: Iterable[str], actor_ids: Iterable[str] = ()) -> set[str]:
    """Group anew the names that are connected with some, and return the actors that changed.

    Their rows in `actor` are made with the number of documents alone; `describe` does the rest.

    Args:
        connection: to the record.
        keys: names.
        actor_ids: actors that lost a name, which may have held together what is left of them.

    """
    start = set(keys)
    if not start:
        return set()
    ids = _actors_of(connection, start) | set(actor_ids)
    start |= {row[0] for row in rows_in(connection, _NAMES_OF, ids)}
    known, (edges, decisions) = connected(connection, start, (_JUDGED, _DECIDED))
    old = {row[0]: row[1] for row in rows_in(connection, _ACTOR_OF, known)}
    judged = [Edge(row.short, row.long, row.judgement, row.rule) for row in edges]
    decided: list[tuple[str, str, Judgement]] = [
        (row.left, row.right, row.kind)
        for row in sorted(decisions, key=lambda row: row.id, reverse=True)
    ]
    new = mains(old.keys(), judged, decided)
    moves = [{"of": key, "to": new[key]} for key in sorted(old) if old[key] != new[key]]
    if moves:
        connection.execute(
            update(actor_name)
            .where(actor_name.c.key == bindparam("of"))
            .values(actor_id=bindparam("to")),
            moves,
        )
        connection.execute(
            update(actor_entity)
            .where(actor_entity.c.name_key == bindparam("of"))
            .values(actor_id=bindparam("to")),
            moves,
        )
    changed = {old[move["of"]] for move in moves} | {move["to"] for move in moves}
    changed |= ids | (start & set(new.values()))
    totals = {row[0]: row[1] for row in rows_in(connection, _TOTALS, changed)}
    connection.execute(delete(actor).where(actor.c.id.in_(sorted(changed))))
    rows = [
        {"id": name, "name": "", "kind": "", "documents": n} for name, n in sorted(totals.items())
    ]
    if rows:
        connection.execute(insert(actor), rows)
    return changed


def count(connection: Connection, actor_ids: Iterable[str], by: int) -> None:
    """Count a document in or out for actors whose names are the same as before."""
    ids = [{"of": name} for name in sorted(actor_ids)]
    if ids:
        connection.execute(
            update(actor)
            .where(actor.c.id == bindparam("of"))
            .values(documents=actor.c.documents + by),
            ids,
        )


def describe(connection: Connection, actor_ids: Iterable[str]) -> None:
    """Write names, kinds and places of actors anew, as their documents spell and place them."""
    ids = sorted(set(actor_ids))
    spelt: dict[str, list[Any]] = defaultdict(list)
    for row in rows_in(connection, _SPELLINGS, ids):
        spelt[row.actor_id].append(row)
    lie: dict[str, Counter[tuple[float, float, str]]] = defaultdict(Counter)
    for row in rows_in(connection, _LOCATIONS, ids):
        lie[row.actor_id][row.lat, row.lon, row.source] += row.uses
    given = _given_names(connection, spelt)
    rows = []
    for name, found in sorted(spelt.items()):
        uses: Counter[str] = Counter()
        kinds: Counter[Any] = Counter()
        for row in found:
            uses[row.spelling] += row.uses
            kinds[row.kind] += row.uses
        ranked = sorted((-n, *place) for place, n in lie[name].items())
        lat, lon, source = ranked[0][1:] if ranked else (None, None, None)
        rows.append(
            {
                "of": name,
                "new_name": given.get(name) or fullest(name, uses),
                "new_kind": usual_kind(name, kinds),
                "new_lat": lat,
                "new_lon": lon,
                "new_location_source": source,
            }
        )
    if rows:
        connection.execute(_DESCRIBE, rows)


def _given_names(connection: Connection, actor_ids: Iterable[str]) -> dict[str, str]:
    """Return the names that persons gave to actors, the newest of each."""
    rows = rows_in(connection, _GIVEN, actor_ids)
    return {row[0]: row[1] for row in sorted(rows, key=lambda row: row[2])}


def _actors_of(connection: Connection, keys: Iterable[str]) -> set[str]:
    return {row[1] for row in rows_in(connection, _ACTOR_OF, keys)}
