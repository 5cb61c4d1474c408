import pytest

from communique.matching.event_words import noun
from communique.matching.happenings import contacts, timeline
from tests.builders import attribution, entity, event, read_document, role, span
from tests.filed import analyse
from tests.oracle.coverage import survey
from tests.oracle.timeline import find_happenings

NAMES = {"Norland": "e1", "Sudmark": "e2", "Eastvale": "e3", "Anna Brandt": "e4"}


def report(text: str, *events, published="2031-05-04", **more):
    entities = []
    for name, id_ in NAMES.items():
        if name in text:
            kind = "person" if " " in name else "place"
            of = {"affiliation": "e1"} if name == "Anna Brandt" and "Norland" in text else {}
            entities.append(entity(id_, name, kind, span(text, name), **of))
    talks = [role(e.id, "party", e.mentions[0]) for e in entities if e.id in {"e1", "e2"}]
    return read_document(
        text, entities=entities, events=events, talks=talks, published=published, **more
    )


def met(text: str, date: str | None, *, words="met", actors=("e1", "e2"), **more):
    return report(text, event("v1", "CONSULT", span(text, words), actors=actors, date=date, **more))


def happenings(*read):
    return find_happenings(survey(read))


def test_a_meeting_that_two_reports_tell_is_one_with_both_versions():
    found = happenings(
        met("Norland and Sudmark met in Eastvale.", "2031-05-03", place="e3"),
        met("Sudmark and Norland held talks there.", "2031-05-03", words="held talks"),
    )
    (meeting,) = found
    assert meeting.place is not None
    assert (meeting.place.name, meeting.exact, meeting.stories) == ("Eastvale", True, 2)
    assert sorted(e.words for e in meeting.evidence) == ["held talks", "met"]


def test_another_day_another_place_or_other_people_make_another_event():
    found = happenings(
        met("Norland and Sudmark met.", "2031-05-03"),
        met("Norland and Sudmark met again.", "2031-05-01"),
        met("Anna Brandt met Sudmark.", "2031-05-03", actors=("e4", "e2")),
    )
    assert len(found) == 3


def test_a_person_may_stand_for_the_side():
    found = happenings(
        met("Norland and Sudmark met.", "2031-05-03"),
        met("Anna Brandt of Norland met Sudmark.", "2031-05-03", actors=("e4", "e2")),
    )
    assert len(found) == 1


def test_a_denial_stands_beside_the_report():
    text = "Sudmark denied that it and Norland met."
    denied = report(
        text,
        event("v1", "CONSULT", span(text, "met"), actors=["e1", "e2"], date="2031-05-03",
              status="denied", attribution="a1"),
        attributions=[attribution("a1", span(text, "it and Norland met"), speaker="e2")],
    )  # fmt: skip
    (meeting,) = happenings(met("Norland and Sudmark met.", "2031-05-03"), denied)
    assert meeting.disputed
    assert meeting.sentence == (
        "Talks: Norland and Sudmark, on 2031-05-03: “met” is denied by Sudmark; “met” is reported."
    )


def test_later_tellings_in_one_report_are_one_event():
    text = "Norland and Sudmark met. The meeting in Eastvale was short."
    read = report(
        text,
        event("v1", "CONSULT", span(text, "met"), actors=["e1", "e2"]),
        event("v2", "CONSULT", span(text, "meeting"), place="e3", date="2031-05-03", same_as="v1"),
    )
    (meeting,) = happenings(read)
    assert meeting.date is not None
    assert [a.name for a in meeting.actors] == ["Norland", "Sudmark"]


def test_undated_events_of_two_reports_stay_apart_and_out_of_the_timeline():
    found = happenings(
        met("Norland and Sudmark met.", None), met("Norland and Sudmark met, then.", None)
    )
    assert (len(found), timeline(found), len(contacts(found))) == (2, (), 2)


def test_contacts_come_latest_first():
    found = happenings(
        met("Norland and Sudmark met once.", "2031-05-01"),
        met("Norland and Sudmark met twice.", "2031-05-03"),
    )
    assert [c.date.start.day for c in contacts(found)] == [3, 1]


def truce():
    text = "Norland and Sudmark began a truce on 1 May."
    return report(
        text,
        event("v1", "RETREAT", span(text, "truce"), mode="ceasefire", actors=["e1", "e2"],
              date="2031-05-01"),
    )  # fmt: skip


def test_an_attack_after_a_truce_is_told_as_reported():
    text = "Sudmark shelled Norland on Friday."
    attack = report(
        text,
        event("v1", "ASSAULT", span(text, "shelled"), actors=["e2"], recipients=["e1"],
              date="2031-05-02"),
        outlet="Eastvale Herald",
    )  # fmt: skip
    (line,) = analyse([truce(), attack]).standing.broken
    assert line.sentence == (
        "After the ceasefire reported on 2031-05-01 (Norland, Sudmark): Attack: Sudmark – Norland, "
        "on 2031-05-02: “shelled” is reported (reported by Eastvale Herald)."
    )


def test_an_attack_before_a_truce_breaks_nothing():
    text = "Sudmark shelled Norland in April."
    attack = report(
        text,
        event("v1", "ASSAULT", span(text, "shelled"), actors=["e2"], recipients=["e1"],
              date="2031-04-20"),
    )  # fmt: skip
    assert analyse([truce(), attack]).standing.broken == ()


@pytest.mark.parametrize(
    ("day", "status"),
    [
        (None, "happened"),
        ("2031-05-02", "denied"),
        ("2031-05-02", "planned"),
        ("2031-05-01", "happened"),
    ],
)
def test_what_is_not_told_as_done_after_a_truce_breaks_nothing(day: str | None, status: str):
    text = "Sudmark shelled Norland."
    attack = report(
        text,
        event("v1", "ASSAULT", span(text, "shelled"), actors=["e2"], recipients=["e1"], date=day,
              status=status),
    )  # fmt: skip
    assert analyse([truce(), attack]).standing.broken == ()


def test_an_accusation_of_a_breach_is_told_as_the_word_of_the_accuser():
    text = "Norland accused Sudmark of violating the truce."
    accusation = report(
        text,
        event("v1", "ACCUSE", span(text, "accused"), actors=["e1"], recipients=["e2"],
              date="2031-05-03"),
    )  # fmt: skip
    standing = analyse([truce(), accusation]).standing
    assert len(standing.broken) == 1
    assert [line.happening.type for line in standing.agreed] == ["RETREAT"]


def test_what_one_side_alone_agrees_to_may_be_a_pledge():
    text = "Norland and Sudmark agreed to talk."

    def sentence(*actors):
        (found,) = happenings(
            report(text, event("v1", "AGREE", span(text, "agreed"), actors=actors))
        )
        return found.sentence

    assert sentence("e1").startswith("Pledge or agreement: Norland")
    assert sentence("e1", "e2").startswith("Agreement: Norland and Sudmark")


def test_an_offer_is_called_one_and_not_listed_as_agreed():
    text = "Norland made an offer to Sudmark."
    offer = event("v1", "AGREE", span(text, "made an offer"), actors=("e1",), recipients=("e2",))
    taken = "Norland accepted the offer of Sudmark."
    deal = event("v1", "AGREE", span(taken, "accepted the offer"), actors=("e1",))
    standing = analyse([report(text, offer), report(taken, deal)]).standing
    assert [line.happening.versions[0].words for line in standing.agreed] == ["accepted the offer"]
    assert {line.sentence.split(":")[0] for line in standing.latest} == {
        "Offer", "Pledge or agreement"
    }  # fmt: skip


def test_an_offer_and_what_comes_of_it_are_two_events():
    texts = {"proposed": "Norland proposed a truce.", "agreed": "Norland agreed to a truce."}
    found = happenings(*(
        report(text, event("v1", "AGREE", span(text, words), actors=("e1",), date="2031-05-03"))
        for words, text in texts.items()
    ))  # fmt: skip
    assert len(found) == 2


@pytest.mark.parametrize(
    ("words", "name"),
    [
        ("tendered for", "offer"),
        ("made a formal proposal", "offer"),
        ("backed the proposal", "agreement"),
        ("took up the offer", "agreement"),
        ("returned to the table", "agreement"),
        ("pledged", "pledge"),
        ("pledged to continue", "pledge"),
        ("offered to resume talks", "offer"),
        ("proposal accepted", "agreement"),
        ("signed", "agreement"),
    ],
)
def test_what_an_agreement_is_called_goes_by_its_words(words: str, name: str):
    assert noun("AGREE", None, 2, [words]) == name


@pytest.mark.parametrize(
    ("words", "agreed"),
    [
        ("reached a deal", True),
        ("took up the offer", True),
        ("pledged", True),
        ("sent the ministry", False),  # a counter-offer
        ("unsolicited", False),
        ("unveiled a plan", False),
    ],
)
def test_what_is_listed_as_agreed_says_so(words: str, agreed: bool):
    text = f"Norland {words}, as Sudmark was told."
    read = report(text, event("v1", "AGREE", span(text, words), actors=["e1"], recipients=["e2"]))
    assert bool(analyse([read]).standing.agreed) == agreed
