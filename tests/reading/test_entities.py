"""Who and what is mentioned, and under which names."""

# ruff: noqa: E501  (a parse stands on one line for each sentence)

import pycountry
import pytest
from hypothesis import given
from hypothesis import strategies as st

from communique.reading.entities import find_entities
from communique.reading.gazetteer import gazetteer
from communique.reading.names import contained, folded, initials, parts
from communique.reading.parsed import EventSpan, Name
from tests.reading.casting import block, called, cast, mentions, names, quote
from tests.reading.parsing import draft, parsed, span

SURNAME = (
    "Ada Berg arrived. Berg said nothing.",
    """Ada/PROPN/NNP/3/nsubj Berg/PROPN/NNP/1/flat arrived/VERB/VBD/0/root ./PUNCT/./3/punct
    Berg/PROPN/NNP/2/nsubj said/VERB/VBD/0/root nothing/PRON/NN/2/obj ./PUNCT/./2/punct""",
)


def test_a_surname_alone_is_a_mention_of_the_full_name() -> None:
    told = cast(*SURNAME, [("Ada Berg", "PER"), ("Berg", "PER")])
    assert mentions(told, "Ada Berg")[-1] == "Berg"
    assert [e.kind for e in told.entities] == ["person"]


def test_of_two_who_share_a_surname_the_one_named_last_is_meant() -> None:
    text = "Ada Berg met Olaf Berg. Berg left."
    parse = """Ada/PROPN/NNP/3/nsubj Berg/PROPN/NNP/1/flat met/VERB/VBD/0/root Olaf/PROPN/NNP/3/obj Berg/PROPN/NNP/4/flat ./PUNCT/./3/punct
    Berg/PROPN/NNP/2/nsubj left/VERB/VBD/0/root ./PUNCT/./2/punct"""
    alone = span(text, "Berg", 3)
    given_names = [*names(text, ("Ada Berg", "PER"), ("Olaf Berg", "PER")), Name(alone, "PER", 1.0)]
    told = find_entities(draft(parsed(text, block(parse), names=given_names)))
    assert alone in called(told, "Olaf Berg").mentions


def test_an_acronym_in_brackets_and_alone_is_the_body_that_it_stands_for() -> None:
    text = "The Port Workers Union ( PWU ) met. PWU left."
    parse = """The/DET/DT/4/det Port/PROPN/NNP/4/compound Workers/PROPN/NNPS/4/compound Union/PROPN/NNP/8/nsubj (/PUNCT/-LRB-/6/punct PWU/PROPN/NNP/4/appos )/PUNCT/-RRB-/6/punct met/VERB/VBD/0/root ./PUNCT/./8/punct
    PWU/PROPN/NNP/2/nsubj left/VERB/VBD/0/root ./PUNCT/./2/punct"""
    told = cast(text, parse, [("Port Workers Union", "ORG"), ("PWU", "ORG")])
    assert mentions(told, "Port Workers Union") == ["Port Workers Union", "PWU", "PWU"]


def test_a_country_its_adjective_and_its_short_form_are_one_place() -> None:
    text = "Norwegian ships left Norway ."
    parse = "Norwegian/ADJ/JJ/2/amod ships/NOUN/NNS/3/nsubj left/VERB/VBD/0/root Norway/PROPN/NNP/3/obj ./PUNCT/./3/punct"
    told = cast(text, parse, [("Norwegian", "MISC"), ("Norway", "LOC")])
    assert mentions(told, "Norway") == ["Norwegian", "Norway"]
    assert called(told, "Norway").kind == "place"


def test_a_seat_of_government_stands_for_its_country_only_where_it_speaks() -> None:
    text = "Oslo said no . He flew to Oslo ."
    parse = """Oslo/PROPN/NNP/2/nsubj said/VERB/VBD/0/root no/INTJ/UH/2/obj ./PUNCT/./2/punct
    He/PRON/PRP/2/nsubj flew/VERB/VBD/0/root to/ADP/IN/4/case Oslo/PROPN/NNP/2/obl ./PUNCT/./2/punct"""
    told = cast(text, parse, [("Oslo", "LOC")], quote(text, "Oslo", "said", "no"))
    assert mentions(told, "Norway") == ["Oslo"]
    assert mentions(told, "Oslo") == ["Oslo"]


def test_an_unnamed_source_is_an_entity_and_belongs_to_the_body_that_its_words_name() -> None:
    text = "A Norland source told them that talks failed ."
    parse = "A/DET/DT/3/det Norland/PROPN/NNP/3/compound source/NOUN/NN/4/nsubj told/VERB/VBD/0/root them/PRON/PRP/4/obj that/SCONJ/IN/8/mark talks/NOUN/NNS/8/nsubj failed/VERB/VBD/4/ccomp ./PUNCT/./4/punct"
    told = cast(
        text, parse, [("Norland", "LOC")],
        quote(text, "A Norland source", "told", "that talks failed"),
    )  # fmt: skip
    source = called(told, "Norland source")
    assert source.kind == "source"
    assert source.affiliation == called(told, "Norland").id
    assert source.affiliation_at == span(text, "Norland")


def test_people_who_are_many_are_a_group_and_not_a_name_at_the_start_of_a_sentence() -> None:
    text = "Hardliners said no ."
    parse = "Hardliners/NOUN/NNS/2/nsubj said/VERB/VBD/0/root no/INTJ/UH/2/obj ./PUNCT/./2/punct"
    told = cast(text, parse, [("Hardliners", "PER")], quote(text, "Hardliners", "said", "no"))
    assert [(e.name, e.kind) for e in told.entities] == [("Hardliners", "group")]


OFFICES = [
    (
        "Norland Foreign Minister Ada Berg left .",
        "Norland/PROPN/NNP/3/compound Foreign/PROPN/NNP/3/compound Minister/PROPN/NNP/6/nsubj Ada/PROPN/NNP/3/flat Berg/PROPN/NNP/3/flat left/VERB/VBD/0/root ./PUNCT/./6/punct",
        "Foreign Minister",
        "Norland",
    ),
    (
        "Ada Berg , a Norland official , left .",
        "Ada/PROPN/NNP/8/nsubj Berg/PROPN/NNP/1/flat ,/PUNCT/,/6/punct a/DET/DT/6/det Norland/PROPN/NNP/6/compound official/NOUN/NN/1/appos ,/PUNCT/,/6/punct left/VERB/VBD/0/root ./PUNCT/./8/punct",
        "official",
        "Norland",
    ),
    (
        "Norland 's envoy in Eastvale , Ada Berg , left .",
        "Norland/PROPN/NNP/3/nmod:poss 's/PART/POS/1/case envoy/NOUN/NN/10/nsubj in/ADP/IN/5/case Eastvale/PROPN/NNP/3/nmod ,/PUNCT/,/7/punct Ada/PROPN/NNP/3/appos Berg/PROPN/NNP/7/flat ,/PUNCT/,/7/punct left/VERB/VBD/0/root ./PUNCT/./10/punct",
        "envoy in Eastvale",
        "Norland",
    ),
    (
        "Ada Berg , head of the Norland delegation , left .",
        "Ada/PROPN/NNP/10/nsubj Berg/PROPN/NNP/1/flat ,/PUNCT/,/4/punct head/NOUN/NN/1/appos of/ADP/IN/8/case the/DET/DT/8/det Norland/PROPN/NNP/8/compound delegation/NOUN/NN/4/nmod ,/PUNCT/,/4/punct left/VERB/VBD/0/root ./PUNCT/./10/punct",
        "head of the Norland delegation",
        "Norland",
    ),
    (
        "Ada Berg is the Norland spokeswoman .",
        "Ada/PROPN/NNP/6/nsubj Berg/PROPN/NNP/1/flat is/AUX/VBZ/6/cop the/DET/DT/6/det Norland/PROPN/NNP/6/compound spokeswoman/NOUN/NN/0/root ./PUNCT/./6/punct",
        "spokeswoman",
        "Norland",
    ),
]


@pytest.mark.parametrize(("text", "parse", "role", "body"), OFFICES)
def test_role_and_body_are_read_off_the_words_beside_the_name(
    text: str, parse: str, role: str, body: str
) -> None:
    told = cast(text, parse, [("Ada Berg", "PER"), ("Norland", "LOC"), ("Eastvale", "LOC")])
    person = called(told, "Ada Berg")
    assert person.role == role
    assert person.role_at == span(text, role)
    assert person.affiliation == called(told, body).id
    assert person.affiliation_at == span(text, body)


def test_a_portfolio_is_part_of_the_office_and_no_body() -> None:
    text = "Education Secretary Ada Berg left ."
    parse = "Education/PROPN/NNP/2/compound Secretary/PROPN/NNP/5/nsubj Ada/PROPN/NNP/2/flat Berg/PROPN/NNP/2/flat left/VERB/VBD/0/root ./PUNCT/./5/punct"
    told = cast(text, parse, [("Education", "ORG"), ("Ada Berg", "PER")])
    assert called(told, "Ada Berg").role == "Education Secretary"
    assert called(told, "Ada Berg").affiliation is None


def test_a_country_is_known_by_name_where_no_name_was_proposed() -> None:
    text = "The Norwegian minister left ."
    parse = "The/DET/DT/3/det Norwegian/ADJ/JJ/3/amod minister/NOUN/NN/4/nsubj left/VERB/VBD/0/root ./PUNCT/./4/punct"
    assert mentions(cast(text, parse, []), "Norway") == ["Norwegian"]


def test_a_country_named_after_a_person_is_no_office() -> None:
    text = "Ada Berg , Norland said , left ."
    parse = "Ada/PROPN/NNP/7/nsubj Berg/PROPN/NNP/1/flat ,/PUNCT/,/5/punct Norland/PROPN/NNP/5/nsubj said/VERB/VBD/7/parataxis ,/PUNCT/,/5/punct left/VERB/VBD/0/root ./PUNCT/./7/punct"
    told = cast(text, parse, [("Ada Berg", "PER"), ("Norland", "LOC")])
    assert called(told, "Ada Berg").role is None


def test_every_country_is_found_by_its_name_and_adjective() -> None:
    table = gazetteer()
    assert {c.code for c in table.names.values()} >= {"NO", "US", "GB", "QA", "ZW"}
    states = table.names[folded("the United States")]
    assert states == table.adjectives["american"] == table.names[folded("U.S.")]
    assert "sudmark" not in table.names


def test_country_codes_are_those_of_the_standard_but_for_states_that_it_leaves_out() -> None:
    codes = {c.code for c in gazetteer().names.values()}
    standard = {country.alpha_2 for country in pycountry.countries}
    assert codes - standard == {"XK", "SU", "YU"}


@given(st.lists(st.sampled_from(["Ada", "Olaf", "van", "Berg", "B."]), min_size=1, max_size=4))
def test_a_name_contains_itself_and_its_last_word(words: list[str]) -> None:
    whole = parts(" ".join(words))
    assert contained(whole, whole) == 3
    assert contained(whole[-1:], whole) == 3


@given(st.text(max_size=40))
def test_any_string_can_be_taken_for_a_name(text: str) -> None:
    assert folded(text) == folded(folded(text)) or parts(text)
    initials(text)


@pytest.mark.parametrize(("words", "noun"), [("bankworkers", "bankworker"), ("allies", "ally")])
def test_people_who_act_together_are_a_group(words: str, noun: str) -> None:
    text = f"{words} agreed ."
    rows = f"{words} {noun} NOUN NNS 2 nsubj\nagreed agree VERB VBD 0 root\n. . PUNCT . 2 punct"
    agreed = EventSpan(
        span(text, "agreed"), "AGREE", None, "happened", (span(text, words),), (), 1.0
    )
    told = find_entities(draft(parsed(text, rows, events=[agreed])))
    assert [(e.name, e.kind) for e in told.entities] == [(words, "group")]


def titled(body: str, title: str) -> tuple[str, str]:
    """Return "BODY TITLE Ada Berg resigned ." with a parse."""
    before = f"{body} {title}".split()
    name = len(before) + 1
    parse = [f"{word}/PROPN/NNP/{name}/compound" for word in before]
    parse += [f"Ada/PROPN/NNP/{name + 2}/nsubj", f"Berg/PROPN/NNP/{name}/flat"]
    parse += ["resigned/VERB/VBD/0/root", f"./PUNCT/./{name + 2}/punct"]
    return f"{body} {title} Ada Berg resigned .", " ".join(parse)


@pytest.mark.parametrize(
    ("tagged", "title", "body", "role"),
    [
        ("Norland Steel Vice", "President", "Norland Steel", "Vice President"),
        ("Norland Steel Executive Vice", "President", "Norland Steel", "Executive Vice President"),
        ("Norland Steel Executive", "Vice President", "Norland Steel", "Executive Vice President"),
        ("Harbour Union Deputy", "Chairman", "Harbour Union", "Deputy Chairman"),
        ("Norland Foreign", "Minister", "Norland", "Foreign Minister"),
        ("Sudmark Prime", "Minister", "Sudmark", "Prime Minister"),
        ("River League Secretary", "General", "River League", "Secretary General"),
    ],
)
def test_the_rank_before_a_title_is_no_part_of_the_body_before_it(
    tagged: str, title: str, body: str, role: str
) -> None:
    text, parse = titled(tagged, title)
    told = cast(text, parse, [(tagged, "ORG"), ("Ada Berg", "PER")])
    assert mentions(told, body) == [body]
    berg = called(told, "Ada Berg")
    assert (berg.role, berg.affiliation) == (role, called(told, body).id)


@pytest.mark.parametrize(
    ("body", "title"),
    [
        ("Norland Safety Executive", "director"),
        ("Sudmark Prime", "President"),
        ("Eastvale Police", "Chief"),
        ("Ministry of Defence", "Secretary"),
    ],
)
def test_a_body_keeps_the_last_word_of_its_own_name(body: str, title: str) -> None:
    text, parse = titled(body, title)
    told = cast(text, parse, [(body, "ORG"), ("Ada Berg", "PER")])
    assert mentions(told, body) == [body]


def test_a_sign_is_nobody_s_name() -> None:
    told = cast(
        "Ada @ left .",
        "Ada/PROPN/NNP/3/nsubj @/SYM/SYM/1/dep left/VERB/VBD/0/root ./PUNCT/./3/punct",
        [("Ada", "PER"), ("@", "ORG")],
    )
    assert [e.name for e in told.entities] == ["Ada"]
