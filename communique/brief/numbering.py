"""The same words get the same number, and numbers rise as one reads down the page."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from itertools import chain

from communique.analysis import Evidence
from communique.brief.model import CITED, Citation, Group, Line, Row, Section, Table


def number(
    sections: Iterable[Section], evidence: Mapping[str, Sequence[Evidence]]
) -> tuple[tuple[Section, ...], tuple[Citation, ...]]:
    """Give numbers to all lines.

    Args:
        sections: lines without numbers.
        evidence: what each line stands on, by the line's id.

    Returns the sections with their numbers, and what the numbers lead to.

    """
    drafts = tuple(sections)
    numbers: dict[tuple[str, int, int], int] = {}
    citations: list[Citation] = []

    def cite(found: Evidence) -> None:
        key = _key(found)
        if key not in numbers:
            numbers[key] = len(numbers) + 1
            before, after = around(found)
            citations.append(Citation(numbers[key], found, before, after))

    # What is folded away comes later, so that the numbers in view are 1, 2, 3.
    in_view = [line for section in drafts for line in section.shown_lines()]
    everything = [line for section in drafts for line in section.lines()]
    for found in chain(
        (e for line in in_view for e in evidence[line.id][: min(line.in_front, CITED)]),
        (e for line in everything for e in evidence[line.id]),
    ):
        cite(found)

    def numbered(line: Line) -> Line:
        cited = dict.fromkeys(numbers[_key(found)] for found in evidence[line.id])
        return replace(line, citations=tuple(cited))

    def group(given: Group) -> Group:
        return replace(given, lines=tuple(numbered(line) for line in given.lines))

    def table(given: Table) -> Table:
        rows = (Row(row.heading, tuple(group(cell) for cell in row.cells)) for row in given.rows)
        return replace(given, rows=tuple(rows))

    done = tuple(
        replace(
            section,
            groups=tuple(group(g) for g in section.groups),
            table=table(section.table) if section.table else None,
        )
        for section in drafts
    )
    return done, tuple(citations)


def around(evidence: Evidence) -> tuple[str, str]:
    """Return what stands before and after the words in their sentence.

    Both are empty where the words are not found in it exactly once: better no sentence than one
    with the wrong words marked.
    """
    words = " ".join(evidence.words.split())
    parts = evidence.sentence.split(words) if words else []
    if len(parts) != 2:
        return "", ""
    return parts[0], parts[1]


def _key(evidence: Evidence) -> tuple[str, int, int]:
    return (evidence.document, evidence.span.start, evidence.span.end)
