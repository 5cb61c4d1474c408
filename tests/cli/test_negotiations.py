"""`communique negotiations` and `communique deals`, from outside."""

from __future__ import annotations

import json

import pytest

from communique.record import Store
from tests.analysis.test_deals import offer
from tests.cli.standin import Program
from tests.record.talks import cheese, ferry


@pytest.fixture
def filled(program: Program) -> Program:
    with Store.open(program.folder / "communique.db") as store:
        for each in [*cheese(), *ferry(), offer(published="2031-05-25")]:
            store.writer().file(each, "model 1")
    return program


def lines(words: str) -> list[dict[str, object]]:
    return [json.loads(line) for line in words.splitlines()]


def test_negotiations_are_listed_with_a_piece_of_evidence_for_each_document(filled: Program):
    first, second = lines(filled("negotiations", "list", "--json").stdout)[:2]
    assert (first["kind"], first["documents"], len(first["evidence"])) == ("negotiation", 3, 3)
    assert first["evidence"][0].keys() == {"document", "start", "end", "made_by"}
    assert second["name"].startswith("Eastvale – Seafarers Union")
    assert "Norland – Sudmark" in filled("negotiations", "list").stdout


def test_a_document_is_assigned_and_taken_out_by_hand(filled: Program):
    wanted = "2031-05-11.txt"
    assert filled("negotiations", "assign", wanted, "Dairy quarrel").exit_code == 0
    assert wanted in filled("negotiations", "show", "Dairy quarrel").stdout
    assert wanted in filled("list", "--negotiation", "Dairy quarrel").stdout
    assert filled("negotiations", "unassign", wanted, "Dairy quarrel").exit_code == 0
    assert wanted not in filled("negotiations", "show", "Dairy quarrel").stdout


def test_negotiations_are_renamed_merged_and_settled(filled: Program):
    assert filled("negotiations", "rename", "cheese", "Cheese").exit_code == 0
    assert filled("negotiations", "merge", "Seafarers", "Cheese").exit_code == 0
    assert filled("negotiations", "settle").exit_code == 0
    (only, *_) = lines(filled("negotiations", "list", "--json").stdout)
    assert (only["name"], only["documents"]) == ("Cheese", len([*cheese(), *ferry()]))


def test_a_name_that_no_negotiation_has_is_one_line(filled: Program):
    result = filled("brief", "--negotiation", "beef")
    assert result.exit_code == 1
    assert "no negotiation is called beef" in result.stderr


def test_deals_are_printed_in_the_words_of_the_documents(filled: Program):
    printed = filled("deals").stdout
    assert "Norland offers to Sudmark: “release 40 captives to Sudmark within a week”" in printed
    assert "“if the shelling stops” (when: within a week), according to Ada Berg" in printed
    assert "Sudmark: rejected – “rejected the proposal” [which terms are meant" in printed


def test_deals_as_json_are_one_object_a_line(filled: Program):
    (deal,) = lines(filled("deals", "--json", "--since", "2031-05-20").stdout)
    assert (deal["kind"], deal["from"]) == ("deal", "2031-05-25")
    assert deal["terms"][0]["giver"] == "body:norland"


@pytest.mark.parametrize(
    "asked",
    [("search", "met"), ("changes", "--since", "2031-05-01"), ("actors",)],
    ids=lambda asked: asked[0],
)
def test_an_answer_keeps_to_one_negotiation(filled: Program, asked: tuple[str, ...]):
    def cited(*more: str) -> set[object]:
        found = lines(filled(*asked, *more, "--json").stdout)
        return {at["document"] for line in found for at in line["evidence"]}  # type: ignore[attr-defined]

    ours = {each.document.id for each in cheese()}
    assert ours < cited()
    assert cited("--negotiation", "cheese") == ours
    assert filled(*asked, "--negotiation", "cheese").exit_code == 0


def test_stories_count_the_documents_of_one_negotiation(filled: Program):
    result = filled("stories", "--negotiation", "cheese")
    assert result.stderr.endswith("3 documents, 3 independent reports\n")
