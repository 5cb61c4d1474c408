"""When an act took place, who took part, and whether it was told before."""

# ruff: noqa: E501  (a parse stands on one line for each sentence)

from __future__ import annotations

from datetime import date
from typing import Any

import msgspec

from communique.findings import Event, EventDate, Time
from communique.reading.events import find_events
from communique.reading.parsed import EventSpan
from communique.vocabulary import EventStatus
from tests import builders
from tests.reading.casting import cast
from tests.reading.parsing import span

PUBLISHED = date(2031, 5, 4)
NAMES = [("Norland", "LOC"), ("Sudmark", "LOC"), ("Eastvale", "LOC")]


def act(
    text: str, words: str, nth: int = 1, status: EventStatus = "happened", **sides: str
) -> EventSpan:
    """Return a proposed AGREE whose actors and recipients stand on words of the text."""
    actor, recipient = (
        (span(text, sides[side], nth),) if side in sides else () for side in ("actor", "recipient")
    )
    return EventSpan(span(text, words, nth), "AGREE", None, status, actor, recipient, 1.0)


def events(
    text: str, parse: str, *acts: EventSpan, times: tuple[Time, ...] = (), **document: Any
) -> tuple[Event, ...]:
    draft = cast(text, parse, NAMES, events=list(acts)).knowing(times=times)
    about = msgspec.structs.replace(draft.document, **document)
    return find_events(draft.knowing(document=about)).events


SIGNED = "On/ADP/IN/2/case Monday/PROPN/NNP/5/obl ,/PUNCT/,/5/punct Norland/PROPN/NNP/5/nsubj signed/VERB/VBD/0/root a/DET/DT/7/det pact/NOUN/NN/5/obj due/ADJ/JJ/7/amod since/ADP/IN/10/case March/PROPN/NNP/8/obl ./PUNCT/./5/punct"
SIGNED_TEXT = "On Monday , Norland signed a pact due since March ."
MONDAY = builders.time("t1", span(SIGNED_TEXT, "Monday"), "2031-04-28")
MARCH = builders.time("t2", span(SIGNED_TEXT, "March"), "2031-03-01/2031-03-31")


def test_an_act_is_dated_by_the_nearest_time_in_the_tree_not_in_the_line() -> None:
    (event,) = events(SIGNED_TEXT, SIGNED, act(SIGNED_TEXT, "signed"), times=(MARCH, MONDAY))
    assert event.date is not None
    assert (event.date.start, event.date.end) == (date(2031, 4, 28), date(2031, 4, 28))
    assert (event.date.at_start, event.date.at_end) == (MONDAY.start, MONDAY.end)


def test_a_time_that_describes_another_noun_dates_no_act() -> None:
    text = "Norland met Sudmark at the 19th-century palace ."
    parse = "Norland/PROPN/NNP/2/nsubj met/VERB/VBD/0/root Sudmark/PROPN/NNP/2/obj at/ADP/IN/7/case the/DET/DT/7/det 19th-century/ADJ/JJ/7/amod palace/NOUN/NN/2/obl ./PUNCT/./2/punct"
    century = builders.time("t1", span(text, "19th-century"), "1801-01-01/1900-12-31")
    (event,) = events(text, parse, act(text, "met"), times=(century,))
    assert event.date is None


def test_what_is_told_without_a_time_lies_no_later_than_the_day_of_publication() -> None:
    for status in ("happened", "denied", "ongoing"):
        (event,) = events(
            SIGNED_TEXT, SIGNED, act(SIGNED_TEXT, "signed", status=status), published=PUBLISHED
        )
        assert event.date == EventDate(None, PUBLISHED)


def test_what_is_planned_or_undated_is_not_given_a_date() -> None:
    for status in ("planned", "called-for", "possible"):
        (event,) = events(
            SIGNED_TEXT, SIGNED, act(SIGNED_TEXT, "signed", status=status), published=PUBLISHED
        )
        assert event.date is None
    (event,) = events(SIGNED_TEXT, SIGNED, act(SIGNED_TEXT, "signed"))
    assert event.date is None


def test_a_time_that_is_not_on_the_calendar_dates_nothing() -> None:
    loose = builders.time("t1", span(SIGNED_TEXT, "Monday"), None)
    (event,) = events(SIGNED_TEXT, SIGNED, act(SIGNED_TEXT, "signed"), times=(loose,))
    assert event.date is None


TWICE_TEXT = "Norland agreed with Sudmark . Norland agreed with Sudmark ."
_AGREED = "Norland/PROPN/NNP/2/nsubj agreed/VERB/VBD/0/root with/ADP/IN/4/case Sudmark/PROPN/NNP/2/obl ./PUNCT/./2/punct"
TWICE = f"{_AGREED}\n{_AGREED}"


def test_an_act_that_is_told_again_points_to_where_it_was_told_first() -> None:
    acts = [act(TWICE_TEXT, "agreed", nth, actor="Norland", recipient="Sudmark") for nth in (1, 2)]
    first, second = events(TWICE_TEXT, TWICE, *reversed(acts))
    assert (first.id, first.same_as) == ("v1", None)
    assert second.same_as == "v1"


def test_acts_on_two_days_or_of_two_actors_are_two() -> None:
    acts = [act(TWICE_TEXT, "agreed", nth, actor="Norland", recipient="Sudmark") for nth in (1, 2)]
    days = tuple(
        builders.time(f"t{nth}", span(TWICE_TEXT, "with", nth), f"2031-05-0{nth}") for nth in (1, 2)
    )
    assert [event.same_as for event in events(TWICE_TEXT, TWICE, *acts, times=days)] == [None, None]
    other = act(TWICE_TEXT, "agreed", 2, actor="Sudmark")
    assert [event.same_as for event in events(TWICE_TEXT, TWICE, acts[0], other)] == [None, None]


def test_nobody_acts_on_themselves_and_the_place_is_where_the_words_put_it() -> None:
    text = "Norland met Sudmark in Eastvale ."
    parse = "Norland/PROPN/NNP/2/nsubj met/VERB/VBD/0/root Sudmark/PROPN/NNP/2/obj in/ADP/IN/5/case Eastvale/PROPN/NNP/2/obl ./PUNCT/./2/punct"
    both = msgspec.structs.replace(
        act(text, "met", actor="Norland"), recipients=(span(text, "Norland"), span(text, "Sudmark"))
    )
    (event,) = events(text, parse, both)
    assert len(event.actors) == len(event.recipients) == 1
    assert set(event.actors).isdisjoint(event.recipients)
    assert event.place is not None
    assert event.place not in event.actors + event.recipients


def test_a_trigger_of_function_words_alone_is_no_event() -> None:
    assert events(SIGNED_TEXT, SIGNED, act(SIGNED_TEXT, "On")) == ()
    (event,) = events(SIGNED_TEXT, SIGNED, act(SIGNED_TEXT, "signed a"))
    assert event.span.of(SIGNED_TEXT) == "signed"


def test_what_is_only_wanted_has_not_happened() -> None:
    text = "Norland hope to sign ."
    parse = "Norland/PROPN/NNP/2/nsubj hope/VERB/VBP/0/root to/PART/TO/4/mark sign/VERB/VB/2/xcomp ./PUNCT/./2/punct"
    (event,) = events(text, parse, act(text, "sign"))
    assert event.status == "possible"


def test_what_is_told_as_done_is_not_dated_by_a_time_ahead() -> None:
    ahead = builders.time("t1", span(SIGNED_TEXT, "Monday"), "2031-05-05")
    (event,) = events(
        SIGNED_TEXT, SIGNED, act(SIGNED_TEXT, "signed"), times=(ahead,), published=PUBLISHED
    )
    assert event.date == EventDate(None, PUBLISHED)


def test_what_is_still_open_is_not_dated_by_a_time_gone_by() -> None:
    for status in ("planned", "possible", "called-for"):
        (event,) = events(
            SIGNED_TEXT,
            SIGNED,
            act(SIGNED_TEXT, "signed", status=status),
            times=(MONDAY,),
            published=PUBLISHED,
        )
        assert event.date is None


def test_a_plan_may_be_for_the_day_of_publication() -> None:
    today = builders.time("t1", span(SIGNED_TEXT, "Monday"), "2031-05-04")
    (event,) = events(
        SIGNED_TEXT,
        SIGNED,
        act(SIGNED_TEXT, "signed", status="planned"),
        times=(today,),
        published=PUBLISHED,
    )
    assert event.date is not None
    assert event.date.start == PUBLISHED


def test_what_a_negation_denies_has_not_happened() -> None:
    text = "Norland did not settle with Sudmark ."
    parse = "Norland/PROPN/NNP/4/nsubj did/AUX/VBD/4/aux not/PART/RB/4/advmod settle/VERB/VB/0/root with/ADP/IN/6/case Sudmark/PROPN/NNP/4/obl ./PUNCT/./4/punct"
    (event,) = events(text, parse, act(text, "settle"))
    assert (event.type, event.status) == ("AGREE", "denied")


def test_what_somebody_is_ready_to_do_has_not_happened() -> None:
    text = "Norland is ready to settle ."
    parse = (
        "Norland/PROPN/NNP/3/nsubj is/AUX/VBZ/3/cop ready/ADJ/JJ/0/root to/PART/TO/5/mark "
        "settle/VERB/VB/3/xcomp ./PUNCT/./3/punct"
    )
    (event,) = events(text, parse, act(text, "ready to settle"))
    assert event.status == "possible"


def test_who_sought_help_has_done_so() -> None:
    text = "Norland seek help ."
    parse = "Norland/PROPN/NNP/2/nsubj seek/VERB/VBP/0/root help/NOUN/NN/2/obj ./PUNCT/./2/punct"
    (event,) = events(text, parse, act(text, "seek help"))
    assert event.status == "happened"
