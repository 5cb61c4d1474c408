"""The best cut of a row of words, against every cut that there is."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import combinations

from hypothesis import given
from hypothesis import strategies as st

from communique.reading.stretches import best_around, best_stretch, best_stretches

Run = tuple[int, int]
Row = list[float]

ODDS = st.floats(-8, 8)
ROWS = st.integers(0, 7).flatmap(
    lambda n: st.tuples(*(st.lists(ODDS, min_size=n, max_size=n) for _ in range(3)))
)


def worth(cut: list[Run], inside: Row, starts: Row, ends: Row) -> float:
    return sum(sum(inside[a:b]) + starts[a] + ends[b - 1] for a, b in cut)


def cuts(n: int) -> Iterator[list[Run]]:
    """Yield all ways to choose stretches, with a word at least between any two."""
    for count in range(n // 2 + 2):
        for edges in combinations(range(n + 1), 2 * count):
            yield list(zip(edges[::2], edges[1::2], strict=True))


@given(ROWS)
def test_no_cut_is_worth_more(rows: tuple[Row, Row, Row]) -> None:
    found = best_stretches(*rows)
    best = max(worth(cut, *rows) for cut in cuts(len(rows[0])))
    assert abs(worth(found, *rows) - best) < 1e-6


@given(ROWS)
def test_no_single_stretch_is_worth_more(rows: tuple[Row, Row, Row]) -> None:
    found = best_stretch(*rows)
    best = max(worth(cut, *rows) for cut in cuts(len(rows[0])) if len(cut) <= 1)
    assert abs(worth([found] if found else [], *rows) - best) < 1e-6


def test_nothing_is_chosen_where_nothing_pays() -> None:
    assert best_stretches([-1.0, -1.0], [0.0, 0.0], [0.0, 0.0]) == []
    assert best_stretch([-1.0, -1.0], [0.0, 0.0], [0.0, 0.0]) is None


@given(ROWS.filter(lambda rows: len(rows[0]) > 0), st.data())
def test_no_stretch_about_a_word_is_worth_more(
    rows: tuple[Row, Row, Row], data: st.DataObject
) -> None:
    anchor = data.draw(st.integers(0, len(rows[0]) - 1))
    found = best_around(anchor, *rows)
    about = [cut for cut in cuts(len(rows[0])) if len(cut) == 1 and anchor in range(*cut[0])]
    assert found[0] <= anchor < found[1]
    assert abs(worth([found], *rows) - max(worth(cut, *rows) for cut in about)) < 1e-6
