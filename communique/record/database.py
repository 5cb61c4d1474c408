"""An open database, whichever it is: transactions to read and to write in."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from sqlalchemy import Connection, Engine, make_url
from sqlalchemy.exc import ArgumentError

from communique.errors import RecordError
from communique.record import postgresql, sqlite, state
from communique.record.failures import told_of


class Database:
    """An engine, and the name by which the user knows it."""

    def __init__(self, engine: Engine, name: str) -> None:
        self._engine = engine
        self.name = name
        self._is_sqlite = engine.dialect.name == "sqlite"
        self._is_file = self._is_sqlite and sqlite.is_file(engine)
        self._has_log = False

    @contextmanager
    def reading(self) -> Iterator[Connection]:
        """Give a connection that sees one state of the record."""
        options = {} if self._is_sqlite else postgresql.READING
        with (
            told_of(self.name),
            self._engine.connect().execution_options(**options) as connection,
        ):
            if self._is_sqlite:
                sqlite.begin(connection, sqlite.READ_TURN)
            yield connection

    @contextmanager
    def writing(
        self, *, lasting: bool = True, changes_answers: bool = True
    ) -> Iterator[Connection]:
        """Give a connection whose changes are made together at the end, or not at all.

        One program writes at a time; the others wait for their turn, though not for long.

        Args:
            lasting: wait until the disk has the changes, so that they outlive the machine, too;
                what could be made again from its source need not wait.
            changes_answers: what the record tells is another afterwards; not so where the tables
                alone change, or who may log in.

        """
        if self._is_file and not self._has_log:
            self._has_log = sqlite.begin_log(self._engine)
        with (
            told_of(self.name),
            self._engine.connect() as connection,
            connection.begin(),
        ):
            if self._is_sqlite:
                sqlite.keep_on(connection, lasting=lasting or not self._has_log)
                sqlite.begin(connection, sqlite.WRITE_TURN)
            else:
                postgresql.take_turn(connection)
            yield connection
            if changes_answers:
                state.change(connection)

    def is_fresh(self, connection: Connection) -> bool:
        """Tell whether the record is to be made in this database, where nothing else is.

        A server's database may hold other things; a file is a record or it is not.
        """
        if self._is_sqlite:
            return sqlite.is_fresh(connection)
        postgresql.check_encoding(connection, self.name)
        return True

    def owe_scrubbing(self, connection: Connection) -> None:
        """Note that words are being deleted, of which nothing is to be left."""
        if self._is_sqlite:
            sqlite.owe_scrubbing(connection)

    def scrub_if_owed(self) -> None:
        """Leave nothing of what was deleted; a server's files are its keeper's to clean."""
        if self._is_sqlite:
            with told_of(self.name):
                sqlite.scrub_if_owed(self._engine)

    def size(self) -> int:
        """Return how many bytes the record takes, its log included."""
        with self.reading() as connection:
            if self._is_sqlite:
                return sqlite.size(connection)
            return postgresql.size(connection)

    def close(self) -> None:
        """Let go of the database."""
        if self._is_file:
            sqlite.end_log(self._engine)
        self._engine.dispose()


def connect(where: str | Path, *, create: bool) -> Database:
    """Return the database at a path, or at an address such as `postgresql://user@host/name`.

    Raises RecordError where there is none, or the address makes no sense.
    """
    if isinstance(where, Path) or "://" not in where:
        return Database(sqlite.file_engine(Path(where), create=create), str(where))
    try:
        url = make_url(where)
    except ArgumentError as error:
        raise RecordError("the address of the record makes no sense; give a path or URL") from error
    name = url.render_as_string(hide_password=True)
    if postgresql.is_address(url):
        return Database(postgresql.server_engine(url, name), name)
    if url.drivername.partition("+")[0] != "sqlite":
        raise RecordError(f"{name} is no database that a record is kept in; write postgresql://…")
    if not url.database or url.database == ":memory:":
        raise RecordError(f"{name} names no file")
    return Database(sqlite.file_engine(Path(url.database), create=create), name)


def in_memory() -> Database:
    """Return a database that ends with the program."""
    return Database(sqlite.memory_engine(), "the record in memory")
