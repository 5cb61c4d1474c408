"""A figure is a ratio of counts; its interval comes from drawing documents again."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from benchmarks.figures_of_merit import f1, f1_of, f1_of_means, interval, share, value

COUNT = st.integers(0, 40)
MATCHES = st.lists(st.tuples(COUNT, COUNT, COUNT), min_size=1, max_size=30)
SHARES = st.lists(
    st.tuples(COUNT, COUNT).map(lambda pair: (min(pair), max(pair))), min_size=1, max_size=30
)


@settings(max_examples=40, deadline=None)
@given(counts=MATCHES)
def test_the_interval_of_an_f1_holds_the_f1(counts: list[tuple[int, int, int]]) -> None:
    low, high = interval(counts, f1)
    assert 0 <= low <= value(counts, f1) <= high <= 1


@settings(max_examples=40, deadline=None)
@given(counts=SHARES)
def test_the_interval_of_a_share_holds_the_share(counts: list[tuple[int, int]]) -> None:
    low, high = interval(counts, share)
    assert 0 <= low <= value(counts, share) <= high <= 1


@settings(max_examples=20, deadline=None)
@given(counts=MATCHES, seed=st.integers(0, 9))
def test_the_same_seed_gives_the_same_interval(
    counts: list[tuple[int, int, int]], seed: int
) -> None:
    assert interval(counts, f1, seed=seed) == interval(counts, f1, seed=seed)


def test_another_seed_draws_other_documents() -> None:
    counts = [(i, 7 - i % 5, i % 3) for i in range(12)]
    assert interval(counts, f1, seed=1) != interval(counts, f1, seed=2)


def test_documents_that_are_all_alike_leave_no_doubt() -> None:
    assert interval([(3, 1, 0)] * 5, f1) == pytest.approx((6 / 7, 6 / 7))


def test_more_documents_of_the_same_kind_narrow_the_interval() -> None:
    few = interval([(9, 1, 0), (1, 9, 0)] * 4, f1)
    many = interval([(9, 1, 0), (1, 9, 0)] * 100, f1)
    assert many[1] - many[0] < few[1] - few[0]


def test_the_counts_of_documents_are_summed_before_the_figure_is_taken() -> None:
    # One document right in all, a far longer one right in nothing: not the mean of the two.
    assert value([(1, 1), (0, 99)], share) == pytest.approx(0.01)


@given(MATCHES)
def test_f1_is_the_harmonic_mean_of_precision_and_recall(
    counts: list[tuple[int, int, int]],
) -> None:
    true, false, missed = map(sum, zip(*counts, strict=True))
    assert value(counts, f1) == pytest.approx(f1_of(true, true + false, true + missed))


def test_f1_of_means_weighs_every_page_alike() -> None:
    # precision and recall of two pages: means 0.75 and 0.5
    assert value([(1.0, 0.5, 1), (0.5, 0.5, 1)], f1_of_means) == pytest.approx(0.6)


def test_where_nothing_is_there_and_nothing_found_the_figure_is_zero() -> None:
    nothing = np.zeros(3)
    assert f1(nothing) == share(nothing[:2]) == f1_of_means(nothing) == 0
