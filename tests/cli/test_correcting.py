"""`communique correct`, as a user types it."""

from __future__ import annotations

import json
import re
from dataclasses import replace
from typing import Any

import pytest
from click.testing import Result

from communique.documents import Document
from communique.findings import Findings
from tests.cli.conftest import TRUCE
from tests.cli.standin import Program, find


@pytest.fixture
def filed(program: Program) -> Program:
    program("read", "truce.txt", "--published", "2031-05-17")
    return program


def correct(program: Program, *arguments: str) -> Result:
    return program("correct", *arguments, "--by", "Ilse")


def findings(program: Program, ref: str = "truce.txt") -> dict[str, Any]:
    line: dict[str, Any] = json.loads(program("show", ref, "--json").stdout)
    return line


def decisions(program: Program, *more: str) -> list[dict[str, Any]]:
    listed = program("correct", "--list", "--json", *more)
    assert listed.exit_code == 0
    return [json.loads(line) for line in listed.stdout.splitlines()]


class BetterReader:
    """Finds the count with the word that follows, and no side of the talks."""

    name, version = "better", "2"

    def read(self, document: Document) -> Findings:
        found = find(document)
        figures = [
            type(each)(**{**fields_of(each), "end": each.end + 1, "id": "f8"})
            for each in found.figures
        ]
        return Findings(figures=tuple(figures))


def fields_of(fact: Any) -> dict[str, Any]:
    return {name: getattr(fact, name) for name in fact.__struct_fields__}


def read_better(program: Program) -> Result:
    better = replace(program.reader.tools(), open_reader=lambda _: BetterReader())
    from click.testing import CliRunner  # noqa: PLC0415

    from communique.cli.app import app  # noqa: PLC0415

    return CliRunner().invoke(app, ["read", "truce.txt", "--published", "2031-05-17"], obj=better)


def test_a_rejected_fact_is_gone_from_everything_and_stays_away(filed: Program) -> None:
    result = correct(filed, "truce.txt#f1", "--reject")
    assert (result.exit_code, result.stdout) == (0, "")
    assert "c1: reject: figure “40” of truce.txt (Ilse)" in result.stderr
    assert findings(filed)["figures"] == []
    assert json.loads(filed("export").stdout)["figures"] == []
    assert filed("read", "--again", "truce.txt", "--published", "2031-05-17").exit_code == 0
    assert findings(filed)["figures"] == []


def test_an_accepted_fact_is_sure_and_passes_every_sieve(filed: Program) -> None:
    shown = filed("show", "truce.txt", "--json", "--min-confidence", "0.5").stdout
    assert json.loads(shown)["figures"] == []
    assert correct(filed, "truce.txt#f1", "--accept").exit_code == 0
    shown = filed("show", "truce.txt", "--json", "--min-confidence", "0.5").stdout
    assert [each["confidence"] for each in json.loads(shown)["figures"]] == [1.0]


def test_an_edit_takes_words_of_the_text_numbers_and_json(filed: Program) -> None:
    result = correct(
        filed,
        "truce.txt#f1",
        "--set",
        "value=39",
        "--set",
        "who=captives",
        "--set",
        'period={"from": "2031-05-01", "to": null}',
        "--set",
        "what=offered",
        "--json",
    )
    assert result.exit_code == 0
    (figure,) = findings(filed)["figures"]
    assert (figure["low"], figure["value"], figure["high"]) == (39, 39, 39)
    assert TRUCE[figure["who"]["start"] : figure["who"]["end"]] == "captives"
    assert figure["period"] == {"from": "2031-05-01", "to": None}
    line = json.loads(result.stdout)
    assert (line["id"], line["kind"], line["decision"], line["by"]) == (
        "c1",
        "correction",
        "edit",
        "Ilse",
    )
    assert (line["old"]["value"], line["new"]["value"], line["words"]) == (40, 39, "40")
    (at,) = line["evidence"]
    assert TRUCE[at["start"] : at["end"]] == "40"


def test_a_fact_is_added_and_named_by_others(filed: Program) -> None:
    added = correct(
        filed,
        "truce.txt",
        "--add",
        "position",
        "--set",
        "words=free 40 captives",
        "--set",
        "party=e1",
        "--set",
        "stance=offer",
        "--set",
        "issue=captives",
        "--set",
        'condition={"relation": "if", "words": "if the shelling stops"}',
    )
    assert added.exit_code == 0, added.stderr
    (position,) = findings(filed)["positions"]
    assert (position["id"], position["party"], position["confidence"]) == ("pc1", "e1", 1.0)
    condition = position["condition"]
    assert TRUCE[condition["start"] : condition["end"]] == "if the shelling stops"


def test_a_better_reading_leaves_decisions_in_force_and_the_list_says_what_they_hold(
    filed: Program,
) -> None:
    correct(filed, "truce.txt#f1", "--set", "what=offered")
    correct(filed, "truce.txt#e2", "--set", "name=Sudmark's government")
    correct(filed, "truce.txt#e1", "--reject")
    assert read_better(filed).exit_code == 0
    now = findings(filed)
    assert [(each["id"], each["what"]) for each in now["figures"]] == [("f8", "offered")]
    assert [each["name"] for each in now["entities"]] == ["Sudmark's government"]
    assert [(each["id"], each["attached"], each["fact"]) for each in decisions(filed)] == [
        ("c1", True, "f8"),
        ("c2", False, "ec2"),
        ("c3", False, None),
    ]
    assert [each["id"] for each in decisions(filed, "--unattached")] == ["c2", "c3"]
    table = " ".join(filed("correct", "--list").stdout.split())
    assert "holds f8" in table
    assert "unattached: stands as ec2" in table
    assert "unattached: the machine has no such fact" in table


def test_undoing_leaves_a_trace_and_the_fact_as_it_was_read(filed: Program) -> None:
    before = findings(filed)
    correct(filed, "truce.txt#f1", "--reject")
    result = correct(filed, "--undo", "c1")
    assert result.exit_code == 0
    assert "c1: undone" in result.stderr
    assert findings(filed) == before
    (line,) = decisions(filed)
    assert (line["in_force"], line["attached"], line["undone_by"]) == (False, None, "Ilse")
    assert "undone by Ilse" in filed("correct", "--list").stdout


def test_a_removed_document_takes_its_corrections_along(filed: Program) -> None:
    correct(filed, "truce.txt#f1", "--reject")
    filed("remove", "truce.txt")
    assert decisions(filed) == []
    filed("read", "truce.txt", "--published", "2031-05-17")
    assert len(findings(filed)["figures"]) == 1


def test_who_decides_is_the_user_where_nothing_else_is_said(
    filed: Program, monkeypatch: pytest.MonkeyPatch
) -> None:
    filed("correct", "truce.txt#f1", "--accept", env={"COMMUNIQUE_USER": "Orla"})
    monkeypatch.setattr("getpass.getuser", lambda: "wilma")
    filed("correct", "truce.txt#f1", "--accept")
    assert [each["by"] for each in decisions(filed)] == ["Orla", "wilma"]

    def nobody() -> str:
        raise KeyError("uid")

    monkeypatch.setattr("getpass.getuser", nobody)
    result = filed("correct", "truce.txt#f1", "--accept")
    assert result.exit_code == 2
    assert "--by" in result.stderr


@pytest.mark.parametrize(
    "arguments",
    [
        (),
        ("truce.txt#f1",),
        ("truce.txt#f1", "--accept", "--reject"),
        ("truce.txt#f1", "--accept", "--set", "value=1"),
        ("truce.txt", "--accept"),
        ("--reject",),
        ("truce.txt#f1", "--set", "value"),
        ("truce.txt#f1", "--set", "value=many"),
        ("truce.txt", "--undo", "c1"),
        ("--undo", "first"),
        ("truce.txt#f1", "--accept", "-o", "out.jsonl"),
    ],
)
def test_what_makes_no_sense_is_wrong_use_and_changes_nothing(
    filed: Program, arguments: tuple[str, ...]
) -> None:
    result = filed("correct", *arguments)
    assert (result.exit_code, result.stdout) == (2, "")
    assert decisions(filed) == []


@pytest.mark.parametrize(
    ("arguments", "told"),
    [
        (("truce.txt#f9", "--accept"), "no fact f9"),
        (("truce.txt#f1", "--set", "what=released"), "changes nothing of f1"),
        (("truce.txt#f1", "--set", "colour=red"), "no field of a figure"),
        (("missing.txt#f1", "--accept"), "not in the record"),
        (("--undo", "c7"), "no correction 7"),
    ],
)
def test_what_cannot_be_done_is_said_in_one_line(
    filed: Program, arguments: tuple[str, ...], told: str
) -> None:
    result = correct(filed, *arguments)
    assert result.exit_code == 1
    assert re.search(rf"^Error: .*{told}.*\n$", result.stderr)


def test_corrected_documents_are_exported_as_annotated_texts(filed: Program) -> None:
    filed("read", "strike.txt", "--published", "2031-05-17")
    correct(filed, "truce.txt#f1", "--set", "value=39", "--set", "who=captives")
    correct(
        filed,
        *("truce.txt", "--add", "event", "--set", "words=shelling", "--set", "type=ASSAULT"),
        *("--set", "actors=e2", "--set", "status=ongoing"),
    )
    result = filed("correct", "--export")
    (line,) = [json.loads(text) for text in result.stdout.splitlines()]
    assert line["text"] == TRUCE
    (figure,) = line["figures"]
    assert (figure["value"] if "value" in figure else figure["low"], figure["checked"]) == (
        39,
        True,
    )
    assert TRUCE[slice(*figure["who"])] == "captives"
    (event,) = line["events"]
    assert [TRUCE[slice(*at)] for at in event["actors"]] == ["Sudmark"]
    assert [each["decision"] for each in line["corrections"]] == ["edit", "add"]
    assert filed("correct", "--export", "-o", "corrected.jsonl").stdout == ""
    assert (filed.folder / "corrected.jsonl").read_text(encoding="utf-8") == result.stdout


def test_why_says_that_a_fact_is_a_persons_and_still_explains_the_machines(filed: Program) -> None:
    correct(filed, "truce.txt#f1", "--set", "what=offered")
    correct(
        filed, "truce.txt", "--add", "event", "--set", "words=shelling", "--set", "type=ASSAULT"
    )
    assert "made by" not in filed("show", "truce.txt", "--why").stderr
    assert filed("show", "truce.txt#f1", "--why").exit_code == 0
    result = filed("show", "truce.txt#vc2", "--why")
    assert result.exit_code == 1
    assert "correct --list" in result.stderr


def test_what_was_corrected_says_so_where_it_is_shown(filed: Program) -> None:
    fact = findings(filed)["figures"][0]["id"]
    assert "Ilse" not in filed("show", "truce.txt").stdout
    assert correct(filed, f"truce.txt#{fact}", "--accept").exit_code == 0
    assert "accepted by Ilse on" in " ".join(filed("show", "truce.txt").stdout.split())
    before = findings(filed)
    assert set(before["figures"][0]) == set(findings(filed)["figures"][0])
