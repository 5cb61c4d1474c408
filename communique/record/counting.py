"""Counted rows: each has a whole number that rises and falls, and is gone at nothing."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from sqlalchemy import Connection, Table, bindparam, delete, insert, select, tuple_, update

AT_ONCE = 300
"""Keys asked for in one statement; databases bound its parameters."""


def add(
    connection: Connection, table: Table, count: str, changes: Mapping[tuple[Any, ...], int]
) -> None:
    """Add to the counts of rows, given by primary keys; a row is made, and goes at nothing."""
    columns = list(table.primary_key.columns)
    known: dict[tuple[Any, ...], int] = {}
    keys = sorted(changes)
    for at in range(0, len(keys), AT_ONCE):
        some = keys[at : at + AT_ONCE]
        where = (
            columns[0].in_([key[0] for key in some])
            if len(columns) == 1
            else tuple_(*columns).in_(some)
        )
        for row in connection.execute(select(*columns, table.c[count]).where(where)):
            known[tuple(row[:-1])] = row[-1]
    named = [f"of_{column.name}" for column in columns]
    match = [column == bindparam(name) for column, name in zip(columns, named, strict=True)]
    new, changed, gone = [], [], []
    for key in keys:
        total = known.get(key, 0) + changes[key]
        given = dict(zip(named, key, strict=True))
        if key not in known and total > 0:
            new.append(
                {c.name: part for c, part in zip(columns, key, strict=True)} | {count: total}
            )
        elif key in known and total > 0:
            changed.append(given | {"total": total})
        elif key in known:
            gone.append(given)
    if new:
        connection.execute(insert(table), new)
    if changed:
        connection.execute(update(table).where(*match).values({count: bindparam("total")}), changed)
    if gone:
        connection.execute(delete(table).where(*match), gone)
