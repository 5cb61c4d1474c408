"""Expected calibration error, worked out by hand."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from benchmarks.rightness import calibration_error, reliability

FACTS = st.lists(st.tuples(st.floats(0, 1), st.booleans()), max_size=40)


def test_bins_are_of_equal_size_by_confidence() -> None:
    found = [(0.9, True), (0.1, False), (0.8, False), (0.2, False)]
    low, high = reliability(found, bins=2)
    assert (low.size, high.size) == (2, 2)
    assert (low.confidence, low.right) == pytest.approx((0.15, 0))
    assert (high.confidence, high.right) == pytest.approx((0.85, 0.5))
    assert calibration_error([low, high]) == pytest.approx((0.15 + 0.35) / 2)


def test_confidence_that_is_right_has_no_error() -> None:
    found = [(0.75, i % 4 > 0) for i in range(40)]
    assert calibration_error(reliability(found, bins=1)) == pytest.approx(0)


@given(FACTS)
def test_the_error_is_between_0_and_1_and_no_fact_is_lost(
    found: list[tuple[float, bool]],
) -> None:
    table = reliability(found)
    assert sum(row.size for row in table) == len(found)
    assert 0 <= calibration_error(table) <= 1 + 1e-9
