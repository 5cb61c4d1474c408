"""`communique positions`."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner

from communique.cli.app import app
from communique.record import Store
from tests.analysis.reporting import report

TRUCE = (
    report("Norland wants a truce with Sudmark.",
           ("Norland", "demand", "truce", "a truce"), published="2031-05-01"),
    report("Sudmark rejected a truce with Norland.",
           ("Sudmark", "reject", "truce", "a truce"), published="2031-05-02"),
    report("Norland demands fishing rights off Sudmark.",
           ("Norland", "demand", "fishing rights", "fishing rights"), published="2031-05-03"),
)  # fmt: skip
ACCEPTED = report("Sudmark accepted a truce with Norland.",
                  ("Sudmark", "accept", "truce", "a truce"), published="2031-05-06")  # fmt: skip
RING = (
    report("Norland will free captives if the shelling stops, it told Sudmark.",
           ("Norland", "offer", "captives", "free captives", "if the shelling stops", "if")),
    report("Sudmark would stop the shelling after captives are freed by Norland.",
           ("Sudmark", "offer", "shelling", "stop the shelling", "after captives are freed",
            "after")),
)  # fmt: skip


@pytest.fixture
def record(tmp_path: Path) -> Path:
    path = tmp_path / "talks.db"
    with Store.open(path) as store:
        for read in TRUCE:
            store.writer().file(read, "model 1")
    return path


def file(path: Path, *reports) -> None:
    with Store.open(path) as store:
        for read in reports:
            store.writer().file(read, "model 1")


def run(path: Path, *options: str):
    return CliRunner().invoke(app, ["positions", "--record", str(path), *options])


def lines(path: Path, *options: str) -> list[dict[str, Any]]:
    result = run(path, "--json", *options)
    assert result.exit_code == 0, result.stderr
    found = [json.loads(line) for line in result.stdout.splitlines()]
    with Store.open(path) as store:
        for line in found:
            assert line["id"]
            assert line["evidence"]
            for e in line["evidence"]:
                text = store.view().read_document(e["document"]).document.text
                assert text[e["start"] : e["end"]] == e["words"]
    return found


def test_the_table_shows_stance_words_and_reports(record: Path):
    result = run(record)
    assert "2031-05-02  truce           Sudmark  reject  “a truce”" in result.stdout
    assert "3 positions" in result.stderr


def test_each_cell_is_one_object(record: Path):
    found = lines(record, "--issue", "armistice")
    assert [(f["kind"], f["party_name"], f["stance"], f["reports"], f["voice"]) for f in found] == [
        ("position", "Norland", "demand", 1, "report"),
        ("position", "Sudmark", "reject", 1, "report"),
    ]
    assert lines(record, "--at", "2031-05-01", "--party", "Sudmark") == []


def test_movement_sticking_silence_and_deadlocks_are_asked_for_by_name(record: Path):
    (stuck,) = lines(record, "--sticking")
    assert (stuck["kind"], stuck["rank"], stuck["reports"]) == ("sticking-point", 1, 1)
    assert (stuck["one"]["words"], stuck["last_movement"]) == ("a truce", None)
    file(record, ACCEPTED)
    (moved,) = lines(record, "--movements", "--since", "2031-05-06")
    assert (moved["from"], moved["to"]) == ("2031-05-02", "2031-05-06")
    assert (moved["before"]["stance"], moved["after"]["stance"]) == ("reject", "accept")
    (silence,) = lines(record, "--silent")
    assert (silence["party_name"], silence["issue_name"]) == ("Sudmark", "fishing rights")
    assert lines(record, "--deadlocks") == []
    file(record, *RING)
    (deadlock,) = lines(record, "--deadlocks")
    assert set(deadlock["parties"]) == {"Norland", "Sudmark"}
    for asked in ("--movements", "--sticking", "--silent", "--deadlocks"):
        assert run(record, asked).exit_code == 0


def test_wrong_use_and_unknown_names_are_said(record: Path):
    assert run(record, "--since", "2031-05-01").exit_code == 2
    result = run(record, "--party", "Eastvale")
    assert result.exit_code == 1
    assert "Eastvale" in result.stderr
