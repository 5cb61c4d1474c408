"""A brief for the terminal: as wide as it is, in colour only where there is one."""

from __future__ import annotations

import io
import sys
from collections.abc import Iterable, Iterator
from itertools import zip_longest

from rich.console import Console, ConsoleOptions, RenderableType, RenderResult
from rich.padding import Padding
from rich.rule import Rule
from rich.segment import Segment
from rich.table import Table as Grid
from rich.text import Text

from communique.brief.model import Brief, Citation, Group, Line, Row, Section, Source, Table
from communique.brief.wording import UNCERTAIN, count, day, first_of, more, one_line, short, where

_STYLES = {"plain": "", "name": "bold", "quote": "", "quiet": "dim", "tag": "italic"}
PIPE_WIDTH = 100
"""Characters in a line where the page goes to no terminal."""
_NARROW = 76
"""Below this many columns, sides stand below one another instead of side by side."""
_QUOTED = 220
_SOURCES = 60
"""Of more sources than these, those alone are listed that the page cites."""
_DATE = 14


def to_terminal(brief: Brief, *, width: int | None = None, colour: bool | None = None) -> str:
    """Return the brief as text.

    Args:
        brief: what to print.
        width: in characters; that of the terminal, or 100 where standard output is none.
        colour: whether to use colours and weights; by default where standard output is a terminal.

    """
    is_terminal = sys.stdout is not None and sys.stdout.isatty()
    plain = not (is_terminal if colour is None else colour)
    console = Console(
        file=io.StringIO(),
        force_terminal=not plain,
        no_color=True if plain else None,
        width=width or (None if is_terminal else PIPE_WIDTH),
        highlight=False,
        emoji=False,
        markup=False,
    )
    with console.capture() as captured:
        for part in _page(brief, console.width):
            console.print(part)
    return "\n".join(line.rstrip() for line in captured.get().splitlines()) + "\n"


def _page(brief: Brief, width: int) -> Iterator[RenderableType]:
    yield Text(one_line(brief.title), style="bold")
    yield Text(one_line(brief.summary), style="dim")
    if brief.legend:
        yield Text(brief.legend, style="dim")
    for section in brief.sections:
        yield from _section(section, width)
    yield from _heading("Citations")
    yield _grid((Text(f"[{c.number}]", style="cyan"), _citation(c)) for c in brief.cited_on_page())
    yield from _heading("Sources")
    sources = brief.sources_on_page(_SOURCES)
    yield _grid((Text("·", style="dim"), _source(source)) for source in sources)
    if left_out := len(brief.sources) - len(sources):
        yield Text(f"  … {more(left_out)} in the record", style="dim")


def _heading(words: str) -> Iterator[RenderableType]:
    yield Text()
    yield Rule(Text(words, style="bold"), align="left", style="dim", characters="─")


def _section(section: Section, width: int) -> Iterator[RenderableType]:
    yield from _heading(section.heading)
    if section.note:
        yield Text(section.note, style="dim")
    if section.table:
        yield from _positions(section.table, width)
    for group in section.first:
        yield from _group(group)
    if section.rest:
        lines = sum(len(group.lines) for group in section.rest)
        yield Text(f"  … {more(len(section.rest))} in the record ({count(lines, 'line')})",
                   style="dim")  # fmt: skip


def _group(group: Group) -> Iterator[RenderableType]:
    if group.heading:
        yield Text(one_line(group.heading), style="underline")
    dated = any(line.when for line in group.first)
    if dated:
        yield _grid(
            ((Text(line.when, style="dim"), _line(line)) for line in group.first), first=_DATE
        )
    elif group.first:
        yield _grid((Text("·", style="dim"), _line(line)) for line in group.first)
    if group.rest:
        yield _left_out(group)


def _positions(table: Table, width: int) -> Iterator[RenderableType]:
    if width < _NARROW or len(table.columns) == 1:
        for row in table.first:
            yield from _stacked(row, table.columns)
    else:
        grid = Grid(expand=True, show_lines=True, border_style="dim")
        grid.add_column("Issue", ratio=1, overflow="fold")
        for column in table.columns:
            grid.add_column(Text(one_line(column)), ratio=2, overflow="fold")
        for row in table.first:
            grid.add_row(Text(one_line(row.heading), style="bold"), *map(_cell, row.cells))
        yield grid
    if table.rest:
        yield Text(f"  … {more(len(table.rest))} in the record", style="dim")


def _stacked(row: Row, columns: tuple[str, ...]) -> Iterator[RenderableType]:
    yield Text(one_line(row.heading), style="bold")
    for column, cell in zip(columns, row.cells, strict=True):
        if cell.lines:
            yield Padding(Text(one_line(column), style="underline"), (0, 0, 0, 2))
            yield Padding(_cell(cell), (0, 0, 0, 4))


def _cell(cell: Group) -> Text:
    parts = [_line(line) for line in cell.first]
    if cell.rest:
        parts.append(_left_out(cell))
    return Text("\n\n").join(parts) if parts else Text("—", style="dim")


def _left_out(group: Group) -> Text:
    return Text(f"… {more(len(group.rest))} in the record", style="dim")


def _line(line: Line) -> Text:
    found = Text()
    for part in line.parts:
        # Edges of a part may be blank on purpose: they part it from its neighbours.
        words = one_line(part.text)
        lead = " " if part.text[:1].isspace() and words else ""
        tail = " " if part.text[-1:].isspace() else ""
        words = f"“{words}”" if part.kind == "quote" else words
        found.append(f"{lead}{words}{tail}", style=_STYLES[part.kind])
    if line.uncertain:
        found.append(f" ({UNCERTAIN})", style="italic")
    found.append(" ")
    found.append("".join(f"[{number}]" for number in line.cited), style="cyan")
    if line.independent:
        found.append(f" +{line.independent}", style="dim")
    return found


def _citation(citation: Citation) -> Text:
    found = Text(f"{where(citation.evidence)}: ", style="dim")
    found.append(f"“{short(citation.words, _QUOTED)}”", style="not dim")
    if context := citation.context:
        found.append(f" in “{short(context, _QUOTED)}”")
    if citation.by_person:
        found.append(f" ({one_line(citation.by_person)})", style="dim")
    return found


def _source(source: Source) -> Text:
    document = source.document
    title = short(first_of([document.title, document.ref]), 90)
    parts = [document.outlet, day(document.published) or "undated", document.ref]
    found = Text(title)
    found.append(f" — {', '.join(one_line(part) for part in parts if part)}", style="dim")
    if not document.read:
        found.append(f" (not read: {one_line(document.not_read or 'no reason given')})", "italic")
    if source.copies:
        names = ", ".join(one_line(first_of([c.outlet, c.ref])) for c in source.copies)
        copies = count(len(source.copies), "copy", "copies")
        found.append(f"; {copies}, counted as one report: {short(names, 90)}", style="dim")
    return found


class _Grid:
    """Two columns: what marks a line, as wide as the widest mark is, and the line.

    It comes out as a grid of rich does, which measures and pads every cell and takes far longer.
    """

    def __init__(self, rows: Iterable[tuple[Text, Text]], first: int | None) -> None:
        self._rows = list(rows)
        self._first = first

    def __rich_console__(self, console: Console, options: ConsoleOptions) -> RenderResult:
        width = self._first or max((mark.cell_len for mark, _ in self._rows), default=0)
        for mark, line in self._rows:
            marks = mark.wrap(console, width) if self._first else [mark]
            lines = line.wrap(console, max(1, options.max_width - width - 1), overflow="fold")
            for left, right in zip_longest(marks, lines, fillvalue=_NOTHING):
                yield from left.render(console)
                yield Segment(" " * (width + 1 - left.cell_len))
                yield from right.render(console)
                yield Segment.line()


_NOTHING = Text()


def _grid(rows: Iterable[tuple[Text, Text]], *, first: int | None = None) -> _Grid:
    return _Grid(rows, first)
