"""Pages for the terminal: what is put on one is printed as one result."""

from __future__ import annotations

import io
import re
import sys
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager

from rich.cells import cell_len
from rich.console import Console
from rich.table import Table
from rich.text import Text

from communique.cli.output import as_page, one_line, print_bytes

_WIDE = 10_000
_NARROW = re.compile(r"[ -~\u00ae-\u02ff\u2010-\u2027\u2030-\u203a]*")
"""Letters and marks that are all one column wide; rich looks each of them up."""
_GAP = 2
"""Spaces between columns."""


@contextmanager
def page(*, width: int) -> Iterator[Console]:
    """Hand out a console and print, as one result, what was put on it.

    On a terminal the page is as wide as that; in a pipe it has the `width`, in characters.
    """
    is_terminal = sys.stdout is not None and sys.stdout.isatty()
    console = Console(
        file=io.StringIO(),
        force_terminal=is_terminal,
        width=None if is_terminal else width,
        highlight=False,
    )
    with console.capture() as captured:
        yield console
    print_bytes(as_page(captured.get()))


def print_table(columns: Sequence[str], rows: Iterable[Sequence[str]], *, whole: int = 1) -> None:
    """Print a table; nothing where it has no rows.

    Args:
        columns: their heads.
        rows: cells, one for each column.
        whole: how many columns from the left are never broken over lines.

    """
    lines = [[one_line(cell) for cell in row] for row in rows]
    if not lines:
        return
    is_terminal = sys.stdout is not None and sys.stdout.isatty()
    widths = [max(map(_width, column)) for column in zip(columns, *lines, strict=True)]
    if not is_terminal and sum(widths) + _GAP * len(widths) <= _WIDE:
        # Nothing is to be broken over lines; to see to that takes long for a long table.
        print_bytes(as_page("".join(_line(row, widths) for row in (columns, *lines))))
        return
    table = Table(box=None, pad_edge=False)
    for place, column in enumerate(columns):
        table.add_column(column, no_wrap=place < whole)
    for row in lines:
        table.add_row(*map(Text, row))
    with page(width=_WIDE) as console:
        console.print(table)


def _width(cell: str) -> int:
    """Return how many characters wide a cell is shown, which has no control characters."""
    return len(cell) if _NARROW.fullmatch(cell) else cell_len(cell)


def _line(row: Sequence[str], widths: Sequence[int]) -> str:
    cells = (cell + " " * (width - _width(cell)) for cell, width in zip(row, widths, strict=True))
    return (" " * _GAP).join(cells) + "\n"
