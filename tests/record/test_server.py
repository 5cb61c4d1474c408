"""What is different where the record is on a server."""

from __future__ import annotations

import sys
from pathlib import Path

import pytest
from sqlalchemy import make_url

from communique.errors import RecordError, RecordLocked, UnreadableInput
from communique.record import Store, postgresql
from communique.record.database import connect
from tests.builders import read_document
from tests.postgres import Server
from tests.record.coverage import freed, strike


@pytest.fixture
def place(server: Server, made: str) -> str:
    return server.make(made)


def test_without_the_extra_its_name_is_told_and_no_password(monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setitem(sys.modules, "psycopg", None)
    with pytest.raises(RecordError, match=r'pip install "communique\[postgresql\]"') as raised:
        Store.open("postgresql://desk:secret@db.example/talks")
    assert "secret" not in str(raised.value)


def test_a_database_that_is_not_there_is_named(server: Server):
    with pytest.raises(RecordError, match=r"database \"no_such\" does not exist; .*createdb"):
        Store.open(server.url("no_such"))


def test_a_server_that_does_not_answer_is_named(server: Server, tmp_path: Path):
    address = server.url().replace(str(server.folder), str(tmp_path))
    with pytest.raises(RecordError, match=r"cannot be opened: .*see whether the server runs"):
        Store.open(address)


def test_a_name_that_may_not_come_in_is_named(server: Server):
    with pytest.raises(RecordError, match=r"nobody@.*lets you in"):
        Store.open(server.url().replace(f"//{server.user}@", "//nobody@"))


def test_a_database_that_cannot_hold_every_letter_is_refused_before_it_is_changed(server: Server):
    server.run("CREATE DATABASE latin TEMPLATE template0 ENCODING 'LATIN1'")
    with pytest.raises(RecordError, match=r"encoded in LATIN1; .*createdb --encoding UTF8"):
        Store.open(server.url("latin"))


def test_who_may_only_read_reads_and_is_told_when_writing(server: Server, place: str):
    with Store.open(place) as store:
        store.writer().file(strike(), "model 1")
    name = str(make_url(place).database)
    server.run("CREATE ROLE guest LOGIN", name)
    server.run("GRANT SELECT ON ALL TABLES IN SCHEMA public TO guest", name)
    with Store.open(place.replace(f"//{server.user}@", "//guest@")) as store:
        assert store.view().count() == 1
        with pytest.raises(RecordError, match="may not be written by this user"):
            store.writer().file(freed(), "model 1")


def test_a_text_with_a_null_character_is_refused_in_words_and_the_others_are_kept(place: str):
    with Store.open(place) as store:
        writer = store.writer()
        with pytest.raises(UnreadableInput, match=r"story\.txt: this database cannot keep it"):
            writer.file(read_document("Norland \0 met."), "model 1")
        assert writer.file(strike(), "model 1")
        assert store.view().count() == 1


def test_a_name_that_no_index_holds_costs_its_document_alone(place: str):
    # Letters that cannot be packed, or it would fit after all.
    ref = "".join(chr(0x4E00 + n * 7919 % 20_000) for n in range(4000))
    with Store.open(place) as store:
        writer = store.writer()
        with pytest.raises(UnreadableInput, match="longer than the database can find again"):
            writer.file(read_document("They met.", ref=ref), "model 1")
        assert writer.file(strike(), "model 1")


def test_writers_take_turns_and_who_waits_too_long_is_told(
    place: str, monkeypatch: pytest.MonkeyPatch
):
    monkeypatch.setattr(postgresql, "WAIT_SECONDS", 0.1)
    with Store.open(place) as one, Store.open(place) as other:
        database = connect(place, create=False)
        with database.writing():
            with pytest.raises(RecordLocked, match="in use by another program"):
                one.writer().file(freed(), "model 1")
            assert other.view().count() == 0
        database.close()
        assert one.writer().file(freed(), "model 1")


def test_an_answer_is_of_one_moment(place: str):
    with Store.open(place) as store:
        database = connect(place, create=False)
        with database.reading() as connection:
            asked = "SELECT count(*) FROM document"
            assert connection.exec_driver_sql(asked).scalar_one() == 0
            store.writer().file(freed(), "model 1")
            assert connection.exec_driver_sql(asked).scalar_one() == 0
        database.close()
