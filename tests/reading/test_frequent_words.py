"""What frequent words can be."""

from __future__ import annotations

import numpy as np
import pytest

from communique.reading.frequent_words import likeliest
from communique.reading.labels import TAGS


def scores(*best: str) -> np.ndarray:
    """Return scores of Penn tags, the first of them the likeliest."""
    found = np.zeros((1, len(TAGS["xpos"])), dtype=np.float32)
    for place, tag in enumerate(best):
        found[0, TAGS["xpos"].index(tag)] = 10 - place
    return found


@pytest.mark.parametrize(
    ("word", "likely", "tag"),
    [
        ("His", ["NNP", "PRP$"], "PRP$"),
        ("’s", ["NNP", "VBZ", "POS"], "VBZ"),
        ("no", ["NN", "RB"], "RB"),
        ("her", ["PRP", "PRP$"], "PRP"),
        ("ceasefire", ["VB", "NN"], "VB"),  # not frequent enough for its tags to be known
    ],
)
def test_a_frequent_word_has_the_likeliest_of_the_tags_that_it_can_have(
    word: str, likely: list[str], tag: str
) -> None:
    (found,) = likeliest("xpos", [word], scores(*likely))
    assert TAGS["xpos"][found] == tag
