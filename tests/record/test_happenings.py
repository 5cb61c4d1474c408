"""Events of all documents of a record, those that several tell merged."""

from __future__ import annotations

from datetime import date

import pytest
from sqlalchemy import select

from communique.documents.document import ReadDocument
from communique.matching.model import Happening
from communique.record import Days, Store
from communique.record.happening_tables import TABLES
from tests.oracle.coverage import survey
from tests.oracle.timeline import find_happenings
from tests.record.told import denied, met

IN_EASTVALE = met("Norland and Sudmark met in Eastvale.", "2031-05-03", place="e3")
HELD_TALKS = met("Sudmark and Norland held talks there.", "2031-05-03", words="held talks")
ENVOY = met("Anna Brandt of Norland met Sudmark.", "2031-05-03", actors=("e4", "e2"))
EARLIER = met("Norland and Sudmark met before.", "2031-05-01")
DURING = met("Norland and Sudmark were meeting.", "2031-05-02/2031-05-03", words="meeting")
READS = [IN_EASTVALE, HELD_TALKS, ENVOY, EARLIER, denied()]


ORDERS = ((0, 1, 2, 3), (3, 2, 1, 0), (2, 0, 3, 1), (1, 3, 0, 2), (3, 0, 2, 1))


def filed(store: Store, *reads: ReadDocument) -> tuple[Happening, ...]:
    for read in reads:
        store.writer().file(read, "model 1")
    return store.view().timeline(Days()).happenings


def rows(store: Store) -> dict[str, set[tuple[object, ...]]]:
    with store.view()._database.reading() as connection:
        return {t.name: {tuple(r) for r in connection.execute(select(t))} for t in TABLES}


def test_a_meeting_that_several_reports_tell_is_one_with_all_versions(store: Store):
    (meeting,) = filed(store, IN_EASTVALE, HELD_TALKS, ENVOY)
    assert meeting.place is not None
    assert (meeting.place.name, meeting.exact, meeting.stories) == ("Eastvale", True, 3)
    assert sorted(e.words for e in meeting.evidence) == ["held talks", "met", "met"]


def test_a_denial_stands_beside_the_report(store: Store):
    (meeting,) = filed(store, HELD_TALKS, denied())
    assert meeting.disputed
    assert [version.status for version in meeting.versions] == ["happened", "denied"]


def test_the_record_says_of_events_what_analysis_says_of_the_same_documents(store: Store):
    ours = filed(store, *READS)
    theirs = find_happenings(survey(READS))
    assert [h.sentence for h in ours] == [h.sentence for h in theirs]


def test_the_order_of_filing_changes_nothing():
    reads, states = [IN_EASTVALE, ENVOY, DURING, EARLIER], []
    with Store.throwaway() as store:
        for order in ORDERS:
            filed(store, *(reads[place] for place in order))
            states.append(rows(store))
            for read in reads:
                store.writer().remove(read.document.id)
            assert not any(rows(store).values())
    assert all(state == states[0] for state in states)
    assert len(states[0]["happening"]) < 4


@pytest.mark.parametrize("gone", READS, ids=lambda read: read.document.text[:12])
def test_what_is_left_after_a_removal_is_as_if_the_document_had_never_been(gone: ReadDocument):
    with Store.throwaway() as store, Store.throwaway() as without:
        filed(store, *READS)
        store.writer().remove(gone.document.id)
        filed(without, *(read for read in READS if read is not gone))
        assert rows(store) == rows(without)


@pytest.mark.parametrize(
    ("days", "number"),
    [
        (Days(first=date(2031, 5, 2)), 1),
        (Days(last=date(2031, 5, 2)), 1),
        (Days(first=date(2031, 5, 1), last=date(2031, 5, 3)), 2),
        (Days(actor="brandt"), 1),
        (Days(actor="Westhaven"), 0),
        (Days(type="CONSULT"), 2),
        (Days(type="ASSAULT"), 0),
    ],
)
def test_events_are_chosen_by_day_actor_and_type(store: Store, days: Days, number: int):
    filed(store, ENVOY, EARLIER, met("Norland and Sudmark met, some day.", None))
    found = store.view().timeline(days)
    assert (len(found.happenings), found.of) == (number, number)


def test_of_many_events_the_latest_are_given_in_order(store: Store):
    filed(store, ENVOY, EARLIER, met("Norland and Sudmark met first.", "2031-04-01"))
    found = store.view().timeline(Days(), 2)
    assert [h.date.start.day for h in found.happenings if h.date and h.date.start] == [1, 3]
    assert found.of == 3


def test_an_event_that_many_reports_tell_leaves_room_for_those_before_it(store: Store):
    many = [met(f"Norland and Sudmark met, says {i}.", "2031-05-09") for i in range(30)]
    filed(store, EARLIER, *many)
    view = store.view()
    sides = [actor.id for actor in view.actors() if actor.name in {"Norland", "Sudmark"}]
    for wanted in (view.latest_of(["CONSULT"], 8, sides), view.latest_of(["CONSULT"], 8)):
        assert len(wanted) == 2
