"""Texts in disguise: other names and other marks, with the answers still true."""

from __future__ import annotations

from random import Random

import numpy as np
import pytest

from communique.reading.labels import TAGS
from training.disguises import names_in, renamed, requoted
from training.examples import CharacterText, Example

TEXT = 'Union chief Berg said "Norland Steel" pays on Monday. Later Berg saw 40 Dockers leave.'
COMMON = frozenset({"union", "dockers"})


@pytest.fixture
def example() -> Example:
    text = CharacterText("invented", TEXT)
    text.tag("cue", [((17, 21), "cue")])
    return text.example


def named(example: Example) -> set[str]:
    return {example.words[i] for i in names_in(example, COMMON)}


def test_names_are_capitals_that_no_sentence_quotation_calendar_or_number_explains(
    example: Example,
) -> None:
    assert named(example) == {"Berg", "Steel"}


def test_a_word_that_is_itself_an_answer_is_no_name(example: Example) -> None:
    row = np.zeros(len(example), dtype=np.int64)
    row[example.words.index("Steel")] = TAGS["event"].index("B-REQUEST")
    example.tags["event"] = row
    assert named(example) == {"Berg"}


@pytest.mark.parametrize("head", ["name", "mention", "time"])
def test_a_text_that_teaches_names_keeps_them(example: Example, head: str) -> None:
    example.tags[head] = np.zeros(len(example), dtype=np.int64)
    assert named(example) == set()


def test_the_same_word_gets_the_same_name(example: Example) -> None:
    places = names_in(example, COMMON)
    words = renamed(example.words, places, ["Ahlen", "Corvey", "Soldal"], Random(2))  # noqa: S311
    changed = [i for i, word in enumerate(words) if word != example.words[i]]
    assert changed == places
    assert len({words[i] for i in places if example.words[i] == "Berg"}) == 1


def test_marks_of_another_house_open_and_close(example: Example) -> None:
    words = requoted(example.words, ("«", "»"))
    assert [word for word in words if word in "«»"] == ["«", "»"]
    assert '"' not in words
