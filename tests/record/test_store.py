"""Filing, replacing and asking, the same in every database."""

from __future__ import annotations

from pathlib import Path

import msgspec
import pytest

from communique.documents.document import ReadDocument
from communique.errors import EvidenceMoved, NotInRecord, RecordDamaged, UnreadableInput
from communique.findings import Findings
from communique.record import Store
from communique.record.questions import BATCH
from communique.spans import Span
from tests.builders import document, entity, figure, read_document
from tests.record.coverage import freed, strike


def test_the_same_document_again_changes_nothing(store: Store):
    writer = store.writer()
    assert writer.file(freed(), "model 1")
    assert not writer.file(freed(), "model 1")
    assert list(store.view().read_documents()) == [freed()]


def test_the_same_document_again_leaves_every_byte_of_the_file_as_it_was(path: Path):
    with Store.open(path) as store:
        store.writer().file(freed(), "model 1")
    before = path.read_bytes()
    with Store.open(path) as store:
        assert not store.writer().file(freed(), "model 1")
        assert list(store.view().read_documents()) == [freed()]
    assert path.read_bytes() == before
    assert list(path.parent.iterdir()) == [path]


def test_the_same_text_under_another_name_is_the_same_document(store: Store):
    writer = store.writer()
    writer.file(freed(ref="first.txt"), "model 1")
    assert not writer.file(freed(ref="copy.txt"), "model 1")
    assert [known.ref for known in store.view().documents()] == ["first.txt"]


@pytest.mark.parametrize("change", [{"published": "2031-05-05"}, {"title": "Captives freed"}])
def test_another_detail_replaces_what_was_known_of_the_document(
    store: Store, change: dict[str, str]
):
    writer = store.writer()
    writer.file(freed(), "model 1")
    assert writer.file(freed(**change), "model 1")
    assert list(store.view().read_documents()) == [freed(**change)]


def test_another_model_replaces_the_findings_of_the_one_before(store: Store):
    writer = store.writer()
    writer.file(freed(), "model 1")
    fewer = ReadDocument(document=freed().document, findings=Findings(talks=freed().findings.talks))
    assert writer.file(fewer, "model 2")
    assert list(store.view().read_documents()) == [fewer]
    assert store.view().model_of(fewer.document.id) == "model 2"


def test_another_model_that_finds_the_same_is_noted(store: Store):
    writer = store.writer()
    writer.file(freed(), "model 1")
    assert writer.file(freed(), "model 2")
    assert store.view().model_of(freed().document.id) == "model 2"


def test_a_document_knows_whether_a_model_has_read_it_as_it_is(store: Store):
    store.writer().file(freed(), "model 1")
    view = store.view()
    assert view.has_read(freed(ref="copy.txt").document, "model 1")
    assert not view.has_read(freed().document, "model 2")
    assert not view.has_read(freed(published="2031-05-05").document, "model 1")
    assert not view.has_read(strike().document, "model 1")


def test_a_removed_document_takes_only_itself_along(store: Store):
    writer = store.writer()
    writer.file(freed(), "model 1")
    writer.file(strike(), "model 1")
    writer.remove(freed().document.id)
    assert list(store.view().read_documents()) == [strike()]
    assert writer.file(freed(), "model 1")
    assert store.view().read_document(freed().document.id) == freed()


def test_what_is_not_in_the_record_cannot_be_removed(store: Store):
    with pytest.raises(NotInRecord, match="communique list"):
        store.writer().remove("sha256:0")


def test_documents_come_ordered_by_id_in_batches_of_any_number(store: Store):
    writer = store.writer()
    known = [read_document(f"Norland freed {n} men.", ref=f"{n}") for n in range(BATCH * 2 + 1)]
    for read in known:
        writer.file(read, "model 1")
    known.sort(key=lambda read: read.document.id)
    view = store.view()
    assert view.count() == len(known)
    assert view.documents() == [read.document for read in known]
    assert list(view.read_documents()) == known


def test_documents_may_be_filed_and_removed_while_others_are_being_asked_for(store: Store):
    writer = store.writer()
    for number in range(BATCH + 1):
        writer.file(read_document(f"Norland freed {number} men."), "model 1")
    asked = store.view().read_documents()
    next(asked)
    writer.file(strike(), "model 1")
    last = max(known.id for known in store.view().documents() if known.ref != "strike.txt")
    writer.remove(last)
    assert len(list(asked)) == BATCH - 1


def test_a_fact_that_points_beyond_the_text_is_refused_with_its_name(store: Store):
    text = "Norland freed 12 men."
    read = read_document(text, figures=[figure("f1", Span(len(text) - 1, len(text) + 1))])
    with pytest.raises(EvidenceMoved, match=r"story\.txt: figure f1 points at character 22"):
        store.writer().file(read, "model 1")
    assert store.view().count() == 0


def test_a_fact_that_points_at_no_words_is_refused(store: Store):
    read = read_document("Norland freed 12 men.", entities=[entity("e1", "Norland", "place")])
    with pytest.raises(EvidenceMoved, match="entity e1 points at no words"):
        store.writer().file(read, "model 1")


def test_half_a_surrogate_pair_is_refused_in_words_and_the_document_before_it_is_kept(
    store: Store,
):
    store.writer().file(strike(), "model 1")
    with pytest.raises(UnreadableInput, match=r"story\.txt: .*surrogate"):
        store.writer().file(read_document("Norland \ud800"), "model 1")
    assert list(store.view().read_documents()) == [strike()]


def test_a_fact_in_words_that_the_program_does_not_know_is_called_damaged(store: Store):
    # A kind of entity that the vocabulary has not, as a hand that edits the record might leave it.
    strange = msgspec.structs.replace(freed().findings.entities[0], kind="planet")
    read = ReadDocument(document=freed().document, findings=Findings(entities=(strange,)))
    store.writer().file(read, "model 1")
    with pytest.raises(RecordDamaged, match="planet"):
        store.view().read_document(read.document.id)
    store.writer().remove(read.document.id)


def test_what_a_throwaway_record_holds_ends_with_it():
    with Store.throwaway() as one:
        one.writer().file(freed(), "model 1")
        with Store.throwaway() as other:
            assert other.view().count() == 0


def test_a_long_text_comes_back_whole(store: Store):
    text = "Norland freed 12 men.\r\n\t\u202e" * 50_000
    store.writer().file(ReadDocument(document=document(text), findings=Findings()), "model 1")
    assert store.view().documents()[0].text == text


def test_a_document_is_given_with_the_kinds_of_findings_that_are_asked_for(store: Store):
    store.writer().file(freed(), "model 1")
    (whole,) = store.view().readings_of([freed().document.id])
    (some,) = store.view().readings_of([freed().document.id], {"entity"})
    assert some.findings.entities == whole.findings.entities == freed().findings.entities
    assert whole.findings.events
    assert not some.findings.events
