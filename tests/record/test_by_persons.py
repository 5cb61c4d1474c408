"""Facts that persons accepted, corrected or added say so, with who and when."""

from __future__ import annotations

from datetime import UTC, date, datetime

from communique.record import Accept, Add, Edit, Reject, Store
from communique.record.deciding import Change
from tests.brief.coverage import offer, talks_open

DAY = datetime(2031, 6, 1, 10, tzinfo=UTC)


def correct(store: Store, *changes: Change) -> dict[str, tuple[str, str]]:
    read = talks_open()
    store.writer().file(read, "model 1")
    for change in changes:
        store.writer().correct(read.document.id, change, by="Mara", at=DAY)
    found = store.view().by_persons([read.document.id, offer().document.id])
    assert {(each.document, each.by, each.day) for each in found} <= {
        (read.document.id, "Mara", date(2031, 6, 1))
    }
    return {each.fact: (each.decision, each.span.of(read.document.text)) for each in found}


def test_what_nobody_touched_is_by_nobody(store: Store):
    assert correct(store) == {}


def test_what_was_accepted_corrected_and_added_is_told_with_its_words(store: Store):
    found = correct(
        store,
        Accept("f1"),
        Edit("v1", {"mode": "visit"}),
        Add("event", {"words": "acting", "type": "AID", "actors": ["e1"]}),
    )
    added = found.pop(next(fact for fact in found if fact.startswith("vc")))
    assert added == ("add", "acting")
    assert found == {"f1": ("accept", "Nearly 240"), "v1": ("edit", "met")}


def test_what_was_rejected_is_not_there(store: Store):
    assert correct(store, Reject("f1")) == {}
    (read,) = store.view().read_documents()
    assert "f1" not in {figure.id for figure in read.findings.figures}


def test_a_decision_that_was_taken_back_is_told_no_more(store: Store):
    read = talks_open()
    store.writer().file(read, "model 1")
    made = store.writer().correct(read.document.id, Accept("f1"), by="Mara", at=DAY)
    store.writer().undo(made.id, by="Mara", at=DAY)
    assert store.view().by_persons([read.document.id]) == []
