"""Words of one telling that the model proposes apart."""

from __future__ import annotations

import pytest

from communique.reading.parsed import EventSpan
from communique.reading.triggers import whole_triggers
from communique.vocabulary import EventType
from tests.reading.parsing import parsed, span

TEXT = "Norland signed the December agreement and urged talks."
TREE = """
    Norland Norland PROPN NNP 2 nsubj
    signed sign VERB VBD 0 root
    the the DET DT 5 det
    December December PROPN NNP 5 compound
    agreement agreement NOUN NN 2 obj
    and and CCONJ CC 7 cc
    urged urge VERB VBD 2 conj
    talks talk NOUN NNS 7 obj
    . . PUNCT . 2 punct
"""


def act(words: str, kind: EventType = "AGREE", actor: str | None = None) -> EventSpan:
    actors = () if actor is None else (span(TEXT, actor),)
    status = "happened" if actor else "planned"
    return EventSpan(span(TEXT, words), kind, None, status, actors, (), 0.5)


@pytest.mark.parametrize(
    ("proposed", "whole"),
    [
        ((act("December"), act("agreement")), ["December agreement"]),
        ((act("signed"), act("agreement")), ["signed the December agreement"]),
        ((act("signed"), act("December"), act("agreement")), ["signed the December agreement"]),
        ((act("agreement"), act("urged", "REQUEST")), ["agreement", "urged"]),
        ((act("urged", "REQUEST"), act("talks", "CONSULT")), ["urged", "talks"]),
        ((act("signed"), act("urged")), ["signed", "urged"]),  # two acts of one type
    ],
)
def test_one_telling_is_one_act(proposed: tuple[EventSpan, ...], whole: list[str]) -> None:
    found = whole_triggers(parsed(TEXT, TREE), reversed(proposed))
    assert [act.span.of(TEXT) for act in found] == whole


def test_what_governs_tells_how_the_act_stands_and_who_takes_part() -> None:
    (one,) = whole_triggers(parsed(TEXT, TREE), [act("signed", actor="Norland"), act("agreement")])
    assert (one.status, one.actors) == ("happened", (span(TEXT, "Norland"),))
    (one,) = whole_triggers(
        parsed(TEXT, TREE), [act("December", actor="Norland"), act("agreement")]
    )
    assert (one.status, one.actors) == ("planned", (span(TEXT, "Norland"),))
