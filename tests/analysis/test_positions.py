import pytest

from communique.analysis.stance import opens_itself
from tests.analysis.reporting import GO_ON, NO_RELEASE, report
from tests.builders import attribution, figure, position, read_document, span
from tests.oracle.coverage import survey
from tests.oracle.positions import find_positions


def test_positions_stand_side_by_side_latest_first():
    read = [
        report("Norland wants a truce with Sudmark.",
               ("Norland", "demand", "truce", "a truce"), published="2031-05-01"),
        report("Norland now wants a lasting ceasefire with Sudmark.",
               ("Norland", "demand", "ceasefire", "a lasting ceasefire"), published="2031-05-03"),
        report("Sudmark would consider a ceasefire with Norland.",
               ("Sudmark", "open", "ceasefire", "a ceasefire"), published="2031-05-02"),
    ]  # fmt: skip
    (issue,) = find_positions(survey(read)).issues
    assert issue.name == "ceasefire"
    assert [(c.party.name, [s.words for s in c.stands]) for c in issue.parties] == [
        ("Norland", ["a lasting ceasefire", "a truce"]),
        ("Sudmark", ["a ceasefire"]),
    ]


def test_sharing_one_word_of_two_does_not_make_one_issue():
    read = report(
        "Norland seeks the release of captives and Sudmark the release of funds.",
        ("Norland", "demand", "release of captives", "the release of captives"),
        ("Sudmark", "demand", "release of funds", "the release of funds"),
    )
    assert len(find_positions(survey([read])).issues) == 2


def test_a_position_of_a_person_counts_for_the_side_and_names_the_speaker():
    read = report(
        "Anna Brandt of Norland asked Sudmark for a truce.",
        ("Anna Brandt", "demand", "truce", "a truce"),
    )
    (issue,) = find_positions(survey([read])).issues
    (stand,) = issue.parties[0].stands
    assert (stand.party.name, stand.holder.name) == ("Norland", "Anna Brandt")


def test_conditions_that_wait_on_each_other_are_a_sticking_point():
    (point,) = find_positions(survey([report(*NO_RELEASE), report(*GO_ON)])).sticking_points
    assert point.ground == "conditions"
    assert point.sentence == (
        "On release of captives and military offensive: Norland refused “free any more captives”, "
        "“until the Sudmark shelling stops”, as reported; Sudmark refused, in the words “continue "
        "its offensive”, “until complete victory”, as reported. "
        "As reported, one waits on what the other does not grant."
    )
    assert [e.words for e in point.evidence if "captives" in e.words] == [
        "free any more captives until the Sudmark shelling stops"
    ]


def test_a_demand_that_the_other_side_turns_down_is_a_sticking_point():
    read = [
        report("Norland demands a permanent ceasefire from Sudmark.",
               ("Norland", "demand", "permanent ceasefire", "a permanent ceasefire")),
        report("Sudmark rejected a permanent ceasefire with Norland.",
               ("Sudmark", "reject", "permanent ceasefire", "a permanent ceasefire")),
    ]  # fmt: skip
    (point,) = find_positions(survey(read)).sticking_points
    assert (point.ground, point.one.party.name, point.other.party.name) == (
        "stances", "Norland", "Sudmark")  # fmt: skip


def test_a_side_that_has_since_accepted_is_no_longer_stuck():
    read = [
        report("Norland demands a ceasefire from Sudmark.",
               ("Norland", "demand", "ceasefire", "a ceasefire"), published="2031-05-01"),
        report("Sudmark rejected a ceasefire with Norland.",
               ("Sudmark", "reject", "ceasefire", "a ceasefire"), published="2031-05-02"),
        report("Sudmark accepted a ceasefire with Norland.",
               ("Sudmark", "accept", "ceasefire", "a ceasefire"), published="2031-05-06"),
    ]  # fmt: skip
    found = find_positions(survey(read))
    assert found.sticking_points == ()
    (movement,) = found.movements
    assert movement.kind == "stance"
    assert movement.sentence == (
        "Sudmark rejected “a ceasefire”, as reported (2031-05-02); then: "
        "Sudmark accepted “a ceasefire”, as reported (2031-05-06)."
    )


def test_an_undated_report_moves_nobody():
    read = [
        report("Sudmark rejected a ceasefire with Norland.",
               ("Sudmark", "reject", "ceasefire", "a ceasefire"), published=None),
        report("Sudmark accepted a ceasefire with Norland.",
               ("Sudmark", "accept", "ceasefire", "a ceasefire")),
    ]  # fmt: skip
    found = find_positions(survey(read))
    assert found.movements == ()
    assert len(found.issues[0].parties[0].undated) == 1


def test_amounts_that_are_apart_are_a_sticking_point_and_a_new_amount_is_movement():
    def pay(party: str, stance: str, percent: int, published: str):
        text = f"{party} put a rise of {percent} percent on the table; Norland and Sudmark met."
        at = span(text, f"{percent} percent")
        return report(
            text,
            (party, stance, "pay", f"a rise of {percent} percent"),
            published=published,
            figures=[figure("f1", at, value=percent, unit="percent")],
        )

    found = find_positions(survey([
        pay("Norland", "demand", 9, "2031-05-01"),
        pay("Norland", "demand", 7, "2031-05-03"),
        pay("Sudmark", "offer", 3, "2031-05-02"),
    ]))  # fmt: skip
    assert [m.kind for m in found.movements] == ["figure"]
    (point,) = found.sticking_points
    assert (point.ground, point.one.words, point.other.words) == (
        "figures", "a rise of 7 percent", "a rise of 3 percent")  # fmt: skip


def test_a_changed_condition_is_movement():
    def offer(words: str, published: str):
        text = f"Norland offers a truce {words}. Sudmark is silent."
        terms = ("Norland", "offer", "truce", "a truce", words, "if")
        return report(text, terms, published=published)

    found = find_positions(survey([
        offer("if captives return", "2031-05-01"), offer("if the border opens", "2031-05-04")
    ]))  # fmt: skip
    assert [m.kind for m in found.movements] == ["condition"]


def test_whose_word_a_position_is_stands_in_the_sentence():
    text = "Anna Brandt of Norland said Sudmark refuses a truce. Norland demands a truce now."
    at = attribution("a1", span(text, "Sudmark refuses a truce"), speaker="e3",
                     source=span(text, "Anna Brandt"), cue=span(text, "said"))  # fmt: skip
    read = report(
        text,
        ("Sudmark", "refuse", "truce", "a truce"),
        ("Norland", "demand", "truce", "a truce now"),
    )
    first, second = read.findings.positions
    entities = read.findings.entities
    read = read_document(
        text, entities=entities, talks=read.findings.talks, attributions=[at],
        positions=[position("p1", first.party, "refuse", "truce", first.what, attribution="a1"),
                   second],
    )  # fmt: skip
    (point,) = find_positions(survey([read])).sticking_points
    assert "Sudmark refused “a truce”, according to Anna Brandt" in point.sentence


def test_a_refusal_that_is_quoted_with_its_not_is_not_turned_round():
    read = [
        report("Norland would not open the border with Sudmark.",
               ("Norland", "refuse", "border", "not open the border")),
        report("Sudmark asked Norland to open the border.",
               ("Sudmark", "demand", "border", "open the border")),
    ]  # fmt: skip
    (point,) = find_positions(survey(read)).sticking_points
    assert point.sentence == (
        "On border: Sudmark demanded “open the border”, as reported; Norland refused, in the words "
        "“not open the border”, as reported. As reported, the two exclude each other."
    )


@pytest.mark.parametrize(
    ("condition", "opens"),
    [
        ("until the shelling stops", True),
        ("provided that talks go on", True),
        ("in return for 150 prisoners", True),
        ("without guarantees", True),
        ("150 prisoners", False),
    ],
)
def test_a_condition_that_opens_itself_takes_no_other_word(condition: str, opens: bool):
    assert opens_itself(condition) == opens
