from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from communique.errors import ModelError
from communique.reading.pieces import SHAPES, Pieces, Window, batch, shape_of, window
from tests.reading.standin import pieces

WORDS = st.lists(st.tuples(st.text(min_size=1, max_size=20), st.booleans()), max_size=30)


def windowed(words: list[tuple[str, bool]]) -> Window:
    texts = [text for text, _ in words]
    begins = [begin for _, begin in words]
    return window(pieces(), pieces().of(texts), [shape_of(text) for text in texts], begins)


@given(WORDS)
def test_every_word_finds_its_own_pieces_in_its_window(words: list[tuple[str, bool]]) -> None:
    made = windowed(words)
    own = pieces().of([text for text, _ in words])
    found = [
        tuple(int(i) for i in made.ids[first : last + 1])
        for first, last in zip(made.first, made.last, strict=True)
    ]
    assert found == own
    assert all(1 <= len(word) <= 12 for word in own)
    for (text, _), first, last in zip(words, made.first, made.last, strict=True):
        assert set(made.shapes[first : last + 1]) == {shape_of(text)}


@given(WORDS)
def test_between_words_stands_nothing_but_the_mark_of_a_paragraph(
    words: list[tuple[str, bool]],
) -> None:
    made = windowed(words)
    assert (made.ids[0], made.ids[-1]) == (pieces().start, pieces().end)
    ends = [0, *made.last]
    for number, (_, begins) in enumerate(words):
        between = [int(i) for i in made.ids[ends[number] + 1 : made.first[number]]]
        assert between == ([pieces().paragraph] if begins and number else [])


@given(st.lists(WORDS, min_size=1, max_size=4))
def test_padding_hides_behind_the_mask(texts: list[list[tuple[str, bool]]]) -> None:
    windows = [windowed(words) for words in texts]
    padded = batch(windows, pieces().pad)
    assert padded.ids.shape == padded.shapes.shape == padded.mask.shape
    assert padded.first.shape == padded.last.shape
    for row, one in enumerate(windows):
        length, words = len(one.ids), len(one.first)
        assert np.array_equal(padded.ids[row, :length], one.ids)
        assert (padded.ids[row, length:] == pieces().pad).all()
        assert padded.mask[row].sum() == length
        assert padded.mask[row, :length].all()
        assert padded.words[row] == words
        assert np.array_equal(padded.first[row, :words], one.first)
        assert np.array_equal(padded.last[row, :words], one.last)


@pytest.mark.parametrize(
    ("word", "shape"),
    [
        ("truce", "lower"),
        ("Norland", "capital"),
        ("UN", "upper"),
        ("iPhone", "mixed"),
        ("F-16", "digits"),
        ("—", "mark"),
    ],
)
def test_the_shape_keeps_what_a_lower_case_vocabulary_loses(word: str, shape: str) -> None:
    assert SHAPES[shape_of(word)] == shape


def test_a_vocabulary_that_cannot_be_read_is_named(tmp_path: Path) -> None:
    damaged = tmp_path / "tokenizer.json"
    damaged.write_text('{"model": ')
    with pytest.raises(ModelError, match=r"tokenizer\.json.*install again"):
        Pieces(damaged)
