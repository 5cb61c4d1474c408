"""Runs of words under a label, from scores made by hand."""

from __future__ import annotations

import numpy as np
import pytest

from communique.reading.labels import TAGS
from communique.reading.scores import Bar
from communique.reading.tagging import answer, at_edges, heaviest, linked, tagged
from tests.reading.standin import by_hand


def runs(
    head: str, *labels: str | dict[str, float], bar: Bar | None = None
) -> list[tuple[int, int, str]]:
    scores = by_hand(len(labels), {head: labels})
    found = tagged(scores, head, bar) if bar else tagged(scores, head)
    return [(run.first, run.last, run.label) for run in found]


def test_a_run_holds_its_beginning_and_what_goes_on_from_it() -> None:
    assert runs("name", "O", "B-PER", "I-PER", "O", "B-LOC") == [(1, 3, "PER"), (4, 5, "LOC")]


def test_a_beginning_after_a_beginning_is_a_second_run() -> None:
    assert runs("name", "B-PER", "B-PER", "I-PER") == [(0, 1, "PER"), (1, 3, "PER")]


def test_names_of_a_kind_side_by_side_are_one_unless_a_second_surely_begins() -> None:
    perhaps = {"B-LOC": 1.3, "I-LOC": 1.0}
    assert runs("name", "B-LOC", perhaps) == [(0, 2, "LOC")]
    assert runs("name", "B-PER", perhaps) == [(0, 1, "PER"), (1, 2, "LOC")]


def test_a_name_goes_over_a_word_between_that_may_be_of_it() -> None:
    rather_not = {"O": 1.0, "I-LOC": 0.6}
    hardly = {"O": 3.0, "I-LOC": 0.6}
    begins = {"B-LOC": 1.5, "I-LOC": 1.0}
    assert runs("name", "B-LOC", rather_not, begins) == [(0, 3, "LOC")]
    assert runs("name", "B-LOC", hardly, begins) == [(0, 1, "LOC"), (2, 3, "LOC")]


def test_a_run_may_lack_its_beginning() -> None:
    assert runs("name", "O", "I-ORG", "I-ORG") == [(1, 3, "ORG")]


def test_nothing_is_found_where_all_is_outside() -> None:
    assert runs("name", "O", "O") == []
    assert runs("name") == []


def test_a_run_takes_the_label_that_its_words_agree_on() -> None:
    # The first word alone leans to a place; the run as a whole is an organisation.
    wavering = {"B-LOC": 4.0, "B-ORG": 3.8}
    assert runs("name", wavering, "I-ORG", "I-ORG") == [(0, 3, "ORG")]


def test_labels_that_share_the_chance_of_a_run_still_make_one() -> None:
    # Outside is the best single label, but something of the kind begins here.
    split = {"O": 2.0, "B-LOC": 1.8, "B-ORG": 1.8, "B-PER": 1.8}
    assert [run[:2] for run in runs("name", split)] == [(0, 1)]


def test_the_lean_of_a_bar_finds_fewer_runs_or_more() -> None:
    doubtful = {"O": 1.0, "B-cue": 1.2}
    unlikely = {"O": 1.2, "B-cue": 1.0}
    assert runs("cue", doubtful) == [(0, 1, "cue")]
    assert runs("cue", doubtful, bar=Bar(lean=1.0)) == []
    assert runs("cue", unlikely) == []
    assert runs("cue", unlikely, bar=Bar(lean=-1.0)) == [(0, 1, "cue")]


def test_a_long_run_that_wavers_is_mended_and_a_sure_beginning_still_cuts_it() -> None:
    weak = {"O": 1.0, "I-content": 0.8}
    words: list[str | dict[str, float]]
    words = ["B-content", "I-content", weak, "I-content", weak, "O"]
    assert len(runs("content", *words)) == 2
    assert runs("content", *words, bar=Bar(low=0.3)) == [(0, 5, "content")]
    sure: list[str | dict[str, float]]
    sure = ["B-content", weak, "B-content", "I-content"]
    assert runs("content", *sure, bar=Bar(low=0.3)) == [(0, 2, "content"), (2, 4, "content")]


def test_confidence_is_the_share_of_the_label_in_its_run() -> None:
    (run,) = tagged(by_hand(2, {"cue": ["B-cue", "I-cue"]}), "cue")
    assert run.confidence == pytest.approx(1, abs=1e-2)
    (run,) = tagged(
        by_hand(1, {"cue": [{"O": 0.0, "B-cue": 0.0, "I-cue": -99.0}]}), "cue", Bar(lean=-0.1)
    )
    assert run.confidence == pytest.approx(0.525, abs=1e-3)


def test_a_plain_head_answers_for_one_word() -> None:
    scores = by_hand(2, {"status": ["happened", "denied"]})
    assert [answer(scores, "status", word) for word in (0, 1)] == ["happened", "denied"]
    assert set(TAGS["status"]) >= {"happened", "denied"}


def test_linked_words_make_stretches_and_short_gaps_are_bridged() -> None:
    likely = np.asarray([0.9, 0.9, 0.1, 0.9, 0.1, 0.1, 0.9], dtype=np.float32)

    def stretches(**how: float) -> list[tuple[int, int]]:
        return [(run.first, run.last) for run in linked(likely, **how)]  # type: ignore[arg-type]

    assert stretches() == [(0, 2), (3, 4), (6, 7)]
    assert stretches(gap=1) == [(0, 4), (6, 7)]
    assert stretches(gap=2) == [(0, 7)]
    assert stretches(floor=0.95) == []
    best = heaviest(linked(likely))
    assert best is not None
    assert (best.first, best.last) == (0, 2)


def test_a_name_ends_where_a_sentence_or_a_paragraph_begins() -> None:
    scores = by_hand(4, {"name": ["B-PER", "I-PER", "I-PER", "I-PER"]})
    runs = tagged(scores, "name", starts=[True, False, True, False])
    assert [(run.first, run.last) for run in runs] == [(0, 2), (2, 4)]


def test_a_position_is_cut_anew_within_its_paragraph() -> None:
    said: list[str | dict[str, float]] = ["O", "B-demand", *["I-demand"] * 6]
    breaks = [i in {0, 5} for i in range(8)]
    scores = by_hand(8, {"position": said})
    found = at_edges(scores, "position", tagged(scores, "position", starts=breaks), breaks=breaks)
    assert [(run.first, run.last) for run in found] == [(1, 5), (5, 8)]
    whole = at_edges(scores, "position", tagged(scores, "position"))
    assert [(run.first, run.last) for run in whole] == [(1, 8)]
