"""What moved in the parties' positions since a day, beside what else is new."""

from __future__ import annotations

from datetime import date

import pytest

from communique.analysis import changes
from communique.documents.document import ReadDocument
from communique.record import Store
from communique.vocabulary import Stance
from tests.builders import entity, position, read_document, role, span

SINCE = date(2031, 5, 6)
SIDES = {"e1": "Norland", "e2": "Sudmark"}


def stance(words: str, how: Stance, published: str | None, said: str = "says") -> ReadDocument:
    """Return a report of where Norland stands on the release of captives."""
    text = f"Norland {said} of Sudmark: {words}. Sudmark had no answer to Norland on that."
    return read_document(
        text,
        published=published,
        entities=[
            entity("e1", "Norland", "place", in_text=text),
            entity("e2", "Sudmark", "place", in_text=text),
        ],
        talks=[role(one, "party", span(text, who)) for one, who in SIDES.items()],
        positions=[position("p1", "e1", how, "release of captives", span(text, words))],
    )  # fmt: skip


FREE = "the release of all captives"
REFUSED = stance(FREE, "refuse", "2031-05-02")
OFFERED = stance(FREE, "offer", "2031-05-08", "said later")


def told(*reads: ReadDocument, since: date = SINCE) -> dict[str, list[str]]:
    with Store.throwaway() as store:
        for read in reads:
            store.writer().file(read, "model 1")
        found = changes(store.view(), since).told
    return {each.kind: [change.sentence for change in each.changes] for each in found}


def test_a_position_that_nobody_told_before_is_new():
    found = told(REFUSED, stance("a ceasefire of ten days", "demand", "2031-05-08"))
    assert found["position"] == ["Norland demanded “a ceasefire of ten days”, as reported."]


def test_a_side_that_turned_round_has_moved_and_its_new_position_is_not_told_twice():
    found = told(REFUSED, OFFERED)
    assert [sentence[:24] for sentence in found["movement"]] == ["Norland refused “the rel"]
    assert "position" not in found
    assert "movement" not in told(REFUSED, OFFERED, since=date(2031, 5, 9))


def test_what_a_side_says_over_again_is_not_new():
    assert told(REFUSED, stance(FREE, "refuse", "2031-05-08", "repeated")) == {}


@pytest.mark.parametrize("published", ["2031-05-03", None])
def test_what_an_older_or_undated_report_says_too_is_not_new(published: str | None):
    assert told(OFFERED, stance(FREE, "offer", published)) == {}


def test_the_kinds_of_change_come_in_their_order_each_with_evidence():
    with Store.throwaway() as store:
        for read in (REFUSED, OFFERED, stance("a ceasefire", "demand", "2031-05-08")):
            store.writer().file(read, "model 1")
        found = changes(store.view(), SINCE, 1).told
    assert [each.section for each in found] == ["new", "moved"]
    evidence = [e for each in found for change in each.changes for e in change.evidence]
    assert {e.words for e in evidence} == {FREE, "a ceasefire"}
    assert all("Norland" in e.sentence for e in evidence)
