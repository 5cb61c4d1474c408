"""What the steps write down of their decisions: the maker, how sure it was, and its words."""

# ruff: noqa: E501  (a parse stands on one line for each sentence)

from __future__ import annotations

from communique.reading.attributions import find_attributions
from communique.reading.draft import Draft
from communique.reading.events import find_events
from communique.reading.figures import find_figures
from communique.reading.notebook import SILENT, Notebook
from communique.reading.parsed import EventSpan, FigureSpan, PositionSpan
from communique.reading.participants import with_participants
from communique.reading.positions import find_positions
from communique.spans import Span
from tests.reading.casting import cast, quote
from tests.reading.parsing import draft, parsed, span

NAMES = [("Norland", "LOC"), ("Sudmark", "LOC")]
HE = """Olaf/PROPN/NNP/3/nsubj Berg/PROPN/NNP/1/flat said/VERB/VBD/0/root yes/INTJ/UH/3/obj ./PUNCT/./3/punct
He/PRON/PRP/2/nsubj said/VERB/VBD/0/root no/INTJ/UH/2/obj ./PUNCT/./2/punct"""
MAY = "Norland/PROPN/NNP/3/nsubj may/AUX/MD/3/aux sign/VERB/VB/0/root ./PUNCT/./3/punct"
MET = "Norland/PROPN/NNP/2/nsubj met/VERB/VBD/0/root with/ADP/IN/4/case Sudmark/PROPN/NNP/2/obl ./PUNCT/./2/punct"


def told(of: Draft, fact: str, part: str) -> list[tuple[str, float | None, list[str]]]:
    """Return what was noted of a part of a fact: makers, how sure they were, and the words."""
    notes = of.notes
    assert isinstance(notes, Notebook)
    text = of.document.text
    return [
        (reason.maker, reason.probability, [span.of(text) for span in reason.words])
        for reason in notes.about(fact, part)
    ]


def test_a_pronoun_means_the_name_before_it_by_a_rule() -> None:
    text = "Olaf Berg said yes . He said no ."
    said = (
        quote(text, "Olaf Berg", "said", "yes"),
        quote(text, "He", span(text, "said", 2), "no"),
    )
    read = find_attributions(cast(text, HE, [("Olaf Berg", "PER")], *said, notes=Notebook()))
    assert told(read, "a2", "found") == [("head: cue", 1.0, ["said"])]
    assert told(read, "a2", "speaker") == [
        ("rule: coreference, whom the pronoun means", None, ["He", "Olaf Berg"])
    ]
    assert told(read, "a1", "speaker") == [
        ("rule: entities, the name on the governing word", None, ["Olaf Berg"])
    ]


def test_what_a_modal_leaves_open_names_the_modal() -> None:
    text = "Norland may sign ."
    act = EventSpan(
        span(text, "sign"), "AGREE", None, "happened", (span(text, "Norland"),), (), 0.8
    )
    read = find_events(cast(text, MAY, NAMES, events=[act], notes=Notebook()))
    (event,) = read.events
    assert told(read, "v1", "found") == [("head: event", 0.8, ["sign"])]
    assert told(read, "v1", "status") == [
        (f"rule: certainty, “may” tells it as {event.status}", None, ["may"])
    ]


def test_who_takes_part_by_syntax_names_that_rule_and_not_the_head() -> None:
    text = "Norland met with Sudmark ."
    act = EventSpan(
        span(text, "met"), "CONSULT", None, "happened", (span(text, "Norland"),), (), 0.8
    )
    notes = Notebook()
    notes.heard("actor", span(text, "met"), span(text, "Norland"), 0.9)
    given = cast(text, MET, NAMES, events=[act], notes=notes)
    read = find_events(given.knowing(parsed=with_participants(given.parsed)))
    assert told(read, "v1", "actors")[0] == ("head: actor", 0.9, ["Norland"])
    assert told(read, "v1", "recipients")[0] == (
        "rule: participants, subject or “with” and “between” of the contact", None, ["Sudmark"],
    )  # fmt: skip


def test_a_figure_shows_its_hedge_without_the_number() -> None:
    text = "Nearly 40 men left ."
    block = """
        Nearly nearly ADV  RB  2 advmod
        40     40     NUM  CD  3 nummod
        men    man    NOUN NNS 4 nsubj
        left   leave  VERB VBD 0 root
        .      .      PUNCT . 4 punct
    """
    proposal = FigureSpan(span(text, "40"), "person", None, 0.7)
    read = find_figures(draft(parsed(text, block, figures=[proposal], notes=Notebook())))
    assert told(read, "f1", "hedge") == [("rule: quantities, the hedge “nearly”", None, ["Nearly"])]
    assert told(read, "f1", "found")[0] == ("head: figure", 0.7, ["40"])
    assert told(read, "f1", "who") == [("rule: counted, the noun that is counted", None, ["men"])]


def test_an_offer_in_the_negative_names_the_negation() -> None:
    text = "Norland will not sign ."
    parse = "Norland/PROPN/NNP/4/nsubj will/AUX/MD/4/aux not/PART/RB/4/advmod sign/VERB/VB/0/root ./PUNCT/./4/punct"
    wanted = PositionSpan(span(text, "not sign"), "offer", span(text, "Norland"), None, None, 0.6)
    read = find_positions(cast(text, parse, NAMES, positions=[wanted], notes=Notebook()))
    assert told(read, "p1", "stance") == [
        ("rule: positions, to offer in the negative is to refuse", None, ["not"])
    ]


def test_how_sure_a_head_was_is_taken_from_the_nearest_of_its_anchors() -> None:
    notes, words = Notebook(), Span(50, 60)
    notes.heard("actor", Span(0, 4), words, 0.6)
    notes.heard("actor", Span(40, 44), words, 0.9)
    assert notes.odds("actor", Span(38, 44), words) == 0.9
    assert notes.odds("actor", Span(0, 4), words) == 0.6
    assert notes.odds("actor", Span(0, 4), Span(70, 80)) is None


def test_nothing_is_kept_where_nobody_asks() -> None:
    assert draft(parsed("Nobody asks.")).notes is SILENT
    SILENT.because("v1", "found", "head: event", Span(0, 6))
    assert not vars(SILENT)
