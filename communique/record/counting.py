"""Counted rows: each has a whole number that rises and falls, and is gone at nothing."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache
from typing import Any

from sqlalchemy import Connection, Table, bindparam, delete, insert, select, tuple_, update

AT_ONCE = 300
"""Keys asked for in one statement; databases bound its parameters."""


class _Counted:
    """What is asked of a table of counts, and told to it; made once for each table."""

    def __init__(self, table: Table, count: str) -> None:
        self.columns = list(table.primary_key.columns)
        self.named = [f"of_{column.name}" for column in self.columns]
        one = self.columns[0] if len(self.columns) == 1 else tuple_(*self.columns)
        match = [
            column == bindparam(name) for column, name in zip(self.columns, self.named, strict=True)
        ]
        among = one.in_(bindparam("keys", expanding=True))
        self.known = select(*self.columns, table.c[count]).where(among)
        self.change = update(table).where(*match).values({count: bindparam("total")})
        self.insert = insert(table)
        self.delete = delete(table).where(*match)


_counted = cache(_Counted)


def add(
    connection: Connection, table: Table, count: str, changes: Mapping[tuple[Any, ...], int]
) -> None:
    """Add to the counts of rows, given by primary keys; a row is made, and goes at nothing."""
    asked = _counted(table, count)
    columns = asked.columns
    known: dict[tuple[Any, ...], int] = {}
    keys = sorted(changes)
    for at in range(0, len(keys), AT_ONCE):
        some = keys[at : at + AT_ONCE]
        given = [key[0] for key in some] if len(columns) == 1 else some
        for row in connection.execute(asked.known, {"keys": given}).all():
            known[tuple(row[:-1])] = row[-1]
    new, changed, gone = [], [], []
    for key in keys:
        total = known.get(key, 0) + changes[key]
        of_key = dict(zip(asked.named, key, strict=True))
        if key not in known and total > 0:
            new.append(
                {c.name: part for c, part in zip(columns, key, strict=True)} | {count: total}
            )
        elif key in known and total > 0:
            changed.append(of_key | {"total": total})
        elif key in known:
            gone.append(of_key)
    if new:
        connection.execute(asked.insert, new)
    if changed:
        connection.execute(asked.change, changed)
    if gone:
        connection.execute(asked.delete, gone)
