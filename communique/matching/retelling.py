"""The same position or count, told again: several reports of it made one."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import replace
from datetime import date
from typing import TypeVar

from communique.matching.evidence import in_order
from communique.matching.model import Count, Stand
from communique.matching.sureness import surest
from communique.matching.wording import plain

Told = TypeVar("Told", Count, Stand)


def as_one(same: Sequence[Told]) -> Told:
    """Return reports of one thing as one: the earliest date, the evidence of all, the surest."""
    if len(same) == 1:
        return same[0]
    first = min(same, key=lambda told: [(e.document, e.span) for e in told.evidence])
    dates = [told.date for told in same if told.date is not None]
    evidence = in_order(e for told in same for e in told.evidence)
    sure = surest(told.confidence for told in same)
    return replace(first, date=min(dates, default=None), evidence=evidence, confidence=sure)


def told_once(told: Iterable[tuple[str, Stand]]) -> list[Stand]:
    """Return positions once each, in order of date, side and words.

    A story's copies count once: the report is as old as its oldest copy. The same words told by
    other stories of that day join it.

    Args:
        told: each position as one document tells it, with the id of the document's story.

    """
    copies: dict[tuple[object, ...], list[Stand]] = defaultdict(list)
    for story, stand in told:
        copies[story, *sameness(stand)].append(stand)
    reported: dict[tuple[object, ...], list[Stand]] = defaultdict(list)
    for same in copies.values():
        stand = as_one(same)
        reported[stand.date, *sameness(stand)].append(stand)
    once = (replace(as_one(s), stories=len(s)) if s[1:] else s[0] for s in reported.values())
    return sorted(once, key=_place)


def sameness(stand: Stand) -> tuple[object, ...]:
    """Return what two reports of one position share, their dates apart."""
    condition = plain(stand.condition.words) if stand.condition else None
    speaker = stand.claimant.actor or stand.claimant.name
    return (stand.party.id, stand.stance, plain(stand.issue), plain(stand.words), condition,
            speaker)  # fmt: skip


def _place(stand: Stand) -> tuple[object, ...]:
    return (stand.date is None, stand.date or date.min, stand.party.id, stand.stance, stand.words,
            str(stand.claimant), stand.condition.words if stand.condition else "",
            [(e.document, e.span) for e in stand.evidence])  # fmt: skip
