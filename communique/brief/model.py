"""What a brief is made of: sections of lines, each line with numbers that lead to the words.

A brief is complete: nothing is left out of it. `shown` says how many lines a page for a busy person
opens with; what becomes of the others is the renderer's choice. Numbers rise in reading order, so
that the lines that are shown cite the first ones.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Any, Literal

from communique.analysis import Evidence
from communique.documents.document import Document

CITED = 4
"""The most numbers that stand behind a line: what ten reports say needs no ten of them."""

_SAYS_LITTLE = 40

PartKind = Literal["plain", "name", "quote", "quiet", "tag"]
"""`quote`: words of the coverage, to be set between quotation marks; `quiet`: who says so, when;
`tag`: one word that says what the line is, such as a stance or a status."""


@dataclass(frozen=True)
class Part:
    """A stretch of a line that is set in one way."""

    text: str
    kind: PartKind = "plain"


@dataclass(frozen=True)
class Range:
    """What the words of a figure admit; None is an end that they leave open."""

    low: float | None
    high: float | None


@dataclass(frozen=True)
class Line:
    """One thing that the coverage says, with its citations."""

    id: str
    kind: str
    when: str
    """The date in words, which stands before the line; empty where there is none."""
    parts: tuple[Part, ...]
    citations: tuple[int, ...]
    """Numbers of its citations, the most telling first; at least one."""
    in_front: int = CITED
    """How many of them are enough to check the line; the others add copies and nearby words."""
    facts: Mapping[str, Any] = field(default_factory=dict)
    """What the line says in values, for `--format json`."""
    span: Range | None = None
    """The numbers that a figure admits, for a chart."""
    uncertain: bool = False
    """Whether its confidence is so low that the line is to be marked."""

    @property
    def cited(self) -> tuple[int, ...]:
        """The numbers that stand behind the line."""
        return self.citations[: min(self.in_front, CITED)]

    @property
    def independent(self) -> int:
        """How many more say the same, copies and nearby words not counted."""
        return max(0, min(self.in_front, len(self.citations)) - CITED)

    @property
    def also_cited(self) -> tuple[int, ...]:
        """The numbers that a page only counts, or folds away."""
        return self.citations[len(self.cited) :]

    @property
    def text(self) -> str:
        """The line as plain words, without its date."""
        return "".join(f"“{p.text}”" if p.kind == "quote" else p.text for p in self.parts)


@dataclass(frozen=True)
class Group:
    """Lines that belong together, the first `shown` of which a page opens with."""

    heading: str
    """Empty where the section holds one group only."""
    lines: tuple[Line, ...]
    shown: int

    @property
    def first(self) -> tuple[Line, ...]:
        """The lines that a page opens with."""
        return self.lines[: self.shown]

    @property
    def rest(self) -> tuple[Line, ...]:
        """The lines that a page folds away."""
        return self.lines[self.shown :]


@dataclass(frozen=True)
class Row:
    """One issue, with a group of positions for each column of the table."""

    heading: str
    cells: tuple[Group, ...]


@dataclass(frozen=True)
class Table:
    """Positions side by side: a row for each issue, a column for each side."""

    columns: tuple[str, ...]
    rows: tuple[Row, ...]
    shown: int
    """How many rows a page opens with."""

    @property
    def first(self) -> tuple[Row, ...]:
        """The rows that a page opens with."""
        return self.rows[: self.shown]

    @property
    def rest(self) -> tuple[Row, ...]:
        """The rows that a page folds away."""
        return self.rows[self.shown :]


@dataclass(frozen=True)
class Section:
    """A part of the brief under one heading."""

    id: str
    heading: str
    note: str
    """A sentence on how to read it, or on its emptiness; may be empty."""
    groups: tuple[Group, ...] = ()
    shown: int = 100
    """How many groups a page opens with."""
    table: Table | None = None

    @property
    def first(self) -> tuple[Group, ...]:
        """The groups that a page opens with."""
        return self.groups[: self.shown]

    @property
    def rest(self) -> tuple[Group, ...]:
        """The groups that a page folds away."""
        return self.groups[self.shown :]

    def shown_lines(self) -> Iterator[Line]:
        """Yield the lines that a page opens with, in reading order."""
        for row in self.table.first if self.table else ():
            for cell in row.cells:
                yield from cell.first
        for group in self.first:
            yield from group.first

    def lines(self) -> Iterator[Line]:
        """Yield all lines, a row or group at a time."""
        for row in self.table.rows if self.table else ():
            for cell in row.cells:
                yield from cell.lines
        for group in self.groups:
            yield from group.lines


@dataclass(frozen=True)
class Citation:
    """A number, the words that it leads to, and the sentence around them."""

    number: int
    evidence: Evidence
    before: str
    """What stands before the words in their sentence, on one line; may be empty."""
    after: str
    by_person: str = ""
    """That a person accepted, corrected or added it, with who and when; empty where none did."""

    @property
    def words(self) -> str:
        """The words as they stand in the text."""
        return self.evidence.words

    @property
    def context(self) -> str:
        """The sentence around words that say little by themselves, else an empty text."""
        known = len(self.words) < _SAYS_LITTLE and (self.before or self.after)
        return f"{self.before}{self.words}{self.after}" if known else ""


@dataclass(frozen=True)
class Source:
    """A document that the brief draws on, with the copies that carry the same report."""

    document: Document
    copies: tuple[Document, ...] = ()

    @property
    def all(self) -> tuple[Document, ...]:
        """The document and its copies."""
        return (self.document, *self.copies)


@dataclass(frozen=True)
class Mark:
    """A dot on the picture of the timeline: what happened on one day."""

    day: date
    line: Line


@dataclass(frozen=True)
class Brief:
    """One page on the talks."""

    title: str
    summary: str
    """How much coverage, of which days."""
    sections: tuple[Section, ...]
    citations: tuple[Citation, ...]
    """By number, from 1."""
    sources: tuple[Source, ...]
    """Earliest first, undated ones last."""
    marks: tuple[Mark, ...] = ()
    """Events whose day is known, earliest first."""
    legend: str = ""
    """What the mark of uncertain lines means; empty where no line is marked."""

    def lines(self) -> Iterator[Line]:
        """Yield all lines of all sections."""
        for section in self.sections:
            yield from section.lines()

    def citation(self, number: int) -> Citation:
        """Return the citation with that number."""
        return self.citations[number - 1]

    def cited_on_page(self) -> tuple[Citation, ...]:
        """Return the citations that stand behind the lines that a page opens with, by number."""
        shown = {n for s in self.sections for line in s.shown_lines() for n in line.cited}
        return tuple(c for c in self.citations if c.number in shown)

    def sources_on_page(self, most: int) -> tuple[Source, ...]:
        """Return the sources; of more than `most`, those that a page cites as it opens."""
        if len(self.sources) <= most:
            return self.sources
        cited = {c.evidence.document for c in self.cited_on_page()}
        return tuple(s for s in self.sources if cited & {d.id for d in s.all})
