"""Texts cut for showing: by paragraph, and where marks that may overlap begin and end."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import pairwise
from typing import Generic, TypeVar

from communique.documents.document import Document
from communique.spans import Span
from communique.vocabulary import ParagraphKind

Key = TypeVar("Key")


@dataclass(frozen=True)
class Piece(Generic[Key]):
    """Characters `[start, end)` that lie within the same marks from end to end."""

    start: int
    end: int
    keys: tuple[Key, ...] = ()
    """Keys of the marks that hold the piece, in the order in which they were given."""
    begins: tuple[Key, ...] = ()
    """Those of them that start here."""
    ends: tuple[Key, ...] = ()
    """Those of them that end here, the one that began last first."""


def pieces(
    length: int, marks: Iterable[tuple[Span, Key]], *, edges: Iterable[int] = ()
) -> Iterator[Piece[Key]]:
    """Cut `[0, length)` where a mark begins or ends; together the pieces are the whole text.

    Args:
        length: number of characters of the text.
        marks: spans with what they are known by; what reaches past the text is cut off.
        edges: further places at which to cut, such as the starts of paragraphs.

    """
    opening: dict[int, list[int]] = {}
    closing: dict[int, list[int]] = {}
    known: list[tuple[Span, Key]] = []
    for span, key in marks:
        if span.start < length:
            opening.setdefault(span.start, []).append(len(known))
            closing.setdefault(min(span.end, length), []).append(len(known))
            known.append((span, key))
    cuts = sorted({0, length, *opening, *closing, *(e for e in edges if 0 < e < length)})
    active: set[int] = set()
    for start, end in pairwise(cuts):
        active.difference_update(closing.get(start, ()))
        begun = opening.get(start, [])
        active.update(begun)
        last = sorted(closing.get(end, ()), key=lambda i: (known[i][0].start, -known[i][0].end, i))
        yield Piece(
            start,
            end,
            tuple(known[i][1] for i in sorted(active)),
            tuple(known[i][1] for i in begun),
            tuple(known[i][1] for i in reversed(last)),
        )


def stretches(document: Document) -> Iterator[tuple[int, int, ParagraphKind]]:
    """Yield start, end and kind of all of the text but blank lines, a paragraph at a time.

    What no paragraph covers counts as body.
    """
    at = 0
    for paragraph in sorted(document.paragraphs, key=lambda p: p.start):
        if paragraph.start < at:
            continue
        if document.text[at : paragraph.start].strip():
            yield at, paragraph.start, "body"
        yield paragraph.start, paragraph.end, paragraph.kind
        at = paragraph.end
    if document.text[at:].strip():
        yield at, len(document.text), "body"
