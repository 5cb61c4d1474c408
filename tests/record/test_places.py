"""Where places lie, and what is told to have been there."""

from __future__ import annotations

from datetime import date

import msgspec
import pytest

from communique.documents.document import ReadDocument
from communique.findings import Location
from communique.record import Days, Places, Store
from tests.builders import read_document
from tests.record.told import denied, met

QUAY, HILL = Location(12.0, -31.0, "charts"), Location(14.0, -28.0, "charts")
IN_EASTVALE = met("Norland and Sudmark met in Eastvale.", "2031-05-03", place="e3")
AGAIN = met("Norland and Sudmark met in Eastvale again.", "2031-05-09", place="e3")
NAMED = met("Norland and Sudmark met. Eastvale is quiet.", "2031-05-01")


def lying(read: ReadDocument, name: str, at: Location) -> ReadDocument:
    """Return a report in which a place lies somewhere."""
    entities = tuple(
        msgspec.structs.replace(each, location=at) if each.name == name else each
        for each in read.findings.entities
    )
    findings = msgspec.structs.replace(read.findings, entities=entities)
    return msgspec.structs.replace(read, findings=findings)


def asked(store: Store, *reads: ReadDocument, days: Days | None = None, limit: int = 9) -> Places:
    for read in reads:
        store.writer().file(read, "model 1")
    return store.view().places(days or Days(), limit)


def test_a_place_has_the_events_that_are_told_to_be_there(store: Store):
    found = asked(store, lying(IN_EASTVALE, "Eastvale", QUAY), lying(AGAIN, "Eastvale", QUAY))
    (place,) = found.scenes
    assert (place.name, place.location, place.events, place.stories) == ("Eastvale", QUAY, 2, 2)
    assert [h.date and h.date.start for h in place.happenings] == [
        date(2031, 5, 9), date(2031, 5, 3),
    ]  # fmt: skip
    assert {e.words for e in place.evidence} == {"met"}
    assert (found.of_scenes, found.named, found.unknown) == (1, (), 0)


def test_a_place_that_is_only_named_leads_to_its_name(store: Store):
    (place,) = asked(store, lying(NAMED, "Eastvale", HILL)).named
    assert (place.events, place.stories, place.happenings) == (0, 1, ())
    assert [e.words for e in place.evidence] == ["Eastvale"]


def test_copies_of_one_report_count_once(store: Store):
    one = lying(IN_EASTVALE, "Eastvale", QUAY)
    copy = read_document(
        one.document.text,
        outlet="Coast Wire",
        published="2031-05-04",
        entities=one.findings.entities,
        events=one.findings.events,
    )
    (place,) = asked(store, one, copy).scenes
    assert store.view().count() == 2
    assert place.stories == 1


def test_where_documents_differ_most_of_them_are_heeded_and_the_others_counted(store: Store):
    other = met("Norland and Sudmark met in Eastvale, too.", "2031-05-05", place="e3")
    (place,) = asked(
        store,
        lying(IN_EASTVALE, "Eastvale", QUAY),
        lying(AGAIN, "Eastvale", QUAY),
        lying(other, "Eastvale", HILL),
    ).scenes
    assert (place.location, place.elsewhere) == (QUAY, 1)


def test_a_place_that_lies_nobody_knows_where_is_counted_not_drawn(store: Store):
    found = asked(store, IN_EASTVALE)
    assert (found.scenes, found.named, found.unknown) == ((), (), 1)


@pytest.mark.parametrize(
    ("days", "events"),
    [
        (Days(first=date(2031, 5, 5)), 1),
        (Days(last=date(2031, 5, 5)), 1),
        (Days(actor="Norland"), 2),
        (Days(type="CONSULT"), 2),
        (Days(type="ASSAULT"), 0),
        (Days(actor="Westmark"), 0),
    ],
)
def test_events_are_singled_out_as_in_the_timeline(store: Store, days: Days, events: int):
    reads = [lying(read, "Eastvale", QUAY) for read in (IN_EASTVALE, AGAIN)]
    found = asked(store, *reads, lying(denied(), "Norland", HILL), days=days)
    assert sum(place.events for place in found.scenes) == events
    assert found.named == ()


def test_the_limit_leaves_the_most_reported(store: Store):
    far = met("Norland and Sudmark met at Norland.", "2031-05-20", place="e1")
    reads = [lying(read, "Eastvale", QUAY) for read in (IN_EASTVALE, AGAIN)]
    found = asked(store, lying(far, "Norland", HILL), *reads, limit=1)
    assert [place.name for place in found.scenes] == ["Eastvale"]
    assert found.of_scenes == 2


def test_without_a_period_or_a_name_the_latest_documents_are_looked_in(
    store: Store, monkeypatch: pytest.MonkeyPatch
):
    monkeypatch.setattr("communique.record.places.LOOKED_IN", 1)
    reads = [lying(read, "Eastvale", QUAY) for read in (IN_EASTVALE, AGAIN)]
    found = asked(store, *reads)
    assert (found.scenes[0].events, found.looked_in) == (1, 1)
    for days in (Days(first=date(2031, 5, 1)), Days(actor="Norland")):
        found = asked(store, days=days)
        assert (found.scenes[0].events, found.looked_in) == (2, None)


def test_a_negotiation_has_its_own_places(store: Store):
    store.writer().file(lying(IN_EASTVALE, "Eastvale", QUAY), "model 1")
    later = store.view().published(date(2031, 6, 1), None)
    assert later.places(Days(), 9) == Places((), (), 0, 0, 0)
