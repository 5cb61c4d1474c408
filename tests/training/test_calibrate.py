"""Curves fitted to what was right: rising, within bounds, and flat where nothing can be told."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

pytest.importorskip("sklearn")

from benchmarks.rightness import Judged
from training.calibrate import HARDLY_ANY, fitted, fitted_all

UNIT = st.floats(0, 1)
JUDGED = st.lists(st.tuples(UNIT, st.booleans()), min_size=HARDLY_ANY, max_size=60)


@given(JUDGED, UNIT, UNIT)
def test_whatever_was_right_the_curve_rises_within_bounds(
    found: list[tuple[float, bool]], one: float, two: float
) -> None:
    curve = fitted(found)
    low, high = sorted((one, two))
    assert curve.knots
    assert 0 <= curve(low) <= curve(high) <= 1


def test_a_score_that_is_too_sure_comes_down_to_the_share_that_was_right() -> None:
    found = [(0.9, i % 10 < 6) for i in range(300)] + [(0.5, i % 10 < 2) for i in range(300)]
    curve = fitted(found)
    assert curve(0.9) == pytest.approx(0.6, abs=0.03)
    assert curve(0.5) == pytest.approx(0.2, abs=0.03)


def test_hardly_any_facts_give_no_curve() -> None:
    assert fitted([(0.5, True)] * (HARDLY_ANY - 1)).knots == ()


def test_what_was_never_right_becomes_unlikely_and_not_impossible() -> None:
    curve = fitted([(i / HARDLY_ANY, False) for i in range(HARDLY_ANY)])
    assert 0 < curve(0.9) < 0.05


def test_a_score_that_tells_nothing_is_worth_the_share_of_all() -> None:
    curve = fitted([(0.9, False), (0.1, True)] * HARDLY_ANY)
    assert curve(0.1) == curve(0.9) == pytest.approx(0.5)


def test_kinds_of_facts_and_of_links_are_kept_apart_and_thin_ones_left_out() -> None:
    found = [Judged("event", i / 50, i > 25) for i in range(50)]
    found += [Judged("actor", i / 50, i > 10) for i in range(50)]
    found += [Judged("figure", 0.5, True)]
    calibration = fitted_all(found)
    assert set(calibration.facts) == {"event"}
    assert set(calibration.links) == {"actor"}
