"""Who speaks, through whom the words came, and whether the report hedges them."""

# ruff: noqa: E501  (a parse stands on one line for each sentence)

from communique.reading.draft import Draft
from communique.reading.parsed import Quote
from communique.reading.speakers import is_hedged, speaker_of, via_of
from tests.reading.casting import cast, quote
from tests.reading.parsing import span


def speaker(told: Draft, said: Quote) -> str | None:
    number = speaker_of(told, said.source, said.cue)
    return told.entity(number).name if number else None


def via(told: Draft, said: Quote) -> list[str]:
    return [
        told.entity(number).name for number in via_of(told, said.source, said.cue, said.content)
    ]


def hedged(told: Draft, said: Quote) -> bool:
    return is_hedged(told, said.cue, said.source, said.content)


TOLD = "A/DET/DT/3/det Norland/PROPN/NNP/3/compound source/NOUN/NN/4/nsubj told/VERB/VBD/0/root Reuters/PROPN/NNP/4/obj that/SCONJ/IN/8/mark talks/NOUN/NNS/8/nsubj failed/VERB/VBD/4/ccomp ./PUNCT/./4/punct"


def test_the_agency_that_was_told_is_the_way_the_words_came() -> None:
    text = "A Norland source told Reuters that talks failed ."
    said = quote(text, "A Norland source", "told", "that talks failed")
    told = cast(text, TOLD, [("Norland", "LOC"), ("Reuters", "ORG")], said)
    assert speaker(told, said) == "Norland source"
    assert via(told, said) == ["Reuters"]


def test_an_agency_that_the_names_left_out_is_still_known() -> None:
    text = "A Norland source told Reuters that talks failed ."
    said = quote(text, "A Norland source", "told", "that talks failed")
    assert via(cast(text, TOLD, [("Norland", "LOC")], said), said) == ["Reuters"]


def test_a_parliament_that_was_told_is_not_an_outlet() -> None:
    text = "A Norland source told Parliament that talks failed ."
    said = quote(text, "A Norland source", "told", "that talks failed")
    told = cast(
        text, TOLD.replace("Reuters", "Parliament"), [("Norland", "LOC"), ("Parliament", "ORG")], said
    )  # fmt: skip
    assert via(told, said) == []


def test_a_report_of_a_report_names_the_one_who_reports() -> None:
    text = "Norland media reported that Sudmark said no ."
    parse = "Norland/PROPN/NNP/2/compound media/NOUN/NNS/3/nsubj reported/VERB/VBD/0/root that/SCONJ/IN/6/mark Sudmark/PROPN/NNP/6/nsubj said/VERB/VBD/3/ccomp no/INTJ/UH/6/obj ./PUNCT/./3/punct"
    outer = quote(text, "Norland media", "reported", "that Sudmark said no")
    inner = quote(text, "Sudmark", "said", "no")
    told = cast(text, parse, [("Norland", "LOC"), ("Sudmark", "LOC")], outer, inner)
    assert speaker(told, outer) == "Norland media"
    assert via(told, inner) == ["Norland media"]


INTERVIEW = """In/ADP/IN/3/case an/DET/DT/3/det interview/NOUN/NN/9/obl with/ADP/IN/5/case Reuters/PROPN/NNP/3/nmod ,/PUNCT/,/9/punct Olaf/PROPN/NNP/9/nsubj Berg/PROPN/NNP/7/flat said/VERB/VBD/0/root yes/INTJ/UH/9/obj ./PUNCT/./9/punct
He/PRON/PRP/2/nsubj said/VERB/VBD/0/root no/INTJ/UH/2/obj ./PUNCT/./2/punct"""


def test_an_interview_goes_on_with_the_next_words_of_the_same_speaker() -> None:
    text = "In an interview with Reuters , Olaf Berg said yes . He said no ."
    first = quote(text, "Olaf Berg", "said", "yes")
    second = quote(text, "He", span(text, "said", 2), "no")
    told = cast(text, INTERVIEW, [("Reuters", "ORG"), ("Olaf Berg", "PER")], first, second)
    assert via(told, first) == ["Reuters"]
    assert via(told, second) == ["Reuters"]


def test_an_adverb_beside_the_cue_hedges_and_one_in_the_words_said_does_not() -> None:
    text = "Norland reportedly said no ."
    parse = "Norland/PROPN/NNP/3/nsubj reportedly/ADV/RB/3/advmod said/VERB/VBD/0/root no/INTJ/UH/3/obj ./PUNCT/./3/punct"
    said = quote(text, "Norland", "said", "no")
    assert hedged(cast(text, parse, [("Norland", "LOC")], said), said)

    text = "Norland said Sudmark reportedly left ."
    parse = "Norland/PROPN/NNP/2/nsubj said/VERB/VBD/0/root Sudmark/PROPN/NNP/5/nsubj reportedly/ADV/RB/5/advmod left/VERB/VBD/2/ccomp ./PUNCT/./2/punct"
    said = quote(text, "Norland", "said", "Sudmark reportedly left")
    assert not hedged(cast(text, parse, [("Norland", "LOC"), ("Sudmark", "LOC")], said), said)


def test_what_someone_appears_to_say_is_hedged() -> None:
    text = "Norland appeared to say no ."
    parse = "Norland/PROPN/NNP/2/nsubj appeared/VERB/VBD/0/root to/PART/TO/4/mark say/VERB/VB/2/xcomp no/INTJ/UH/4/obj ./PUNCT/./2/punct"
    said = quote(text, "Norland", "say", "no")
    assert hedged(cast(text, parse, [("Norland", "LOC")], said), said)


def test_a_belief_of_nobody_is_hedged_and_a_plain_statement_is_not() -> None:
    text = "It is believed that talks failed ."
    parse = "It/PRON/PRP/3/expl is/AUX/VBZ/3/aux:pass believed/VERB/VBN/0/root that/SCONJ/IN/6/mark talks/NOUN/NNS/6/nsubj failed/VERB/VBD/3/ccomp ./PUNCT/./3/punct"
    said = quote(text, None, "is believed", "that talks failed")
    told = cast(text, parse, [], said)
    assert hedged(told, said)
    assert speaker(told, said) is None

    text = "A Norland source told Reuters that talks failed ."
    said = quote(text, "A Norland source", "told", "that talks failed")
    assert not hedged(cast(text, TOLD, [("Norland", "LOC")], said), said)


REPORTED = "Ada/PROPN/NNP/7/nsubj Berg/PROPN/NNP/1/flat ,/PUNCT/,/5/punct of/ADP/IN/5/case Reuters/PROPN/NNP/1/nmod ,/PUNCT/,/1/punct said/VERB/VBD/0/root talks/NOUN/NNS/9/nsubj failed/VERB/VBD/7/ccomp ./PUNCT/./7/punct"


def test_what_a_reporter_says_came_through_her_outlet() -> None:
    text = "Ada Berg , of Reuters , said talks failed ."
    said = quote(text, "Ada Berg", "said", "talks failed")
    told = cast(text, REPORTED, [("Ada Berg", "PER"), ("Reuters", "ORG")], said)
    assert speaker(told, said) == "Ada Berg"
    assert via(told, said) == ["Reuters"]


def test_words_that_were_tweeted_came_through_the_platform_that_the_report_names() -> None:
    text = "Sudmark tweeted talks failed . Twitter fell ."
    parse = """Sudmark/PROPN/NNP/2/nsubj tweeted/VERB/VBD/0/root talks/NOUN/NNS/4/nsubj failed/VERB/VBD/2/ccomp ./PUNCT/./2/punct
Twitter/PROPN/NNP/2/nsubj fell/VERB/VBD/0/root ./PUNCT/./2/punct"""
    said = quote(text, "Sudmark", "tweeted", "talks failed")
    told = cast(text, parse, [("Sudmark", "LOC"), ("Twitter", "ORG")], said)
    assert via(told, said) == ["Twitter"]


def signed(rest: str) -> list[str]:
    text = f"Talks failed {rest} Twitter fell ."
    parse = """Talks/NOUN/NNS/2/nsubj failed/VERB/VBD/0/root
Twitter/PROPN/NNP/2/nsubj fell/VERB/VBD/0/root ./PUNCT/./2/punct"""
    said = quote(text, None, "failed", "Talks failed")
    return via(cast(text, parse, [("Twitter", "ORG")], said), said)


def test_words_that_a_name_of_a_platform_signs_came_through_it() -> None:
    assert signed("— Ada Berg (@adaberg)") == ["Twitter"]
    assert signed(". Ada Berg (@adaberg) left .") == []
