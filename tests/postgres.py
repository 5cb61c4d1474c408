"""A PostgreSQL server of the tests' own, started where the Debian package is installed."""

from __future__ import annotations

import itertools
import os
import pwd
import shutil
import subprocess
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path

from sqlalchemy import Connection, create_engine, text

REQUIRED = os.environ.get("COMMUNIQUE_REQUIRE_POSTGRESQL") == "1"
"""Whether a test that needs a server fails where there is none, in place of being skipped."""

_SETTINGS = ("fsync=off", "full_page_writes=off", "listen_addresses=''", "max_connections=20")


@dataclass
class Server:
    """A running server, reached through a socket in a folder of its own."""

    folder: Path
    user: str
    _numbers: Iterator[int] = field(default_factory=itertools.count)

    def url(self, database: str = "postgres") -> str:
        """Return the address of a database."""
        return f"postgresql://{self.user}@/{database}?host={self.folder}"

    def make(self, template: str = "template0") -> str:
        """Return the address of a new database, empty or a copy of another."""
        name = f"record_{next(self._numbers)}"
        self.run(f"CREATE DATABASE {name} TEMPLATE {template} ENCODING 'UTF8'")
        return self.url(name)

    def run(self, statement: str, database: str = "postgres") -> None:
        """Run a statement outside any transaction."""
        with self._connected(database) as connection:
            connection.execute(text(statement))

    def empty(self, database: str, *, but: str) -> None:
        """Take all rows out of all tables but one."""
        public = text("SELECT tablename FROM pg_tables WHERE schemaname = 'public'")
        with self._connected(database) as connection:
            names = sorted(set(connection.scalars(public)) - {but})
            tables = ", ".join(f'"{name}"' for name in names)
            connection.execute(text(f"TRUNCATE {tables} RESTART IDENTITY"))

    @contextmanager
    def _connected(self, database: str) -> Iterator[Connection]:
        address = self.url(database).replace("postgresql:", "postgresql+psycopg:")
        engine = create_engine(address, isolation_level="AUTOCOMMIT")
        try:
            with engine.connect() as connection:
                yield connection
        finally:
            engine.dispose()


def programs() -> Path | None:
    """Return the folder with the server's programs; Debian keeps them out of PATH."""
    found = sorted(Path("/usr/lib/postgresql").glob("*/bin/initdb"))
    known = found[-1] if found else shutil.which("initdb")
    return Path(known).parent if known else None


@contextmanager
def running(bin_: Path) -> Iterator[Server]:
    """Start a server, and stop it at the end."""
    folder = Path(tempfile.mkdtemp(prefix="pg-"))
    owner = _owner()
    os.chown(folder, owner.pw_uid, owner.pw_gid)
    # The server refuses to be run by root.
    other = {"user": owner.pw_uid, "group": owner.pw_gid} if os.geteuid() == 0 else {}

    def program(name: str, *arguments: str) -> None:
        subprocess.run(
            [bin_ / name, *arguments],
            check=True,
            stdout=subprocess.DEVNULL,
            cwd=folder,
            env={"PATH": os.environ.get("PATH", ""), "LC_ALL": "C"},
            **other,  # type: ignore[call-overload]
        )

    data = folder / "data"
    log = folder / "log"
    try:
        given = ("--no-sync", "--auth=trust", "--encoding=UTF8", "--locale=C")
        program("initdb", "-D", str(data), "-U", owner.pw_name, *given)
        settings = " ".join(
            f"-c {each}" for each in (*_SETTINGS, f"unix_socket_directories={folder}")
        )
        program("pg_ctl", "-D", str(data), "-l", str(log), "-o", settings, "-w", "start")
        try:
            yield Server(folder, owner.pw_name)
        finally:
            program("pg_ctl", "-D", str(data), "-m", "immediate", "-w", "stop")
    finally:
        shutil.rmtree(folder)


def _owner() -> pwd.struct_passwd:
    """Return who runs the server: whoever runs the tests, unless that is root."""
    if os.geteuid() != 0:
        return pwd.getpwuid(os.geteuid())
    try:
        return pwd.getpwnam("postgres")
    except KeyError:
        return pwd.getpwnam("nobody")
