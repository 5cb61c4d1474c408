from __future__ import annotations

from datetime import date, timedelta

import pytest

from communique.brief.charts import Scale, days
from communique.brief.model import Line, Mark, Range


def line(low: float | None = None, high: float | None = None) -> Line:
    return Line("figure:1", "figure", "", (), (1,), span=Range(low, high))


def test_a_number_that_the_words_leave_open_reaches_the_edge() -> None:
    scale = Scale.of([line(30, 40), line(None, 50), line(20, None)])
    assert scale is not None
    assert (scale.low, scale.high) == (20, 50)
    bar = scale.bar(Range(None, 50))
    assert bar is not None
    assert (bar.left, bar.open_left, bar.open_right) == (0, True, False)
    assert scale.bar(Range(None, None)) is None


def test_one_number_alone_needs_no_picture() -> None:
    assert Scale.of([line(40, 40), line(40, 40)]) is None
    assert Scale.of([line(None, None)]) is None


@pytest.mark.parametrize("length", [1, 9, 45, 800, 40_000])
def test_a_timeline_has_few_ticks_whatever_its_length(length: int) -> None:
    first = date(2001, 1, 1)
    marks = [Mark(first, line()), Mark(first + timedelta(days=length), line())]
    picture = days(marks)
    assert picture is not None
    assert 1 <= len(picture.ticks) <= 7
    assert all(0 <= x <= 100 for x, _ in picture.ticks)


def test_a_day_on_which_much_happened_is_a_full_column() -> None:
    marks = [Mark(date(2031, 5, 1), line())] * 30 + [Mark(date(2031, 5, 3), line())]
    picture = days(marks)
    assert picture is not None
    assert picture.levels == 6
    assert len(picture.dots) == 7
    assert days(marks[:30]) is None
