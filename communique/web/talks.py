"""What the pages ask of many documents together, in one place."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Literal

from communique.analysis import (
    Actor,
    Analysis,
    Deal,
    Evidence,
    Issue,
    Standing,
    find_deals,
    overview,
)
from communique.brief import Brief, compose
from communique.matching.model import Happening, Part, PartyStands, Stand, StickingPoint
from communique.record import Days, Places, Store
from communique.web.remembered import Remembered

DEALS = 8
"""As many as are shown before more are asked for."""
PLACES = 60
"""On the Map, with events and without."""
_COLUMNS = 4
_AHEAD = frozenset({"planned", "called-for", "possible"})

ChangeKind = Literal["moved", "position", "denied", "event", "disagreement"]


@dataclass(frozen=True)
class Row:
    """One issue: what each side says on it, in the order of the columns, and what others say."""

    issue: Issue
    cells: tuple[PartyStands | None, ...]
    others: tuple[PartyStands, ...]

    @property
    def is_stuck(self) -> bool:
        """Whether latest positions on it exclude each other."""
        return bool(self.issue.sticking_points)


@dataclass(frozen=True)
class Changed:
    """Something that is first reported after a date."""

    kind: ChangeKind
    published: date
    sentence: str
    stand: Stand | None
    """The position, where it is a new one; `sentence` names its issue."""
    happening: Happening | None
    """The event, where it is one."""
    evidence: tuple[Evidence, ...]


@dataclass(frozen=True)
class Talks:
    """The state of the talks."""

    documents: int
    stories: int
    """Independent reports: copies of one count once."""
    as_of: date | None
    """The latest day of publication."""
    parts: tuple[Part, ...]
    standing: Standing
    columns: tuple[Actor, ...]
    rows: tuple[Row, ...]
    sticking_points: tuple[StickingPoint, ...]
    ahead: tuple[Happening, ...]
    """Events that are still to come on the latest day of publication, earliest first."""


class Desk:
    """Asks the record what takes long to work out, once for each state of it."""

    def __init__(self, store: Store, at_work: Callable[[], bool] = lambda: False) -> None:
        self._store = store
        self._known = Remembered(store, at_work=at_work)

    def forget(self) -> None:
        """Work all out anew that is asked from now on."""
        self._known.forget()

    def all(
        self,
        first: date | None = None,
        last: date | None = None,
        *,
        negotiation: str | None = None,
    ) -> Analysis:
        """Return what was published from one day to another, both included, says of the talks.

        A document without a date belongs to no period: it is left out where one is asked for.
        Where a negotiation is named, only its documents count. Raises NotInRecord where there is
        no such one.
        """

        def ask() -> Analysis:
            return overview(self._store.view().within(negotiation).published(first, last))

        return self._known.answer(("overview", first, last, negotiation), ask)

    def deals(
        self, since: date | None, at: date | None, *, least_confidence: float, most: int
    ) -> tuple[Deal, ...]:
        """Return the deals that were last spoken of; see `find_deals`."""

        def ask() -> tuple[Deal, ...]:
            return find_deals(
                self._store.view(),
                since=since,
                at=at,
                least_confidence=least_confidence,
                most=most,
            )

        return self._known.answer(("deals", since, at, least_confidence, most), ask)

    def places(self, days: Days, most: int) -> Places:
        """Return places, and what is told to have been there; as `View.places` tells.

        What is kept is the Map as it opens: what it is narrowed to would push out other answers.
        """

        def ask() -> Places:
            return self._store.view().places(days, most)

        return ask() if days != Days() else self._known.answer(("places", most), ask)

    def prepare(self, uncertain_below: float) -> None:
        """Work out what a first visit asks for: the talks as a whole, the latest deals, places."""
        self.all()
        self.places(Days(), PLACES)
        self.deals(None, None, least_confidence=uncertain_below, most=DEALS)

    def brief(
        self,
        first: date | None,
        last: date | None,
        uncertain_below: float,
        *,
        known: Analysis | None = None,
    ) -> Brief:
        """Return the brief of a period; of what is `known`, where that was asked for before."""
        return compose(known or self.all(first, last), uncertain_below=uncertain_below)

    def talks(self, known: Analysis | None = None) -> Talks:
        """Return the state of the talks."""
        analysis = known or self.all()
        as_of = analysis.extent.last
        columns = _columns(analysis)
        return Talks(
            documents=analysis.extent.documents,
            stories=analysis.extent.stories,
            as_of=as_of,
            parts=analysis.parts,
            standing=analysis.standing,
            columns=columns,
            rows=tuple(_rows(analysis.issues, columns)),
            sticking_points=analysis.sticking_points,
            ahead=tuple(h for h in analysis.timeline if _is_ahead(h, as_of)),
        )

    def changed_since(self, day: date, known: Analysis | None = None) -> tuple[Changed, ...]:
        """Return what is first reported after a day, the latest first."""
        analysis = known or self.all()
        return tuple(sorted(_changes(analysis, day), key=lambda c: c.published, reverse=True))


def _columns(analysis: Analysis) -> tuple[Actor, ...]:
    """Return the parties that are reported to want something, else whoever is."""
    speaking = {s.party.id for issue in analysis.issues for s in (*issue.parties, *issue.others)}
    parties = [part.actor for part in analysis.parts if part.role == "party"]
    found = [actor for actor in parties if actor.id in speaking]
    if not found:
        found = [s.party for issue in analysis.issues for s in (*issue.parties, *issue.others)]
    return tuple(dict.fromkeys(found))[:_COLUMNS]


def _rows(issues: Sequence[Issue], columns: Sequence[Actor]) -> Iterator[Row]:
    ids = [actor.id for actor in columns]
    for issue in issues:
        by_party = {s.party.id: s for s in (*issue.parties, *issue.others)}
        others = tuple(s for number, s in by_party.items() if number not in ids)
        if by_party:
            yield Row(issue, tuple(by_party.get(number) for number in ids), others)


def _is_ahead(happening: Happening, as_of: date | None) -> bool:
    first = happening.date.first_known if happening.date else None
    if as_of is None or first is None or first < as_of:
        return False
    return first > as_of or happening.versions[-1].status in _AHEAD


def _changes(analysis: Analysis, day: date) -> Iterator[Changed]:
    moved = [m for m in analysis.movements if _first_after(m.after.evidence, day)]
    for movement in moved:
        when = _first_after(movement.after.evidence, day)
        yield from _change("moved", when, movement.evidence, sentence=movement.sentence)
    told = {evidence for movement in moved for evidence in movement.after.evidence}
    for issue in analysis.issues:
        stands = (s for side in (*issue.parties, *issue.others) for s in side.stands)
        for stand in (s for s in stands if not told & set(s.evidence)):
            when = _first_after(stand.evidence, day)
            yield from _change("position", when, stand.evidence, sentence=issue.name, stand=stand)
    for apart in (apart for series in analysis.series for apart in series.disagreements):
        when = _last_after(apart.evidence, day)
        yield from _change("disagreement", when, apart.evidence, sentence=apart.sentence)
    happenings = {h.id: h for h in (*analysis.timeline, *analysis.contacts)}
    for happening in happenings.values():
        yield from _happened(happening, day)


def _happened(happening: Happening, day: date) -> Iterator[Changed]:
    when = _first_after(happening.evidence, day)
    yield from _change("event", when, happening.evidence, happening=happening)
    if when is None and happening.disputed:
        denials = [v.evidence for v in happening.versions if v.status == "denied"]
        evidence = tuple(e for denial in denials for e in denial)
        denied = _first_after(evidence, day)
        yield from _change("denied", denied, evidence, happening=happening)


def _change(
    kind: ChangeKind,
    when: date | None,
    evidence: tuple[Evidence, ...],
    *,
    sentence: str = "",
    stand: Stand | None = None,
    happening: Happening | None = None,
) -> Iterator[Changed]:
    if when is not None:
        yield Changed(kind, when, sentence, stand, happening, evidence)


def _first_after(evidence: Sequence[Evidence], day: date) -> date | None:
    """Return when something was first published, if that was after `day` and is known."""
    days = [e.published for e in evidence]
    known = [d for d in days if d is not None]
    # What also stands in an undated report may have been known before.
    if not known or len(known) < len(days):
        return None
    return min(known) if min(known) > day else None


def _last_after(evidence: Sequence[Evidence], day: date) -> date | None:
    known = [e.published for e in evidence if e.published is not None]
    return max(known) if known and max(known) > day else None
