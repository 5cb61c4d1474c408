"""How the parties move and where they are stuck, asked of a record."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, timedelta

import pytest

from communique.analysis.bargaining import deadlocks, movements, sticking_points
from communique.analysis.layout import Scope
from communique.analysis.overview import overview
from communique.documents.document import ReadDocument
from communique.record import Store, View
from tests.analysis.reporting import report
from tests.builders import condition, entity, event, figure, position, read_document, role, span
from tests.oracle.coverage import survey
from tests.oracle.positions import find_positions


@pytest.fixture
def store() -> Iterator[Store]:
    with Store.throwaway() as opened:
        yield opened


def filed(store: Store, *reports: ReadDocument) -> View:
    for read in reports:
        store.writer().file(read, "model 1")
    return store.view()


def ceasefire(text: str, party: str, stance: str, published: str) -> ReadDocument:
    return report(text, (party, stance, "ceasefire", "a ceasefire"), published=published)


WANTED = ceasefire("Norland demands a ceasefire from Sudmark.", "Norland", "demand", "2031-05-01")
REJECTED = ceasefire(
    "Sudmark rejected a ceasefire with Norland.", "Sudmark", "reject", "2031-05-02"
)
ACCEPTED = ceasefire(
    "Sudmark accepted a ceasefire with Norland.", "Sudmark", "accept", "2031-05-06"
)


def pay(party: str, stance: str, percent: int, published: str) -> ReadDocument:
    text = f"{party} put a rise of {percent} percent on the table; Norland and Sudmark met."
    at = span(text, f"{percent} percent")
    return report(
        text,
        (party, stance, "pay", f"a rise of {percent} percent"),
        published=published,
        figures=[figure("f1", at, value=percent, unit="percent")],
    )


def test_movement_shows_both_positions_with_their_words(store: Store):
    view = filed(store, REJECTED, ACCEPTED, WANTED)
    (move,) = movements(view)
    found = move.movement
    assert (found.kind, found.party.name, move.issue.name) == ("stance", "Sudmark", "ceasefire")
    assert found.sentence == (
        "Sudmark rejected “a ceasefire”, as reported (2031-05-02); then: "
        "Sudmark accepted “a ceasefire”, as reported (2031-05-06)."
    )
    assert [(e.published, e.sentence) for e in found.evidence] == [
        (date(2031, 5, 2), "Sudmark rejected a ceasefire with Norland."),
        (date(2031, 5, 6), "Sudmark accepted a ceasefire with Norland."),
    ]


def test_movement_can_be_asked_for_since_a_day_and_until_one(store: Store):
    view = filed(store, REJECTED, ACCEPTED, WANTED)
    assert len(movements(view, since=date(2031, 5, 6))) == 1
    assert movements(view, since=date(2031, 5, 7)) == ()
    assert movements(view, Scope(at=date(2031, 5, 5))) == ()
    assert movements(view, Scope(party="Norland")) == ()


def test_a_new_amount_is_movement_and_amounts_apart_are_stuck(store: Store):
    view = filed(store, pay("Norland", "demand", 9, "2031-05-01"),
                 pay("Norland", "demand", 7, "2031-05-03"),
                 pay("Sudmark", "offer", 3, "2031-05-02"))  # fmt: skip
    (move,) = movements(view)
    assert move.movement.kind == "figure"
    (stuck,) = sticking_points(view)
    assert (stuck.point.one.words, stuck.point.other.words) == (
        "a rise of 7 percent", "a rise of 3 percent")  # fmt: skip
    assert stuck.last_movement == move.movement
    assert stuck.latest == date(2031, 5, 3)


def test_what_has_since_been_accepted_is_stuck_at_the_earlier_date_only(store: Store):
    view = filed(store, WANTED, REJECTED, ACCEPTED)
    assert sticking_points(view) == ()
    (stuck,) = sticking_points(view, Scope(at=date(2031, 5, 3)))
    assert (stuck.point.ground, stuck.last_movement) == ("stances", None)


def test_sticking_points_are_ranked_by_the_stories_of_the_less_heard_side(store: Store):
    def on(issue: str, party: str, stance: str, day: int) -> ReadDocument:
        return report(
            f"{party} spoke of {issue} on day {day}; Norland and Sudmark met.",
            (party, stance, issue, issue),
            published=f"2031-05-{day:02}",
        )

    view = filed(
        store,
        *(on("fishing rights", "Norland", "demand", day) for day in range(1, 6)),
        on("fishing rights", "Sudmark", "refuse", 9),
        *(on("border posts", "Norland", "demand", day) for day in (1, 2)),
        *(on("border posts", "Sudmark", "refuse", day) for day in (3, 4)),
    )
    assert [(s.issue.name, s.stories) for s in sticking_points(view)] == [
        ("border posts", 2),
        ("fishing rights", 1),
    ]


def test_the_last_movement_is_dated_only_where_all_that_was_said_meanwhile_is_known():
    def day(number: int) -> str:
        return (date(2031, 5, 1) + timedelta(days=number)).isoformat()

    def said(party: str, stance: str, number: int) -> ReadDocument:
        text = f"On day {number} {party} spoke of a ceasefire; Norland and Sudmark met."
        return ceasefire(text, party, stance, day(number))

    def last_moved(offers: int) -> date | None:
        with Store.throwaway() as store:
            view = filed(
                store,
                said("Sudmark", "reject", 0),
                *(said("Sudmark", "offer", number) for number in range(1, offers + 1)),
                said("Norland", "reject", 20),
            )
            (stuck,) = sticking_points(view)
            return stuck.last_movement.after.date if stuck.last_movement else None

    assert last_moved(offers=5) == date(2031, 5, 2)
    assert last_moved(offers=13) is None  # the first offers are not looked at


def test_parties_that_no_report_names_together_are_not_stuck_with_each_other(store: Store):
    def alone(party: str, stance: str) -> ReadDocument:
        text = f"{party} spoke of a ceasefire."
        return report(text, (party, stance, "ceasefire", "a ceasefire"))

    assert sticking_points(filed(store, alone("Norland", "demand"),
                                 alone("Sudmark", "reject"))) == ()  # fmt: skip


def test_the_record_and_loose_files_say_the_same(store: Store):
    reports = [
        WANTED,
        REJECTED,
        ACCEPTED,
        pay("Norland", "demand", 9, "2031-05-01"),
        pay("Norland", "demand", 7, "2031-05-03"),
        pay("Sudmark", "offer", 3, "2031-05-02"),
    ]
    loose = find_positions(survey(reports))
    view = filed(store, *reports)
    assert sorted(m.movement.sentence for m in movements(view)) == sorted(
        m.sentence for m in loose.movements
    )
    assert [s.point.sentence for s in sticking_points(view)] == [
        p.sentence for p in loose.sticking_points
    ]


FREE_IF = report(
    "Norland will free captives if the shelling stops, it told Sudmark.",
    ("Norland", "offer", "release of captives", "free captives",
     "if the shelling stops", "if"), published="2031-05-01",
)  # fmt: skip
STOP_AFTER = report(
    "Sudmark would stop the shelling after captives are released by Norland.",
    ("Sudmark", "offer", "shelling", "stop the shelling",
     "after captives are released", "after"), published="2031-05-03",
)  # fmt: skip


def test_conditions_that_wait_for_each_other_are_a_deadlock(store: Store):
    (deadlock,) = deadlocks(filed(store, FREE_IF, STOP_AFTER))
    assert deadlock.issues == ("shelling", "release of captives")
    assert deadlock.sentence == (
        "Sudmark offered “stop the shelling”, “after captives are released”, as reported "
        "(2031-05-03), which waits on Norland; Norland offered “free captives”, “if the shelling "
        "stops”, as reported (2031-05-01), which waits on Sudmark. As reported, each waits for "
        "another to go first."
    )
    assert {e.words for e in deadlock.evidence} == {
        "free captives", "if the shelling stops", "stop the shelling",
        "after captives are released"}  # fmt: skip
    assert deadlock.latest == date(2031, 5, 3)


def test_one_that_waits_for_nothing_breaks_the_ring(store: Store):
    free = report("Sudmark would stop the shelling of Norland.",
                  ("Sudmark", "offer", "shelling", "stop the shelling"))  # fmt: skip
    assert deadlocks(filed(store, FREE_IF, free)) == ()


def test_a_ring_of_three_is_a_deadlock(store: Store):
    def waits(party: str, does: str, terms: str) -> ReadDocument:
        text = f"{party} will {does} once {terms}; Norland, Sudmark and Eastvale met."
        names = ("Norland", "Sudmark", "Eastvale")
        at = f"once {terms}"
        return read_document(
            text,
            entities=[entity(f"e{i}", name, "place", in_text=text) for i, name in enumerate(names)],
            talks=[role(f"e{i}", "party", span(text, name)) for i, name in enumerate(names)],
            positions=[
                position("p1", f"e{names.index(party)}", "offer", does, span(text, does),
                         condition=condition(span(text, at), "after")),
            ],
        )  # fmt: skip

    view = filed(
        store,
        waits("Norland", "lift the embargo", "troops leave the valley"),
        waits("Sudmark", "pull troops from the valley", "the dam is opened"),
        waits("Eastvale", "open the dam", "the embargo is lifted"),
    )
    (deadlock,) = deadlocks(view)
    assert {stand.party.name for stand in deadlock.stands} == {"Norland", "Sudmark", "Eastvale"}
    assert deadlocks(view, Scope(party="Eastvale")) == (deadlock,)


def test_a_condition_that_someone_else_is_to_meet_is_no_deadlock(store: Store):
    text = "Norland will free captives if Eastvale stops the shelling, it told Sudmark."
    other = read_document(
        text,
        entities=[
            entity(f"e{i}", name, "place", in_text=text)
            for i, name in enumerate(("Norland", "Sudmark", "Eastvale"), 1)
        ],
        events=[event("v1", "RETREAT", span(text, "stops"), actors=["e3"])],
        positions=[
            position("p1", "e1", "offer", "release of captives", span(text, "free captives"),
                     condition=condition(span(text, "if Eastvale stops the shelling"), "if", "v1")),
        ],
        talks=[role("e1", "party", span(text, "Norland")),
               role("e2", "party", span(text, "Sudmark"))],
    )  # fmt: skip
    assert deadlocks(filed(store, other, STOP_AFTER)) == ()


def test_a_side_that_moved_holds_no_longer_what_it_held_though_the_day_is_not_told(store: Store):
    # Of the refusals only the latest are looked at: the first of them, the movement, is not.
    refused = [
        ceasefire(f"On day {day} Norland refused a ceasefire with Sudmark.", "Norland", "refuse",
                  f"2031-05-{day:02d}")
        for day in range(2, 8)
    ]  # fmt: skip
    offered = ceasefire("Norland offered Sudmark a ceasefire.", "Norland", "offer", "2031-05-01")
    rejected = ceasefire(
        "Sudmark rejected a ceasefire with Norland.", "Sudmark", "reject", "2031-05-07"
    )
    (issue,) = overview(filed(store, offered, *refused, rejected)).issues
    assert (issue.movements, issue.sticking_points) == ((), ())
