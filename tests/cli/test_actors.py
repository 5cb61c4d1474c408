"""`communique actors`, on what the stand-in reads: Norland and Sudmark."""

from __future__ import annotations

import json

import pytest

from tests.cli.standin import Program


@pytest.fixture
def read(program: Program) -> Program:
    assert program("read", "truce.txt").exit_code == 0
    return program


def listed(program: Program) -> list[str]:
    found = program("actors", "--json")
    assert found.exit_code == 0
    return [json.loads(line)["id"] for line in found.stdout.splitlines()]


def test_each_actor_is_listed_with_its_evidence(read: Program) -> None:
    (norland, _) = map(json.loads, read("actors", "--json").stdout.splitlines())
    assert (norland["kind"], norland["name"], norland["documents"]) == ("actor", "Norland", 1)
    assert [norland["evidence"][0][k] for k in ("start", "end")] == [0, 7]
    assert "Sudmark" in read("actors", "--named", "sud").stdout
    assert "Norland" in read("actors", "show", "Norland").stdout


def test_a_merge_is_noted_and_can_be_undone(read: Program) -> None:
    merged = read("actors", "merge", "Norland", "Sudmark", "--by", "Ida")
    assert merged.exit_code == 0
    assert "actors undo 1" in merged.stderr
    assert listed(read) == ["body:norland"]
    (decision,) = map(json.loads, read("actors", "decisions", "--json").stdout.splitlines())
    assert (decision["judgement"], decision["who"]) == ("same", "Ida")
    assert read("actors", "undo", "1", "--by", "Ole").exit_code == 0
    assert listed(read) == ["body:norland", "body:sudmark"]
    assert "Ole" in read("actors", "decisions").stdout


def test_who_is_not_there_is_named(read: Program) -> None:
    refused = read("actors", "merge", "Norland", "Nowhere")
    assert refused.exit_code == 1
    assert "Nowhere" in refused.stderr


def test_split_asks_for_a_name_or_a_document(read: Program) -> None:
    assert read("actors", "split", "Norland").exit_code == 2


def test_a_list_that_is_cut_says_so(read):
    cut = read("actors", "--limit", "1", "--json")
    assert len(cut.stdout.splitlines()) == 1
    assert "there are more: --limit 0 lists all" in cut.stderr
    assert "there are more" not in read("actors", "--limit", "0", "--json").stderr
