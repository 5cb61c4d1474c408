"""What is read of the example coverage, against its hand-made answers.

The floors are a little below what the shipped model finds: they catch a step that broke, and are no
measure of how well it reads texts that were not written here.
"""

from __future__ import annotations

from collections.abc import Callable
from functools import cache
from typing import Any

import pytest

from communique.analysis import Analysis
from communique.documents import ReadDocument
from communique.findings import Attribution, Figure, Findings, Position
from communique.reading import breaches, load_model, read
from communique.spans import Span
from tests.filed import analyse
from tests.test_examples_truth import ANCHORS, NEGOTIATIONS, coverage, facts, places, truth

pytestmark = pytest.mark.parametrize("name", NEGOTIATIONS)


@cache
def findings(name: str) -> dict[str, Findings]:
    model = load_model()
    return {ref: read(document, model) for ref, document in coverage(name).items()}


@cache
def analysis(name: str) -> Analysis:
    documents = coverage(name)
    return analyse(
        [ReadDocument(document=documents[r], findings=f) for r, f in findings(name).items()]
    )


def recall(name: str, kind: str, found: Callable[[Findings, Span, dict[str, Any]], bool]) -> float:
    told = [
        found(findings(name)[document.ref], stands(document.text, fact, kind), fact)
        for document, kind, fact in facts(name, kind)
    ]
    return sum(told) / len(told)


def stands(text: str, fact: dict[str, Any], kind: str) -> Span:
    words = fact[ANCHORS[kind]]
    words = words if isinstance(words, str) else words[0]
    start = places(words, text)[(fact.get("nth") or 1) - 1]
    return Span(start, start + len(words))


def near(one: Span, other: Span) -> bool:
    shared = min(one.end, other.end) - max(one.start, other.start)
    return 2 * shared >= max(one.end, other.end) - min(one.start, other.start)


def test_the_findings_keep_the_contract(name: str) -> None:
    for ref, document in coverage(name).items():
        assert breaches(document, findings(name)[ref]) == []


def test_most_attributions_are_found_by_their_content(name: str) -> None:
    def found(read: Findings, at: Span, _: dict[str, Any]) -> bool:
        def holds(a: Attribution) -> bool:
            return any(near(part, at) for part in a.content)

        return any(map(holds, read.attributions))

    assert recall(name, "attributions", found) > 0.75


def test_most_figures_are_found_with_their_interval(name: str) -> None:
    def found(read: Findings, at: Span, fact: dict[str, Any]) -> bool:
        def same(f: Figure) -> bool:
            return f.span.overlaps(at) and (f.low, f.high) == (fact["low"], fact["high"])

        return any(map(same, read.figures))

    assert recall(name, "figures", found) > 0.85


def test_more_than_half_of_the_events_and_positions_are_found(name: str) -> None:
    def event(read: Findings, at: Span, _: dict[str, Any]) -> bool:
        return any(e.span.overlaps(at) for e in read.events)

    def position(read: Findings, at: Span, _: dict[str, Any]) -> bool:
        def shares(p: Position) -> bool:
            return p.what.overlaps(at)

        return any(map(shares, read.positions))

    assert recall(name, "events", event) > 0.6
    assert recall(name, "positions", position) > 0.6


def test_the_parties_are_those_of_the_answers_and_nobody_else(name: str) -> None:
    parties = {part.actor.name for part in analysis(name).parts if part.role == "party"}
    assert len(parties) == len(truth(name)["parties"])
    for wanted in truth(name)["parties"]:
        assert any(set(wanted.split()) & set(party.split()) for party in parties), parties


def test_copies_of_a_report_count_once(name: str) -> None:
    ids = {document.id: ref for ref, document in coverage(name).items()}
    stories = [sorted(ids[d] for d in s.documents) for s in analysis(name).stories]
    assert [s for s in stories if len(s) > 1] == [sorted(c) for c in truth(name)["copies"]]


def test_what_is_in_another_language_is_named_and_not_read(name: str) -> None:
    unread = {d.ref: d.not_read for d in coverage(name).values() if not d.read}
    assert unread == {entry["ref"]: entry["reason"] for entry in truth(name)["not_read"]}


def test_a_figure_that_claimants_disagree_on_is_shown_with_both_claims(name: str) -> None:
    assert any(series.disagreements for series in analysis(name).series)
