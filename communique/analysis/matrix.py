"""Who stands where on which issue, at any date; and who has not spoken on what."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass, replace
from datetime import date

from communique.analysis.layout import Layout, Line, Scope, lay_out, stories_of
from communique.analysis.stance import Voice, voice
from communique.analysis.stands import Quotes, latest_stands
from communique.matching.evidence import Evidence, in_order
from communique.matching.model import Actor, Stand
from communique.record.view import View

_EACH = 4
"""Reports of each stance of a party on an issue that are looked at, the latest ones."""
_SHOWN = 3


@dataclass(frozen=True)
class Told:
    """A position, with whose word it is."""

    stand: Stand
    voice: Voice


@dataclass(frozen=True)
class Cell:
    """Where one party stands on one issue."""

    issue: Line
    party: Actor
    stories: int
    """How many independent stories tell of it."""
    first: date | None
    """When the party was first heard on the issue."""
    latest: date | None
    told: tuple[Told, ...]
    """Its positions, latest first; those that only another party tells of are marked so."""

    @property
    def current(self) -> Told:
        """The latest position that is not an opponent's word, else the latest one."""
        return next((each for each in self.told if each.voice != "opponent"), self.told[0])

    @property
    def by_opponents_only(self) -> bool:
        """Whether nobody but other parties tells of the position."""
        return all(each.voice == "opponent" for each in self.told)

    @property
    def evidence(self) -> tuple[Evidence, ...]:
        """The words that say where the party stands."""
        return self.current.stand.evidence


@dataclass(frozen=True)
class Matrix:
    """Issues by parties, as things stood on a day."""

    at: date | None
    issues: tuple[Line, ...]
    parties: tuple[Actor, ...]
    cells: tuple[Cell, ...]
    """In the order of issues and parties; a party that has not spoken on an issue has none."""

    def cell(self, issue: str, party: str) -> Cell | None:
        """Return where a party stands on an issue, given by their ids; None where it is silent."""
        found = (c for c in self.cells if c.issue.id == issue and c.party.id == party)
        return next(found, None)


@dataclass(frozen=True)
class Silence:
    """A party that has not spoken on an issue on which others have."""

    issue: Line
    party: Actor
    others: tuple[Cell, ...]
    """Where those stand who have spoken."""
    told: Cell | None
    """Where other parties say that it stands; None where nobody says so."""

    @property
    def since(self) -> date | None:
        """The day on which someone was first heard on the issue."""
        return min((c.first for c in self.others if c.first), default=None)

    @property
    def stories(self) -> int:
        """How many stories tell of the most heard of the others."""
        return max(cell.stories for cell in self.others)

    @property
    def evidence(self) -> tuple[Evidence, ...]:
        """What the others said, and what is told of the party."""
        cells = (*self.others, *([self.told] if self.told else ()))
        return in_order(e for cell in cells for e in cell.evidence)


def matrix(view: View, scope: Scope | None = None) -> Matrix:
    """Return where each party stands on each issue, with whose word it is.

    Raises NotInRecord where the record knows no such party or issue.
    """
    layout = lay_out(view, scope or Scope())
    cells = [cell for cell in _cells(view, layout) if cell.party.id in layout.wanted]
    parties = tuple(party for party in layout.parties if party.id in layout.wanted)
    return Matrix(layout.at, layout.issues, parties, _with_sentences(view, cells))


def silences(view: View, scope: Scope | None = None) -> tuple[Silence, ...]:
    """Return who has not spoken on what, the most reported issue first.

    A party of whose position only other parties tell has not spoken.

    Raises NotInRecord as `matrix`.
    """
    layout = lay_out(view, scope or Scope())
    if scope is not None and scope.party is not None:
        # What a party is silent on is not among the issues on which it speaks.
        layout = replace(lay_out(view, replace(scope, party=None)), wanted=layout.wanted)
    cells = {(c.issue.id, c.party.id): c for c in _with_sentences(view, _cells(view, layout))}
    found = []
    for issue in layout.issues:
        here = [cells[issue.id, p.id] for p in layout.parties if (issue.id, p.id) in cells]
        for party in layout.parties:
            own = cells.get((issue.id, party.id))
            spoken = tuple(c for c in here if c.party != party and not c.by_opponents_only)
            silent = own is None or own.by_opponents_only
            if silent and spoken and party.id in layout.wanted:
                found.append(Silence(issue, party, spoken, own))
    return tuple(found)


def _cells(view: View, layout: Layout) -> list[Cell]:
    parties = {party.id for party in layout.parties}
    by_name = latest_stands(view, layout, each=_EACH, by_stance=True).stands
    stories = stories_of(view, layout, layout.heard)
    cells = []
    for issue in layout.issues:
        by_party: dict[str, list[Stand]] = defaultdict(list)
        for stand in by_name[issue.name]:
            by_party[stand.party.id].append(stand)
        for party in layout.parties:
            stands = sorted(by_party[party.id], key=_recent, reverse=True)
            told = [Told(stand, voice(stand, parties)) for stand in stands]
            heard = layout.heard.get((issue.id, party.id))
            if told and heard is not None:
                cell = Cell(
                    issue=issue,
                    party=party,
                    stories=stories[issue.id, party.id],
                    first=heard.first,
                    latest=heard.latest,
                    told=_shown(told),
                )
                cells.append(cell)
    return cells


def _recent(stand: Stand) -> tuple[date, int]:
    return (stand.date or date.min, stand.stories)


def _shown(told: list[Told]) -> tuple[Told, ...]:
    """Return the latest of each voice, and then the latest there are."""
    first = {each.voice: each for each in reversed(told)}
    kept = [each for each in told if each in first.values()]
    kept += [each for each in told if each not in kept][: max(0, _SHOWN - len(kept))]
    return tuple(each for each in told if each in kept)


def _with_sentences(view: View, cells: list[Cell]) -> tuple[Cell, ...]:
    quotes = Quotes(view, (each.stand for cell in cells for each in cell.told))
    return tuple(
        replace(cell, told=tuple(replace(t, stand=quotes.stand(t.stand)) for t in cell.told))
        for cell in cells
    )
