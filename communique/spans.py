"""Where words stand in a text, and the check that they still stand there."""

from __future__ import annotations

from collections.abc import Iterable

import msgspec


class Span(msgspec.Struct, frozen=True, order=True):
    """Characters `[start, end)` of a document's text, in Unicode code points."""

    start: int
    end: int

    def __post_init__(self) -> None:
        if not 0 <= self.start < self.end:
            raise ValueError(f"a span holds at least one character: [{self.start}, {self.end})")

    def __len__(self) -> int:
        return self.end - self.start

    def of(self, text: str) -> str:
        """Return the words that the span stands on."""
        return text[self.start : self.end]

    def overlaps(self, other: Span) -> bool:
        """Tell whether the two spans share a character."""
        return self.start < other.end and other.start < self.end

    def contains(self, other: Span) -> bool:
        """Tell whether `other` lies within this span, edges included."""
        return self.start <= other.start and other.end <= self.end

    def distance(self, other: Span) -> int:
        """Return the number of characters between the two spans, 0 where they touch or overlap."""
        return max(0, other.start - self.end, self.start - other.end)


def hull(spans: Iterable[Span]) -> Span:
    """Return the smallest span that contains all of `spans`, of which there is at least one."""
    known = list(spans)
    return Span(min(s.start for s in known), max(s.end for s in known))


def trimmed(text: str, start: int, end: int, *, drop: str = "") -> Span | None:
    """Return `[start, end)` without white space and characters of `drop` at its edges.

    Returns None where nothing else is in it.
    """
    while start < end and (text[start].isspace() or text[start] in drop):
        start += 1
    while end > start and (text[end - 1].isspace() or text[end - 1] in drop):
        end -= 1
    return Span(start, end) if start < end else None
