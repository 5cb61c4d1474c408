"""Deals: who would give what to whom, in exchange for what, and what became of it.

A deal is an issue of a negotiation on which a side offers or accepts something, or sets a
condition. Its terms are
the positions on the issue, in their own words; where each side stands is what positions and acts
say of it. What answers "the proposal" is put with the terms that its document tells before, and
marked as read from its place. Nothing is settled: two readings stand side by side.
"""

from __future__ import annotations

from bisect import bisect_left
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from itertools import groupby

from communique.analysis.deal import (
    BY_PLACE,
    NO_TERMS,
    Become,
    Deal,
    Name,
    Quantity,
    Standing,
    Term,
    Version,
    Whose,
)
from communique.analysis.deal_words import (
    BECOME,
    became,
    deals_in,
    matter_of,
    meant_by,
    names_a_deal,
    points_elsewhere,
    says_the_same,
)
from communique.matching.evidence import Evidence, in_order, sentence_span
from communique.matching.issues import share, subjects_of, telling
from communique.matching.wording import plain
from communique.record import ActRow, Asked, PositionRow, View
from communique.spans import Span

_SURE = 0.3
"""Least confidence of what is shown, where nothing else is said."""
_SHARED = 0.6


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
    # One issue may be dealt in within several negotiations.
    return _Reading(view, rows, least_confidence).deals()[:most] if rows else ()


_Key = tuple[str, str]


@dataclass(frozen=True)
class _Act:
    """An act, what it says became of a deal, of whom, and what is uncertain about that."""

    row: ActRow
    become: Become
    sides: tuple[str, ...]
    uncertain: str | None


@dataclass
class _Draft:
    """A deal as it is put together."""

    issue: str
    negotiation: str | None
    rows: list[PositionRow] = field(default_factory=list)
    answers: list[PositionRow] = field(default_factory=list)
    """Positions on "the proposal", put here by their place in the document."""
    acts: list[_Act] = field(default_factory=list)


class _Reading:
    """Puts deals together from positions and acts."""

    def __init__(self, view: View, rows: Sequence[PositionRow], least_confidence: float) -> None:
        self._documents = sorted({row.document for row in rows})
        self._acts = view.acts(self._documents, least_confidence)
        self._times = view.times(self._documents)
        self._rows = rows
        self._issues = view.issue_names({row.issue for row in rows})
        people = {
            actor
            for row in rows
            for actor in (row.side, row.holder, row.toward, row.speaker)
            if actor is not None
        }
        people |= {
            a for act in self._acts for a in (*act.actors, *act.recipients, act.speaker) if a
        }
        self._body = view.bodies_of(p for p in people if p.startswith("person:"))
        self._names = {
            row.id: row.name for row in view.sides({*people, *self._body.values()}).values()
        }
        self._negotiations = view.negotiations_of(self._documents)
        self._texts = view.texts(self._documents)

    def deals(self) -> tuple[Deal, ...]:
        """Return the deals, the latest first."""
        drafts = self._drafts()
        self._put_acts(drafts)
        found = [self._deal(draft) for draft in drafts.values()]
        return tuple(sorted(found, key=_latest_first))

    # putting together

    def _drafts(self) -> dict[_Key, _Draft]:
        drafts: dict[_Key, _Draft] = {}
        dealt = {self._key(row) for row in self._rows if deals_in(row)}
        for row in self._rows:
            if self._key(row) in dealt and not points_elsewhere(row.wording):
                self._draft(drafts, row).rows.append(row)
        of_document: dict[str, list[PositionRow]] = defaultdict(list)
        for draft in drafts.values():
            for row in draft.rows:
                of_document[row.document].append(row)
        for row in self._rows:
            if not points_elsewhere(row.wording):
                continue
            meant = meant_by(row, of_document.get(row.document, ()))
            if meant is not None:
                drafts[self._key(meant)].answers.append(row)
            elif self._key(row) in dealt:
                self._draft(drafts, row).rows.append(row)
        return drafts

    def _key(self, row: PositionRow) -> _Key:
        """Return what makes a deal: an issue in one negotiation.

        A document of no negotiation stands alone, unless none of them is of any.
        """
        alone = row.document if self._negotiations else ""
        return row.issue, self._negotiations.get(row.document, alone)

    def _draft(self, drafts: dict[_Key, _Draft], row: PositionRow) -> _Draft:
        key = self._key(row)
        return drafts.setdefault(key, _Draft(row.issue, self._negotiations.get(row.document)))

    def _put_acts(self, drafts: Mapping[_Key, _Draft]) -> None:
        here: dict[str, list[PositionRow]] = defaultdict(list)
        for draft in drafts.values():
            for row in draft.rows:
                here[row.document].append(row)
        for act in self._acts:
            at, sentence = self._sentence(act)
            become = became(act, sentence)
            rows = here.get(act.document, ())
            if become is None or not rows:
                continue
            told = {self._side(row.side) for row in rows if says_the_same(row, act, become)}
            sides = tuple(side for side in self._sides_of(act, become) if side not in told)
            told_with, note = self._told_with(act, at, sentence, rows)
            if told_with is not None and sides:
                drafts[self._key(told_with)].acts.append(_Act(act, become, sides, note))

    def _told_with(
        self, act: ActRow, at: Span, sentence: str, rows: Sequence[PositionRow]
    ) -> tuple[PositionRow | None, str | None]:
        """Return a position on the deal that an act is about, and what is uncertain about that.

        It is one in its sentence, else one of whose issue the sentence speaks; where the sentence
        speaks of "the deal" alone, the one told last before it.
        """
        near = [row for row in rows if at.start <= row.start < at.end]
        if near:
            return min(near, key=lambda row: (abs(row.start - act.start), row.start)), None
        ours = {self._side(actor) for actor in (*act.actors, *act.recipients)}
        theirs = [
            row for row in rows if ours & {self._side(row.side), self._side(row.toward or "")}
        ]
        words = telling(subjects_of(sentence, frozenset()))
        alike = max(theirs, key=lambda row: (share(matter_of(row), words), row.start), default=None)
        if alike is not None and share(matter_of(alike), words) >= _SHARED:
            return alike, None
        before = [row for row in theirs if row.start < act.start]
        if before and names_a_deal(sentence):
            return max(before, key=lambda row: row.start), BY_PLACE
        return None, None

    def _sides_of(self, act: ActRow, become: Become) -> tuple[str, ...]:
        """Return of whom an act says something: who is accused, where a breach is alleged."""
        whom = act.recipients if act.type == "ACCUSE" and become == "broken" else act.actors
        return tuple(sorted({self._side(actor) for actor in whom}))

    def _side(self, actor: str) -> str:
        return self._body.get(actor, actor)

    # lines

    def _deal(self, draft: _Draft) -> Deal:
        terms = tuple(
            self._term(told)
            for told in _told_once(row for row in draft.rows if row.stance in {"offer", "demand"}
                                   or row.relation is not None)
        )  # fmt: skip
        standings = [self._stands(told) for told in _told_once(draft.rows)]
        standings += [self._stands(told, BY_PLACE) for told in _told_once(draft.answers)]
        standings += [self._acted(act, side) for act in draft.acts for side in act.sides]
        standings.sort(key=_latest_standing)
        rows: list[PositionRow | ActRow] = [*draft.rows, *draft.answers]
        rows += [act.row for act in draft.acts]
        days = [row.published for row in rows if row.published is not None]
        return Deal(
            id=f"{draft.issue}@{draft.negotiation or draft.rows[0].document}",
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
        return Term(
            proposed_by=self._name(row.side),
            stance=row.stance,
            giver=self._name(gives),
            what=_evened(row.words),
            amounts=tuple(Quantity(*amount) for amount in row.amounts),
            to=self._name(to),
            when=self._when(row),
            relation=row.relation,
            condition=_evened(row.condition) if row.condition else None,
            whose=self._whose(row),
            date=row.published,
            stories=len({one.story for one in told}),
            confidence=max((one.confidence or 0.0 for one in told), default=None) or None,
            evidence=self._evidence(told),
        )

    def _stands(self, told: Sequence[PositionRow], uncertain: str | None = None) -> Standing:
        row = told[0]
        become = "conditional" if row.relation is not None else BECOME[row.stance]
        return Standing(
            party=self._name(row.side) or Name(row.side, row.side),
            become=become,
            words=_evened(row.words),
            whose=self._whose(row),
            date=row.published,
            stories=len({one.story for one in told}),
            uncertain=uncertain,
            evidence=self._evidence(told),
        )

    def _acted(self, act: _Act, side: str) -> Standing:
        return Standing(
            party=self._name(side) or Name(side, side),
            become=act.become,
            words=_evened(act.row.words),
            whose=self._whose(act.row),
            date=act.row.published,
            stories=1,
            uncertain=act.uncertain,
            evidence=self._evidence([act.row]),
        )

    def _name(self, actor: str | None) -> Name | None:
        if actor is None:
            return None
        side = self._side(actor)
        return Name(side, self._names.get(side, side))

    def _whose(self, row: PositionRow | ActRow) -> Whose:
        name = self._names.get(row.speaker or "") or (
            _evened(row.source_words) if row.source_words else None
        )
        return Whose(name, row.speaker, bool(row.hedged))

    def _when(self, row: PositionRow) -> tuple[str, ...]:
        """Return the time expressions among the words of a term and of its condition."""
        spans = [(row.start, row.end)]
        if row.condition_start is not None and row.condition_end is not None:
            spans.append((row.condition_start, row.condition_end))
        text = self._texts.get(row.document, "")
        times = self._times.get(row.document, [])
        found = []
        for start, end in spans:
            for at in times[bisect_left(times, (start, start)) :]:
                if at[1] > end:
                    break
                found.append(_evened(text[at[0] : at[1]]))
        return tuple(dict.fromkeys(word for word in found if word))

    def _sentence(self, row: PositionRow | ActRow) -> tuple[Span, str]:
        """Return where the sentence of some words stands, and the sentence."""
        text = self._texts.get(row.document, "")
        at = sentence_span(text, Span(row.start, row.end))
        return at, _evened(at.of(text))

    def _evidence(self, rows: Iterable[PositionRow | ActRow]) -> tuple[Evidence, ...]:
        return in_order(
            Evidence(
                document=row.document,
                ref=row.ref,
                published=row.published,
                outlet=row.outlet,
                span=Span(row.start, row.end),
                words=row.words,
                sentence=self._sentence(row)[1],
            )
            for row in rows
        )


def _evened(words: str) -> str:
    return " ".join(words.split())


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
