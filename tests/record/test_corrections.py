"""What persons decide about facts: kept, applied, taken back, and removed with the document."""

from __future__ import annotations

from datetime import timedelta
from pathlib import Path
from typing import Any

import msgspec
import pytest
from sqlalchemy import select

from communique.documents.document import ReadDocument
from communique.errors import CorrectionRefused, NotInRecord
from communique.findings import Findings
from communique.record import Accept, Add, Change, Edit, Reject, Store, claims, database
from tests.builders import attribution, entity, event, figure, read_document, role, span
from tests.record.correcting import ID, NOON, correct, found, read_again
from tests.record.coverage import FREED, freed


def test_an_edit_changes_what_is_asked_for_and_not_what_the_machine_read(filed: Store):
    correct(filed, Edit("f1", {"value": 39, "low": 39, "high": 39, "hedge": None}))
    (figure_now,) = found(filed).figures
    assert (figure_now.value, figure_now.low, figure_now.hedge) == (39, 39, None)
    assert (figure_now.what, figure_now.attribution, figure_now.confidence) == ("released", "a1", 1)
    assert filed.view().read_document(ID, corrected=False) == freed()
    assert [read.findings for read in filed.view().read_documents()] == [found(filed)]


def test_a_correction_keeps_who_when_where_and_both_versions(filed: Store):
    correct(filed, Edit("v1", {"type": "RETREAT"}), by="Ilse Brandvik")
    (listed,) = filed.view().corrections(ID)
    kept = listed.correction
    assert (kept.by, kept.at, kept.kind, kept.decision) == ("Ilse Brandvik", NOON, "event", "edit")
    assert (kept.words, FREED[kept.start : kept.end]) == ("freed", "freed")
    assert kept.old is not None
    assert kept.new is not None
    assert (kept.old["type"], kept.new["type"]) == ("CONCEDE", "RETREAT")
    assert listed.ref == "story.txt"
    assert listed.standing is not None
    assert (listed.standing.attached, listed.standing.fact) == (True, "v1")


@pytest.mark.parametrize("fact", ["e1", "a1", "f1", "v1", "p1", "r1", "t1"])
def test_every_kind_of_fact_can_be_accepted_and_rejected(kept: Store, fact: str):
    correct(kept, Accept(fact))
    (listed,) = kept.view().corrections()
    assert listed.standing is not None
    assert listed.standing.fact == fact
    correct(kept, Reject(fact))
    assert {each.correction.decision for each in kept.view().corrections()} == {"accept", "reject"}
    with pytest.raises(CorrectionRefused, match=f"no fact {fact}"):
        correct(kept, Accept(fact))


def test_a_rejected_entity_takes_its_part_in_the_talks_along_and_leaves_no_reference(kept: Store):
    correct(kept, Reject("e1"))
    now = found(kept)
    assert [each.id for each in now.entities] == ["e2", "e3"]
    assert now.entities[0].affiliation is None
    assert now.talks == ()
    assert now.events[0].actors == ()
    assert now.positions[0].party is None


def test_what_was_said_in_a_rejected_attribution_stays_as_nobodys_word(kept: Store):
    correct(kept, Reject("a1"))
    assert found(kept).attributions == ()
    assert [each.attribution for each in found(kept).figures] == [None]


def test_derived_rows_follow_in_the_same_transaction(path: Path):
    def rows() -> list[tuple[Any, ...]]:
        opened = database.connect(path, create=False)
        with opened.reading() as connection:
            columns = (claims.figure.c.value, claims.figure.c.words, claims.figure.c.confidence)
            found = [tuple(row) for row in connection.execute(select(*columns))]
        opened.close()
        return found

    with Store.open(path) as store:
        store.writer().file(freed(), "model 1")
        number = correct(store, Edit("f1", {"value": 39, "words": "40"}))
        assert rows() == [(39, "40", 1)]
        store.writer().undo(number, by="Ilse")
        assert rows() == [(40, "nearly 40", None)]
        correct(store, Reject("f1"))
        assert rows() == []
        store.writer().file(freed(), "model 2")
        assert rows() == []


def test_a_person_adds_a_fact_in_the_words_of_the_text(kept: Store):
    words = "the shelling of Zweiburg"
    correct(
        kept,
        Add(
            "event",
            {"words": words, "type": "ASSAULT", "status": "ongoing", "recipients": "e1"},
        ),
    )
    added = found(kept).events[1]
    assert (added.id, FREED[added.start : added.end]) == ("vc1", words)
    assert (added.recipients, added.confidence) == (("e1",), 1.0)


def test_words_that_stand_more_than_once_are_meant_where_the_fact_stands(empty: Store):
    text = "Norland freed 12 men. Sudmark freed 12 men."
    empty.writer().file(read_document(text), "model 1")
    (document,) = empty.view().documents()
    for start in (0, 30):
        add = Add("figure", {"words": "12", "start": start, "value": 12, "who": "men"})
        empty.writer().correct(document.id, add, by="Ilse")
    figures = empty.view().read_document(document.id).findings.figures
    assert [(each.start, each.who and each.who.start) for each in figures] == [(14, 17), (36, 39)]
    add = Add("position", {"start": 24, "what": "freed", "stance": "offer", "issue": "men"})
    empty.writer().correct(document.id, add, by="Ilse")
    (now,) = empty.view().read_document(document.id).findings.positions
    assert now.what.start == 30


def test_an_added_entity_is_mentioned_wherever_its_name_stands(empty: Store):
    text = "Norland spoke. Norlanders listened. Norland left."
    empty.writer().file(read_document(text), "model 1")
    (document,) = empty.view().documents()
    empty.writer().correct(document.id, Add("entity", {"name": "Norland", "kind": "place"}), by="I")
    (now,) = empty.view().read_document(document.id).findings.entities
    assert [at.start for at in now.mentions] == [0, 36]


def test_undoing_brings_back_the_decision_before(filed: Store):
    first = correct(filed, Edit("f1", {"unit": "captive"}))
    second = correct(filed, Reject("f1"))
    assert found(filed).figures == ()
    filed.writer().undo(second, by="Orla", at=NOON)
    assert [each.unit for each in found(filed).figures] == ["captive"]
    filed.writer().undo(first, by="Orla", at=NOON)
    assert found(filed) == freed().findings
    undone = [each.correction for each in filed.view().corrections()]
    assert [(each.undone_by, each.undone_at) for each in undone] == [("Orla", NOON)] * 2


def test_what_was_decided_or_undone_since_a_day_is_told(filed: Store):
    first = correct(filed, Edit("f1", {"unit": "captive"}))
    correct(filed, Reject("e3"))
    later = NOON + timedelta(days=2)
    filed.writer().undo(first, by="Orla", at=later)
    third = filed.writer().correct(ID, Reject("f1"), by="Orla", at=later).id
    since = filed.view().corrections(since=NOON + timedelta(days=1))
    assert [each.correction.id for each in since] == [first, third]
    assert filed.view().corrections(since=later + timedelta(days=1)) == []
    assert len(filed.view().corrections(ID, since=NOON)) == 3


def test_what_is_undone_cannot_be_undone_and_what_was_never_made_neither(filed: Store):
    number = correct(filed, Reject("f1"))
    filed.writer().undo(number, by="Ilse")
    with pytest.raises(CorrectionRefused, match="undone already"):
        filed.writer().undo(number, by="Ilse")
    with pytest.raises(NotInRecord, match="no correction 99"):
        filed.writer().undo(99, by="Ilse")


@pytest.mark.parametrize(
    ("change", "told"),
    [
        (Edit("f9", {"value": 1}), "no fact f9"),
        (Edit("f1", {"id": "f2"}), "'id' is no field"),
        (Edit("f1", {"colour": "red"}), "'colour' is no field of a figure"),
        (Edit("f1", {"value": "many"}), "makes no figure"),
        (Edit("f1", {"start": 0, "end": 9_999}), "points at character 9999"),
        (Edit("f1", {"start": 9, "end": 3}), "at least one character"),
        (Edit("f1", {"words": "fifty"}), "“fifty” does not stand in the text"),
        (Edit("f1", {"attribution": "e1"}), "e1 is no attribution"),
        (Edit("v1", {"same_as": "v1"}), "v1 is no event"),
        (Edit("e1", {"kind": "planet"}), "makes no entity"),
        (Add("planet", {}), "no kind of fact 'planet'"),
        (Add("event", {"words": "freed"}), "makes no event"),
        (Add("figure", {"words": "the", "value": 1}), "stands 2 times"),
        (Add("entity", {"name": "Ostmark", "kind": "place"}), "points at no words"),
    ],
)
def test_what_makes_no_fact_is_refused_and_changes_nothing(kept: Store, change: Change, told: str):
    with pytest.raises(CorrectionRefused, match=told):
        correct(kept, change)
    assert kept.view().corrections() == []
    assert found(kept) == freed().findings


def test_nobody_corrects_without_a_name_nor_what_is_not_there(kept: Store):
    with pytest.raises(CorrectionRefused, match="says who"):
        correct(kept, Reject("f1"), by=" ")
    with pytest.raises(NotInRecord, match="communique list"):
        kept.writer().correct("sha256:0", Reject("f1"), by="Ilse")


def test_an_exact_number_that_is_edited_stays_exact(empty: Store):
    text = "Norland freed 12 men."
    empty.writer().file(
        read_document(text, figures=[figure("f1", span(text, "12"), value=12)]), "model 1"
    )
    (document,) = empty.view().documents()
    empty.writer().correct(document.id, Edit("f1", {"value": 13}), by="Ilse")
    (now,) = empty.view().read_document(document.id).findings.figures
    assert (now.low, now.value, now.high) == (13, 13, 13)


def test_the_corrections_of_a_removed_document_go_with_it(path: Path):
    with Store.open(path) as store:
        store.writer().file(freed(), "model 1")
        correct(store, Edit("p1", {"issue": "Gefangenenübergabe"}), by="Wilhelmina")
        store.writer().remove(ID)
        assert store.view().corrections() == []
        for word in ("Gefangenen", "Brandvik"):
            assert word.encode() not in path.read_bytes()
        # That she decided something stays, without what.
        (entry,) = store.view().audit()
        assert (entry.who, entry.about["fields"]) == ("Wilhelmina", ["issue"])
        store.writer().file(freed(), "model 1")
        assert store.view().read_document(ID) == freed()


def test_facts_of_a_story_told_twice_are_told_apart_by_what_they_say(empty: Store):
    text = "They met and agreed."
    at = span(text, "met and agreed")
    both = [event("v1", "CONSULT", at), event("v2", "AGREE", at)]
    read = read_document(text, events=both)
    empty.writer().file(read, "model 1")
    empty.writer().correct(read.document.id, Reject("v2"), by="Ilse")
    turned = [msgspec.structs.replace(both[1], id="v1"), msgspec.structs.replace(both[0], id="v2")]
    again = ReadDocument(document=read.document, findings=Findings(events=tuple(turned)))
    empty.writer().file(again, "model 2")
    left = empty.view().read_document(read.document.id).findings.events
    assert [each.type for each in left] == ["CONSULT"]


def test_a_part_in_the_talks_goes_when_its_party_was_rejected_meanwhile(empty: Store):
    text = "Norland and Sudmark met, Eastvale said."
    party = entity("e1", "Norland", "place", in_text=text)
    read = read_document(
        text,
        entities=[party],
        talks=[role("e1", "party", span(text, "Norland and Sudmark"))],
        attributions=[attribution("a1", span(text, "Norland and Sudmark met"), speaker="e1")],
    )
    empty.writer().file(read, "model 1")
    number = empty.writer().correct(read.document.id, Accept("r1"), by="Ilse").id
    empty.writer().correct(read.document.id, Reject("e1"), by="Ilse")
    assert empty.view().read_document(read.document.id).findings.talks == ()
    listed = next(each for each in empty.view().corrections() if each.correction.id == number)
    assert listed.standing is not None
    assert listed.standing.fact is None


def test_a_number_is_never_given_again(store: Store):
    store.writer().file(freed(), "model 1")
    first = correct(store, Accept("f1"))
    store.writer().remove(ID)
    store.writer().file(freed(), "model 1")
    assert correct(store, Accept("f1")) > first


def test_a_number_for_words_that_say_none_makes_no_bound(kept: Store):
    whole = freed().findings
    dozens = msgspec.structs.replace(whole.figures[0], value=None, low=24, high=None)
    read_again(kept, **{**msgspec.structs.asdict(whole), "figures": (dozens,)})
    correct(kept, Edit("f1", {"value": 36}))
    (now,) = (f for f in found(kept).figures if f.id == "f1")
    assert (now.value, now.low, now.high) == (36, 24, None)
