"""The type of an act, where its word alone settles it."""

from __future__ import annotations

from typing import get_args

import pytest

from communique.reading.event_types import typed
from communique.reading.labels import MODES
from communique.reading.lexicon import rows
from communique.reading.parsed import EventSpan
from communique.vocabulary import EventType
from tests.reading.parsing import parsed, span

SEIZED = """
Norland Norland PROPN NNP 2 nsubj
seized seize VERB VBD 0 root
two two NUM CD 4 nummod
trawlers trawler NOUN NNS 2 obj
. . PUNCT . 2 punct
"""
LIFTED = """
Norland Norland PROPN NNP 2 nsubj
lifted lift VERB VBD 0 root
the the DET DT 4 det
{thing} {thing} NOUN NN 2 obj
. . PUNCT . 2 punct
"""


def act(text: str, words: str, kind: EventType, mode: str | None = None) -> EventSpan:
    return EventSpan(span(text, words), kind, mode, "happened", (), (), 1.0)


def test_whoever_seizes_a_ship_coerces() -> None:
    text = "Norland seized two trawlers ."
    found = typed(parsed(text, SEIZED), act(text, "seized", "ASSAULT", "aerial"))
    assert (found.type, found.mode) == ("COERCE", "seize")


def test_a_type_that_agrees_keeps_its_mode() -> None:
    text = "Norland seized two trawlers ."
    proposal = act(text, "seized", "COERCE", "restrict")
    assert typed(parsed(text, SEIZED), proposal) is proposal


def test_to_stop_an_attack_is_no_attack() -> None:
    text = "Norland halted the offensive ."
    block = LIFTED.format(thing="offensive").replace("lifted lift", "halted halt")
    found = typed(parsed(text, block), act(text, "halted the offensive", "ASSAULT"))
    assert (found.type, found.mode) == ("RETREAT", "ceasefire")


@pytest.mark.parametrize(("thing", "kind"), [("embargo", "CONCEDE"), ("cup", "SUPPORT")])
def test_some_words_settle_it_with_some_companions_only(thing: str, kind: EventType) -> None:
    text = f"Norland lifted the {thing} ."
    found = typed(parsed(text, LIFTED.format(thing=thing)), act(text, "lifted", "SUPPORT"))
    assert found.type == kind


def test_each_row_names_a_type_and_a_mode_that_exist() -> None:
    for word, companions, kind, mode in rows("event_types.tsv"):
        assert word == word.strip().lower()
        assert companions == companions.strip().lower()
        assert kind in get_args(EventType)
        assert mode == "-" or mode in MODES
