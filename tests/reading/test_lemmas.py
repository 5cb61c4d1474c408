from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from communique.reading.labels import XPOS
from communique.reading.lemmas import lemma_of, participle_of


@pytest.mark.parametrize(
    ("form", "xpos", "lemma"),
    [
        ("said", "VBD", "say"),
        ("Negotiators", "NNS", "negotiator"),
        ("parties", "NNS", "party"),
        ("seamen", "NNS", "seaman"),
        ("agreed", "VBD", "agree"),
        ("stopped", "VBD", "stop"),
        ("releasing", "VBG", "release"),
        ("denied", "VBN", "deny"),
        ("men", "NNS", "man"),
        ("Emirates", "NNPS", "Emirates"),
        ("3.5", "CD", "3.5"),
        ("n't", "RB", "not"),
        ("N’T", "RB", "not"),
        ("nt", "RB", "not"),
        # The tag mistook the person: no verb has such an ending in a dictionary.
        ("says", "VBP", "say"),
        ("focus", "VBP", "focus"),
        ("discuss", "VB", "discuss"),
        ("says", "VBD", "say"),
        ("agreeing", "VBP", "agree"),
        ("spring", "VB", "spring"),
        # … or its tense.
        ("took", "VBN", "take"),
        ("shrunk", "VBD", "shrink"),
    ],
)
def test_a_word_has_the_form_that_a_dictionary_gives(form: str, xpos: str, lemma: str) -> None:
    assert lemma_of(form, xpos) == lemma


@pytest.mark.parametrize(
    ("verb", "participle"),
    [
        ("take", "taken"),
        ("rise", "risen"),
        ("cut", "cut"),
        ("deny", "denied"),
        ("admit", "admitted"),
    ],
)
def test_a_verb_has_its_past_participle(verb: str, participle: str) -> None:
    assert participle_of(verb) == participle


@given(st.text(min_size=1, max_size=20), st.sampled_from(XPOS))
def test_any_word_has_a_form(form: str, xpos: str) -> None:
    assert lemma_of(form, xpos)
