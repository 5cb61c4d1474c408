"""How sure a line can be of what it says: from the confidence of the facts that it stands on."""

from __future__ import annotations

from collections.abc import Iterable


def surest(confidences: Iterable[float | None]) -> float | None:
    """Return how sure it is that at least one report says so; None where none is estimated."""
    return max((c for c in confidences if c is not None), default=None)


def least_sure(confidences: Iterable[float | None]) -> float | None:
    """Return how sure it can be at best that all of them are read right; None as for `surest`."""
    return min((c for c in confidences if c is not None), default=None)
