"""The shape of the tables: made where there is none, brought up to date where it is older.

To change the tables: change `tables.py`, and add a step to `migrations/versions/`, numbered one on
from the last. A test compares where the steps lead with `tables.py`.
"""

from __future__ import annotations

from alembic import command
from alembic.config import Config
from alembic.script import ScriptDirectory
from sqlalchemy import Connection, inspect, text

from communique.errors import RecordDamaged, RecordError
from communique.record.database import Database
from communique.record.failures import DAMAGED

VERSION_TABLE = "record_version"


def bring_up_to_date(database: Database, *, create: bool) -> None:
    """Give the database the tables that this program knows, in one transaction.

    Raises:
        RecordDamaged: there is something else in the file.
        RecordError: there is no record and none may be made, or a newer program made it.

    """
    config = Config()
    config.set_main_option("script_location", "communique.record:migrations")
    steps = ScriptDirectory.from_config(config)
    with database.reading() as connection:
        version = _version(database, connection)
    if version == steps.get_current_head():
        return
    if version is None and not create:
        raise RecordError(
            f"{database.name} is empty: nothing has been read into it; `communique read` does"
        )
    with database.writing() as connection:
        # Another program may have made or changed the tables while this one waited for its turn.
        version = _version(database, connection)
        known = {step.revision for step in steps.walk_revisions()}
        if version is not None and version not in known:
            raise RecordError(
                f"{database.name} was made by a newer Communique (its tables are of version "
                f"{version}); install that one to use it"
            )
        config.attributes["connection"] = connection
        command.upgrade(config, "head")


def _version(database: Database, connection: Connection) -> str | None:
    """Return the version of the tables; None where the record is yet to be made."""
    if inspect(connection).has_table(VERSION_TABLE):
        row = connection.execute(text(f"SELECT version_num FROM {VERSION_TABLE}")).first()  # noqa: S608
        if row is not None:
            return str(row[0])
    elif database.is_fresh(connection):
        return None
    raise RecordDamaged(DAMAGED.format(name=database.name))
