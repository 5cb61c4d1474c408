"""Which state the record is in: a sign that is another one after every change."""

from __future__ import annotations

import uuid

from sqlalchemy import Column, Connection, Integer, String, Table, insert, select, update

from communique.record.tables import metadata

_ONLY = 1

record_state = Table(
    "record_state",
    metadata,
    Column("id", Integer, primary_key=True, autoincrement=False),
    Column("sign", String(32), nullable=False),
)


def change(connection: Connection) -> None:
    """Give the record a new sign, in the transaction that changes it."""
    new = {"sign": uuid.uuid4().hex}
    if not connection.execute(update(record_state).values(new)).rowcount:
        connection.execute(insert(record_state), {"id": _ONLY, **new})


def sign(connection: Connection) -> str:
    """Return the sign of the state that a connection sees; "" before the first change."""
    return connection.scalar(select(record_state.c.sign)) or ""
