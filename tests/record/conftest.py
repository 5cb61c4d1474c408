from __future__ import annotations

import os
from collections.abc import Iterator
from pathlib import Path

import pytest
from sqlalchemy import create_engine, text

from communique.record import Store

POSTGRES = os.environ.get("COMMUNIQUE_POSTGRES_URL")
"""A database that the tests may empty."""


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "communique.db"


@pytest.fixture(params=["file", "memory", *(["postgres"] if POSTGRES else [])])
def store(request: pytest.FixtureRequest, path: Path) -> Iterator[Store]:
    """A new record, in each of the databases in turn."""
    if request.param == "memory":
        opened = Store.throwaway()
    elif request.param == "file":
        opened = Store.open(path)
    else:
        assert POSTGRES
        engine = create_engine(POSTGRES)
        with engine.begin() as connection:
            for table in ("fact", "paragraph", "document", "record_version"):
                connection.execute(text(f"DROP TABLE IF EXISTS {table}"))
        engine.dispose()
        opened = Store.open(POSTGRES)
    with opened:
        yield opened
