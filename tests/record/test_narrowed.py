"""What is asked of one negotiation alone is answered by its documents alone."""

from __future__ import annotations

from datetime import UTC, date, datetime

import pytest

from communique import analysis
from communique.record import Accept, Filters, Store, View
from tests.record.talks import CHEESE as CHEESE_TEXTS
from tests.record.talks import FERRY as FERRY_TEXTS
from tests.record.talks import cheese, ferry, nothing, report

CHEESE = {read.document.id for read in cheese()}


@pytest.fixture
def known(store: Store) -> Store:
    for read in [*cheese(), *ferry(), nothing()]:
        store.writer().file(read, "model 1")
    return store


@pytest.fixture
def view(known: Store) -> View:
    return known.view().within("cheese")


def test_words_are_found_in_its_documents_alone(view: View):
    assert {hit.document for hit in view.search("met", Filters())} == CHEESE
    assert view.search("wages", Filters()) == []
    assert {hit.document for hit in view.search("", Filters())} == CHEESE


def test_its_actors_count_its_documents(view: View):
    assert [(a.name, a.documents) for a in view.actors()] == [("Norland", 3), ("Sudmark", 3)]
    assert view.actors(named="Eastvale") == []
    (norland, _) = view.actors()
    cited = view.first_mentions([norland.id])[norland.id]
    assert {place.document for place in cited} == CHEESE


def test_what_changed_in_it_is_told_of_its_documents_alone(view: View):
    found = analysis.changes(view, date(2031, 5, 2))
    assert found.documents == 2
    cited = {e.document for told in found.told for c in told.changes for e in c.evidence}
    assert cited
    assert cited <= CHEESE
    assert {told.kind for told in analysis.changes(view, date(2031, 5, 4)).told} == set()


def test_a_correction_is_told_where_its_document_belongs(known: Store):
    corrected = ferry()[0].document.id
    at = datetime(2031, 6, 1, tzinfo=UTC)
    known.writer().correct(corrected, Accept("p1"), by="Mara", at=at)

    def told(name: str) -> list[str]:
        found = analysis.changes(known.view().within(name), date(2031, 6, 1)).told
        return [change.sentence for each in found for change in each.changes]

    assert told("cheese") == []
    assert [sentence[:30] for sentence in told("ferry")] == ["Mara accepted the position at “"[:30]]


def test_the_negotiations_of_some_documents_are_named_with_those_that_bear_on_them(known: Store):
    some = {cheese()[0].document.id, nothing().document.id}
    ((name, here),) = known.view().negotiations_among(some).items()
    assert here == {cheese()[0].document.id}
    assert known.view().negotiations_of_ids([name])[0].name.startswith("Norland – Sudmark")


def test_its_stories_are_those_that_one_of_its_documents_carries(store: Store):
    for text in (*CHEESE_TEXTS, *FERRY_TEXTS):
        for outlet in ("Meridian Wire", "Quayside Post"):
            store.writer().file(report(text, "2031-05-01", outlet=outlet), "model 1")
    everything = store.view().copied_stories()
    found = [store.view().within(name).copied_stories() for name in ("cheese", "ferry")]
    assert [len(of_one) for of_one in found] == [len(CHEESE_TEXTS), len(FERRY_TEXTS)]
    assert sorted((s for of_one in found for s in of_one), key=lambda s: s.id) == everything
