"""What a database reports, in words that name the record and the remedy."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager

import msgspec
from sqlalchemy.exc import DataError, DBAPIError, OperationalError, SQLAlchemyError

from communique.errors import RecordDamaged, RecordError, RecordLocked

DAMAGED = (
    "{name} is not a record, or it is damaged; restore it from a copy, or move it away and read "
    "the documents again"
)
LOCKED = "{name} is in use by another program; wait for it to end and try again"
_FULL = "{name} cannot grow, because the disk is full; make room and try again"


class NotKept(RecordError):
    """The database takes what is given for no value that it can keep."""


_OF_SQLITE: dict[int, tuple[type[RecordError], str]] = {
    sqlite3.SQLITE_BUSY: (RecordLocked, LOCKED),
    sqlite3.SQLITE_LOCKED: (RecordLocked, LOCKED),
    sqlite3.SQLITE_CORRUPT: (RecordDamaged, DAMAGED),
    sqlite3.SQLITE_NOTADB: (RecordDamaged, DAMAGED),
    sqlite3.SQLITE_FULL: (RecordError, _FULL),
    sqlite3.SQLITE_IOERR: (
        RecordError,
        "{name} cannot be read or written: {error}; the disk may be full or at fault",
    ),
    sqlite3.SQLITE_READONLY: (
        RecordError,
        "{name} may not be written; change its permissions or name another record",
    ),
    sqlite3.SQLITE_CANTOPEN: (
        RecordError,
        "{name} cannot be opened; see whether it and its folder are there and may be read and "
        "written",
    ),
}

_OF_SERVER: dict[str, tuple[type[RecordError], str]] = {
    "40": (RecordLocked, LOCKED),
    "42501": (
        RecordError,
        "{name} may not be written by this user, or makes no tables for them; ask its keeper "
        "for the right to",
    ),
    "53100": (RecordError, _FULL),
    "53300": (RecordLocked, "{name} has no room for another connection; try again later"),
    "54": (NotKept, "a text in it is longer than the database can find again"),
    "55P03": (RecordLocked, LOCKED),
    "57": (RecordError, "{name} is shutting down or starting; try again when it runs"),
}
"""What a server says, by the beginning of its SQLSTATE."""


@contextmanager
def told_of(name: str) -> Iterator[None]:
    """Turn what the database raises into an error about the record called `name`."""
    try:
        yield
    except (SQLAlchemyError, sqlite3.Error) as error:
        raise _record_error(name, error) from error
    except UnicodeEncodeError:
        raise
    except (ValueError, msgspec.MsgspecError) as error:
        # What stands in a column is no date, no JSON, or not the JSON of such a fact.
        raise RecordDamaged(f"{DAMAGED.format(name=name)} ({error})") from error


def _record_error(name: str, error: Exception) -> RecordError:
    cause = error.orig if isinstance(error, DBAPIError) and error.orig is not None else error
    # The low byte is the kind of error; what is above it tells where it arose.
    code = getattr(cause, "sqlite_errorcode", 0) & 0xFF
    if code in _OF_SQLITE:
        kind, words = _OF_SQLITE[code]
        return kind(words.format(name=name, error=cause))
    # Python's own check of a text column has no code.
    if "Could not decode to UTF-8" in str(cause):
        return RecordDamaged(DAMAGED.format(name=name))
    if hasattr(cause, "sqlstate"):
        return _server_error(name, error, cause)
    return RecordError(f"{name}: {cause}")


def _server_error(name: str, error: Exception, cause: BaseException) -> RecordError:
    state: str | None = getattr(cause, "sqlstate", None)
    # The first line says what is wrong; those after it may quote what the query held.
    said = (str(cause).splitlines() or [""])[0]
    for beginning, (kind, words) in _OF_SERVER.items():
        if state is not None and state.startswith(beginning):
            return kind(words.format(name=name, error=said))
    if isinstance(error, DataError):
        return NotKept(said)
    if state is None and isinstance(error, OperationalError):
        # Whatever keeps a connection from being made comes without a state.
        return RecordError(
            f"{name} cannot be opened: {said}; see whether the server runs and lets you in, and "
            "whether the database is there (createdb makes one)"
        )
    return RecordError(f"{name}: {said}")
