"""Sets that say of a whole text which kind of event it tells: weak examples for event triggers."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from typing import Any

from communique.reading.labels import TAGS
from training.examples import UNKNOWN, CharacterText, Example

Row = dict[str, Any]

MOST_WORDS = 140
"""A story tells its event early."""

CLASSES = {
    "1": frozenset({"AGREE", "CONSULT", "SUPPORT", "CONCEDE", "REQUEST"}),
    "2": frozenset({"COOPERATE", "AID", "RETREAT", "AGREE"}),
    "3": frozenset({"REQUEST", "ACCUSE", "REJECT", "THREATEN"}),
    "4": frozenset({"PROTEST", "SANCTION", "MOBILIZE", "COERCE", "ASSAULT"}),
}
"""PLOVER types in the classes of `cameo_sentences`: verbal and material cooperation and conflict.

CAMEO counts appeals as verbal cooperation (Schrodt 2012), so a request may stand in either."""

OLDER_NAMES = {"YIELD": "CONCEDE", "FIGHT": "ASSAULT", "DISAPPROVE": "ACCUSE", "DEMAND": "REQUEST"}
"""Types of the first version of PLOVER under their present names."""


def invented_stories(rows: Iterable[Row]) -> Iterator[Example]:
    """Read `plover_synthetic`: stories written by a model to tell an event of one type."""
    for row in rows:
        example = CharacterText("plover_synthetic", row["text"]).example
        part = example.part(0, min(len(example), MOST_WORDS))
        part.told = frozenset({row["label"]})
        yield part


def coded_sentences(rows: Iterable[Row]) -> Iterator[Example]:
    """Read `cameo_sentences`: each belongs to a class of types."""
    for row in rows:
        if types := CLASSES.get(row["class"]):
            example = CharacterText("cameo_sentences", row["text"]).example
            example.told = types
            yield example


def manual_examples(rows: Iterable[Row]) -> Iterator[Example]:
    """Read `plover_gsr`: the examples of a coding manual, with trigger and actors marked.

    One event is marked in each, so words outside its trigger say nothing.
    """
    for row in rows:
        kind = OLDER_NAMES.get(row["event"], row["event"])
        if f"B-{kind}" not in TAGS["event"]:
            continue
        text = CharacterText("plover_gsr", row["text"])
        marked = row.get("textInfo") or {}
        triggers = _places(row["text"], re.findall(r"\(EVT: ([^)]+)\)", marked.get("markup", "")))
        if not triggers:
            text.example.told = frozenset({kind})
            yield text.example
            continue
        trigger = triggers[0]
        text.tag("event", [(trigger, kind)])
        answers = text.example.tags["event"]
        answers[answers == 0] = UNKNOWN
        for role, side in (("actor", "source"), ("recipient", "target")):
            named = [a["actorText"] for a in row.get(side) or () if isinstance(a, dict)]
            if members := _places(row["text"], named):
                text.link(role, trigger, members)
        yield text.example


def _places(text: str, phrases: Iterable[str]) -> list[tuple[int, int]]:
    """Return where each phrase first stands in `text`, those that do not left out."""
    return [(at, at + len(phrase)) for phrase in phrases if (at := text.find(phrase)) >= 0]
