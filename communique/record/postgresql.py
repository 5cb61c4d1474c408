"""What is peculiar to a record on a PostgreSQL server: its driver, turns to write, what it refuses.

Whoever asks sees one state of the record and waits for nobody. Writers take turns, as they do in a
file: what the record derives from a document rests on what was derived before.
"""

from __future__ import annotations

from typing import Any

from sqlalchemy import URL, Connection, Engine, create_engine

from communique.errors import RecordError
from communique.record.tables import BODIES

WAIT_SECONDS = 5.0
"""How long to wait for another program that is writing."""

READING: dict[str, Any] = {"isolation_level": "REPEATABLE READ", "postgresql_readonly": True}
"""Options of a connection that asks."""

_NAMES = ("postgresql", "postgres", "postgresql+psycopg")
_TURN = 0x434F4D4D  # "COMM"


def is_address(url: URL) -> bool:
    """Tell whether the URL is that of a PostgreSQL server, by whichever driver."""
    return url.drivername.partition("+")[0] in _NAMES


def server_engine(url: URL, name: str) -> Engine:
    """Return an engine on the database at `url`, which `name` names without a password.

    Raises RecordError where the driver is not installed, or another one is asked for.
    """
    if url.drivername not in _NAMES:
        raise RecordError(f"{name} asks for a driver that is not used; write postgresql://…")
    try:
        return create_engine(url.set(drivername="postgresql+psycopg"), **BODIES)
    except ImportError as error:
        raise RecordError(
            f'{name} needs the extra "postgresql": pip install "communique[postgresql]"'
        ) from error


def take_turn(connection: Connection) -> None:
    """Wait until no other program writes; the turn ends with the transaction."""
    connection.exec_driver_sql(f"SET LOCAL lock_timeout = '{int(WAIT_SECONDS * 1000)}ms'")
    connection.exec_driver_sql(f"SELECT pg_advisory_xact_lock({_TURN})")


def check_encoding(connection: Connection, name: str) -> None:
    """Raise RecordError where the database cannot hold the letters of every language."""
    encoding = connection.exec_driver_sql("SHOW server_encoding").scalar_one()
    if encoding != "UTF8":
        raise RecordError(
            f"{name} is encoded in {encoding}; make a database in UTF8 "
            "(createdb --encoding UTF8 --template template0)"
        )


def size(connection: Connection) -> int:
    """Return how many bytes the database takes."""
    asked = connection.exec_driver_sql("SELECT pg_database_size(current_database())")
    return int(asked.scalar_one())
