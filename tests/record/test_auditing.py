"""Who changed what: kept with the change, never changed itself, without a word of a document."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from communique.errors import CorrectionRefused
from communique.record import Accept, Edit, Entry, Store
from tests.record.coverage import freed, strike
from tests.record.test_removal import SECRET, left_in, others, words_of

FREED = freed().document.id


def told(entry: Entry) -> tuple[str | None, str, str | None, int | None]:
    return entry.who, entry.did, entry.target, entry.document


def test_each_change_of_a_person_is_kept_with_who_and_what(store: Store):
    writer = store.writer()
    writer.file(freed(), "model 1", by="Ilse")
    writer.correct(FREED, Edit("p1", {"stance": "demand"}), by="Jonas")
    writer.undo(1, by="Ilse")
    writer.file(strike(), "model 1", by="Jonas")
    decided = store.writer().judge("Jonas").rename(store.view().actors()[0].id, "Another")
    store.writer().judge("Ilse").undo(decided)
    talks = store.assignments("Ilse").assign(FREED, "Captives")
    store.assignments("Ilse").rename("Captives", "Captives and truce")
    store.assignments("Jonas").unassign(FREED, talks)
    store.assignments("Jonas").settle()
    writer.remove(FREED, by="Ilse")
    found = store.view().audit()
    assert [told(entry) for entry in found] == [
        ("Ilse", "document-filed", None, 1),
        ("Jonas", "correction-made", "c1", 1),
        ("Ilse", "correction-undone", "c1", 1),
        ("Jonas", "document-filed", None, 2),
        ("Jonas", "decision-made", str(decided), None),
        ("Ilse", "decision-undone", str(decided), None),
        ("Ilse", "document-assigned", talks, 1),
        ("Ilse", "negotiation-renamed", talks, None),
        ("Jonas", "document-unassigned", talks, 1),
        ("Jonas", "documents-settled", None, None),
        ("Ilse", "document-removed", None, 1),
    ]
    assert found[1].about == {"of": "position", "decision": "edit", "fields": ["stance"]}
    assert found[4].about == {"of": "name"}
    assert all(abs(entry.at - datetime.now(UTC)) < timedelta(minutes=5) for entry in found)


def test_a_merge_of_negotiations_names_both(store: Store):
    writer = store.writer()
    writer.file(freed(), "model 1")
    writer.file(strike(), "model 1")
    one = store.assignments("Ilse").assign(FREED, "Captives")
    other = store.assignments("Ilse").assign(strike().document.id, "Port strike")
    store.assignments("Jonas").merge(one, other)
    (entry,) = store.view().latest_audit(limit=1)
    assert told(entry) == ("Jonas", "negotiations-merged", other, None)
    assert entry.about == {"with": one}


def test_a_number_leads_to_its_document_until_that_is_removed_and_is_not_given_again(store: Store):
    writer = store.writer()
    writer.file(freed(), "model 1", by="Ilse")
    assert [(e.document, e.document_id) for e in store.view().audit()] == [(1, FREED)]
    writer.file(freed(), "model 2", by="Ilse")
    writer.remove(FREED, by="Ilse")
    assert {(e.document, e.document_id) for e in store.view().audit()} == {(1, None)}
    writer.file(freed(), "model 2", by="Ilse")
    assert store.view().latest_audit(limit=1)[0].document == 2


def test_what_changes_nothing_or_fails_is_not_kept(store: Store):
    writer = store.writer()
    writer.file(freed(), "model 1", by="Ilse")
    assert not writer.file(freed(), "model 1", by="Ilse")
    with pytest.raises(CorrectionRefused):
        writer.correct(FREED, Accept("p99"), by="Ilse")
    assert len(store.view().audit()) == 1


def test_what_no_person_does_is_not_kept(store: Store):
    store.writer().file(freed(), "model 1")
    store.writer().remove(FREED)
    assert store.view().audit() == []


def test_it_comes_in_pages_and_since_a_day(store: Store):
    for number, read in enumerate(others(5)):
        store.writer().file(read, "model 1", by=f"person {number}")
    view = store.view()
    assert [e.who for e in view.audit(after=1, limit=2)] == ["person 1", "person 2"]
    assert [e.who for e in view.latest_audit(before=4, limit=2)] == ["person 2", "person 1"]
    assert len(view.audit(since=datetime.now(UTC) - timedelta(days=1))) == 5
    assert view.audit(since=datetime.now(UTC) + timedelta(days=1)) == []


def test_nothing_of_a_removed_document_is_left_in_the_audit(path: Path):
    with Store.open(path) as store:
        for read in [*others(20), SECRET]:
            store.writer().file(read, "model 1", by="Ilse")
        secret = SECRET.document.id
        store.writer().correct(secret, Edit("p1", {"issue": "Zweiburg handover"}), by="Ilse")
        assert left_in(path.parent, words_of(SECRET)) == words_of(SECRET)
        store.writer().remove(secret, by="Ilse")
        assert left_in(path.parent, words_of(SECRET)) == set()
        assert store.view().latest_audit(limit=1)[0].did == "document-removed"
    assert left_in(path.parent, words_of(SECRET)) == set()
