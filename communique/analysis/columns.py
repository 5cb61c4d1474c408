"""Positions on one issue side by side: a column for each side, in it the latest first."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from datetime import date

from communique.matching.model import PartyStands, Stand


def side_by_side(stands: Iterable[Stand]) -> tuple[PartyStands, ...]:
    """Return the positions of each side, the side with the most first."""
    by_party: dict[str, list[Stand]] = defaultdict(list)
    for stand in stands:
        by_party[stand.party.id].append(stand)
    columns = []
    for party in sorted(by_party, key=lambda p: (-len(by_party[p]), p)):
        found = by_party[party]
        dated = sorted((s for s in found if s.date), key=lambda s: s.date or date.min, reverse=True)
        undated = tuple(s for s in found if s.date is None)
        columns.append(PartyStands(found[0].party, tuple(dated), undated))
    return tuple(columns)
