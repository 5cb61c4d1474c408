"""For whom a brief is printed: which sections, and how many lines of each."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace

from communique.brief.model import Brief, Group, Row, Section, Table


@dataclass(frozen=True)
class Audience:
    """What a kind of reader is shown."""

    title: str
    about: str
    """What the brief holds for them, in a sentence."""
    sections: frozenset[str] | None = None
    """Ids of the sections; None for all."""
    lines: int | None = None
    """The most lines of a group; None for as many as the page opens with."""


_ALL = 1_000_000

AUDIENCES: Mapping[str, Audience] = {
    "desk": Audience("Desk", "All sections, the chief lines of each."),
    "principal": Audience(
        "Principal",
        "Where the talks stand, what is stuck and what moved, three lines of each.",
        frozenset({"parties", "standing", "positions", "sticking-points", "moved"}),
        3,
    ),
    "research": Audience("Research", "All that was looked at, nothing folded away.", None, _ALL),
}
"""All audiences; the first is meant where none is named."""


def fitted(brief: Brief, audience: Audience) -> Brief:
    """Return the brief as it is for an audience; its numbers stay those of the whole brief."""
    wanted = audience.sections
    sections = [s for s in brief.sections if wanted is None or s.id in wanted]
    return replace(brief, sections=tuple(_section(s, audience.lines) for s in sections))


def _section(section: Section, lines: int | None) -> Section:
    if lines is None:
        return section
    return replace(
        section,
        groups=tuple(_group(group, lines) for group in section.groups),
        shown=_shown(section.shown, lines),
        table=_table(section.table, lines) if section.table else None,
    )


def _table(table: Table, lines: int) -> Table:
    rows = tuple(Row(row.heading, tuple(_group(c, lines) for c in row.cells)) for row in table.rows)
    return replace(table, rows=rows, shown=_shown(table.shown, lines))


def _group(group: Group, lines: int) -> Group:
    return replace(group, shown=_shown(group.shown, lines))


def _shown(now: int, lines: int) -> int:
    """Return how many are shown: never more than before to a busy reader, never fewer to others."""
    return lines if lines == _ALL else min(now, lines)
