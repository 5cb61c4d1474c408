"""What is peculiar to a record in an SQLite file: permissions, logs, what is left behind.

While a program writes, the file has a write-ahead log: whoever asks then sees the record as it was
when they began and waits for no one, nor does the writer wait for them. When the writer is done the
log is worked in and gone, so that a record at rest is one file, which can be copied, and read from
a disk that takes no writing. Where the log cannot be had, because another program holds the file
just then, SQLite's rollback journal serves, with short waits.
"""

from __future__ import annotations

import os
import sqlite3
from pathlib import Path
from typing import Any
from urllib.parse import quote, unquote

from sqlalchemy import URL, Connection, Engine, StaticPool, create_engine, event
from sqlalchemy.exc import SQLAlchemyError

from communique.errors import RecordError
from communique.record import search_sqlite
from communique.record.tables import BODIES

BUSY_SECONDS = 5.0
"""How long to wait for another program that holds the record."""

_WAL_MARK = 18
"""Where the head of a file tells whether it is kept with a write-ahead log."""

READ_TURN, WRITE_TURN = "BEGIN", "BEGIN IMMEDIATE"
"""How a transaction begins; one that is going to write takes its turn before it reads."""

_PAGES_OF_LOG = 8_000
"""After how many pages the write-ahead log is worked into the file: the more, the fewer pages are
written twice while many documents are filed."""
_CACHE_KB = 8_000


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
    rows moved from page to page, nor for a write-ahead log; to write the file anew and empty the
    log does. It needs a moment in which nobody else asks, and as much room again as the record
    takes.
    """
    raw = engine.raw_connection()
    try:
        cursor = raw.cursor()
        if cursor.execute("PRAGMA user_version").fetchone()[0] == 0:
            return
        search_sqlite.forget(cursor)
        cursor.execute("VACUUM")
        _empty_log(cursor)
        cursor.execute("PRAGMA user_version = 0")
    finally:
        raw.close()


def begin_log(engine: Engine) -> bool:
    """Keep a write-ahead log from now on; return whether it can be had.

    It cannot while another program is just then in the middle of something; that is not waited for.
    """
    return _journal(engine, "WAL")


def begin(connection: Connection, turn: str) -> None:
    """Begin a transaction, which sees one state of the record from here on."""
    # Not by an event of the engine: one that has any looks for them at every statement.
    connection.exec_driver_sql(turn)


def keep_on(connection: Connection, *, lasting: bool) -> None:
    """Say, before a transaction begins, whether its end waits until the disk has everything.

    With a write-ahead log, what was committed outlives the program either way, however that ends.
    Only where the whole machine goes dark may the last transactions that did not wait be lost; the
    record is whole all the same.
    """
    connection.exec_driver_sql(f"PRAGMA synchronous = {'FULL' if lasting else 'NORMAL'}")


def end_log(engine: Engine) -> None:
    """Work the log into the file and take it away, unless another program has the record open.

    Then that one does so when it is done.
    """
    engine.dispose()
    if _has_log(str(engine.url.database)):
        _journal(engine, "DELETE")
        engine.dispose()


def size(connection: Connection) -> int:
    """Return how many bytes the record takes, as its file does when the log is worked in."""
    pages = connection.exec_driver_sql("PRAGMA page_count").scalar_one()
    return int(pages * connection.exec_driver_sql("PRAGMA page_size").scalar_one())


def is_file(engine: Engine) -> bool:
    """Tell whether the record is a file, and no record in memory."""
    return engine.url.database is not None


def _journal(engine: Engine, mode: str) -> bool:
    """Have SQLite keep another kind of journal; return whether it does."""
    try:
        raw = engine.raw_connection()
    except SQLAlchemyError:
        return False
    try:
        cursor = raw.cursor()
        patience = cursor.execute("PRAGMA busy_timeout").fetchone()[0]
        cursor.execute("PRAGMA busy_timeout = 0")
        try:
            kept = cursor.execute(f"PRAGMA journal_mode = {mode}").fetchone()[0]
        except sqlite3.OperationalError:
            return False
        finally:
            cursor.execute(f"PRAGMA busy_timeout = {patience}")
        return bool(kept == mode.lower())
    finally:
        raw.close()


def _has_log(database: str) -> bool:
    """Tell by the head of the file whether it is kept with a write-ahead log."""
    path = Path(unquote(database.removeprefix("file:").partition("?")[0]))
    try:
        with path.open("rb") as file:
            return file.read(_WAL_MARK + 1)[_WAL_MARK:] == b"\2"
    except OSError:
        return False


def _empty_log(cursor: Any) -> None:
    """Work the write-ahead log into the file and overwrite it, if there is one.

    Raises sqlite3.OperationalError where someone still reads from it.
    """
    held = cursor.execute("PRAGMA wal_checkpoint(TRUNCATE)").fetchone()[0]
    if held:
        error = sqlite3.OperationalError("the write-ahead log is being read")
        error.sqlite_errorcode = sqlite3.SQLITE_BUSY
        raise error


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


def _lower(words: Any) -> Any:
    return words.lower() if isinstance(words, str) else words


def _prepared(engine: Engine) -> Engine:
    @event.listens_for(engine, "connect")
    def set_up(connection: sqlite3.Connection, _: Any) -> None:
        # Transactions are begun below: Python's driver would begin them too late to read in them.
        connection.isolation_level = None
        # SQLite's own knows small letters of English alone.
        connection.create_function("lower", 1, _lower, deterministic=True)
        connection.execute("PRAGMA foreign_keys = ON")
        connection.execute("PRAGMA secure_delete = ON")
        connection.execute(f"PRAGMA cache_size = -{_CACHE_KB}")
        connection.execute(f"PRAGMA wal_autocheckpoint = {_PAGES_OF_LOG}")

    return engine
