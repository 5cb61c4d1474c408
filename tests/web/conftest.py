"""A record of invented coverage, and a browser's view of the app over it."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from starlette.testclient import TestClient

from communique.record import Store
from communique.web import create_app
from tests.brief.coverage import coverage, hostile
from tests.cli.standin import StandIn
from tests.web.serving import HERE, filed


@pytest.fixture(scope="session")
def full(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Store]:
    """Return a record that holds coverage, one report of it hostile; nobody may change it."""
    with Store.open(tmp_path_factory.mktemp("full") / "talks.db") as store:
        filed(store, *coverage(), hostile())
        yield store


@pytest.fixture(scope="session")
def app(full: Store) -> Iterator[TestClient]:
    with TestClient(create_app(full, StandIn), base_url=HERE) as client:
        yield client


@pytest.fixture
def record(tmp_path: Path) -> Iterator[Store]:
    """Return an empty record."""
    with Store.open(tmp_path / "talks.db") as store:
        yield store


@pytest.fixture
def empty_app(record: Store) -> Iterator[TestClient]:
    with TestClient(create_app(record, StandIn), base_url=HERE) as client:
        yield client
