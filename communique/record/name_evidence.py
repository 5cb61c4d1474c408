"""What the record holds that bears on the judgement of some names, fetched by index."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import islice
from typing import Any

from sqlalchemy import Column, ColumnElement, Connection, Select, bindparam, func, select

from communique.matching.first_names import formal_keys
from communique.matching.name_keys import Office, family_of, month_of
from communique.matching.resolving import (
    MOST,
    Evidence,
    Holding,
    Way,
    asked,
    bears_on,
    depends_on_uses,
    office_form,
    twin,
)
from communique.record.actor_tables import (
    actor_decision,
    actor_name,
    name_form,
    name_told,
    office_held,
)

_AT_ONCE = 400
"""Values in one list of a query; databases bound their number."""


def among(query: Select[Any], column: ColumnElement[Any]) -> Select[Any]:
    """Return what `rows_in` asks: a query for the rows whose column holds one of some values.

    It is made once and kept: to put a query together takes longer than to ask it.
    """
    return query.where(column.in_(bindparam("keys", expanding=True)))


def rows_in(
    connection: Connection, query: Select[Any], values: Iterable[str], **more: str
) -> Iterator[Any]:
    """Yield the rows of a query that `among` made, for these values and what `more` it asks for."""
    wanted = iter(sorted(set(values)))
    while some := list(islice(wanted, _AT_ONCE)):
        # All at once: to fetch row by row takes longer.
        yield from connection.execute(query, {**more, "keys": some}).all()


_USED = among(select(actor_name.c.key, actor_name.c.documents), actor_name.c.key)
_FORMED = select(name_form.c.name_key).where(
    name_form.c.way == bindparam("of_way"), name_form.c.form == bindparam("of_form")
)
_FEW_FORMED = _FORMED.limit(MOST + 1)
_FORMS = among(
    select(name_form.c.form).distinct().where(name_form.c.way == bindparam("of_way")),
    name_form.c.form,
)
_TOLD = among(
    select(name_told.c.short, name_told.c.long, func.count(name_told.c.document_id)).group_by(
        name_told.c.short, name_told.c.long
    ),
    name_told.c.short,
)


def used(connection: Connection, keys: Iterable[str]) -> dict[str, int]:
    """Return by how many documents each of the names is used, of those that are."""
    return {row[0]: row[1] for row in rows_in(connection, _USED, keys)}


def affected(
    connection: Connection,
    keys: Iterable[str],
    came_or_went: Collection[str],
    told: Iterable[tuple[str, str]],
    offices: Iterable[Office],
) -> dict[str, int]:
    """Return the names on whose judgement a document bears, with the documents that use them.

    Args:
        connection: to the record, with what the document tells already counted in or out.
        keys: all names of the document.
        came_or_went: those that no other document has.
        told: what it says of short names.
        offices: those that it says are held.

    """
    names: set[str] = {short for short, _ in told}
    found_by: set[tuple[Way, str]] = {("office", office.form) for office in offices}
    for key in keys:
        if key in came_or_went or depends_on_uses(key):
            by_key, by_form = bears_on(key)
            names |= by_key
            if key in came_or_went:
                found_by |= by_form
    for way, form in found_by:
        names |= set(connection.scalars(_FORMED, {"of_way": way, "of_form": form}))
    # Of a name that is a person's here and a body's there, both are judged by how often they are.
    twins = {other: key for key in keys if (other := twin(key)) is not None}
    found = used(connection, names | twins.keys() | set(twins.values()))
    judged = names | twins.keys() | {key for other, key in twins.items() if other in found}
    return {name: uses for name, uses in found.items() if name in judged}


def evidence_for(connection: Connection, keys: Collection[str]) -> Evidence:
    """Return all that bears on the judgement of some names."""
    found = Evidence()
    wanted = {form for key in keys for form in asked(key)}
    by_way: dict[Way, set[str]] = defaultdict(set)
    for way, form in wanted:
        by_way[way].add(form)
    for way, named in by_way.items():
        for form in _common_forms(connection, way, named):
            few = connection.scalars(_FEW_FORMED, {"of_way": way, "of_form": form})
            found.formed[way, form] = sorted(few)
    names = {name for group in found.formed.values() for name in group} | set(keys)
    names |= {other for key in keys if (other := twin(key))}
    names |= {name for key in keys for name in formal_keys(key)}
    found.uses = used(connection, names)
    for short, long, n in rows_in(connection, _TOLD, keys):
        found.told[short][long] = n
    for form in {office_form(key) for key in keys if family_of(key) == "office"}:
        found.held[form] = _holdings(connection, form)
    return found


def _common_forms(connection: Connection, way: Way, forms: Iterable[str]) -> list[str]:
    """Return those of some forms that any name has."""
    return sorted(row[0] for row in rows_in(connection, _FORMS, forms, of_way=way))


def _holdings(connection: Connection, form: str) -> list[Holding]:
    """Return who holds the offices of a form, by what was read and by what persons decided."""
    head, _, body = form.partition(" | ")
    read = (
        select(office_held.c.person, office_held.c.role, office_held.c.month)
        .distinct()
        .where(office_held.c.body == body, office_held.c.head == head)
    )
    found = []
    for person, role, month in connection.execute(read):
        known = None if month == "-" else month
        found.append(Holding(person, role, known, known))
    decided = select(actor_decision).where(
        actor_decision.c.right == body,
        actor_decision.c.kind == "role",
        actor_decision.c.undone_at.is_(None),
    )
    for row in connection.execute(decided):
        if Office(body, row.words).head == head:
            days = (month_of(row.first_day), month_of(row.last_day))
            found.append(Holding(row.left, row.words, *days, decided=True))
    return found


_ours = office_held.alias()
_NEWLY_HELD = (
    select(_ours.c.body, _ours.c.role)
    .distinct()
    .where(
        _ours.c.document_id == bindparam("document"),
        ~select(office_held.c.document_id)
        .where(
            office_held.c.body == _ours.c.body,
            office_held.c.head == _ours.c.head,
            office_held.c.month == _ours.c.month,
            office_held.c.role == _ours.c.role,
            office_held.c.person == _ours.c.person,
            office_held.c.document_id != bindparam("document"),
        )
        .exists(),
    )
)


def newly_held(connection: Connection, document_id: str) -> list[Office]:
    """Return the offices of which a document alone says that this person held it that month."""
    rows = connection.execute(_NEWLY_HELD, {"document": document_id})
    return [Office(body, role) for body, role in rows]


@dataclass(frozen=True)
class Edges:
    """A table of edges between names: its two columns of names, and what finds a name in either."""

    one: Column[Any]
    other: Column[Any]
    by_side: tuple[Select[Any], ...]

    @classmethod
    def of(cls, one: Column[Any], other: Column[Any], counts: ColumnElement[bool]) -> Edges:
        """Return the edges for which a condition holds."""
        query = select(one.table).where(counts)
        return cls(one, other, (among(query, one), among(query, other)))


def connected(
    connection: Connection,
    keys: Iterable[str],
    neighbours: Sequence[Edges],
) -> tuple[set[str], list[list[Any]]]:
    """Return all names that edges connect with some, and the rows of the edges.

    Args:
        connection: to the record.
        keys: where to begin.
        neighbours: for each table the edges that count.

    """
    known: set[str] = set()
    edges: list[dict[Any, Any]] = [{} for _ in neighbours]
    border = set(keys)
    while border:
        known |= border
        reached: set[str] = set()
        for found, table in zip(edges, neighbours, strict=True):
            for query in table.by_side:
                for row in rows_in(connection, query, border):
                    found[tuple(row)] = row
                    reached |= {row._mapping[table.one], row._mapping[table.other]}
        border = reached - known
    return known, [list(found.values()) for found in edges]
