"""`communique show --why`."""

from __future__ import annotations

import json

from tests.cli.conftest import TRUCE
from tests.cli.standin import Program


def filed(program: Program) -> Program:
    program("read", "truce.txt", "strike.txt", "--published", "2031-05-17")
    program.reader.refs.clear()
    return program


def test_a_document_tells_why_of_each_of_its_facts(program: Program) -> None:
    result = filed(program)("show", "truce.txt", "--why")
    assert (result.exit_code, result.stderr) == (0, "")
    page = " ".join(result.stdout.split())
    assert "f1 figure “40” [18:20]" in page
    assert "found head: stand-in 88 % “40” [18:20]" in page
    assert "found rule: stand-in “Norland” [0:7]" in page


def test_a_file_that_is_in_no_record_is_read_for_it(program: Program) -> None:
    result = program("show", "truce.txt", "--why")
    assert result.exit_code == 0
    assert "head: stand-in" in result.stdout
    assert not list(program.folder.glob("*.db*"))


def test_one_fact_is_named_behind_its_document(program: Program) -> None:
    result = filed(program)("show", "truce.txt#f1", "--why", "--json")
    assert result.exit_code == 0
    told = json.loads(result.stdout)
    assert told["id"].endswith("#f1")
    (reason,) = told["reasons"]
    (words,) = reason["words"]
    assert TRUCE[words["start"] : words["end"]] == words["text"] == "40"


def test_a_fact_that_is_not_there_is_one_line(program: Program) -> None:
    result = filed(program)("show", "truce.txt#f9", "--why")
    assert (result.exit_code, result.stdout) == (1, "")
    assert "truce.txt has no fact f9" in result.stderr


def test_a_line_of_the_brief_is_explained_by_the_facts_it_stands_on(program: Program) -> None:
    printed = filed(program)("brief", "--format", "json").stdout.splitlines()
    figure = next(line for line in map(json.loads, printed) if line["kind"] == "figure")
    result = program("show", figure["id"], "--why", "--json")
    assert result.exit_code == 0
    told = [json.loads(line) for line in result.stdout.splitlines()]
    assert {item["kind"] for item in told} == {"figure"}
    places = [(e["document"], e["start"]) for e in figure["evidence"]]
    assert all((e["document"], e["start"]) in places for item in told for e in item["evidence"])


def test_a_line_that_is_in_no_brief_is_one_line(program: Program) -> None:
    result = filed(program)("show", "event:0123456789abcdef", "--why")
    assert (result.exit_code, result.stdout) == (1, "")
    assert "event:0123456789abcdef" in result.stderr


def test_a_record_of_another_version_is_said_to_be_one(program: Program) -> None:
    filed(program)
    program.reader.version = "2"
    result = program("show", "truce.txt", "--why")
    assert result.exit_code == 0
    assert "was made by stand-in 1" in result.stderr
    assert "stand-in 2, which finds the same in it" in result.stderr


def test_a_fact_alone_is_asked_for_with_why_only(program: Program) -> None:
    result = filed(program)("show", "truce.txt#f1")
    assert (result.exit_code, result.stdout) == (1, "")
