"""What has changed since a day."""

from __future__ import annotations

from datetime import UTC, date, datetime

import pytest

from communique.documents.document import ReadDocument
from communique.record import Reject, Store
from communique.record.changes import Told
from tests.record.told import denied, met, toll

SINCE = date(2031, 5, 6)
MEETING = met("Norland and Sudmark met.", "2031-05-03", published="2031-05-04")
OLD = toll("Norland", "31", 31, "2031-05-05")


@pytest.fixture
def known(store: Store) -> Store:
    for read in (
        MEETING,
        OLD,
        denied("2031-05-06"),
        met("Norland and Sudmark met again.", "2031-05-07", published="2031-05-08"),
        toll("Sudmark", "52", 52, "2031-05-06"),
        toll("Norland", "47", 47, "2031-05-09"),
        toll("Norland", "60", 60, None, ref="undated.txt"),
    ):
        store.writer().file(read, "model 1")
    return store


def told(store: Store, kind: str, since: date = SINCE) -> Told | None:
    found = store.view().changes(since).told
    return next((each for each in found if each.kind == kind), None)


def test_an_event_is_new_where_no_report_told_it_before(known: Store):
    new = told(known, "event")
    assert new is not None
    assert [change.published for change in new.changes] == [date(2031, 5, 8)]


def test_a_denial_of_what_was_reported_contradicts_it(known: Store):
    new = told(known, "denial")
    assert new is not None
    (change,) = new.changes
    assert (new.section, change.published) == ("contradicted", date(2031, 5, 6))
    assert "is denied by Sudmark" in change.sentence
    assert told(known, "denial", date(2031, 5, 7)) is None


def test_a_voice_that_gives_another_number_has_moved(known: Store):
    moved = told(known, "revision")
    assert moved is not None
    (change,) = moved.changes
    assert change.sentence == (
        "People killed (Eastvale): “31” (Norland, 2031-05-05); then “47” (Norland, 2031-05-09)."
    )
    assert [e.words for e in change.evidence] == ["31", "47"]


def test_a_count_that_excludes_an_older_one_contradicts_it(known: Store):
    now = told(known, "disagreement")
    assert now is not None
    (change,) = now.changes
    assert (now.section, change.published) == ("contradicted", date(2031, 5, 6))
    assert "exclude each other" in change.sentence


def test_figures_published_since_are_new_the_latest_first(known: Store):
    new = told(known, "figure")
    assert new is not None
    assert [change.evidence[0].words for change in new.changes] == ["47", "52"]


def test_what_a_person_corrected_since_is_told_by_the_day_of_the_correction(known: Store):
    day = datetime(2031, 5, 7, tzinfo=UTC)
    known.writer().correct(OLD.document.id, Reject("f1"), by="Mara", at=day)
    new = told(known, "correction")
    assert new is not None
    assert new.section == "corrected"
    assert new.changes[0].sentence == "Mara rejected the figure at “31”, 2031-05-07."


def test_documents_without_a_date_are_named_apart_and_are_no_change(known: Store):
    found = known.view().changes(SINCE)
    assert [document.ref for document in found.undated] == ["undated.txt"]
    assert found.documents == 4
    shown = [e.words for each in found.told for change in each.changes for e in change.evidence]
    assert "60" not in shown


def test_more_is_counted_than_shown_where_so_many_are_asked_for(known: Store):
    found = known.view().changes(date(2031, 1, 1), 1)
    figures = next(each for each in found.told if each.kind == "figure")
    assert (len(figures.changes), figures.of) == (1, 3)


@pytest.mark.parametrize(
    ("limit", "shown", "of", "at_least"),
    [(1, 1, 2, True), (2, 2, 2, True), (3, 3, 3, False), (None, 3, 3, False)],
)
def test_what_takes_long_to_count_is_counted_up_to_a_number_or_to_what_is_shown(
    known: Store, monkeypatch: pytest.MonkeyPatch, limit, shown, of, at_least
):
    monkeypatch.setattr("communique.record.changes._COUNTED", 2)
    found = known.view().changes(date(2031, 1, 1), limit)
    figures = next(each for each in found.told if each.kind == "figure")
    assert (len(figures.changes), figures.of, figures.at_least) == (shown, of, at_least)


def test_where_nothing_is_new_nothing_is_told(known: Store):
    assert known.view().changes(date(2032, 1, 1)).told == ()


def copied(words: str, value: float, published: str, outlet: str, **more: object) -> ReadDocument:
    """Return a report that several outlets carry alike."""
    return toll("Norland", words, value, published, outlet=outlet, **more)


def test_figures_that_a_copy_of_an_older_report_repeats_are_not_new(store: Store):
    for read in (
        copied("31", 31, "2031-05-05", "Meridian Wire"),
        copied("31", 31, "2031-05-06", "Quayside Post"),
    ):
        store.writer().file(read, "model 1")
    assert store.view().changes(date(2031, 5, 5)).told[0].of == 1
    assert store.view().changes(SINCE).told == ()


def test_a_copy_adds_no_contradiction_and_no_movement(store: Store):
    for read in (
        copied("31", 31, "2031-05-05", "Meridian Wire"),
        copied("31", 31, "2031-05-05", "Quayside Post"),
        toll("Sudmark", "52", 52, "2031-05-06"),
        copied("47", 47, "2031-05-09", "Meridian Wire"),
        copied("47", 47, "2031-05-09", "Quayside Post"),
    ):
        store.writer().file(read, "model 1")
    (against,) = (told(store, kind) for kind in ["disagreement"])
    (moved,) = (told(store, kind) for kind in ["revision"])
    assert against is not None
    assert moved is not None
    assert [change.sentence for change in moved.changes] == [
        "People killed (Eastvale): “31” (Norland, 2031-05-05); then “47” (Norland, 2031-05-09)."
    ]
    assert against.of == len({change.sentence for change in against.changes})
