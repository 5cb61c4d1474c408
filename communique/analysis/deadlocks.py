"""Conditions that wait for each other: a ring of positions, each of which waits on the next."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from communique.analysis.stance import LEANING, dated, told
from communique.analysis.sticking import Held, facing
from communique.matching.evidence import Evidence, in_order
from communique.matching.model import Stand

_LONGEST = 4
"""Parties in a ring, at most: longer ones are chains of chance."""


@dataclass(frozen=True)
class Deadlock:
    """Positions of different parties, each of which waits on the next, the last on the first."""

    issues: tuple[str, ...]
    """The names of the issues, one for each position."""
    stands: tuple[Stand, ...]
    sentence: str
    evidence: tuple[Evidence, ...]

    @property
    def latest(self) -> date | None:
        """The day since which all of them are known."""
        days = [stand.date for stand in self.stands]
        return max((day for day in days if day is not None), default=None)


def find_deadlocks(
    held: Sequence[Held], tables: Mapping[str, frozenset[str]]
) -> tuple[Deadlock, ...]:
    """Return the rings among the positions that still stand, those latest known first.

    A party that would do something, or will not, waits on another one where its condition is about
    what the other would do, or will not do, on a condition of its own. One ring is returned for
    each set of parties and issues, of the latest positions.

    Args:
        held: the positions that still stand.
        tables: the documents that name each party; parties that no document names together are not
            taken to wait for each other.

    """
    waiting = _waiting(held)
    after = {i: [j for j, other in enumerate(waiting) if _waits(one, other, tables)]
             for i, one in enumerate(waiting)}  # fmt: skip
    rings: dict[frozenset[tuple[str, str]], Deadlock] = {}
    for ring in _rings(after, [item.stand.party.id for item in waiting]):
        items = [waiting[i] for i in ring]
        key = frozenset((item.stand.party.id, item.issue) for item in items)
        rings.setdefault(key, _deadlock(items))
    return tuple(
        sorted(rings.values(), key=lambda d: (-(d.latest or date.min).toordinal(), d.sentence))
    )


def _waiting(held: Sequence[Held]) -> list[Held]:
    """Return the latest position with a condition of each party, issue and matter."""
    latest: dict[tuple[str, str, frozenset[str], frozenset[str]], Held] = {}
    for item in sorted(held, key=lambda h: h.stand.date or date.min):
        if item.waits and LEANING[item.stand.stance] != "wanting":
            latest[item.stand.party.id, item.issue, item.matter, item.waits] = item
    return sorted(
        latest.values(),
        key=lambda h: (-(h.stand.date or date.min).toordinal(), h.stand.party.id, h.stand.words),
    )


def _waits(one: Held, other: Held, tables: Mapping[str, frozenset[str]]) -> bool:
    a, b = one.stand, other.stand
    if a.party == b.party or not one.waits_on(other) or not facing(one, other):
        return False
    if a.condition is not None and a.condition.by and b.party.id not in a.condition.by:
        return False
    none: frozenset[str] = frozenset()
    return bool(tables.get(a.party.id, none) & tables.get(b.party.id, none))


def _rings(after: Mapping[int, Sequence[int]], party: Sequence[str]) -> Iterator[tuple[int, ...]]:
    """Yield rings of different parties, each once, from its first position on; short ones first."""
    for length in range(2, _LONGEST + 1):
        for start in after:
            yield from _from(after, party, (start,), length)


def _from(
    after: Mapping[int, Sequence[int]], party: Sequence[str], path: tuple[int, ...], length: int
) -> Iterator[tuple[int, ...]]:
    if len(path) == length:
        if path[0] in after[path[-1]]:
            yield path
        return
    been = {party[i] for i in path}
    for j in after[path[-1]]:
        if j > path[0] and party[j] not in been:
            yield from _from(after, party, (*path, j), length)


def _deadlock(items: Sequence[Held]) -> Deadlock:
    stands = tuple(item.stand for item in items)
    lines = [
        f"{told(stand)} ({dated(stand)}), which waits on {after.party.name}"
        for stand, after in zip(stands, (*stands[1:], stands[0]), strict=True)
    ]
    return Deadlock(
        issues=tuple(item.issue for item in items),
        stands=stands,
        sentence=f"{'; '.join(lines)}. As reported, each waits for another to go first.",
        evidence=in_order(e for stand in stands for e in stand.evidence),
    )
