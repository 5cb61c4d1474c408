"""Whose position it is where syntax tells it."""

# ruff: noqa: E501  (a parse stands on one line for each sentence)

from __future__ import annotations

from communique.reading.holders import with_holders
from communique.reading.parsed import PositionSpan, Quote
from communique.vocabulary import Stance
from tests.reading.casting import block, quote
from tests.reading.parsing import parsed, span

WANTS_TEXT = "Norland wants a truce with Sudmark ."
WANTS = "Norland/PROPN/NNP/2/nsubj wants/VERB/VBZ/0/root a/DET/DT/4/det truce/NOUN/NN/2/obj with/ADP/IN/6/case Sudmark/PROPN/NNP/4/nmod ./PUNCT/./2/punct"


def holder(
    text: str,
    parse: str,
    what: str,
    stance: Stance = "demand",
    *,
    party: str | None = None,
    said: Quote | None = None,
) -> str | None:
    lemmas = {
        "wants": "want",
        "needs": "need",
        "refused": "refuse",
        "calls": "call",
        "accepts": "accept",
    }
    rows = block(parse)
    for form, lemma in lemmas.items():
        rows = rows.replace(f"{form} {form}", f"{form} {lemma}")
    linked = span(text, party) if party else None
    proposal = PositionSpan(span(text, what), stance, linked, None, None, 1.0)
    told = with_holders(
        parsed(text, rows, positions=[proposal], quotes=[said] if said is not None else [])
    )
    held = told.positions[0].party
    return held.of(text) if held is not None else None


def test_who_wants_something_holds_the_demand() -> None:
    assert holder(WANTS_TEXT, WANTS, "a truce with Sudmark") == "Norland"


def test_the_subject_of_a_wish_counts_more_than_a_link_to_another_party() -> None:
    assert holder(WANTS_TEXT, WANTS, "a truce", party="Sudmark") == "Norland"
    assert holder(WANTS_TEXT, WANTS, "wants a truce", party="Sudmark") == "Norland"


def test_who_needs_something_leaves_the_link_alone() -> None:
    text, parse = WANTS_TEXT.replace("wants", "needs"), WANTS.replace("wants", "needs")
    assert holder(text, parse, "a truce", party="Sudmark") == "Sudmark"


def test_a_plan_wants_nothing_itself() -> None:
    text = "The plan calls for a truce ."
    parse = "The/DET/DT/2/det plan/NOUN/NN/3/nsubj calls/VERB/VBZ/0/root for/ADP/IN/6/case a/DET/DT/6/det truce/NOUN/NN/3/obl ./PUNCT/./3/punct"
    assert holder(text, parse, "a truce", party="truce") == "truce"


def test_an_offer_belongs_to_its_owner() -> None:
    text = "Norland 's offer to sign stands ."
    parse = "Norland/PROPN/NNP/3/nmod:poss 's/PART/POS/1/case offer/NOUN/NN/6/nsubj to/PART/TO/5/mark sign/VERB/VB/3/acl stands/VERB/VBZ/0/root ./PUNCT/./6/punct"
    assert holder(text, parse, "to sign", "offer") == "Norland"


MUST_TEXT = "Norland said Sudmark must withdraw ."
MUST = "Norland/PROPN/NNP/2/nsubj said/VERB/VBD/0/root Sudmark/PROPN/NNP/5/nsubj must/AUX/MD/5/aux withdraw/VERB/VB/2/ccomp ./PUNCT/./2/punct"


def test_who_should_act_does_not_demand_it_and_who_will_act_offers_it() -> None:
    said = quote(MUST_TEXT, "Norland", "said", "Sudmark must withdraw")
    what = "Sudmark must withdraw"
    assert holder(MUST_TEXT, MUST, what, "demand", said=said) is None
    assert holder(MUST_TEXT, MUST, what, "offer", said=said) == "Sudmark"


def test_who_is_acted_on_refuses_nothing() -> None:
    text = "No captives would be released ."
    parse = "No/DET/DT/2/det captives/NOUN/NNS/5/nsubj:pass would/AUX/MD/5/aux be/AUX/VB/5/aux:pass released/VERB/VBN/0/root ./PUNCT/./5/punct"
    assert holder(text, parse, "No captives would be released", "refuse") is None


UNLESS_TEXT = "Aldane ruled out a rise unless the union accepts smaller crews ."
UNLESS = "Aldane/PROPN/NNP/2/nsubj ruled/VERB/VBD/0/root out/ADP/RP/2/compound:prt a/DET/DT/5/det rise/NOUN/NN/2/obj unless/SCONJ/IN/9/mark the/DET/DT/8/det union/NOUN/NN/9/nsubj accepts/VERB/VBZ/2/advcl smaller/ADJ/JJR/11/amod crews/NOUN/NNS/9/obj ./PUNCT/./2/punct"


def test_what_another_is_to_accept_is_held_by_who_makes_it_a_condition() -> None:
    assert holder(UNLESS_TEXT, UNLESS, "smaller crews", party="union") == "Aldane"
    though = UNLESS_TEXT.replace("unless", "though"), UNLESS.replace("unless", "though")
    assert holder(*though, "smaller crews", party="Aldane") == "the union"


def test_a_passive_condition_leaves_the_demand_to_who_is_quoted() -> None:
    text = "No rise was paid unless the union accepts smaller crews ."
    parse = "No/DET/DT/2/det rise/NOUN/NN/4/nsubj:pass was/AUX/VBD/4/aux:pass paid/VERB/VBN/0/root unless/SCONJ/IN/8/mark the/DET/DT/7/det union/NOUN/NN/8/nsubj accepts/VERB/VBZ/4/advcl smaller/ADJ/JJR/10/amod crews/NOUN/NNS/8/obj ./PUNCT/./4/punct"
    assert holder(text, parse, "smaller crews", party="union") is None
