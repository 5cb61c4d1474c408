"""Who takes part in the talks, as what, by which words."""

# ruff: noqa: E501  (a parse stands on one line for each sentence)

from communique.reading.draft import Draft
from communique.reading.talks import find_talks_roles
from tests.reading.casting import cast

PLACES = [("Norland", "LOC"), ("Sudmark", "LOC"), ("Eastvale", "LOC"), ("Westmark", "LOC")]


def roles(told: Draft) -> set[tuple[str, str]]:
    told = find_talks_roles(told)
    for role in told.talks:
        assert told.document.text[role.start : role.end]
    return {(told.entity(role.entity).name, role.as_) for role in told.talks}


def test_talks_between_two_make_both_parties() -> None:
    text = "Talks between Norland and Sudmark failed ."
    parse = "Talks/NOUN/NNS/6/nsubj between/ADP/IN/3/case Norland/PROPN/NNP/1/nmod and/CCONJ/CC/5/cc Sudmark/PROPN/NNP/3/conj failed/VERB/VBD/0/root ./PUNCT/./6/punct"
    told = cast(text, parse, PLACES)
    assert roles(told) == {("Norland", "party"), ("Sudmark", "party")}
    words = [text[r.start : r.end] for r in find_talks_roles(told).talks]
    assert words == ["Talks between Norland", "Talks between Norland and Sudmark"]


def test_by_whom_talks_are_mediated_is_a_mediator_and_no_party() -> None:
    text = "Norland resumed talks with Sudmark , mediated by Eastvale and Westmark ."
    parse = "Norland/PROPN/NNP/2/nsubj resumed/VERB/VBD/0/root talks/NOUN/NNS/2/obj with/ADP/IN/5/case Sudmark/PROPN/NNP/3/nmod ,/PUNCT/,/7/punct mediated/VERB/VBN/3/acl by/ADP/IN/9/case Eastvale/PROPN/NNP/7/obl:agent and/CCONJ/CC/11/cc Westmark/PROPN/NNP/9/conj ./PUNCT/./2/punct"
    assert roles(cast(text, parse, PLACES)) == {
        ("Norland", "party"), ("Sudmark", "party"), ("Eastvale", "mediator"), ("Westmark", "mediator"),
    }  # fmt: skip


def test_a_hyphen_names_the_broker() -> None:
    text = "The Eastvale - brokered truce held ."
    parse = "The/DET/DT/5/det Eastvale/PROPN/NNP/4/compound -/PUNCT/HYPH/4/punct brokered/VERB/VBN/5/amod truce/NOUN/NN/6/nsubj held/VERB/VBD/0/root ./PUNCT/./6/punct"
    assert roles(cast(text, parse, PLACES)) == {("Eastvale", "mediator")}


def test_negotiators_who_were_the_mediators_make_their_country_one() -> None:
    text = "Eastvale negotiators , who were the mediators , left ."
    parse = "Eastvale/PROPN/NNP/2/compound negotiators/NOUN/NNS/9/nsubj ,/PUNCT/,/7/punct who/PRON/WP/7/nsubj were/AUX/VBD/7/cop the/DET/DT/7/det mediators/NOUN/NNS/2/acl:relcl ,/PUNCT/,/7/punct left/VERB/VBD/0/root ./PUNCT/./9/punct"
    assert roles(cast(text, parse, PLACES)) == {("Eastvale", "mediator")}


def test_a_person_negotiates_for_the_body_that_the_words_name() -> None:
    text = "Norland minister Ada Berg negotiated with Sudmark ."
    parse = "Norland/PROPN/NNP/2/compound minister/NOUN/NN/5/nsubj Ada/PROPN/NNP/2/flat Berg/PROPN/NNP/2/flat negotiate/VERB/VBD/0/root with/ADP/IN/7/case Sudmark/PROPN/NNP/5/obl ./PUNCT/./5/punct".replace(
        "negotiate/", "negotiated/"
    )
    told = cast(text, parse, [*PLACES, ("Ada Berg", "PER")])
    assert ("Sudmark", "party") in roles(told)
    assert ("Ada Berg", "party") not in roles(told)


def test_a_meeting_of_nobody_named_has_no_parties() -> None:
    text = "Talks failed ."
    parse = "Talks/NOUN/NNS/2/nsubj failed/VERB/VBD/0/root ./PUNCT/./2/punct"
    assert roles(cast(text, parse, [])) == set()
