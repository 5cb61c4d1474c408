from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from communique.reading.words import words_in


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("They don't know.", ["They", "do", "n't", "know", "."]),
        ("Norland's envoy", ["Norland", "'s", "envoy"]),
        ("the U.S. and Mr. Orrin", ["the", "U.S.", "and", "Mr.", "Orrin"]),
        ("a week-old strike", ["a", "week", "-", "old", "strike"]),
        ("1,200 of 3.5 million", ["1,200", "of", "3.5", "million"]),
        ("“No,” she said", ["“", "No", ",", "”", "she", "said"]),
        ("see https://example.org/a?b=1.", ["see", "https://example.org/a?b=1", "."]),
    ],
)
def test_words_are_cut_as_the_treebanks_cut_them(text: str, words: list[str]) -> None:
    assert [span.of(text) for span in words_in(text)] == words


@given(st.text(max_size=300))
def test_words_are_in_order_and_leave_out_white_space_alone(text: str) -> None:
    at = 0
    for span in words_in(text):
        assert text[at : span.start].isspace() or at == span.start
        at = span.end
    assert not text[at:].strip()
