from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from communique.reading.span_index import SpanIndex
from communique.spans import Span

SPANS = st.tuples(st.integers(0, 2000), st.integers(1, 900)).map(lambda p: Span(p[0], p[0] + p[1]))


@given(st.lists(SPANS, max_size=20), SPANS)
def test_the_index_finds_what_looking_at_all_would_find(spans: list[Span], wanted: Span) -> None:
    index = SpanIndex((span, number) for number, span in enumerate(spans))
    every = [(span, number) for number, span in enumerate(spans) if span.overlaps(wanted)]
    assert index.overlapping(wanted) == every
