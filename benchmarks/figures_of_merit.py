"""Figures of merit as ratios of counts, with bootstrap intervals over documents.

A formula turns sums of counts, shape (…, columns), into values, shape (…): the counts of many
resamples go through it at once.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any

import numpy as np
import numpy.typing as npt

Floats = npt.NDArray[np.float64]
Formula = Callable[[Floats], Floats]

RESAMPLES = 1000
LEVEL = 0.95
SEED = 20
_AT_ONCE = 100
"""Resamples whose documents are drawn together, which bounds the memory of large sets."""


def f1(sums: Floats) -> Floats:
    """Return F1 of columns (true positives, false positives, false negatives), 0 of nothing."""
    true, false, missed = np.moveaxis(sums, -1, 0)
    return _ratio(2 * true, 2 * true + false + missed)


def share(sums: Floats) -> Floats:
    """Return the share of columns (right, all), 0 of nothing."""
    right, whole = np.moveaxis(sums, -1, 0)
    return _ratio(right, whole)


def f1_of_means(sums: Floats) -> Floats:
    """Return F1 of the means of precision and recall: columns (precision, recall, documents)."""
    precision, recall, documents = np.moveaxis(sums, -1, 0)
    return _ratio(2 * precision * recall, documents * (precision + recall))


def f1_of(both: float, left: float, right: float) -> float:
    """Return the harmonic mean of both/left and both/right, 0 of nothing."""
    return 2 * both / (left + right) if left + right else 0.0


def _ratio(part: Any, whole: Any) -> Floats:
    filled = np.where(whole == 0, 1.0, whole)
    return np.asarray(np.where(whole == 0, 0.0, part / filled), dtype=np.float64)


def value(counts: Sequence[Sequence[float]], formula: Formula) -> float:
    """Return what a formula says of the sum of the counts of all documents."""
    return float(formula(np.asarray(counts, dtype=np.float64).sum(0)))


def interval(
    counts: Sequence[Sequence[float]], formula: Formula, *, seed: int = SEED
) -> tuple[float, float]:
    """Return the 95 % bootstrap interval of a figure, by percentiles (Efron 1979).

    Documents are drawn with replacement, as many as there are, `RESAMPLES` times; the counts of
    those drawn are summed. The same counts and seed give the same interval.

    Args:
        counts: a row for each document, shape (documents, columns); at least one.
        formula: turns sums of the columns into the figure.
        seed: of the drawing.
    """
    rows = np.asarray(counts, dtype=np.float64)
    chance = np.random.default_rng(seed)
    values = [
        formula(rows[chance.integers(0, len(rows), (_AT_ONCE, len(rows)))].sum(1))
        for _ in range(RESAMPLES // _AT_ONCE)
    ]
    edges = np.quantile(np.concatenate(values), [(1 - LEVEL) / 2, (1 + LEVEL) / 2])
    return float(edges[0]), float(edges[1])
