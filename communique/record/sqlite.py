"""What is peculiar to a record in an SQLite file: permissions, locks, what is left behind.

The journal is SQLite's rollback journal, not its write-ahead log: it is gone when a transaction
ends, so that no second file holds words of a document, and a record on a read-only disk can be
read. Whoever asks holds no lock between two batches of documents, so writers do not wait long.
"""

from __future__ import annotations

import os
import sqlite3
from pathlib import Path
from typing import Any
from urllib.parse import quote

from sqlalchemy import URL, Connection, Engine, StaticPool, create_engine, event

from communique.errors import RecordError
from communique.record import search_sqlite
from communique.record.tables import BODIES

BUSY_SECONDS = 5.0
"""How long to wait for another program that holds the record."""

_BEGIN = "communique_begin"
WRITING = {_BEGIN: "BEGIN IMMEDIATE"}
"""Options of a connection that is going to write: it takes its turn before it reads."""


def file_engine(path: Path, *, create: bool) -> Engine:
    """Return an engine on the record at `path`, which is made where it is not there and may be.

    Raises RecordError where there is no such file, or none can be made.
    """
    if create:
        _make(path)
    try:
        missing = not path.exists()
    except OSError as error:
        raise RecordError(f"{path} cannot be opened: {error.strerror}") from error
    if missing:
        raise RecordError(f"there is no record at {path}; `communique read` makes one")
    if not path.is_file():
        what = "a folder" if path.is_dir() else "no file"
        raise RecordError(f"{path} is {what}; name the file of a record")
    # mode=rw: SQLite must never make the file itself, for it would be readable by others.
    place = URL.create(
        "sqlite",
        database=f"file:{quote(str(path.absolute()))}",
        query={"mode": "rw", "uri": "true"},
    )
    return _prepared(create_engine(place, connect_args={"timeout": BUSY_SECONDS}, **BODIES))


def memory_engine() -> Engine:
    """Return an engine on a record that ends with the program."""
    return _prepared(create_engine("sqlite://", poolclass=StaticPool, **BODIES))


def is_fresh(connection: Connection) -> bool:
    """Tell whether nothing at all has been made in the database."""
    found = connection.exec_driver_sql("SELECT count(*) FROM sqlite_schema").scalar_one()
    return bool(found == 0)


def owe_scrubbing(connection: Connection) -> None:
    """Note, within the transaction, that words were deleted whose place is to be overwritten."""
    connection.exec_driver_sql("PRAGMA user_version = 1")


def scrub_if_owed(engine: Engine) -> None:
    """Leave nothing in the record's files of what was deleted.

    secure_delete overwrites what is deleted, but gives no promise for the gaps that are left where
    rows moved from page to page, nor for a write-ahead log; to write the file anew does. It needs a
    moment in which nobody else uses the record, and as much room again as the record takes.
    """
    raw = engine.raw_connection()
    try:
        cursor = raw.cursor()
        if cursor.execute("PRAGMA user_version").fetchone()[0] == 0:
            return
        # Someone may have turned the write-ahead log on: this empties it and takes it away.
        cursor.execute("PRAGMA journal_mode = DELETE").fetchall()
        search_sqlite.forget(cursor)
        cursor.execute("VACUUM")
        cursor.execute("PRAGMA user_version = 0")
    finally:
        raw.close()


def _make(path: Path) -> None:
    # A link that leads to no file yet is followed, as any program that opens it would.
    target = Path(os.path.realpath(path))
    try:
        os.close(os.open(target, os.O_CREAT | os.O_EXCL | os.O_RDWR, 0o600))
        target.chmod(0o600)  # whatever the umask takes away
    except FileExistsError:
        if target.is_file() and target.stat().st_size == 0:
            target.chmod(0o600)
    except FileNotFoundError as error:
        raise RecordError(f"{path}: there is no folder {target.parent}; make it first") from error
    except OSError as error:
        raise RecordError(f"{path} cannot be made: {error.strerror}") from error


def _prepared(engine: Engine) -> Engine:
    @event.listens_for(engine, "connect")
    def set_up(connection: sqlite3.Connection, _: Any) -> None:
        # Transactions are begun below: Python's driver would begin them too late to read in them.
        connection.isolation_level = None
        connection.execute("PRAGMA foreign_keys = ON")
        connection.execute("PRAGMA secure_delete = ON")

    @event.listens_for(engine, "begin")
    def begin(connection: Connection) -> None:
        connection.exec_driver_sql(connection.get_execution_options().get(_BEGIN, "BEGIN"))

    return engine
