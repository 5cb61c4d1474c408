"""Deals: who would give what for what, and what became of it, never more than the words say."""

from __future__ import annotations

from collections.abc import Iterable

import pytest

from communique.analysis import Deal, find_deals
from communique.analysis.breaches import says_broken
from communique.documents.document import ReadDocument
from communique.record import Store
from tests.builders import (
    attribution,
    condition,
    entity,
    event,
    figure,
    position,
    read_document,
    span,
    time,
)

OFFER = (
    "Norland will release 40 captives to Sudmark within a week if the shelling stops, its envoy "
    "Ada Berg said. Sudmark rejected the proposal."
)
BETTER = "Norland will release 60 captives to Sudmark if the shelling stops."
DONE = "Norland released the captives on Sunday. Sudmark accused Norland of breaching the deal."


def sides(text: str) -> list[object]:
    found = [entity("e1", "Norland", "place", in_text=text)]
    if "Sudmark" in text:
        found.append(entity("e2", "Sudmark", "place", in_text=text))
    return found


def offer(text: str = OFFER, number: str = "40", **of_document: object) -> ReadDocument:
    """Return a report of an offer on a condition, with an answer to it where the text has one."""
    what = f"release {number} captives to Sudmark" + (" within a week" * ("week" in text))
    said = "Ada Berg" in text
    answers = "rejected the proposal" in text
    return read_document(
        text,
        entities=[
            *sides(text),
            *([entity("e3", "Ada Berg", "person", in_text=text, affiliation="e1")] if said else []),
        ],
        attributions=[
            attribution(
                "a1",
                span(text, text.partition(", its envoy")[0]),
                source=span(text, "Ada Berg"),
                cue=span(text, "said"),
                speaker="e3",
            )
        ]
        if said
        else [],
        figures=[figure("f1", span(text, number), value=float(number))],
        positions=[
            position(
                "p1",
                "e1",
                "offer",
                "release of captives",
                span(text, what),
                toward="e2",
                attribution="a1" if said else None,
                condition=condition(span(text, "if the shelling stops")),
                confidence=0.8,
            ),
            *(
                [position("p2", "e2", "reject", "proposal", span(text, "rejected the proposal"))]
                if answers
                else []
            ),
        ],
        times=[time("t1", span(text, "within a week"))] if "within a week" in text else [],
        **of_document,
    )


def done(**of_document: object) -> ReadDocument:
    """Return a report that the offer was carried out, and that a breach is alleged."""
    return read_document(
        DONE,
        entities=sides(DONE),
        positions=[
            position(
                "p1", "e1", "offer", "release of captives", span(DONE, "released the captives")
            )
        ],
        events=[
            event("v1", "RETREAT", span(DONE, "released"), actors=["e1"], mode="release"),
            event("v2", "ACCUSE", span(DONE, "accused"), actors=["e2"], recipients=["e1"]),
        ],
        **of_document,
    )


def deals(*reports: ReadDocument, **choices: object) -> tuple[Deal, ...]:
    with Store.throwaway() as store:
        for each in reports:
            store.writer().file(each, "model 1")
        return find_deals(store.view(), **choices)  # type: ignore[arg-type]


def became(found: Iterable[Deal]) -> set[tuple[str, str, str]]:
    return {(s.party.name, s.become, s.words) for deal in found for s in deal.standings}


def test_a_term_says_who_gives_what_how_much_to_whom_when_and_for_what():
    (deal,) = deals(offer())
    (term,) = deal.terms
    assert (term.giver.name, term.to.name) == ("Norland", "Sudmark")
    assert term.what == "release 40 captives to Sudmark within a week"
    assert [(a.unit, a.low, a.high) for a in term.amounts] == [("person", 40, 40)]
    assert term.when == ("within a week",)
    assert (term.relation, term.terms) == ("if", "“if the shelling stops”")
    assert (term.whose.name, term.whose.hedged) == ("Ada Berg", False)


def test_every_line_stands_on_its_words():
    reports = {r.document.id: r for r in (offer(), done(published="2031-05-09"))}
    for deal in deals(*reports.values()):
        for line in (*deal.terms, *deal.standings):
            assert line.evidence
            for at in line.evidence:
                text = reports[at.document].document.text
                assert text[at.span.start : at.span.end] == at.words


def test_an_answer_to_the_proposal_goes_with_the_terms_told_before_it_and_says_so():
    (deal,) = deals(offer())
    answer = next(s for s in deal.standings if s.party.name == "Sudmark")
    assert answer.become == "rejected"
    assert answer.uncertain == "which terms are meant is read from the place in the text"


def test_an_offer_on_a_condition_is_conditional():
    assert ("Norland", "conditional", "release 40 captives to Sudmark within a week") in became(
        deals(offer())
    )


def test_what_was_done_is_carried_out_and_an_alleged_breach_is_of_the_accused():
    assert became(deals(done())) == {
        ("Norland", "proposed", "released the captives"),
        ("Norland", "carried out", "released"),
        ("Norland", "broken", "accused"),
    }


def test_a_demand_for_exchange_says_that_who_gives_is_not_told():
    text = "Sudmark wants a truce in exchange for fuel."
    report = read_document(
        text,
        entities=[entity("e1", "Sudmark", "place", in_text=text)],
        positions=[
            position(
                "p1",
                "e1",
                "demand",
                "truce",
                span(text, "a truce"),
                condition=condition(span(text, "in exchange for fuel"), "in-exchange-for"),
            )
        ],
    )
    (deal,) = deals(report)
    (term,) = deal.terms
    assert (term.giver, term.to.name) == (None, "Sudmark")
    assert term.uncertain == ("who would give it is not told",)
    assert term.terms == "“in exchange for fuel”"


def test_terms_that_a_side_changes_are_versions():
    first = offer(published="2031-05-04")
    (deal,) = deals(first, offer(BETTER, "60", published="2031-05-07"))
    assert [(v.party.name, str(v.date), v.terms[0].amounts[0].low) for v in deal.versions] == [
        ("Norland", "2031-05-04", 40),
        ("Norland", "2031-05-07", 60),
    ]


def test_the_same_words_told_twice_are_one_line_with_two_pieces_of_evidence():
    twice = [offer(BETTER, "60", outlet=name) for name in ("Harbour Post", "Eastvale Courier")]
    (deal,) = deals(*twice)
    (term,) = deal.terms
    assert {e.outlet for e in term.evidence} == {"Harbour Post", "Eastvale Courier"}
    assert deal.versions == ()


def test_what_was_read_with_little_confidence_is_left_out():
    assert deals(offer(), least_confidence=0.9) == ()


def test_days_narrow_what_is_looked_at():
    first, second = offer(published="2031-05-04"), offer(BETTER, "60", published="2031-05-07")
    (deal,) = deals(first, second, since=second.document.published)
    assert [term.what for term in deal.terms] == ["release 60 captives to Sudmark"]


def test_as_json_each_line_has_its_evidence():
    (deal,) = deals(offer())
    line = deal.to_json()
    assert (line["kind"], line["parties"][0].keys()) == ("deal", {"actor", "name", "become"})
    assert {"document", "start", "end"} == line["evidence"][0].keys()
    assert line["terms"][0]["condition"] == {"relation": "if", "words": "if the shelling stops"}


@pytest.mark.parametrize(
    "sentence",
    [
        "Sudmark accused Norland of breaching the deal.",
        "Norland violated the 14-day truce.",
        "The accord has been repeatedly violated by both.",
        "Norland reneged on the agreement.",
        "It was a breach of the ceasefire agreement.",
    ],
)
def test_a_sentence_says_that_a_deal_was_broken(sentence: str):
    assert says_broken(sentence)


@pytest.mark.parametrize(
    "sentence",
    [
        "Norland broke off talks on a deal.",
        "Sudmark accused Norland of breaking windows after the agreement.",
        "Sudmark accused Norland of lying, as the deal was signed.",
        "Norland, which had broken with the league, signed the accord.",
    ],
)
def test_another_reproach_breaks_no_deal(sentence: str):
    assert not says_broken(sentence)


def test_an_accusation_of_something_else_leaves_the_deal_as_it_was():
    text = "Norland will release 40 captives. Sudmark accused Norland of breaking off the talks."
    words = "release 40 captives"
    report = read_document(
        text,
        entities=sides(text),
        positions=[position("p1", "e1", "offer", "release of captives", span(text, words))],
        events=[event("v1", "ACCUSE", span(text, "accused"), actors=["e2"], recipients=["e1"])],
    )
    assert became(deals(report)) == {("Norland", "proposed", words)}


def test_who_only_greets_a_deal_has_not_accepted_it():
    text = "Norland accepted the contract. Sudmark welcomed the contract."
    report = read_document(
        text,
        entities=sides(text),
        positions=[
            position("p1", "e1", "accept", "contract terms", span(text, "accepted the contract")),
            position("p2", "e2", "accept", "contract terms", span(text, "welcomed the contract")),
        ],
    )
    assert became(deals(report)) == {("Norland", "accepted", "accepted the contract")}


@pytest.mark.parametrize(
    ("toward", "words"), [("e1", "Norland itself"), ("e2", "what is released")], ids=str
)
def test_nothing_is_given_to_the_giver_nor_to_what_is_given(toward: str, words: str):
    text = "Norland offered the release of captives."
    report = read_document(
        text,
        entities=[
            entity("e1", "Norland", "place", in_text=text),
            entity("e2", "captives", "group", in_text=text),
        ],
        positions=[
            position(
                "p1", "e1", "offer", "release of captives",
                span(text, "release of captives"), toward=toward,
            )
        ],
    )  # fmt: skip
    (deal,) = deals(report)
    (term,) = deal.terms
    assert (term.giver.name, term.to) == ("Norland", None), words
