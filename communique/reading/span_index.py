"""Which of many spans overlap a given one, without looking at all of them."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from typing import Generic, TypeVar

from communique.spans import Span

T = TypeVar("T")

_BUCKET = 256
"""Characters."""


class SpanIndex(Generic[T]):
    """Things that stand somewhere in a text, found by place."""

    def __init__(self, placed: Iterable[tuple[Span, T]]) -> None:
        """Index `placed`; the order of things that share a place is kept."""
        self._buckets: dict[int, list[tuple[int, Span, T]]] = defaultdict(list)
        for number, (span, thing) in enumerate(placed):
            for bucket in range(span.start // _BUCKET, (span.end - 1) // _BUCKET + 1):
                self._buckets[bucket].append((number, span, thing))

    def overlapping(self, span: Span) -> list[tuple[Span, T]]:
        """Return the things that share a character with `span`, in the order of giving."""
        found: dict[int, tuple[Span, T]] = {}
        for bucket in range(span.start // _BUCKET, (span.end - 1) // _BUCKET + 1):
            for number, other, thing in self._buckets.get(bucket, ()):
                if other.overlaps(span):
                    found[number] = (other, thing)
        return [found[number] for number in sorted(found)]
