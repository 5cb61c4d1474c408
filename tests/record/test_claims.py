"""What documents say, as rows to be asked by SQL."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import Any

import pytest
from alembic import command
from alembic.config import Config
from sqlalchemy import Table, func, select

from communique.documents.document import ReadDocument
from communique.errors import ReaderError
from communique.findings import Change, Findings
from communique.record import Store, claims, database, tables
from communique.record.asking import Evidence, evidence, with_evidence
from tests.builders import PUBLISHED, attribution, event, figure, read_document, span
from tests.record.coverage import FREED, freed, strike


def kept(path: Path, *reads: ReadDocument) -> Path:
    """File documents into the record at `path`."""
    with Store.open(path) as store:
        for read in reads:
            store.writer().file(read, "model 1")
    return path


def rows(path: Path, table: Table) -> list[dict[str, Any]]:
    """Return all rows of a table, without what is null in them and without the document's id."""
    opened = database.connect(path, create=False)
    with opened.reading() as connection:
        found = connection.execute(select(table)).mappings().all()
    opened.close()
    return [{k: v for k, v in row.items() if v is not None and k != "document_id"} for row in found]


def test_a_statement_has_its_speaker_its_source_and_the_way_that_it_took(path: Path):
    kept(path, freed())
    assert rows(path, claims.statement) == [
        {
            "local_id": "a1",
            "speaker": "e2",
            "source_words": "Foreign Minister Ilse Brandvik",
            "cue_words": "told",
            "kind": "indirect",
            "hedged": False,
            "start": 0,
            "end": 42,
            "words": "Norland freed nearly 40 captives on Monday",
        }
    ]
    assert rows(path, claims.statement_via) == [{"local_id": "a1", "place": 0, "entity": "e3"}]


def test_words_that_another_clause_breaks_up_are_quoted_with_the_gap(path: Path):
    text = '"We will stay," Brandvik said, "until May."'
    parts = [span(text, '"until May."'), span(text, '"We will stay,"')]
    kept(path, read_document(text, attributions=[attribution("a1", parts)]))
    (row,) = rows(path, claims.statement)
    assert row["words"] == '"We will stay," … "until May."'
    assert (row["start"], row["end"]) == (0, len(text))


def test_a_figure_has_its_interval_and_what_is_counted(path: Path):
    kept(path, freed())
    assert rows(path, claims.figure) == [
        {
            "local_id": "f1",
            "high": 40,
            "value": 40,
            "hedge": "nearly",
            "unit": "person",
            "what": "released",
            "who": "captives",
            "attribution": "a1",
            "start": 14,
            "end": 23,
            "words": "nearly 40",
        }
    ]


def test_a_figure_of_a_change_says_which_way_and_a_part_of_what(path: Path):
    text = "Output fell by 9 percent."
    change = Change("down", "by")
    found = figure(
        "f2", span(text, "9 percent"), value=9, unit="percent", change=change, subset_of="f1"
    )
    kept(path, read_document(text, figures=[found]))
    (row,) = rows(path, claims.figure)
    assert (row["change_direction"], row["change_kind"], row["subset_of"]) == ("down", "by", "f1")


def test_an_event_has_its_day_and_who_did_it(path: Path):
    kept(path, freed())
    day = date(2031, 4, 28)
    assert rows(path, claims.event) == [
        {
            "local_id": "v1",
            "type": "CONCEDE",
            "status": "happened",
            "date_from": day,
            "date_to": day,
            "attribution": "a1",
            "start": 8,
            "end": 13,
            "words": "freed",
        }
    ]
    assert rows(path, claims.event_actor) == [
        {"local_id": "v1", "entity": "e1", "as_role": "actor"}
    ]


def test_one_who_is_named_twice_in_an_event_takes_part_once_in_each_way(path: Path):
    text = "They met."
    met = event("v1", "CONSULT", span(text, "met"), actors=["e1", "e1"], recipients=["e1", "e2"])
    kept(path, read_document(text, events=[met]))
    assert [(row["entity"], row["as_role"]) for row in rows(path, claims.event_actor)] == [
        ("e1", "actor"),
        ("e1", "recipient"),
        ("e2", "recipient"),
    ]


def test_a_position_has_its_words_and_its_condition(path: Path):
    kept(path, freed())
    condition = "until the shelling of Zweiburg stops"
    at = span(FREED, condition)
    assert rows(path, claims.position) == [
        {
            "local_id": "p1",
            "party": "e1",
            "stance": "refuse",
            "issue": "prisoner handovers",
            "condition_relation": "until",
            "condition_words": condition,
            "condition_start": at.start,
            "condition_end": at.end,
            "start": span(FREED, "free no more").start,
            "end": span(FREED, "free no more").end,
            "words": "free no more",
        }
    ]


def test_a_role_in_the_talks_has_the_words_that_make_it_so(path: Path):
    kept(path, freed())
    assert rows(path, claims.talks_role) == [
        {"place": 0, "entity": "e1", "as_role": "party", "start": 0, "end": 7, "words": "Norland"}
    ]


def test_a_removed_document_takes_its_rows_along_and_leaves_those_of_others(path: Path):
    kept(path, freed(), strike())
    with Store.open(path) as store:
        store.writer().remove(freed().document.id)
    assert [row["words"] for row in rows(path, claims.figure)] == ["9 percent"]
    for table in set(claims.TABLES) - {claims.figure}:
        assert rows(path, table) == []


def test_a_document_that_is_read_anew_has_only_the_rows_of_the_last_reading(path: Path):
    kept(path, freed())
    fewer = ReadDocument(document=freed().document, findings=Findings(talks=freed().findings.talks))
    kept(path, fewer)
    assert [bool(rows(path, table)) for table in claims.TABLES] == [False] * 6 + [True]


def test_two_facts_of_one_kind_may_not_have_one_id(path: Path):
    text = "Norland freed 12 men and 3 women."
    twice = [figure("f1", span(text, "12"), value=12), figure("f1", span(text, "3"), value=3)]
    with pytest.raises(ReaderError, match=r"story\.txt: two facts .* figure are called f1"):
        kept(path, read_document(text, figures=twice))
    assert rows(path, tables.document) == []


def test_a_row_comes_with_the_words_it_stands_on_and_where_they_were_published(path: Path):
    kept(path, freed(outlet="Eastvale Courier"), strike())
    query = with_evidence(claims.figure, claims.figure.c.value).where(claims.figure.c.value > 9)
    opened = database.connect(path, create=False)
    with opened.reading() as connection:
        (row,) = connection.execute(query).mappings()
    opened.close()
    document = freed(outlet="Eastvale Courier").document
    found = evidence(row)
    assert row["value"] == 40
    assert found == Evidence(
        document.id, "story.txt", "Eastvale Courier", PUBLISHED, 14, 23, "nearly 40"
    )
    assert found.to_json() == {"document": document.id, "start": 14, "end": 23}


def taken_back(path: Path, version: str) -> None:
    """Make the record one of an older program, whose tables were of that version."""
    config = Config()
    config.set_main_option("script_location", "communique.record:migrations")
    opened = database.connect(path, create=False)
    with opened.writing(changes_answers=False) as connection:
        config.attributes["connection"] = connection
        command.downgrade(config, version)
    opened.close()


def test_a_record_of_an_older_program_gets_its_rows_when_it_is_opened(path: Path):
    kept(path, freed(), strike())
    before = {table: rows(path, table) for table in claims.TABLES}
    taken_back(path, "0001")
    with Store.open(path) as store:
        assert {read.document.ref for read in store.view().read_documents()} == {
            "story.txt",
            "strike.txt",
        }
    assert {table: rows(path, table) for table in claims.TABLES} == before


def test_a_record_of_an_older_program_opens_though_a_document_of_it_is_damaged(path: Path):
    kept(path, freed(), strike())
    taken_back(path, "0001")
    opened = database.connect(path, create=False)
    with opened.writing(changes_answers=False) as connection:
        connection.execute(
            tables.fact.update()
            .where(tables.fact.c.document_id == freed().document.id)
            .where(tables.fact.c.kind == "figure")
            .values(kind="planet")
        )
    opened.close()
    with Store.open(path) as store:
        assert store.view().read_document(strike().document.id) == strike()
    opened = database.connect(path, create=False)
    with opened.reading() as connection:
        assert connection.scalar(select(func.count()).select_from(claims.figure)) == 1
    opened.close()
