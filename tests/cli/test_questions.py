"""`communique search`, `figures`, `timeline` and `changes` as they look from outside."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from communique.record import Store
from tests.cli.standin import Program
from tests.record.told import denied, met, toll

READS = (
    toll("Norland", "31", 31, "2031-05-04", ref="norland.txt"),
    toll("Sudmark", "52", 52, "2031-05-04", ref="sudmark.txt"),
    toll("Norland", "47", 47, "2031-05-08", ref="later.txt"),
    toll("Norland", "60", 60, None, ref="undated.txt"),
    met("Norland and Sudmark met.", "2031-05-03"),
    denied(),
)
COMMANDS = {
    "search": ("search", "killed"),
    "figures": ("figures",),
    "timeline": ("timeline",),
    "changes": ("changes", "--since", "2031-05-06"),
}


@pytest.fixture
def filed(program: Program) -> Program:
    with Store.open(Path("communique.db")) as store:
        for read in READS:
            store.writer().file(read, "model 1")
    return program


def objects(program: Program, *arguments: str) -> list[dict[str, Any]]:
    result = program(*arguments, "--json")
    assert result.exit_code == 0
    return [json.loads(line) for line in result.stdout.splitlines()]


@pytest.mark.parametrize("name", COMMANDS)
def test_json_is_one_object_a_line_with_evidence_that_stands(filed: Program, name: str) -> None:
    texts = {read.document.id: read.document.text for read in READS}
    found = objects(filed, *COMMANDS[name])
    assert found
    for item in found:
        assert list(item)[:2] == ["id", "kind"]
        assert list(item)[-1] == "evidence"
        for at in item["evidence"]:
            assert texts[at["document"]][at["start"] : at["end"]].strip()


def test_the_terminal_shows_the_same_with_the_names_of_the_documents(filed: Program) -> None:
    shown = {name: filed(*command) for name, command in COMMANDS.items()}
    assert all(result.exit_code == 0 for result in shown.values())
    assert "31 people were «killed» in Eastvale" in shown["search"].stdout
    assert "“31” (Norland, 2031-05-04); then “47” (Norland, 2031-05-08)." in shown["figures"].stdout
    assert "The two counts exclude each other." in shown["figures"].stdout
    assert "is denied by Sudmark" in shown["timeline"].stdout
    assert "contradicted" in shown["changes"].stdout
    assert "undated.txt" in shown["changes"].stdout
    assert "2 documents published since 2031-05-06; 1 without a date" in shown["changes"].stderr


def test_pairs_of_counts_are_named_by_their_places(filed: Program) -> None:
    (series,) = objects(filed, "figures", "--about", "killed")
    (revision,) = series["revisions"]
    words = [count["words"] for count in series["counts"]]
    assert (words[revision["before"]], words[revision["after"]]) == ("31", "47")
    (between,) = series["disagreements"]
    assert {words[between["one"]], words[between["other"]]} == {"31", "52"}


def test_filters_narrow_the_answers(filed: Program) -> None:
    days = ("--between", "2031-05-05", "2031-05-09")
    assert {o["ref"] for o in objects(filed, "search", "killed", *days)} == {"later.txt"}
    assert {o["kind"] for o in objects(filed, "search", "--speaker", "Sudmark")} == {"statement"}
    assert len(objects(filed, "timeline", "--type", "consult", "--actor", "Norland")) == 1
    assert objects(filed, "timeline", "--to", "2031-05-02") == []
    assert len(objects(filed, "search", "killed", "--limit", "1")) == 1
    everything = objects(filed, "search", "killed", "--limit", "0", "--in", "document")
    assert len(everything) == 4


@pytest.mark.parametrize(
    "arguments",
    [
        ("search",),
        ("search", "a", "--between", "2031-05-05", "today"),
        ("search", "a", "--limit", "-1"),
        ("changes",),
        ("changes", "--since", "May"),
        ("timeline", "--type", "PARTY"),
    ],
)
def test_what_makes_no_sense_is_wrong_use(filed: Program, arguments: tuple[str, ...]) -> None:
    assert filed(*arguments).exit_code == 2


@pytest.mark.parametrize("name", COMMANDS)
def test_a_record_that_is_not_there_is_one_line(program: Program, name: str) -> None:
    result = program(*COMMANDS[name], "--record", "absent.db")
    assert (result.exit_code, result.stdout) == (1, "")
    assert len(result.stderr.strip().splitlines()) == 1
