"""The shape of the tables: made where there is none, brought up to date where it is older.

To change the tables: change `tables.py`, and add a step to `migrations/versions/`, numbered one on
from the last. A test compares where the steps lead with `tables.py`. A step that makes or drops
indexes alone says `derives_anew = False`.
"""

from __future__ import annotations

import re
from functools import cache
from importlib.resources import files
from typing import TYPE_CHECKING

from sqlalchemy import Connection, inspect, text

from communique.errors import RecordDamaged, RecordError
from communique.record import derived, search_sqlite, state
from communique.record.database import Database
from communique.record.failures import DAMAGED
from communique.record.tables import metadata

if TYPE_CHECKING:
    from communique.record.upgrading import Steps

VERSION_TABLE = "record_version"
_STEP = re.compile(r"v(\d+)_\w+\.py")


def bring_up_to_date(database: Database, *, create: bool) -> None:
    """Give the database the tables that this program knows, filled, in one transaction.

    Where a record of an older program is changed, what derives from its documents is made anew,
    unless all that the steps change is how it is found.

    Raises:
        RecordDamaged: there is something else in the file.
        RecordError: there is no record and none may be made, or a newer program made it.

    """
    with database.reading() as connection:
        version = _version(database, connection)
    if version == newest():
        return
    if version is None and not create:
        raise RecordError(
            f"{database.name} is empty: nothing has been read into it; `communique read` does"
        )
    # Late: nearly every record is up to date, and Alembic takes long to import.
    from communique.record.upgrading import Steps  # noqa: PLC0415

    steps = Steps()
    _refuse_newer(steps, version, database.name)
    with database.writing(changes_answers=False) as connection:
        # Another program may have made or changed the tables while this one waited for its turn.
        version = _version(database, connection)
        _refuse_newer(steps, version, database.name)
        anew = version is not None and steps.derive_anew(version)
        steps.take(connection)
        if anew:
            derived.make_anew(connection)
            state.change(connection)


def make(database: Database) -> None:
    """Give an empty database the tables that this program knows, all at once.

    The steps lead to the same; they take longer, and matter only where a record is to be kept.
    """
    with database.writing(changes_answers=False) as connection:
        metadata.create_all(connection, checkfirst=False)
        for step in search_sqlite.STEPS:
            connection.exec_driver_sql(step)
        connection.exec_driver_sql(
            f"CREATE TABLE {VERSION_TABLE} (version_num VARCHAR(32) NOT NULL, "
            f"CONSTRAINT {VERSION_TABLE}_pkc PRIMARY KEY (version_num))"
        )
        connection.exec_driver_sql(
            f"INSERT INTO {VERSION_TABLE} VALUES ('{newest()}')"  # noqa: S608
        )


def go_back(database: Database, version: str) -> None:
    """Give the database the tables of an older program, for that one to work with it again.

    What only the newer tables hold is lost; documents and their facts stay.

    Raises RecordError where there is no record or nobody knows that version.
    """
    from communique.record.upgrading import Steps  # noqa: PLC0415

    steps = Steps()
    with database.writing(changes_answers=False) as connection:
        now = _version(database, connection)
        if now is None or not (steps.know(now) and steps.know(version)) or version > now:
            raise RecordError(f"{database.name} cannot go back from version {now} to {version}")
        steps.take_back(connection, version)


@cache
def newest() -> str:
    """Return the version that the last step leads to, which is the number in its file's name."""
    names = (file.name for file in files("communique.record.migrations.versions").iterdir())
    return max(found[1] for name in names if (found := _STEP.fullmatch(name)))


def _refuse_newer(steps: Steps, version: str | None, name: str) -> None:
    if version is not None and not steps.know(version):
        raise RecordError(
            f"{name} was made by a newer Communique (its tables are of version "
            f"{version}); install that one to use it"
        )


def _version(database: Database, connection: Connection) -> str | None:
    """Return the version of the tables; None where the record is yet to be made."""
    if inspect(connection).has_table(VERSION_TABLE):
        row = connection.execute(text(f"SELECT version_num FROM {VERSION_TABLE}")).first()  # noqa: S608
        if row is not None:
            return str(row[0])
    elif database.is_fresh(connection):
        return None
    raise RecordDamaged(DAMAGED.format(name=database.name))
