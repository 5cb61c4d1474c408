"""What a database reports, in words that name the record and the remedy."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager

import msgspec
from sqlalchemy.exc import DBAPIError, SQLAlchemyError

from communique.errors import RecordDamaged, RecordError, RecordLocked

DAMAGED = (
    "{name} is not a record, or it is damaged; restore it from a copy, or move it away and read "
    "the documents again"
)
LOCKED = "{name} is in use by another program; wait for it to end and try again"

_OF_SQLITE: dict[int, tuple[type[RecordError], str]] = {
    sqlite3.SQLITE_BUSY: (RecordLocked, LOCKED),
    sqlite3.SQLITE_LOCKED: (RecordLocked, LOCKED),
    sqlite3.SQLITE_CORRUPT: (RecordDamaged, DAMAGED),
    sqlite3.SQLITE_NOTADB: (RecordDamaged, DAMAGED),
    sqlite3.SQLITE_FULL: (
        RecordError,
        "{name} cannot grow, because the disk is full; make room and try again",
    ),
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
    return RecordError(f"{name}: {cause}")
