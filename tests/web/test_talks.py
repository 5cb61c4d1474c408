"""The state of the talks, and what is new in it."""

from __future__ import annotations

from datetime import date

from communique.record import Store
from communique.web.talks import Desk
from tests.brief.coverage import coverage
from tests.builders import entity, event, position, read_document, role, span
from tests.web.serving import filed


def report(text: str, published: str, words: str, stance: str, **more: object) -> object:
    """Return a report of what Norland says of the captives."""
    return read_document(
        text,
        published=published,
        ref=f"{published}.txt",
        entities=[entity("e1", "Norland", "place", in_text=text)],
        positions=[position("p1", "e1", stance, "release of captives", span(text, words))],  # type: ignore[arg-type]
        talks=[role("e1", "party", span(text, "Norland"))],
        **more,  # type: ignore[arg-type]
    )


def test_an_empty_record_has_no_talks(record: Store) -> None:
    talks = Desk(record).talks()
    assert (talks.documents, talks.as_of, talks.rows, talks.ahead) == (0, None, (), ())
    assert Desk(record).changed_since(date(2031, 1, 1)) == ()


def test_the_latest_day_is_that_of_the_latest_report(full: Store) -> None:
    talks = Desk(full).talks()
    days = [d.published for d in full.view().documents() if d.published]
    assert talks.as_of == max(days)
    assert [actor.name for actor in talks.columns] == ["Norland", "Sudmark"]
    assert all(len(row.cells) == len(talks.columns) for row in talks.rows)


def test_what_is_filed_is_seen_at_once(record: Store) -> None:
    desk = Desk(record)
    assert desk.talks().documents == 0
    filed(record, *coverage())
    assert desk.talks().documents == len(coverage())


def test_only_what_was_first_published_after_the_day_is_new(record: Store) -> None:
    filed(
        record,
        report("Norland refuses to free captives.", "2031-05-06", "to free captives", "refuse"),  # type: ignore[arg-type]
        report("Norland offers to free captives.", "2031-05-09", "to free captives", "offer"),  # type: ignore[arg-type]
    )
    desk = Desk(record)
    (moved,) = desk.changed_since(date(2031, 5, 6))
    assert (moved.kind, moved.published) == ("moved", date(2031, 5, 9))
    assert {change.published for change in desk.changed_since(date(2031, 5, 1))} == {
        date(2031, 5, 6),
        date(2031, 5, 9),
    }
    assert desk.changed_since(date(2031, 5, 9)) == ()


def test_what_is_planned_for_a_later_day_is_still_to_come(record: Store) -> None:
    text = "Norland and Sudmark will meet on Friday. They met on Monday."
    read = read_document(
        text,
        published="2031-05-06",
        entities=[
            entity("e1", "Norland", "place", in_text=text),
            entity("e2", "Sudmark", "place", in_text=text),
        ],
        events=[
            event("v1", "CONSULT", span(text, "meet"), actors=["e1"], recipients=["e2"],
                  status="planned", date="2031-05-09"),
            event("v2", "CONSULT", span(text, "met"), actors=["e1"], recipients=["e2"],
                  date="2031-05-05"),
        ],
    )  # fmt: skip
    filed(record, read)
    (coming,) = Desk(record).talks().ahead
    assert coming.date is not None
    assert coming.date.start == date(2031, 5, 9)


def test_a_document_without_a_date_belongs_to_no_period(full: Store) -> None:
    desk = Desk(full)
    whole = {s.document.ref for s in desk.brief(None, None, 0.3).sources}
    period = {s.document.ref for s in desk.brief(date(1, 1, 1), date(9999, 1, 1), 0.3).sources}
    assert "radio.txt" in whole
    assert "radio.txt" not in period
