"""Names made whole and found again."""

# ruff: noqa: E501  (a parse stands on one line for each sentence)

from communique.reading.completing import completed
from tests.reading.casting import block, called, cast, mentions, names
from tests.reading.parsing import parsed

UNION = "The Norland Teachers ' Union met the Union again in the port ."
UNION_PARSE = "The/DET/DT/4/det Norland/PROPN/NNP/4/compound Teachers/PROPN/NNPS/4/nmod:poss '/PART/POS/3/case Union/PROPN/NNP/6/nsubj met/VERB/VBD/0/root the/DET/DT/8/det Union/PROPN/NNP/6/obj again/ADV/RB/6/advmod in/ADP/IN/12/case the/DET/DT/12/det port/NOUN/NN/6/obl ./PUNCT/./6/punct"


def test_a_name_that_was_cut_at_an_apostrophe_is_made_whole_and_its_short_form_found():
    given = parsed(UNION, block(UNION_PARSE), names=names(UNION, ("Norland Teachers", "ORG")))
    found = [name.span.of(UNION) for name in completed(given)]
    assert found == ["Norland Teachers ' Union", "Union"]


def test_a_body_is_named_from_its_owner_on():
    text = "Norland 's Defence Ministry denied it ."
    parse = "Norland/PROPN/NNP/4/nmod:poss 's/PART/POS/1/case Defence/PROPN/NNP/4/compound Ministry/PROPN/NNP/5/nsubj denied/VERB/VBD/0/root it/PRON/PRP/5/obj ./PUNCT/./5/punct"
    given = parsed(text, block(parse), names=names(text, ("Norland", "LOC"), ("Ministry", "ORG")))
    assert [n.span.of(text) for n in completed(given)] == ["Norland", "Defence Ministry"]


def test_the_short_form_is_the_same_body():
    told = cast(UNION, UNION_PARSE, [("Norland Teachers", "ORG")])
    assert mentions(told, "Norland Teachers ' Union") == ["Norland Teachers ' Union", "Union"]


def test_who_has_a_foreign_minister_is_no_person():
    text = "Tolvia 's foreign minister left ."
    parse = "Tolvia/PROPN/NNP/4/nmod:poss 's/PART/POS/1/case foreign/ADJ/JJ/4/amod minister/NOUN/NN/5/nsubj left/VERB/VBD/0/root ./PUNCT/./5/punct"
    given = parsed(text, block(parse), names=names(text, ("Tolvia", "PER")))
    assert [name.label for name in completed(given)] == ["LOC"]


def test_who_chairs_a_body_speaks_for_it():
    text = "Ada Berg , who chairs the Harbour Board , left ."
    parse = "Ada/PROPN/NNP/9/nsubj Berg/PROPN/NNP/1/flat ,/PUNCT/,/1/punct who/PRON/WP/5/nsubj chairs/VERB/VBZ/1/acl:relcl the/DET/DT/8/det Harbour/PROPN/NNP/8/compound Board/PROPN/NNP/5/obj ,/PUNCT/,/1/punct left/VERB/VBD/0/root ./PUNCT/./10/punct".replace(
        "chairs/VERB", "chair/VERB"
    )
    text = text.replace("chairs", "chair")
    told = cast(text, parse, [("Ada Berg", "PER"), ("Harbour Board", "ORG")])
    home = called(told, "Ada Berg").affiliation
    assert home is not None
    assert told.entity(home).name == "Harbour Board"
