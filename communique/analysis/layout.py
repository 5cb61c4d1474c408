"""What a look at the positions in a record is laid out by: the issues, and the parties to them."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date

from communique.errors import NotInRecord
from communique.matching.model import Actor
from communique.record.positions import Asked, CellRow, IssueRow, SideRow
from communique.record.view import View

_SPOKESMEN = 300
"""Sides of whom it is asked for whom they speak, those that are heard most."""
_NAMESAKES = 20


@dataclass(frozen=True)
class Scope:
    """What is looked at."""

    at: date | None = None
    """As things stood on this day: by what was published until then."""
    party: str | None = None
    """Only this side: its id, its name, or words of it."""
    issue: str | None = None
    """Only issues that these words name; or the id of one."""
    since: date | None = None
    """Only issues on which something was published on this day or later; with all that was said
    there before."""
    most_issues: int = 12
    most_parties: int = 8


@dataclass(frozen=True)
class Line:
    """An issue that is looked at."""

    id: str
    name: str
    """No other issue of the layout has it."""
    positions: int


@dataclass(frozen=True)
class Heard:
    """How much is told of a party on an issue."""

    positions: int
    """Reports of a position, a story's copies counted each."""
    first: date | None
    latest: date | None


@dataclass(frozen=True)
class Layout:
    """Issues and parties, both with those first of which most is told."""

    at: date | None
    issues: tuple[Line, ...]
    parties: tuple[Actor, ...]
    heard: Mapping[tuple[str, str], Heard]
    """By the ids of issue and party."""
    members: Mapping[str, str]
    """The party by the id of every actor whose positions count for it, its own included."""
    wanted: frozenset[str]
    """Ids of the parties to whom the look is narrowed: all of them, where it is not."""

    def asked(self) -> Asked:
        """Return what is asked of the record for the positions within this layout."""
        issues = tuple(line.id for line in self.issues)
        return Asked(at=self.at, issues=issues, sides=tuple(sorted(self.members)))


def lay_out(view: View, scope: Scope, *, beyond: bool = False) -> Layout:
    """Return the issues and parties that are looked at.

    A person's positions count for the body for which most documents have that person speak.

    Args:
        view: the record.
        scope: what is looked at.
        beyond: look beyond the issues on which the party of the scope speaks: what it says on one
            may bear on what another says on a second one.

    Raises:
        NotInRecord: the record knows no such party or issue.

    """
    asked = Asked(at=scope.at)
    named: frozenset[str] = frozenset()
    if scope.issue is not None:
        asked = replace(asked, issues=tuple(_issues(view, scope.issue)))
    if scope.party is not None:
        named = _named(view, scope.party)
        asked = replace(asked, sides=tuple(sorted(named)))
    rows = view.issues(replace(asked, since=scope.since), most=scope.most_issues)
    if beyond and named:
        rows += view.issues(replace(asked, sides=()), most=scope.most_issues)
    lines = _lines(rows)
    if not lines:
        return Layout(scope.at, (), (), {}, {}, frozenset())
    within = Asked(at=scope.at, issues=tuple(line.id for line in lines))
    cells = view.cells(within)
    party_of = _parties_of(view, cells, named)
    members, chosen = _chosen(cells, party_of, named, scope.most_parties)
    known = view.sides(chosen)
    parties = tuple(_actor(known[party]) for party in chosen if party in known)
    wanted = frozenset(p.id for p in parties if not named or p.id in named)
    return Layout(scope.at, lines, parties, _heard(cells, members), members, wanted)


def stories_of(
    view: View, layout: Layout, cells: Iterable[tuple[str, str]]
) -> dict[tuple[str, str], int]:
    """Return how many independent stories tell of parties on issues, given by the ids of both."""
    issues: dict[str, set[str]] = defaultdict(set)
    for issue, party in cells:
        issues[party].add(issue)
    found: dict[tuple[str, str], int] = {}
    for party, known in issues.items():
        # A story may tell of a party and of its spokesman: both are asked for as one.
        sides = (side for side, of in layout.members.items() if of == party)
        asked = Asked(at=layout.at, issues=tuple(sorted(known)), sides=tuple(sorted(sides)))
        found |= {(i, party): number for i, number in view.stories_telling(asked).items()}
    return found


def _issues(view: View, words: str) -> list[str]:
    found = view.issues_about(words)
    if not found:
        raise NotInRecord(f"the record knows no issue that {words!r} names")
    return found


def _named(view: View, words: str) -> frozenset[str]:
    """Return the id itself, or those of the actors of that name, or with these words in theirs."""
    if known := view.sides([words]):  # an id: to look through all names takes longer
        return frozenset(known)
    found = view.actors(named=words, limit=_NAMESAKES)
    same = [actor for actor in found if actor.name.casefold() == words.casefold()]
    ids = frozenset(actor.id for actor in same or found)
    if not ids:
        raise NotInRecord(f"the record knows nobody by the name of {words!r}")
    return ids


def _lines(rows: Iterable[IssueRow]) -> tuple[Line, ...]:
    lines: list[Line] = []
    names: set[str] = set()
    for row in {row.id: row for row in rows}.values():
        name = row.name
        while name in names:
            name += " (other)"
        names.add(name)
        lines.append(Line(row.id, name, row.positions))
    return tuple(lines)


def _parties_of(view: View, cells: Sequence[CellRow], named: frozenset[str]) -> dict[str, str]:
    """Return for spokesmen the body for whom they speak; someone asked for speaks for himself."""
    heard: Counter[str] = Counter()
    for cell in cells:
        heard[cell.side] += cell.positions
    most = [side for side, _ in heard.most_common(_SPOKESMEN)]
    bodies = view.bodies_of(most)
    return {person: body for person, body in bodies.items() if person not in named}


def _chosen(
    cells: Iterable[CellRow], party_of: Mapping[str, str], named: frozenset[str], most: int
) -> tuple[dict[str, str], list[str]]:
    """Return who counts for which party, and the parties, those asked for and most heard first."""
    heard: Counter[str] = Counter()
    members: dict[str, set[str]] = defaultdict(set)
    for cell in cells:
        party = party_of.get(cell.side, cell.side)
        heard[party] += cell.positions
        members[party].add(cell.side)
    ranked = sorted(heard, key=lambda p: (p not in named, -heard[p], p))[:most]
    return {side: party for party in ranked for side in members[party]}, ranked


def _heard(cells: Iterable[CellRow], members: Mapping[str, str]) -> dict[tuple[str, str], Heard]:
    found: dict[tuple[str, str], Heard] = {}
    for cell in cells:
        if cell.side not in members:
            continue
        key = (cell.issue, members[cell.side])
        known = found.get(key, Heard(0, None, None))
        days = [day for day in (known.first, cell.first) if day is not None]
        last = [day for day in (known.latest, cell.latest) if day is not None]
        positions = known.positions + cell.positions
        found[key] = Heard(positions, min(days, default=None), max(last, default=None))
    return found


def _actor(row: SideRow) -> Actor:
    return Actor(
        id=row.id,
        name=row.name,
        kind=row.kind,
        names=row.names or (row.name,),
        titles=(),
        documents=(),
        evidence=(),
    )
