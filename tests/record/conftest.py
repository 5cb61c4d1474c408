from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from sqlalchemy import make_url

from communique.record import Store
from tests.postgres import Server
from tests.record.coverage import freed


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "communique.db"


@pytest.fixture(scope="session")
def made(server: Server) -> str:
    """The name of a database with the tables of a record, to be copied."""
    address = server.make()
    Store.open(address).close()
    return str(make_url(address).database)


@pytest.fixture(scope="session")
def used_again(server: Server, made: str) -> str:
    """The address of a database with the tables of a record, which each test leaves empty.

    A database of its own for each test would be hundreds of files to make and to delete.
    """
    return server.make(made)


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
    if request.param == "postgresql":
        where = request.getfixturevalue("used_again")
        with Store.open(where) as opened:
            yield opened
        server: Server = request.getfixturevalue("server")
        server.empty(str(make_url(where).database), but="record_version")
        return
    with Store.throwaway() if request.param == "memory" else Store.open(path) as opened:
        yield opened


@pytest.fixture
def filed(store: Store) -> Store:
    store.writer().file(freed(), "model 1")
    return store


@pytest.fixture
def empty() -> Iterator[Store]:
    """A record in memory, for what no database has a part in."""
    with Store.throwaway() as store:
        yield store


@pytest.fixture
def kept(empty: Store) -> Store:
    empty.writer().file(freed(), "model 1")
    return empty
