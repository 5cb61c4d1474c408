"""Whom pronouns and descriptions mean."""

# ruff: noqa: E501  (a parse stands on one line for each sentence)

import pytest

from communique.reading.draft import Draft
from tests.reading.casting import called, cast, quote
from tests.reading.parsing import span


def meant(told: Draft, words: str, nth: int = 1) -> str | None:
    entity = told.entity_at(span(told.document.text, words, nth))
    return entity.name if entity else None


HE = """Olaf/PROPN/NNP/3/nsubj Berg/PROPN/NNP/1/flat said/VERB/VBD/0/root yes/INTJ/UH/3/obj ./PUNCT/./3/punct
He/PRON/PRP/2/nsubj said/VERB/VBD/0/root no/INTJ/UH/2/obj ./PUNCT/./2/punct"""


def test_who_was_quoted_last_goes_on_speaking() -> None:
    text = "Olaf Berg said yes . He said no ."
    told = cast(
        text, HE, [("Olaf Berg", "PER")],
        quote(text, "Olaf Berg", "said", "yes"), quote(text, "He", span(text, "said", 2), "no"),
    )  # fmt: skip
    assert meant(told, "He") == "Olaf Berg"


def test_she_passes_over_a_man_who_is_nearer() -> None:
    text = "Susan Berg met John Lund . She said no ."
    parse = """Susan/PROPN/NNP/3/nsubj Berg/PROPN/NNP/1/flat met/VERB/VBD/0/root John/PROPN/NNP/3/obj Lund/PROPN/NNP/4/flat ./PUNCT/./3/punct
    She/PRON/PRP/2/nsubj said/VERB/VBD/0/root no/INTJ/UH/2/obj ./PUNCT/./2/punct"""
    told = cast(
        text, parse, [("Susan Berg", "PER"), ("John Lund", "PER")], quote(text, "She", "said", "no")
    )
    assert meant(told, "She") == "Susan Berg"


def test_it_is_the_body_and_never_a_person() -> None:
    text = "Norland met Olaf Berg . It said no ."
    parse = """Norland/PROPN/NNP/2/nsubj met/VERB/VBD/0/root Olaf/PROPN/NNP/2/obj Berg/PROPN/NNP/3/flat ./PUNCT/./2/punct
    It/PRON/PRP/2/nsubj said/VERB/VBD/0/root no/INTJ/UH/2/obj ./PUNCT/./2/punct"""
    told = cast(
        text, parse, [("Norland", "LOC"), ("Olaf Berg", "PER")], quote(text, "It", "said", "no")
    )
    assert meant(told, "It") == "Norland"


def test_a_pronoun_with_nobody_before_it_stays_unresolved() -> None:
    text = "He said no ."
    parse = "He/PRON/PRP/2/nsubj said/VERB/VBD/0/root no/INTJ/UH/2/obj ./PUNCT/./2/punct"
    assert meant(cast(text, parse, [], quote(text, "He", "said", "no")), "He") is None


def test_the_office_holder_is_the_person_with_that_role() -> None:
    text = "Minister Ada Berg met Lund . The minister said no ."
    parse = """Minister/PROPN/NNP/4/nsubj Ada/PROPN/NNP/1/flat Berg/PROPN/NNP/1/flat met/VERB/VBD/0/root Lund/PROPN/NNP/4/obj ./PUNCT/./4/punct
    The/DET/DT/2/det minister/NOUN/NN/3/nsubj said/VERB/VBD/0/root no/INTJ/UH/3/obj ./PUNCT/./3/punct"""
    told = cast(
        text, parse, [("Ada Berg", "PER"), ("Lund", "PER")],
        quote(text, "The minister", "said", "no"),
    )  # fmt: skip
    assert meant(told, "The minister") == "Ada Berg"


def test_the_source_is_the_source_quoted_before() -> None:
    text = "A Norland source said yes . The source said no ."
    parse = """A/DET/DT/3/det Norland/PROPN/NNP/3/compound source/NOUN/NN/4/nsubj said/VERB/VBD/0/root yes/INTJ/UH/4/obj ./PUNCT/./4/punct
    The/DET/DT/2/det source/NOUN/NN/3/nsubj said/VERB/VBD/0/root no/INTJ/UH/3/obj ./PUNCT/./3/punct"""
    told = cast(
        text, parse, [("Norland", "LOC")],
        quote(text, "A Norland source", "said", "yes"),
        quote(text, "The source", span(text, "said", 2), "no"),
    )  # fmt: skip
    assert meant(told, "The source") == "Norland source"


def test_an_office_described_first_is_the_new_name_that_does_the_same() -> None:
    text = "The head of the union arrived . Ada Berg arrived ."
    parse = """The/DET/DT/2/det head/NOUN/NN/6/nsubj of/ADP/IN/5/case the/DET/DT/5/det union/NOUN/NN/2/nmod arrived/VERB/VBD/0/root ./PUNCT/./6/punct
    Ada/PROPN/NNP/3/nsubj Berg/PROPN/NNP/1/flat arrived/VERB/VBD/0/root ./PUNCT/./3/punct"""
    told = cast(text, parse, [("Ada Berg", "PER")])
    person = called(told, "Ada Berg")
    assert person.role == "head of the union"
    assert person.role_at == span(text, "head of the union")


def test_i_is_whoever_is_quoted() -> None:
    text = "“ I want peace , ” Olaf Berg said ."
    parse = "“/PUNCT/``/3/punct I/PRON/PRP/3/nsubj want/VERB/VBP/8/ccomp peace/NOUN/NN/3/obj ,/PUNCT/,/8/punct ”/PUNCT/''/8/punct Olaf/PROPN/NNP/9/nsubj Berg/PROPN/NNP/7/flat said/VERB/VBD/0/root ./PUNCT/./9/punct"
    told = cast(
        text, parse, [("Olaf Berg", "PER")],
        quote(text, "Olaf Berg", "said", "I want peace"), quote(text, "I", "want", "peace"),
    )  # fmt: skip
    assert meant(told, "I") == "Olaf Berg"


@pytest.mark.parametrize("other", ["Norland Government", "Norland Bureau"])
def test_a_movement_is_no_office_and_no_government(other: str) -> None:
    text = f"{other} met Forum . The movement agreed ."
    first, last = other.split()
    parse = f"""{first}/PROPN/NNP/2/compound {last}/PROPN/NNP/3/nsubj met/VERB/VBD/0/root Forum/PROPN/NNP/3/obj ./PUNCT/./3/punct
The/DET/DT/2/det movement/NOUN/NN/3/nsubj agreed/VERB/VBD/0/root ./PUNCT/./3/punct"""
    told = cast(
        text, parse, [(other, "ORG"), ("Forum", "ORG")],
        quote(text, "The movement", "agreed", "met"),
    )  # fmt: skip
    assert meant(told, "The movement") == "Forum"


@pytest.mark.parametrize("tag", ["NNS", "NN"])
def test_it_means_no_sources_and_the_sources_are_those_before(tag: str) -> None:
    """Also where the tagger took "sources" for one thing."""
    text = "Norland sources said yes . If needed , it agreed , the sources said ."
    parse = f"""Norland/PROPN/NNP/2/compound sources/NOUN/NNS/3/nsubj said/VERB/VBD/0/root yes/INTJ/UH/3/obj ./PUNCT/./3/punct
If/SCONJ/IN/2/mark needed/VERB/VBN/5/advcl ,/PUNCT/,/2/punct it/PRON/PRP/5/nsubj agreed/VERB/VBD/9/ccomp ,/PUNCT/,/9/punct the/DET/DT/8/det sources/NOUN/{tag}/9/nsubj said/VERB/VBD/0/root ./PUNCT/./9/punct"""
    told = cast(
        text, parse, [("Norland", "LOC")],
        quote(text, "Norland sources", "said", "yes"),
        quote(text, "the sources", span(text, "said", 2), "If needed , it agreed"),
        quote(text, "it", "agreed", "If needed"),
    )  # fmt: skip
    assert meant(told, "the sources") == "Norland sources"
    assert meant(told, "it") == "Norland"


def test_a_document_without_words_is_left_as_it_is() -> None:
    assert cast("Nothing.", "Nothing/PRON/NN/0/root ./PUNCT/./1/punct", []).entities == ()


def test_who_is_meant_by_a_pronoun_is_mentioned_by_it() -> None:
    text = "Ada Berg arrived . She said Norland agreed ."
    parse = """Ada/PROPN/NNP/3/nsubj Berg/PROPN/NNP/1/flat arrived/VERB/VBD/0/root ./PUNCT/./3/punct
She/PRON/PRP/2/nsubj said/VERB/VBD/0/root Norland/PROPN/NNP/4/nsubj agreed/VERB/VBD/2/ccomp ./PUNCT/./2/punct"""
    said = quote(text, "She", "said", "Norland agreed")
    told = cast(text, parse, [("Ada Berg", "PER"), ("Norland", "LOC")], said)
    found = next(e for e in told.findings().entities if e.name == "Ada Berg")
    assert [at.of(text) for at in found.mentions] == ["Ada Berg", "She"]


def test_who_brings_the_news_is_not_the_movement_that_it_is_about() -> None:
    def movement(of: str) -> str | None:
        text = f"{of} said yes . The movement said no ."
        parse = f"""{of}/PROPN/NNP/2/nsubj said/VERB/VBD/0/root yes/INTJ/UH/2/obj ./PUNCT/./2/punct
        The/DET/DT/2/det movement/NOUN/NN/3/nsubj said/VERB/VBD/0/root no/INTJ/UH/3/obj ./PUNCT/./3/punct"""
        told = cast(
            text, parse, [(of, "ORG")],
            quote(text, of, "said", "yes"), quote(text, "The movement", span(text, "said", 2), "no"),
        )  # fmt: skip
        return meant(told, "The movement")

    assert movement("Forum") == "Forum"
    assert movement("Reuters") != "Reuters"


def test_who_says_they_between_quotation_marks_speaks_of_another_side() -> None:
    text = "Shippers Inc met Dockers United . “ They refused talks , ” Dockers United said ."
    parse = """Shippers/PROPN/NNP/3/nsubj Inc/PROPN/NNP/1/flat met/VERB/VBD/0/root Dockers/PROPN/NNP/3/obj United/PROPN/NNP/4/flat ./PUNCT/./3/punct
“/PUNCT/``/3/punct They/PRON/PRP/3/nsubj refused/VERB/VBD/9/ccomp talks/NOUN/NNS/3/obj ,/PUNCT/,/9/punct ”/PUNCT/''/3/punct Dockers/PROPN/NNP/9/nsubj United/PROPN/NNP/7/flat said/VERB/VBD/0/root ./PUNCT/./9/punct"""
    told = cast(
        text, parse, [("Shippers Inc", "ORG"), ("Dockers United", "ORG")],
        quote(text, span(text, "Dockers United", 2), "said", "“ They refused talks"),
        quote(text, "They", "refused", "talks"),
    )  # fmt: skip
    assert meant(told, "They") == "Shippers Inc"


def test_the_head_of_another_body_is_another_head() -> None:
    text = "The head of the union met Norland . The head of Sudmark Intelligence left ."
    parse = """The/DET/DT/2/det head/NOUN/NN/6/nsubj of/ADP/IN/5/case the/DET/DT/5/det union/NOUN/NN/2/nmod met/VERB/VBD/0/root Norland/PROPN/NNP/6/obj ./PUNCT/./6/punct
The/DET/DT/2/det head/NOUN/NN/6/nsubj of/ADP/IN/5/case Sudmark/PROPN/NNP/5/compound Intelligence/PROPN/NNP/2/nmod left/VERB/VBD/0/root ./PUNCT/./6/punct"""
    told = cast(
        text, parse, [("Norland", "LOC"), ("Sudmark Intelligence", "ORG")],
        quote(text, "The head of the union", "met", "Norland"),
        quote(text, "The head of Sudmark Intelligence", "left", "."),
    )  # fmt: skip
    one, other = (
        told.entity_at(span(text, "The head of the union")),
        told.entity_at(span(text, "The head of Sudmark Intelligence")),
    )
    assert one is not None
    assert other is not None
    assert one.id != other.id
