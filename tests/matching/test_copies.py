"""Whether two documents carry one report."""

from __future__ import annotations

import msgspec
import pytest

from communique.findings import Entity
from communique.matching.copies import (
    FACTS_SHARED,
    bands,
    compare,
    fact_bands,
    same_days,
    trace_of,
)
from tests.builders import entity, read_document
from tests.matching.copies import NEXT, OTHER, RETOLD, TOLD, WIRE, report


def named(text: str, *names: str) -> list[Entity]:
    return [entity(f"e{i}", name, "place", in_text=text) for i, name in enumerate(names)]


def likeness(one: str, other: str, *, days: int = 0) -> str | None:
    mine = trace_of(report(one, published="2031-05-06"))
    theirs = trace_of(report(other, published=f"2031-05-{6 + days:02}"))
    match = compare(mine, theirs)
    assert match == compare(theirs, mine)
    return match and match.kind


def test_the_same_words_are_a_copy_whatever_the_layout_and_the_day():
    assert likeness(WIRE, WIRE.replace(". ", ".\n").upper(), days=20) == "exact"


def test_a_report_that_was_cut_or_lightly_edited_is_a_near_copy():
    assert likeness(WIRE, WIRE[: WIRE.index(" A spokesman")]) == "near"
    assert likeness(WIRE, WIRE.replace("officials of both sides said", "it was said")) == "near"


def test_the_same_form_filled_with_other_names_is_a_report_of_its_own():
    names = {"Norland": "Ostmark", "Sudmark": "Westria", "Eastvale": "Zweiburg"}
    filled = WIRE
    for old, new in names.items():
        filled = filled.replace(old, new)
    mine, theirs = (
        trace_of(read_document(text, entities=named(text, *who)))
        for text, who in ((WIRE, names), (filled, names.values()))
    )
    assert len(set(mine.runs) & set(theirs.runs)) / len(mine.runs) > 0.8
    assert compare(mine, theirs) is None


def test_a_report_in_other_words_with_the_same_facts_is_a_rewritten_copy():
    assert likeness(TOLD, RETOLD, days=1) == "rewritten"


def test_the_reason_counts_what_the_two_have_in_common():
    mine, theirs = (trace_of(report(text)) for text in (TOLD, RETOLD))
    match = compare(mine, theirs)
    assert match is not None
    assert match.reason == (
        "in other words: 7 of 7 words of names, 5 of 5 figures, 1 of 1 dates in common"
    )


def test_another_week_the_same_facts_are_another_report():
    assert likeness(TOLD, RETOLD, days=7) is None


def test_the_next_report_on_the_same_talks_has_figures_of_its_own():
    assert likeness(TOLD, NEXT, days=1) is None
    assert likeness(TOLD, OTHER) is None


def test_short_texts_are_copies_only_where_they_are_equal_and_of_the_same_days():
    short = "Norland said that 12 people were killed in Eastvale."
    assert likeness(short, short, days=2) == "exact"
    assert likeness(short, short, days=9) is None
    assert likeness(short, short.replace("12", "14")) is None


def test_an_empty_text_is_no_copy_of_another():
    assert likeness("", "") is None


@pytest.mark.parametrize(
    ("one", "other"),
    [(WIRE, WIRE[:200]), (TOLD, RETOLD), (WIRE, WIRE.replace("two hours", "three hours"))],
)
def test_copies_share_keys_by_which_they_find_each_other(one: str, other: str):
    mine, theirs = trace_of(report(one)), trace_of(report(other))
    facts = len(fact_bands(mine) & fact_bands(theirs))
    assert bands(mine) & bands(theirs) or facts >= FACTS_SHARED


def test_keys_are_the_same_in_every_run_and_on_every_machine():
    # Records keep them: other keys for the same text would part old copies from new ones.
    assert min(bands(trace_of(report(WIRE)))) == 234246625891442057


def test_a_document_without_a_date_may_be_of_any_day():
    undated, dated = trace_of(report(TOLD, published=None)), trace_of(report(TOLD))
    assert same_days(undated, dated)


def test_a_figure_of_which_nobody_knows_what_it_counts_agrees_with_one_that_says_it():
    mine, theirs = (trace_of(report(text)) for text in (TOLD, RETOLD))
    bare = frozenset(figure.partition(" ")[0] for figure in theirs.figures)
    assert theirs.figures
    assert compare(mine, msgspec.structs.replace(theirs, figures=bare)) == compare(mine, theirs)
