from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from sqlalchemy import make_url

from communique.record import Store
from tests.postgres import Server


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "communique.db"


@pytest.fixture(scope="session")
def made(server: Server) -> str:
    """The name of a database with the tables of a record, to be copied."""
    address = server.make()
    Store.open(address).close()
    return str(make_url(address).database)


@pytest.fixture(params=["file", "postgresql"])
def address(request: pytest.FixtureRequest, path: Path) -> str:
    """Where a new record may be made, in each of the databases in turn."""
    if request.param == "file":
        return str(path)
    server: Server = request.getfixturevalue("server")
    return server.make()


@pytest.fixture(params=["file", "memory", "postgresql"])
def store(request: pytest.FixtureRequest, path: Path) -> Iterator[Store]:
    """A new record, in each of the databases in turn."""
    if request.param == "memory":
        opened = Store.throwaway()
    elif request.param == "file":
        opened = Store.open(path)
    else:
        server: Server = request.getfixturevalue("server")
        opened = Store.open(server.make(request.getfixturevalue("made")))
    with opened:
        yield opened
