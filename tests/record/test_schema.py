"""The steps of the tables."""

from __future__ import annotations

import sqlite3
from contextlib import closing
from pathlib import Path

import pytest
from alembic.autogenerate import compare_metadata
from alembic.config import Config
from alembic.migration import MigrationContext
from alembic.script import ScriptDirectory
from sqlalchemy import create_engine
from sqlalchemy.dialects import postgresql
from sqlalchemy.schema import CreateTable

from communique.errors import RecordDamaged, RecordError
from communique.record import Store, tables
from communique.record.schema import VERSION_TABLE, newest
from tests.record.coverage import freed


def is_of_tables(name: str, kind: str, _: object) -> bool:
    """Tell whether something in the database is no part of the full-text index."""
    return kind != "table" or not name.startswith("passage_words")


def test_the_steps_lead_to_the_tables_that_the_program_works_with(path: Path):
    Store.open(path).close()
    engine = create_engine(f"sqlite:///{path}")
    with engine.connect() as connection:
        context = MigrationContext.configure(
            connection,
            opts={
                "version_table": VERSION_TABLE,
                "compare_type": True,
                "include_name": is_of_tables,
            },
        )
        assert compare_metadata(context, tables.metadata) == []
    engine.dispose()


def test_the_last_step_is_told_by_the_name_of_its_file(path: Path):
    config = Config()
    config.set_main_option("script_location", "communique.record:migrations")
    assert newest() == ScriptDirectory.from_config(config).get_current_head()
    Store.open(path).close()
    with closing(sqlite3.connect(path)) as connection:
        assert connection.execute("SELECT * FROM record_version").fetchall() == [(newest(),)]


@pytest.mark.parametrize("table", tables.metadata.sorted_tables, ids=str)
def test_postgresql_has_a_word_for_every_column(table):
    assert str(CreateTable(table).compile(dialect=postgresql.dialect()))


def test_a_record_of_a_newer_program_is_left_alone(path: Path):
    with Store.open(path) as store:
        store.writer().file(freed(), "model 1")
    with sqlite3.connect(path) as connection:
        connection.execute("UPDATE record_version SET version_num = '9999'")
    connection.close()
    before = path.read_bytes()
    with pytest.raises(RecordError, match=r"newer Communique .*9999"):
        Store.open(path)
    assert path.read_bytes() == before


def test_a_database_of_another_program_is_left_alone(path: Path):
    with sqlite3.connect(path) as connection:
        connection.execute("CREATE TABLE recipe (name TEXT)")
    connection.close()
    before = path.read_bytes()
    with pytest.raises(RecordDamaged, match="not a record"):
        Store.open(path)
    assert path.read_bytes() == before
