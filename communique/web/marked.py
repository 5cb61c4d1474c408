"""A text cut for its page: into parts that a browser shows at once, and where facts stand in it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace

from communique.brief.by_persons import Notes, key, notes
from communique.brief.marking import pieces
from communique.brief.marking import stretches as paragraphs
from communique.brief.show import Shown, facts
from communique.documents import Document, ReadDocument
from communique.matching import ByPerson
from communique.reasons import AnyFact, facts_by_id
from communique.spans import Span

PART = 30_000
"""Characters of one part, about ten printed pages."""

KINDS = {
    "attribution": "Statements",
    "position": "Positions",
    "figure": "Figures",
    "event": "Events",
    "entity": "Names",
    "talks": "Parts in the talks",
    "time": "Times",
}
"""Kinds of facts as the page groups them, in its order."""

_LIT = "at"


@dataclass(frozen=True)
class Listed:
    """A fact as it is listed beside the text."""

    id: str
    kind: str
    """One of `KINDS`."""
    shown: Shown
    confidence: float | None
    span: Span | None
    """Where its first words stand; None for a fact of other parts of the text."""
    by_person: str = ""
    """That a person accepted, corrected or added it, with who and when; empty where none did."""


@dataclass(frozen=True)
class Passage:
    """Characters within the same marks from end to end."""

    words: str
    styles: tuple[str, ...]
    """What the marks are: "figure", "cue", "words", …"""
    facts: tuple[str, ...]
    """Ids of the facts, the widest first."""
    begins: tuple[str, ...]
    """Ids of the facts whose first words these are."""
    lit: bool
    """Whether these are the words that a link leads to."""
    lit_first: bool


@dataclass(frozen=True)
class Block:
    """A paragraph, or as much of it as the part holds."""

    kind: str
    passages: tuple[Passage, ...]


@dataclass(frozen=True)
class Part:
    """What one page shows of a text."""

    number: int
    """From 1."""
    count: int
    blocks: tuple[Block, ...]
    facts: tuple[Listed, ...]
    """Facts that have words in this part."""

    def of_kind(self, kind: str) -> list[Listed]:
        """Return its facts of one kind, in the order of the text."""
        return [fact for fact in self.facts if fact.kind == kind]


def part_of(
    read: ReadDocument,
    *,
    number: int | None = None,
    lit: Span | None = None,
    by_persons: Iterable[ByPerson] = (),
) -> Part:
    """Return one part of a document.

    Args:
        read: the document.
        number: from 1; the last part where there are fewer. None for the part in which `lit` is.
        lit: words to be lit.
        by_persons: the facts that persons accepted, corrected or added.

    """
    stretches = _cut(read.document)
    parts = _parts(stretches)
    if number is None:
        number = _holding(parts, lit.start) if lit else 1
    shown = parts[min(max(number, 1), len(parts)) - 1] if parts else []
    if not shown:
        return Part(1, 1, (), ())
    start, end = shown[0][0], shown[-1][1]
    told = notes(by_persons)
    listed = tuple(_listed(read, start, end, told))
    return Part(
        min(max(number, 1), len(parts)),
        len(parts),
        tuple(_blocks(read.document, shown, listed, lit)),
        listed,
    )


_Stretch = tuple[int, int, str]


def _cut(document: Document) -> list[_Stretch]:
    """Return the paragraphs, those cut that are longer than a part."""
    return [
        (at, min(at + PART, end), kind)
        for start, end, kind in paragraphs(document)
        for at in range(start, end, PART)
    ]


def _parts(stretches: Sequence[_Stretch]) -> list[list[_Stretch]]:
    found: list[list[_Stretch]] = []
    for stretch in stretches:
        if not found or stretch[1] - found[-1][0][0] > PART:
            found.append([])
        found[-1].append(stretch)
    return found


def _holding(parts: Sequence[Sequence[_Stretch]], place: int) -> int:
    return max(1, sum(part[0][0] <= place for part in parts))


def _listed(read: ReadDocument, start: int, end: int, told: Notes) -> Iterator[Listed]:
    named = zip(facts_by_id(read.findings), facts(read), strict=True)
    found = [
        replace(_one(number, fact, shown, start, end), by_person=told.get(key(number, fact), ""))
        for (number, fact), shown in named
    ]
    here = [fact for fact in found if fact.span is not None]
    yield from sorted(here, key=lambda fact: fact.span or Span(0, 1))


def _one(number: str, fact: AnyFact, shown: Shown, start: int, end: int) -> Listed:
    inside = [span for span, _ in shown.marks if span.start < end and start < span.end]
    kind = shown.id if shown.id == "talks" else _KIND_OF[number[0]]
    return Listed(number, kind, shown, fact.confidence, min(inside, default=None))


_KIND_OF = {
    "e": "entity",
    "a": "attribution",
    "f": "figure",
    "v": "event",
    "p": "position",
    "t": "time",
}


def _blocks(
    document: Document, shown: Sequence[_Stretch], listed: Sequence[Listed], lit: Span | None
) -> Iterator[Block]:
    start, end = shown[0][0], shown[-1][1]
    marks: list[tuple[Span, tuple[str, str]]] = [
        (Span(max(0, span.start - start), span.end - start), (fact.id, style))
        for fact in listed
        for span, style in fact.shown.marks
        if span.start < end and start < span.end
    ]
    if lit and lit.start < end and start < lit.end:
        marks.append((Span(max(0, lit.start - start), lit.end - start), (_LIT, _LIT)))
    # The widest mark first, so that the last one that holds a word is the closest to it.
    marks.sort(key=lambda mark: (-len(mark[0]), mark[0], mark[1]))
    text = document.text[start:end]
    edges = [edge - start for first, last, _ in shown for edge in (first, last)]
    cut = list(pieces(len(text), marks, edges=edges))
    begun: set[str] = set()
    at = 0
    for first, last, kind in shown:
        passages = []
        while at < len(cut) and cut[at].start < first - start:
            at += 1
        while at < len(cut) and cut[at].start < last - start:
            piece = cut[at]
            ids = tuple(dict.fromkeys(fact for fact, _ in piece.keys))
            new = tuple(fact for fact in ids if fact not in begun)
            begun.update(new)
            passages.append(
                Passage(
                    words=text[piece.start : piece.end],
                    styles=tuple(dict.fromkeys(s for _, s in piece.keys if s != _LIT)),
                    facts=tuple(fact for fact in ids if fact != _LIT),
                    begins=tuple(fact for fact in new if fact != _LIT),
                    lit=_LIT in ids,
                    lit_first=_LIT in new,
                )
            )
            at += 1
        yield Block(kind, tuple(passages))
