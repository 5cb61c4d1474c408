"""Figures of one sentence that is given with its parse."""

from __future__ import annotations

from datetime import date

from communique.findings import Figure
from communique.reading.figures import find_figures
from communique.reading.parsed import FigureSpan
from communique.reading.times import find_times
from tests.reading.parsing import draft, parsed


def figures_in(
    text: str, block: str, *figures: FigureSpan, published: date | None = None
) -> tuple[Figure, ...]:
    """Return the figures that are made of the proposals, times found first."""
    return find_figures(find_times(draft(parsed(text, block, figures=figures), published))).figures
