"""Negotiations: which documents belong together, and what a person says of that."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from itertools import permutations

import pytest

from communique.documents.document import ReadDocument
from communique.errors import NotInRecord, RecordError
from communique.record import Store
from communique.record.negotiation_tables import TABLES
from tests.record.talks import cheese, ferry, nothing


def fill(store: Store, *reports: ReadDocument) -> None:
    writer = store.writer()
    for each in reports:
        writer.file(each, "model 1")


def ids(reports: Iterable[ReadDocument]) -> set[str]:
    return {each.document.id for each in reports}


def groups(store: Store) -> set[frozenset[str]]:
    view = store.view()
    return {
        frozenset(each.document for each in view.negotiation(found.id)[1])
        for found in view.negotiations(least=1)
    }


def test_reports_that_share_parties_and_subjects_are_of_one_negotiation(store: Store):
    fill(store, *cheese(), *ferry(), nothing())
    assert groups(store) == {frozenset(ids(cheese())), frozenset(ids(ferry()))}


def test_a_report_that_tells_of_no_talks_belongs_to_none(store: Store):
    fill(store, nothing())
    assert store.view().negotiations(least=1) == []


def test_the_order_of_filing_plays_no_part_in_plain_cases():
    def after(order: Sequence[ReadDocument]) -> set[frozenset[str]]:
        with Store.throwaway() as store:
            fill(store, *order)
            return groups(store)

    orders = list(permutations([*cheese(), *ferry()]))[::53]
    assert len({frozenset(after(order)) for order in orders}) == 1


def test_a_negotiation_is_called_by_who_takes_part_and_over_what(store: Store):
    fill(store, *cheese(), *ferry())
    first, second = store.view().negotiations()
    assert first.name.startswith("Norland – Sudmark: ")
    assert "quotas" in first.subjects
    assert [party.name for party in second.parties] == ["Eastvale", "Seafarers Union"]
    assert (str(first.first), str(first.last)) == ("2031-05-01", "2031-05-03")


def test_the_evidence_is_the_words_that_tell_of_talks(store: Store):
    fill(store, *cheese())
    _, documents = store.view().negotiation("cheese")
    texts = {each.document.id: each.document.text for each in cheese()}
    for each in documents:
        at = each.evidence
        assert texts[at.document][at.start : at.end] == at.words in {"Norland", "Sudmark"}


def test_a_view_within_a_negotiation_holds_its_documents_alone(store: Store):
    fill(store, *cheese(), *ferry(), nothing())
    view = store.view().within("Seafarers")
    assert view.count() == len(ferry())
    assert {r.document.id for r in view.read_documents()} == ids(ferry())
    assert {d.id for d in view.documents()} == ids(ferry())
    assert store.view().within(None).count() == len([*cheese(), *ferry(), nothing()])


def test_a_name_that_stands_for_none_or_for_several_is_refused(store: Store):
    fill(store, *cheese(), *ferry())
    with pytest.raises(NotInRecord, match="no negotiation is called beef"):
        store.view().within("beef")
    with pytest.raises(NotInRecord, match="several"):
        store.view().within("–")


def test_taking_documents_out_leaves_nothing_of_them(store: Store):
    fill(store, *cheese(), *ferry())
    for each in [*cheese(), *ferry()]:
        store.writer().remove(each.document.id)
    with store._database.reading() as connection:
        assert [connection.execute(table.select()).all() for table in TABLES] == [[]] * len(TABLES)


def test_taking_one_out_is_as_if_it_had_never_been_filed(store: Store):
    fill(store, *cheese())
    before = store.view().negotiations()
    fill(store, *ferry())
    for each in ferry():
        store.writer().remove(each.document.id)
    assert store.view().negotiations() == before


def test_what_a_person_assigns_stays_when_the_document_is_read_again(store: Store):
    moved = cheese()[0]
    fill(store, *cheese(), *ferry())
    store.assignments("ada").assign(moved.document.id, "Dairy quarrel")
    store.writer().file(moved, "model 2")
    found, documents = store.view().negotiation("Dairy quarrel")
    assert [(d.document, d.made_by) for d in documents] == [(moved.document.id, "person")]
    assert found.named
    assert frozenset(ids(cheese()[1:])) in groups(store)


def test_what_a_person_takes_out_is_not_put_back(store: Store):
    out = cheese()[0]
    fill(store, *cheese())
    store.assignments("ada").unassign(out.document.id, "cheese")
    store.writer().file(out, "model 2")
    assert frozenset(ids(cheese()[1:])) in groups(store)


def test_a_person_can_put_a_document_into_two(store: Store):
    both = cheese()[0]
    fill(store, *cheese(), *ferry())
    assignments = store.assignments("ada")
    assignments.assign(both.document.id, "First")
    assignments.assign(both.document.id, "Second")
    for name in ("First", "Second"):
        assert store.view().within(name).count() == 1


def test_a_document_without_talks_can_be_assigned_by_its_first_paragraph(store: Store):
    fill(store, nothing())
    store.assignments("ada").assign(nothing().document.id, "Library")
    _, (only,) = store.view().negotiation("Library")
    assert only.evidence.words == nothing().document.text


def test_a_name_given_by_a_person_stays_and_is_given_once(store: Store):
    fill(store, *cheese(), *ferry())
    assignments = store.assignments("ada")
    assignments.rename("cheese", "  Dairy   quarrel ")
    assert store.view().within("Dairy quarrel").count() == len(cheese())
    with pytest.raises(RecordError, match="another negotiation is called Dairy quarrel"):
        assignments.rename("Seafarers", "Dairy quarrel")
    with pytest.raises(RecordError, match="needs a name"):
        assignments.rename("Seafarers", " ")


def test_merging_gives_all_documents_to_the_other_for_good(store: Store):
    fill(store, *cheese(), *ferry())
    assignments = store.assignments("ada")
    assignments.rename("Seafarers", "Ferries")
    assignments.merge("cheese", "Ferries")
    everything = frozenset(ids([*cheese(), *ferry()]))
    assert groups(store) == {everything}
    assignments.settle()
    store.writer().file(cheese()[0], "model 2")
    assert groups(store) == {everything}


def test_settled_documents_are_placed_alike_whatever_the_order_of_their_filing():
    def after(order: Sequence[ReadDocument]) -> set[frozenset[str]]:
        with Store.throwaway() as store:
            fill(store, *order)
            store.assignments("ada").settle()
            return groups(store)

    orders = list(permutations([*cheese(), *ferry()]))[::41]
    assert len({frozenset(after(order)) for order in orders}) == 1


def test_settling_keeps_what_persons_decided(store: Store):
    moved = ferry()[0]
    fill(store, *cheese(), *ferry())
    store.assignments("ada").rename("cheese", "Dairy quarrel")
    store.assignments("ada").assign(moved.document.id, "Dairy quarrel")
    store.assignments("ada").settle()
    assert groups(store) == {frozenset(ids([*cheese(), moved])), frozenset(ids(ferry()[1:]))}
