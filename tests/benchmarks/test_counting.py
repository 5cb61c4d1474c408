"""What the benchmarks count, shown on invented rows."""

from __future__ import annotations

from typing import Any

import pytest

from benchmarks.names import documents, ewt_document
from benchmarks.network_cost import PRODUCTS, operations_of
from benchmarks.reports import source_is
from benchmarks.sentence_events import coded_actors, main_event, tagged_actors
from benchmarks.speed import long_text
from benchmarks.times import overlapping, same_value
from communique.findings import Event, Findings, Time
from communique.reading.words import words_in

TEXT = "The minister said so, and he, Dara Venn, signed."


def quoted(source: str | None, speaker: str = "Dara Venn") -> dict[str, Any]:
    start = TEXT.index(source) if source else 0
    return {"source": [start, start + len(source)] if source else None, "speaker": speaker}


@pytest.mark.parametrize(
    ("source", "kind"),
    [("he", "pronoun"), ("The minister", "role"), ("Dara Venn", "name"), (None, "none")],
)
def test_a_source_is_a_pronoun_a_role_or_a_name(source: str | None, kind: str) -> None:
    assert source_is(quoted(source), TEXT) == kind


def event(name: str, start: int, confidence: float | None) -> Event:
    return Event(id=name, type="AGREE", start=start, end=start + 4, confidence=confidence)


def test_the_main_event_is_the_surest_one_and_the_first_of_equals() -> None:
    events = (event("v1", 30, 0.8), event("v2", 9, 0.8), event("v3", 0, None))
    found = main_event(Findings(events=events))
    assert found is not None
    assert found.id == "v2"
    assert main_event(Findings()) is None


def test_actors_are_read_off_both_kinds_of_annotation() -> None:
    coded = {"source": [{"actorText": "Norland"}, {"actorText": "Sudmark"}], "target": ""}
    assert coded_actors(coded, "source") == ["Norland", "Sudmark"]
    assert coded_actors(coded, "target") == []
    tagged = {"tokens": ["Harbour", "crews", "left"], "tags": ["B-SOURCE", "I-SOURCE", "O"]}
    assert tagged_actors(tagged, "source") == ["Harbour", "crews"]


def test_sentences_of_ewt_belong_to_the_document_in_their_id() -> None:
    rows = [
        {"id": f"weblog-quay.example_{name}", "tokens": ["Eastvale"], "tags": ["B-LOC"]}
        for name in ("a-1-0001", "a-1-0002", "b-0001")
    ]
    found = list(documents(rows, ewt_document))
    assert [[len(example) for example in document] for document in found] == [[2], [1]]


def test_long_documents_are_cut_into_examples_and_stay_one_document() -> None:
    rows = [{"doc": 1, "tokens": ["Quiet", "."], "tags": ["O", "O"]} for _ in range(41)]
    (document,) = documents(rows, lambda row: row["doc"])
    assert [len(example) for example in document] == [80, 2]


def test_each_time_is_paired_with_the_one_closest_to_it() -> None:
    gold = [{"start": 0, "end": 10}, {"start": 12, "end": 20}]
    found = [
        Time(id="t1", start=4, end=15, type="DATE", value=None, interval=None),
        Time(id="t2", start=0, end=10, type="DATE", value=None, interval=None),
    ]
    pairs = [(g["start"], t.id) for g, t in overlapping(gold, found)]
    assert pairs == [(0, "t2"), (12, "t1")]


@pytest.mark.parametrize(
    ("gold", "found", "same"),
    [
        ("2031-05-14", "2031-05-14", True),
        ("2031-05", "2031-05-14", False),
        ("198", "198X", True),
        ("XXXX-XX-XX", None, True),
        ("FY2031", "2031", True),
    ],
)
def test_values_are_the_same_as_written(gold: str, found: str | None, same: bool) -> None:
    assert same_value(gold, found) is same


def test_a_long_document_has_so_many_words() -> None:
    text = long_text(["Norland signed.", "Sudmark did not."], 11)
    assert len(list(words_in(text))) == 11


@pytest.mark.parametrize("operator", sorted(PRODUCTS))
def test_a_matrix_product_costs_two_operations_for_each_term(operator: str) -> None:
    node = {
        "name": "layer_kernel_time",
        "args": {
            "op_name": operator,
            "input_type_shape": [{"float": [2, 5, 384]}, {"float": [384, 7]}],
            "output_type_shape": [{"float": [2, 5, 7]}],
        },
    }
    assert operations_of(node) == 2 * 2 * 5 * 384 * 7
    assert operations_of(node | {"name": "layer_fence_before"}) == 0


def test_what_multiplies_no_matrices_is_left_out_of_the_count() -> None:
    assert operations_of({"name": "x_kernel_time", "args": {"op_name": "Softmax"}}) == 0
    assert operations_of({"name": "session"}) == 0
