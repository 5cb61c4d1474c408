from __future__ import annotations

from itertools import product

import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from communique.reading.trees import tree, with_of_parts


def is_tree(governors: list[int]) -> bool:
    if governors.count(-1) != 1:
        return False
    for word in range(len(governors)):
        at, steps = word, 0
        while at >= 0 and steps <= len(governors):
            at, steps = governors[at], steps + 1
        if at >= 0:
            return False
    return True


@given(st.integers(1, 14), st.integers(0, 2**31))
def test_whatever_the_scores_there_is_one_root_and_no_cycle(size: int, seed: int) -> None:
    scores = np.random.default_rng(seed).normal(size=(size, size + 1)).astype(np.float32)
    assert is_tree(tree(scores))


@given(st.integers(2, 4), st.integers(0, 2**31))
def test_no_other_tree_is_better(size: int, seed: int) -> None:
    scores = np.random.default_rng(seed).normal(size=(size, size + 1)).astype(np.float32)
    found = tree(scores)

    def worth(governors: list[int]) -> float:
        return float(sum(scores[i, g] for i, g in enumerate(governors)))

    every = (list(g) for g in product(range(-1, size), repeat=size))
    assert worth(found) >= max(map(worth, filter(is_tree, every))) - 1e-4


def test_what_stands_behind_of_is_no_second_subject() -> None:
    words = ["The", "head", "of", "the", "bureau", "arrived"]
    upos = ["DET", "NOUN", "ADP", "DET", "NOUN", "VERB"]
    hung = [(1, "det"), (5, "nsubj"), (4, "case"), (4, "det"), (5, "nsubj"), (-1, "root")]
    assert with_of_parts(words, upos, hung)[4] == (1, "nmod")
    below = [(1, "det"), (4, "nmod"), (4, "case"), (4, "det"), (5, "nsubj"), (-1, "root")]
    assert with_of_parts(words, upos, below) == below  # there it would close a circle
