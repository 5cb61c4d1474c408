"""The steps of the tables."""

from __future__ import annotations

import re
import sqlite3
from collections.abc import Iterator
from contextlib import closing, contextmanager
from importlib.resources import files
from pathlib import Path
from typing import ClassVar

import pytest
from alembic.autogenerate import compare_metadata
from alembic.config import Config
from alembic.migration import MigrationContext
from alembic.script import ScriptDirectory
from sqlalchemy import Connection
from sqlalchemy.dialects import postgresql
from sqlalchemy.schema import CreateTable

from communique.documents.document import ReadDocument
from communique.errors import RecordDamaged, RecordError
from communique.record import Store, derived, rows, tables
from communique.record.database import Database, connect, in_memory
from communique.record.schema import VERSION_TABLE, go_back, make, newest
from tests.record.coverage import freed

STEPS = sorted(
    step.revision
    for step in ScriptDirectory(str(files("communique.record") / "migrations")).walk_revisions()
)


def is_of_tables(name: str | None, kind: str, _: object) -> bool:
    """Tell whether something in the database is no part of the full-text index."""
    return kind != "table" or not str(name).startswith("passage_words")


@contextmanager
def opened(address: str) -> Iterator[Database]:
    database = connect(address, create=False)
    try:
        yield database
    finally:
        database.close()


def differences(address: str) -> list[object]:
    """Return where the tables of a database are not those that the program works with."""
    with opened(address) as database, database.reading() as connection:
        return differences_in(connection)


def differences_in(connection: Connection) -> list[object]:
    options = {
        "version_table": VERSION_TABLE,
        "compare_type": True,
        "include_name": is_of_tables,
    }
    context = MigrationContext.configure(connection, opts=options)
    return compare_metadata(context, tables.metadata)


def back(address: str, version: str) -> None:
    with opened(address) as database:
        go_back(database, version)


def test_the_steps_lead_to_the_tables_that_the_program_works_with(address: str):
    Store.open(address).close()
    assert differences(address) == []


def test_every_step_can_be_taken_back_and_taken_again_and_no_document_is_lost(address: str):
    with Store.open(address) as store:
        store.writer().file(freed(), "model 1")
    for version in reversed(STEPS[:-1]):
        back(address, version)
        with opened(address) as database, database.reading() as connection:
            (kept,) = rows.read_documents(connection, [freed().document.id])
        assert kept == freed()
    assert STEPS[0] == "0001"
    with Store.open(address) as store:
        assert list(store.view().read_documents()) == [freed()]
        assert not store.writer().file(freed(), "model 1")
    assert differences(address) == []


def test_a_record_of_an_older_program_is_told_of_its_documents_as_new_ones_are(
    address: str, monkeypatch: pytest.MonkeyPatch
):
    class Part:
        told: ClassVar[list[str]] = []

        def filed(self, _: Connection, read: ReadDocument) -> None:
            self.told.append(f"filed {read.document.ref}")

        def erased(self, _: Connection, document_id: str) -> None:
            self.told.append("erased" if document_id == freed().document.id else document_id)

    with Store.open(address) as store:
        store.writer().file(freed(), "model 1")
    back(address, STEPS[0])
    monkeypatch.setattr(derived, "PARTS", (*derived.PARTS, Part()))
    Store.open(address).close()
    assert Part.told == ["erased", "filed story.txt"]
    Store.open(address).close()
    assert len(Part.told) == 2


def test_nobody_goes_back_to_what_is_not_known(path: Path):
    Store.open(path).close()
    with pytest.raises(RecordError, match="cannot go back"):
        back(str(path), "9999")


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


def shape(connection: Connection) -> list[tuple[str, str, list[str]]]:
    """Return what SQLite holds, each thing with the words that made it, in any order."""
    found = connection.exec_driver_sql("SELECT type, name, sql FROM sqlite_schema")
    return sorted(
        (kind, name, sorted(re.findall(r"\w+", made or ""))) for kind, name, made in found
    )


def test_a_record_that_ends_with_the_program_has_the_tables_that_the_steps_lead_to(tmp_path: Path):
    Store.open(tmp_path / "kept.db").close()
    with opened(str(tmp_path / "kept.db")) as kept, kept.reading() as connection:
        by_steps = shape(connection)
    at_once = in_memory()
    make(at_once)
    with at_once.reading() as connection:
        assert shape(connection) == by_steps
        assert differences_in(connection) == []
    at_once.close()


def test_what_derives_from_documents_is_made_anew_only_where_a_step_changes_it(
    address: str, monkeypatch: pytest.MonkeyPatch
):
    with Store.open(address) as store:
        store.writer().file(freed(), "model 1")
    told: list[str] = []
    monkeypatch.setattr(derived, "make_anew", lambda _: told.append("anew"))
    for version, anew in (("0009", []), ("0008", ["anew"])):
        back(address, version)
        Store.open(address).close()
        assert told == anew
