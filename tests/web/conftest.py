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

HERE = "http://127.0.0.1:8765"


@pytest.fixture
def record(tmp_path: Path) -> Iterator[Store]:
    with Store.open(tmp_path / "talks.db") as store:
        yield store


@pytest.fixture
def full(record: Store) -> Store:
    """Return a record that holds coverage, one report of it hostile."""
    for read in [*coverage(), hostile()]:
        record.writer().file(read, "stand-in 1")
    return record


@pytest.fixture
def empty_app(record: Store) -> Iterator[TestClient]:
    with TestClient(create_app(record, StandIn), base_url=HERE) as client:
        yield client


@pytest.fixture
def app(full: Store) -> Iterator[TestClient]:
    with TestClient(create_app(full, StandIn), base_url=HERE) as client:
        yield client
