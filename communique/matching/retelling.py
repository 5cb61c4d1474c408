"""The same position or count, told again: several reports of it made one."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from typing import TypeVar

from communique.matching.evidence import in_order
from communique.matching.model import Count, Stand
from communique.matching.sureness import surest

Told = TypeVar("Told", Count, Stand)


def as_one(same: Sequence[Told]) -> Told:
    """Return reports of one thing as one: the earliest date, the evidence of all, the surest."""
    first = min(same, key=lambda told: [(e.document, e.span) for e in told.evidence])
    dates = [told.date for told in same if told.date is not None]
    evidence = in_order(e for told in same for e in told.evidence)
    sure = surest(told.confidence for told in same)
    return replace(first, date=min(dates, default=None), evidence=evidence, confidence=sure)
