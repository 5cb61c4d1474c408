"""Deals: who would give what to whom, in exchange for what, and what became of it.

The terms of a deal are the positions on its issue, in their own words; where each side stands is
what positions and acts say of it. Which of them are of one deal is told in `deal_drafts`. Nothing
is settled: two readings stand side by side.
"""

from __future__ import annotations

from bisect import bisect_left
from collections import defaultdict
from collections.abc import Iterable, Sequence
from datetime import date
from itertools import groupby

from communique.analysis.deal import (
    BY_PLACE,
    NO_TERMS,
    Deal,
    Name,
    Quantity,
    Standing,
    Term,
    Version,
    Whose,
)
from communique.analysis.deal_drafts import Act, Draft, Drafting, evened
from communique.analysis.deal_words import BECOME, stands_as
from communique.matching.evidence import Evidence, in_order
from communique.matching.wording import plain
from communique.record import ActRow, Asked, PositionRow, View
from communique.spans import Span

_SURE = 0.3
"""Least confidence of what is shown, where nothing else is said."""


def find_deals(
    view: View,
    *,
    since: date | None = None,
    at: date | None = None,
    least_confidence: float = _SURE,
    most: int = 50,
) -> tuple[Deal, ...]:
    """Return the deals that were last spoken of, the latest first.

    Args:
        view: the record, or one negotiation of it.
        since: leave out what was published before.
        at: leave out what was published later.
        least_confidence: leave out what was read with less.
        most: how many deals.

    """
    rows = view.deal_terms(Asked(since=since, at=at), least_confidence=least_confidence, most=most)
    if not rows:
        return ()
    sheets = _Sheets(view, Drafting(view, rows, least_confidence, most))
    return tuple(sorted(sheets.deals(), key=_latest_first))


class _Sheets:
    """Writes down what is said of drafted deals, line by line."""

    def __init__(self, view: View, drafting: Drafting) -> None:
        self._drafting = drafting
        self._times = view.times(drafting.documents)
        self._issues = view.issue_names({draft.issue for draft in drafting.drafts})
        self._names = {row.id: row.name for row in view.sides(drafting.people).values()}

    def deals(self) -> list[Deal]:
        """Return the deals."""
        return [self._deal(draft) for draft in self._drafting.drafts]

    def _deal(self, draft: Draft) -> Deal:
        terms = tuple(
            self._term(told)
            for told in _told_once(row for row in draft.rows if row.stance in {"offer", "demand"}
                                   or row.relation is not None)
        )  # fmt: skip
        standings = [self._stands(told) for told in _told_once(draft.rows) if stands_as(told[0])]
        standings += [self._stands(told, BY_PLACE) for told in _told_once(draft.answers)]
        standings += [self._acted(act, side) for act in draft.acts for side in act.sides]
        standings.sort(key=_latest_standing)
        rows: list[PositionRow | ActRow] = [*draft.rows, *draft.answers]
        rows += [act.row for act in draft.acts]
        days = [row.published for row in rows if row.published is not None]
        return Deal(
            id=draft.id,
            name=self._issues.get(draft.issue, draft.issue),
            negotiation=draft.negotiation,
            parties=tuple(dict.fromkeys(s.party for s in standings)),
            terms=terms,
            standings=tuple(standings),
            versions=_versions(terms),
            uncertain=() if terms else (NO_TERMS,),
            stories=len({row.story for row in rows}),
            first=min(days, default=None),
            last=max(days, default=None),
        )

    def _term(self, told: Sequence[PositionRow]) -> Term:
        row = told[0]
        # Who asks for something says what the other side would give.
        gives = row.toward if row.stance == "demand" else row.side
        to = row.side if row.stance == "demand" else row.toward
        gives, to = self._apart(row, gives, to)
        return Term(
            proposed_by=self._name(row.side),
            stance=row.stance,
            giver=self._name(gives),
            what=evened(row.words),
            amounts=tuple(Quantity(*amount) for amount in row.amounts),
            to=self._name(to),
            when=self._when(row),
            relation=row.relation,
            condition=evened(row.condition) if row.condition else None,
            whose=self._whose(row),
            date=row.published,
            stories=len({one.story for one in told}),
            confidence=max((one.confidence or 0.0 for one in told), default=None) or None,
            evidence=self._evidence(told),
        )

    def _apart(
        self, row: PositionRow, gives: str | None, to: str | None
    ) -> tuple[str | None, str | None]:
        """Return giver and taker, without one that is the other, or is what is dealt in.

        In "no release of captives" the captives are given, and nothing is given to them.
        """
        other = row.toward
        if other is not None:
            named = plain(self._names.get(other, "")).split()
            dealt_in = named and set(named) <= set(plain(row.wording).split())
            if dealt_in or self._drafting.side(other) == self._drafting.side(row.side):
                return (None, to) if row.stance == "demand" else (gives, None)
        return gives, to

    def _stands(self, told: Sequence[PositionRow], uncertain: str | None = None) -> Standing:
        row = told[0]
        become = stands_as(row) or BECOME[row.stance]
        return Standing(
            party=self._name(row.side) or Name(row.side, row.side),
            become=become,
            words=evened(row.words),
            whose=self._whose(row),
            date=row.published,
            stories=len({one.story for one in told}),
            uncertain=uncertain,
            evidence=self._evidence(told),
        )

    def _acted(self, act: Act, side: str) -> Standing:
        return Standing(
            party=self._name(side) or Name(side, side),
            become=act.become,
            words=evened(act.row.words),
            whose=self._whose(act.row),
            date=act.row.published,
            stories=1,
            uncertain=act.uncertain,
            evidence=self._evidence([act.row]),
        )

    def _name(self, actor: str | None) -> Name | None:
        if actor is None:
            return None
        side = self._drafting.side(actor)
        return Name(side, self._names.get(side, side))

    def _whose(self, row: PositionRow | ActRow) -> Whose:
        name = self._names.get(row.speaker or "") or (
            evened(row.source_words) if row.source_words else None
        )
        return Whose(name, row.speaker, bool(row.hedged))

    def _when(self, row: PositionRow) -> tuple[str, ...]:
        """Return the time expressions among the words of a term and of its condition."""
        spans = [(row.start, row.end)]
        if row.condition_start is not None and row.condition_end is not None:
            spans.append((row.condition_start, row.condition_end))
        text = self._drafting.texts.get(row.document, "")
        times = self._times.get(row.document, [])
        found = []
        for start, end in spans:
            for at in times[bisect_left(times, (start, start)) :]:
                if at[1] > end:
                    break
                found.append(evened(text[at[0] : at[1]]))
        return tuple(dict.fromkeys(word for word in found if word))

    def _evidence(self, rows: Iterable[PositionRow | ActRow]) -> tuple[Evidence, ...]:
        return in_order(
            Evidence(
                document=row.document,
                ref=row.ref,
                published=row.published,
                outlet=row.outlet,
                span=Span(row.start, row.end),
                words=row.words,
                sentence=self._drafting.sentence(row)[1],
            )
            for row in rows
        )


def _told_once(rows: Iterable[PositionRow]) -> list[list[PositionRow]]:
    """Return positions that say the same of one side together, the earliest first."""
    told: dict[tuple[object, ...], list[PositionRow]] = defaultdict(list)
    for row in rows:
        condition = plain(row.condition) if row.condition else None
        told[row.side, row.stance, plain(row.words), condition].append(row)
    found = [sorted(same, key=_in_time) for same in told.values()]
    return sorted(found, key=lambda same: _in_time(same[0]))


def _in_time(row: PositionRow) -> tuple[object, ...]:
    return row.published is None, row.published or date.min, row.document, row.start, row.local_id


def _versions(terms: Sequence[Term]) -> tuple[Version, ...]:
    """Return the terms of those sides that put forward others at another date."""
    dated = [term for term in terms if term.date is not None and term.proposed_by is not None]
    found: dict[str, list[Version]] = defaultdict(list)
    for day, of_day in groupby(dated, key=lambda term: term.date):
        by_side: dict[Name, list[Term]] = defaultdict(list)
        for term in of_day:
            if term.proposed_by is not None:
                by_side[term.proposed_by].append(term)
        for side, theirs in by_side.items():
            found[side.id].append(Version(side, day, tuple(theirs)))
    changed = (version for told in found.values() if len(told) > 1 for version in told)
    return tuple(sorted(changed, key=lambda v: (v.date or date.min, v.party.id)))


def _latest_standing(standing: Standing) -> tuple[object, ...]:
    first = standing.evidence[0]
    day = -(standing.date or date.min).toordinal()
    return day, standing.party.id, first.document, first.span, standing.become


def _latest_first(deal: Deal) -> tuple[object, ...]:
    return -(deal.last or date.min).toordinal(), -deal.stories, deal.id
