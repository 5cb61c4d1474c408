"""Whose position it is, what it is about, and on what it depends."""

# ruff: noqa: E501  (a parse stands on one line for each sentence)

from __future__ import annotations

import pytest

from communique.findings import Position
from communique.reading.attributions import find_attributions
from communique.reading.draft import Draft
from communique.reading.issue_words import issue_of
from communique.reading.parsed import PositionSpan
from communique.reading.positions import find_positions
from communique.vocabulary import Relation, Stance
from tests.reading.casting import block, cast, quote
from tests.reading.parsing import draft, parsed, span

NAMES = [("Norland", "LOC"), ("Sudmark", "LOC")]


def wanted(  # each is a part of what the heads propose
    text: str,
    what: str,
    stance: Stance = "demand",
    *,
    party: str | None = None,
    condition: str | None = None,
    relation: Relation | None = "if",
) -> PositionSpan:
    return PositionSpan(
        span(text, what),
        stance,
        span(text, party) if party else None,
        span(text, condition) if condition else None,
        relation if condition else None,
        1.0,
    )


def position(text: str, parse: str, *proposals: PositionSpan) -> tuple[Position, Draft]:
    told = find_positions(cast(text, parse, NAMES, positions=list(proposals)))
    (found,) = told.positions
    return found, told


@pytest.mark.parametrize(
    ("text", "parse", "issue"),
    [
        (
            "a permanent ceasefire",
            "a/DET/DT/3/det permanent/ADJ/JJ/3/amod ceasefire/NOUN/NN/0/root",
            "permanent ceasefire",
        ),
        (
            "the release of all captives",
            "the/DET/DT/2/det release/NOUN/NN/0/root of/ADP/IN/5/case all/DET/DT/5/det captives/NOUN/NNS/2/nmod",
            "release of captives",
        ),
        (
            "to reopen the eastern port",
            "to/PART/TO/2/mark reopen/VERB/VB/0/root the/DET/DT/5/det eastern/ADJ/JJ/5/amod port/NOUN/NN/2/obj",
            "reopen eastern port",
        ),
        (
            "is willing to reach a deal",
            "is/AUX/VBZ/2/cop willing/ADJ/JJ/0/root to/PART/TO/4/mark reach/VERB/VB/2/xcomp a/DET/DT/6/det deal/NOUN/NN/4/obj",
            "deal",
        ),
        (
            "no captives would be released",
            "no/DET/DT/2/det captives/NOUN/NNS/5/nsubj:pass would/AUX/MD/5/aux be/AUX/VB/5/aux:pass released/VERB/VBN/0/root",
            "released captives",
        ),
        (
            "no release of captives",
            "no/NOUN/NN/2/compound release/NOUN/NN/0/root of/ADP/IN/4/case captives/NOUN/NNS/2/nmod",
            "release of captives",
        ),
        (
            "accept any pause",
            "accept/VERB/VB/0/root any/DET/DT/3/det pause/NOUN/NN/1/obj",
            "pause",
        ),
        (
            "an end to the war be signed before any captive goes home",
            "an/DET/DT/2/det end/NOUN/NN/7/nsubj:pass to/ADP/IN/5/case the/DET/DT/5/det war/NOUN/NN/2/nmod be/AUX/VB/7/aux:pass signed/VERB/VBN/0/root before/SCONJ/IN/11/mark any/DET/DT/10/det captive/NOUN/NN/11/nsubj goes/VERB/VBZ/7/advcl home/ADV/RB/7/advmod",
            "signed end to war",
        ),
        (
            "a 5 pct pay rise",
            "a/DET/DT/5/det 5/NUM/CD/3/nummod pct/NOUN/NN/5/compound pay/NOUN/NN/5/compound rise/NOUN/NN/0/root",
            "pay rise",
        ),
        (
            "a 14-day truce",
            "a/DET/DT/5/det 14/NUM/CD/4/nummod -/PUNCT/HYPH/4/punct day/NOUN/NN/5/compound truce/NOUN/NN/0/root",
            "truce",
        ),
        (
            "buy two mln tonnes of grain",
            "buy/VERB/VB/0/root two/NUM/CD/3/compound mln/NUM/CD/4/nummod tonnes/NOUN/NNS/1/obj of/ADP/IN/6/case grain/NOUN/NN/4/nmod",
            "buy grain",
        ),
        (
            "nobody would go back",
            "nobody/PRON/NN/3/nsubj would/AUX/MD/3/aux go/VERB/VB/0/root back/ADV/RB/3/advmod",
            "go back",
        ),
        (
            "go back to work",
            "go/VERB/VB/0/root back/ADV/RB/1/advmod to/ADP/IN/4/case work/NOUN/NN/1/obl",
            "go back work",
        ),
        (
            "the frozen funds",
            "the/DET/DT/3/det frozen/VERB/VBN/3/amod funds/NOUN/NNS/0/root",
            "frozen funds",
        ),
        (
            "a weaker dollar",
            "a/DET/DT/3/det weaker/ADJ/JJR/3/amod dollar/NOUN/NN/0/root",
            "weaker dollar",
        ),
        (
            "pay 5 dollars by Monday",
            "pay/VERB/VB/0/root 5/NUM/CD/3/nummod dollars/NOUN/NNS/1/obj by/ADP/IN/5/case Monday/PROPN/NNP/3/nmod",
            "pay",
        ),
        (
            "order a ceasefire",
            "order/VERB/VB/0/root a/DET/DT/3/det ceasefire/NOUN/NN/1/obj",
            "ceasefire",
        ),
        (
            "put down the weapons",
            "put/VERB/VB/0/root down/ADP/RP/1/compound:prt the/DET/DT/4/det weapons/NOUN/NNS/1/obj",
            "put down weapons",
        ),
        (
            "an end to the war",
            "an/DET/DT/2/det end/NOUN/NN/0/root to/ADP/IN/5/case the/DET/DT/5/det war/NOUN/NN/2/nmod",
            "end to war",
        ),
        (
            "agree on pay",
            "agree/VERB/VB/0/root on/ADP/IN/3/case pay/NOUN/NN/1/obl",
            "agree pay",
        ),
    ],
)
def test_an_issue_is_a_short_phrase_in_words_of_the_text(text: str, parse: str, issue: str) -> None:
    assert issue_of(draft(parsed(text, block(parse))), span(text, text)) == issue


NO_TALKS = "Norland/PROPN/NNP/2/nsubj demands/VERB/VBZ/0/root a/DET/DT/4/det truce/NOUN/NN/2/obj until/SCONJ/IN/7/mark Sudmark/PROPN/NNP/7/nsubj withdraws/VERB/VBZ/2/advcl ./PUNCT/./2/punct"
NO_TALKS_TEXT = "Norland demands a truce until Sudmark withdraws ."


def test_a_condition_takes_the_word_that_introduces_it_and_its_relation() -> None:
    proposal = wanted(NO_TALKS_TEXT, "a truce", party="Norland", condition="Sudmark withdraws")
    found, told = position(NO_TALKS_TEXT, NO_TALKS, proposal)
    assert found.party is not None
    assert told.entity(found.party).name == "Norland"
    assert found.condition is not None
    assert found.condition.span.of(NO_TALKS_TEXT) == "until Sudmark withdraws"
    assert found.condition.relation == "until"


def test_a_condition_of_function_words_or_around_the_demand_itself_is_none() -> None:
    for words in ("until", "demands a truce until Sudmark withdraws"):
        found, _ = position(
            NO_TALKS_TEXT, NO_TALKS, wanted(NO_TALKS_TEXT, "a truce", condition=words)
        )
        assert found.condition is None


def test_a_condition_that_breaks_off_goes_on_and_a_single_word_is_none() -> None:
    text = "Norland offers peace in exchange for the port ."
    parse = "Norland/PROPN/NNP/2/nsubj offers/VERB/VBZ/0/root peace/NOUN/NN/2/obj in/ADP/IN/5/case exchange/NOUN/NN/2/obl for/ADP/IN/8/case the/DET/DT/8/det port/NOUN/NN/5/nmod ./PUNCT/./2/punct"
    broken = wanted(text, "peace", "offer", condition="in exchange for the", relation="if")
    found, _ = position(text, parse, broken)
    assert found.condition is not None
    assert found.condition.span.of(text) == "in exchange for the port"
    lone = wanted(text, "peace", "offer", condition="port")
    assert position(text, parse, lone)[0].condition is None


SAID_TEXT = "Norland said talks must stop ."
SAID = "Norland/PROPN/NNP/2/nsubj said/VERB/VBD/0/root talks/NOUN/NNS/5/nsubj must/AUX/MD/5/aux stop/VERB/VB/2/ccomp ./PUNCT/./2/punct"


def test_where_no_words_name_the_holder_it_is_who_is_quoted() -> None:
    said = quote(SAID_TEXT, "Norland", "said", "talks must stop")
    told = cast(SAID_TEXT, SAID, NAMES, said, positions=[wanted(SAID_TEXT, "talks must stop")])
    told = find_positions(find_attributions(told))
    (found,) = told.positions
    assert found.party is not None
    assert told.entity(found.party).name == "Norland"
    assert found.attribution == told.attributions[0].id


def test_who_is_quoted_holds_it_where_the_link_leads_to_another_sentence() -> None:
    text = f"Sudmark met . {SAID_TEXT}"
    parse = f"Sudmark/PROPN/NNP/2/nsubj met/VERB/VBD/0/root ./PUNCT/./2/punct\n{SAID}"
    said = quote(text, "Norland", "said", "talks must stop")
    linked = [wanted(text, "talks must stop", party="Sudmark")]
    told = find_positions(find_attributions(cast(text, parse, NAMES, said, positions=linked)))
    (found,) = told.positions
    assert found.party is not None
    assert told.entity(found.party).name == "Norland"
    (alone,) = find_positions(cast(text, parse, NAMES, positions=linked)).positions
    assert alone.party is not None


def test_nobody_holds_a_position_that_the_text_gives_to_nobody() -> None:
    found, _ = position(SAID_TEXT, SAID, wanted(SAID_TEXT, "talks must stop"))
    assert found.party is None


def test_an_item_of_a_list_that_names_nobody_is_held_by_whom_the_one_before_is_held() -> None:
    text = "Norland wants peace ; ports reopened ."
    parse = "Norland/PROPN/NNP/2/nsubj wants/VERB/VBZ/0/root peace/NOUN/NN/2/obj ;/PUNCT/,/2/punct ports/NOUN/NNS/2/dep reopened/VERB/VBN/5/acl ./PUNCT/./2/punct"
    items = [wanted(text, "peace", party="Norland"), wanted(text, "ports reopened")]
    told = find_positions(cast(text, parse, NAMES, positions=items))
    first, second = told.positions
    assert second.party == first.party is not None


def test_what_several_hold_together_is_not_given_to_whoever_held_the_one_before() -> None:
    text = "Norland wants peace . But the two sides seek roads ."
    parse = "Norland/PROPN/NNP/2/nsubj wants/VERB/VBZ/0/root peace/NOUN/NN/2/obj ./PUNCT/./2/punct\nBut/CCONJ/CC/5/cc the/DET/DT/4/det two/NUM/CD/4/nummod sides/NOUN/NNS/5/nsubj seek/VERB/VBP/0/root roads/NOUN/NNS/5/obj ./PUNCT/./5/punct"
    items = [wanted(text, "peace", party="Norland"), wanted(text, "roads", party="the two sides")]
    first, second = find_positions(cast(text, parse, NAMES, positions=items)).positions
    assert first.party is not None
    assert second.party is None


def test_an_offer_in_the_negative_is_a_refusal_and_a_demand_is_not() -> None:
    text = "Norland will not sign ."
    parse = "Norland/PROPN/NNP/4/nsubj will/AUX/MD/4/aux not/PART/RB/4/advmod sign/VERB/VB/0/root ./PUNCT/./4/punct"
    assert position(text, parse, wanted(text, "will not sign", "offer"))[0].stance == "refuse"
    assert position(text, parse, wanted(text, "sign", "offer"))[0].stance == "offer"
    assert position(text, parse, wanted(text, "will not sign", "demand"))[0].stance == "demand"


def test_a_minister_holds_a_position_and_a_spokeswoman_speaks_for_her_side() -> None:
    for office, name in (("spokeswoman", "Norland"), ("president", "Ada Berg")):
        text = f"Norland {office} Ada Berg said talks must stop ."
        parse = f"Norland/PROPN/NNP/2/compound {office}/NOUN/NN/5/nsubj Ada/PROPN/NNP/2/appos Berg/PROPN/NNP/3/flat said/VERB/VBD/0/root talks/NOUN/NNS/8/nsubj must/AUX/MD/8/aux stop/VERB/VB/5/ccomp ./PUNCT/./5/punct"
        said = quote(text, f"Norland {office} Ada Berg", "said", "talks must stop")
        told = cast(text, parse, [("Norland", "LOC"), ("Ada Berg", "PER")], said, positions=[wanted(text, "talks must stop")])  # fmt: skip
        told = find_positions(find_attributions(told))
        (found,) = told.positions
        assert found.party is not None
        assert told.entity(found.party).name == name


@pytest.mark.parametrize(("role", "held"), [("correspondent", 0), ("minister", 1)])
def test_a_journalist_takes_no_side(role: str, held: int) -> None:
    text = f"Norland {role} Ada Berg said talks must stop ."
    parse = f"Norland/PROPN/NNP/2/compound {role}/NOUN/NN/5/nsubj Ada/PROPN/NNP/2/appos Berg/PROPN/NNP/3/flat said/VERB/VBD/0/root talks/NOUN/NNS/8/nsubj must/AUX/MD/8/aux stop/VERB/VB/5/ccomp ./PUNCT/./5/punct"
    said = quote(text, f"Norland {role} Ada Berg", "said", "talks must stop")
    told = cast(text, parse, [("Norland", "LOC"), ("Ada Berg", "PER")], said, positions=[wanted(text, "talks must stop", party="Ada Berg")])  # fmt: skip
    assert len(find_positions(find_attributions(told)).positions) == held


WITHDRAW_TEXT = "Norland demands that Sudmark withdraw at once , and peace ."
WITHDRAW = "Norland/PROPN/NNP/2/nsubj demands/VERB/VBZ/0/root that/SCONJ/IN/5/mark Sudmark/PROPN/NNP/5/nsubj withdraw/VERB/VBP/2/ccomp at/ADP/IN/7/case once/ADV/RB/5/advmod ,/PUNCT/,/10/punct and/CCONJ/CC/10/cc peace/NOUN/NN/5/conj ./PUNCT/./2/punct"


def test_a_demand_is_made_of_the_one_who_should_act() -> None:
    found, told = position(
        WITHDRAW_TEXT, WITHDRAW, wanted(WITHDRAW_TEXT, "Sudmark withdraw", party="Norland")
    )
    assert found.toward is not None
    assert told.entity(found.toward).name == "Sudmark"


def test_pieces_of_one_demand_are_joined_and_two_demands_are_not() -> None:
    pieces = [wanted(WITHDRAW_TEXT, "Sudmark withdraw"), wanted(WITHDRAW_TEXT, "once")]
    found, _ = position(WITHDRAW_TEXT, WITHDRAW, *pieces)
    assert found.what.of(WITHDRAW_TEXT) == "Sudmark withdraw at once"
    two = [wanted(WITHDRAW_TEXT, "Sudmark withdraw at once"), wanted(WITHDRAW_TEXT, "peace")]
    told = find_positions(cast(WITHDRAW_TEXT, WITHDRAW, NAMES, positions=two))
    assert [p.what.of(WITHDRAW_TEXT) for p in told.positions] == [
        "Sudmark withdraw at once",
        "peace",
    ]


TEN = "Norland offers peace in exchange for a pause of ten days ."
TEN_PARSE = "Norland/PROPN/NNP/2/nsubj offers/VERB/VBZ/0/root peace/NOUN/NN/2/obj in/ADP/IN/5/case exchange/NOUN/NN/2/obl for/ADP/IN/8/case a/DET/DT/8/det pause/NOUN/NN/5/nmod of/ADP/IN/11/case ten/NUM/CD/11/nummod days/NOUN/NNS/8/nmod ./PUNCT/./2/punct"


def test_a_condition_does_not_end_between_a_number_and_what_is_counted() -> None:
    cut = wanted(TEN, "peace", "offer", condition="in exchange for a pause of ten", relation="if")
    found, _ = position(TEN, TEN_PARSE, cut)
    assert found.condition is not None
    assert found.condition.span.of(TEN) == "in exchange for a pause of ten days"


def test_a_position_that_breaks_off_goes_on_and_the_rest_of_a_phrase_is_none() -> None:
    found, _ = position(TEN, TEN_PARSE, wanted(TEN, "a pause of"))
    assert found.what.of(TEN) == "a pause of ten days"
    told = cast(TEN, TEN_PARSE, NAMES, positions=[wanted(TEN, "of ten days")])
    assert find_positions(find_attributions(told)).positions == ()
