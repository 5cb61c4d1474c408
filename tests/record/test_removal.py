"""After a document is removed, its words are in none of the record's files."""

from __future__ import annotations

import json
import re
import sqlite3
from pathlib import Path

import pytest
from sqlalchemy import Pool, event

from communique.documents.document import ReadDocument
from communique.errors import RecordLocked
from communique.record import Store, sqlite
from tests.builders import read_document
from tests.record.coverage import freed

SECRET = freed(
    ref="geheimbericht.txt",
    title="Zweiburg handover",
    outlet="Ostmark Telegraf",
    byline=("Wilhelmina Straßner",),
    url="https://telegraf.example/uebergabe",
)


def words_of(read: ReadDocument) -> set[bytes]:
    """Return every word of the line that only this document can have brought into the record."""
    line = json.loads(read.to_json())
    held = [
        str(line["document"][name]) for name in ("id", "ref", "title", "outlet", "byline", "url")
    ]
    held += [read.document.text, *(str(fact["name"]) for fact in line["entities"])]
    held += [line["entities"][1]["role"], line["positions"][0]["issue"]]
    found = {word for text in held for word in re.findall(r"\w{5,}", text)}
    return {word.encode() for word in found} - {b"sha256", b"until", b"story"}


def left_in(folder: Path, words: set[bytes]) -> set[bytes]:
    files = [path.read_bytes() for path in folder.iterdir()]
    return {word for word in words if any(word in content for content in files)}


def others(number: int) -> list[ReadDocument]:
    return [
        read_document(f"Talks {n}. " + "Both sides met by the lake. " * (n % 50), ref=f"other {n}")
        for n in range(number)
    ]


def filled(path: Path) -> Store:
    """Return a record in which the document has been read several times, between many others."""
    store = Store.open(path)
    writer = store.writer()
    for number, other in enumerate(others(60)):
        if number % 15 == 0:
            writer.file(SECRET, f"model {number}")
        writer.file(other, "model 1")
    return store


def test_the_words_can_be_found_before_removal_or_the_next_tests_show_nothing(path: Path):
    with filled(path):
        assert left_in(path.parent, words_of(SECRET)) == words_of(SECRET)
        assert len(words_of(SECRET)) > 20


def test_no_word_of_a_removed_document_is_left_in_any_file(path: Path):
    with filled(path) as store:
        store.writer().remove(SECRET.document.id)
        assert left_in(path.parent, words_of(SECRET)) == set()
        assert store.view().count() == 60
    assert left_in(path.parent, words_of(SECRET)) == set()


def test_the_write_ahead_log_keeps_no_word_either_and_is_gone_when_the_writer_is_done(path: Path):
    with filled(path) as store:
        store.writer().file(SECRET, "model of the log")
        log = path.parent / f"{path.name}-wal"
        assert any(word in log.read_bytes() for word in words_of(SECRET))
        store.writer().remove(SECRET.document.id)
        assert left_in(path.parent, words_of(SECRET)) == set()
    assert [file.name for file in path.parent.iterdir()] == [path.name]


def test_the_log_is_emptied_though_another_program_has_the_record_open(path: Path):
    with filled(path) as store, Store.open(path) as other:
        assert other.view().count() == 61
        store.writer().remove(SECRET.document.id)
        assert left_in(path.parent, words_of(SECRET)) == set()
        assert other.view().count() == 60
    assert [file.name for file in path.parent.iterdir()] == [path.name]


def test_a_document_of_many_pages_leaves_none_of_them(path: Path):
    word = b"Quersumme"
    long = read_document("Quersumme der Gespräche. " * 20_000, ref="long.txt")
    with Store.open(path) as store:
        for read in [*others(20), long]:
            store.writer().file(read, "model 1")
        assert left_in(path.parent, {word})
        store.writer().remove(long.document.id)
        assert left_in(path.parent, {word}) == set()


def test_where_the_file_cannot_be_written_anew_it_is_said_and_done_by_the_next_writer(
    path: Path, monkeypatch: pytest.MonkeyPatch
):
    monkeypatch.setattr(sqlite, "BUSY_SECONDS", 0.1)
    readers: list[sqlite3.Connection] = []

    def start_to_read(*_: object) -> None:
        reader = sqlite3.connect(path, isolation_level=None)
        reader.execute("BEGIN")
        reader.execute("SELECT count(*) FROM document").fetchone()
        readers.append(reader)

    with filled(path) as store:
        writer = store.writer()
        # When the connection is given back, the document is deleted and the file not yet rewritten.
        event.listen(Pool, "checkin", start_to_read, once=True)
        with pytest.raises(RecordLocked, match="is removed, but copies of its words may be left"):
            writer.remove(SECRET.document.id)
        readers.pop().close()
        assert store.view().model_of(SECRET.document.id) is None
    with sqlite3.connect(path) as other:
        assert other.execute("PRAGMA user_version").fetchone() == (1,)
    other.close()
    with Store.open(path) as store:
        store.writer()
        assert left_in(path.parent, words_of(SECRET)) == set()
        assert store.view().count() == 60
    with sqlite3.connect(path) as other:
        assert other.execute("PRAGMA user_version").fetchone() == (0,)
    other.close()


def test_who_is_reading_goes_on_with_what_was_there_and_the_words_go_when_they_are_done(
    path: Path, monkeypatch: pytest.MonkeyPatch
):
    monkeypatch.setattr(sqlite, "BUSY_SECONDS", 0.1)
    with filled(path) as store:
        reader = sqlite3.connect(path, isolation_level=None)
        reader.execute("BEGIN")
        assert reader.execute("SELECT count(*) FROM document").fetchone() == (61,)
        with pytest.raises(RecordLocked, match="is removed, but"):
            store.writer().remove(SECRET.document.id)
        assert reader.execute("SELECT count(*) FROM document").fetchone() == (61,)
        reader.close()
        store.writer()
        assert left_in(path.parent, words_of(SECRET)) == set()
        assert store.view().count() == 60
