"""Who takes part in an act, by the tree of its sentence."""

from __future__ import annotations

import pytest

from communique.reading.parsed import EventSpan
from communique.reading.participants import with_participants
from communique.vocabulary import EventType
from tests.reading.parsing import name, parsed, span

TEXT = "Gunmen attacked dockers and clerks in Norland and Sudmark."
TREE = """
    Gunmen gunman NOUN NNS 2 nsubj
    attacked attack VERB VBD 0 root
    dockers docker NOUN NNS 2 obj
    and and CCONJ CC 5 cc
    clerks clerk NOUN NNS 3 conj
    in in ADP IN 7 case
    Norland Norland PROPN NNP 3 nmod
    and and CCONJ CC 9 cc
    Sudmark Sudmark PROPN NNP 7 conj
    . . PUNCT . 2 punct
"""


@pytest.mark.parametrize(
    ("kind", "proposed", "left"),
    [
        ("ASSAULT", ("dockers", "Norland", "Sudmark"), ("dockers",)),
        ("ASSAULT", ("Norland", "Sudmark"), ("Norland", "Sudmark")),  # on whom else?
        ("SUPPORT", ("Norland",), ()),
    ],
)
def test_where_an_act_was_is_not_whom_it_was_done_to(
    kind: EventType, proposed: tuple[str, ...], left: tuple[str, ...]
) -> None:
    recipients = tuple(span(TEXT, words) for words in proposed)
    act = EventSpan(span(TEXT, "attacked"), kind, None, "happened", (), recipients, 1.0)
    names = [name(TEXT, place, "LOC") for place in ("Norland", "Sudmark")]
    read = with_participants(parsed(TEXT, TREE, events=[act], names=names))
    assert tuple(s.of(TEXT) for s in read.events[0].recipients) == left
