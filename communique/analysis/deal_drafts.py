"""Which positions and acts are of one deal.

A deal is an issue of a negotiation on which a side offers or accepts something, or sets a
condition. What answers "the proposal" is put with the terms that its document tells before, and
marked as read from its place; so is what became of "the deal".
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Generic, TypeVar

from communique.analysis.deal import BY_PLACE, Become
from communique.analysis.deal_words import (
    became,
    deals_in,
    matter_of,
    meant_by,
    names_a_deal,
    points_elsewhere,
    says_the_same,
)
from communique.matching.evidence import sentence_span
from communique.matching.issues import share, subjects_of, telling
from communique.record import ActRow, PositionOutline, PositionRow, View
from communique.spans import Span

_SHARED = 0.6

Row = TypeVar("Row", bound=PositionOutline)
Key = tuple[str, str]
"""An issue, and the negotiation or the document in which it is dealt in."""


@dataclass(frozen=True)
class Act:
    """An act, what it says became of a deal, of whom, and what is uncertain about that."""

    row: ActRow
    become: Become
    sides: tuple[str, ...]
    uncertain: str | None


@dataclass
class Sketch(Generic[Row]):
    """A deal by what was said on it."""

    issue: str
    negotiation: str | None
    rows: list[Row] = field(default_factory=list)
    answers: list[Row] = field(default_factory=list)
    """Positions on "the proposal", put here by their place in the document."""

    @property
    def id(self) -> str:
        """The issue, and the negotiation or the first document that tells of it."""
        return f"{self.issue}@{self.negotiation or self.rows[0].document}"

    @property
    def rank(self) -> tuple[object, ...]:
        """What deals are ordered by, the latest first: acts are of the same documents."""
        rows = (*self.rows, *self.answers)
        last = max((row.published for row in rows if row.published is not None), default=date.min)
        return -last.toordinal(), -len({row.story for row in rows}), self.id


@dataclass
class Draft(Sketch[PositionRow]):
    """A deal as it is put together."""

    acts: list[Act] = field(default_factory=list)


_Sketches = dict[Key, Sketch[PositionOutline]]


class Drafting:
    """Puts deals together from positions and acts: those that were last spoken of."""

    def __init__(
        self, view: View, outlines: Sequence[PositionOutline], least_confidence: float, most: int
    ) -> None:
        self._negotiations = view.negotiations_of({row.document for row in outlines})
        every = self._sketches(outlines)
        # What else is to be known is asked for those alone that are shown.
        latest = sorted(every, key=lambda key: every[key].rank)[:most]
        shown = [every[key] for key in latest]
        documents = {row.document for s in shown for row in (*s.rows, *s.answers)}
        beside = [r for s in every.values() for r in s.rows if r.document in documents]
        wanted = [*beside, *(row for sketch in shown for row in sketch.answers)]
        full = {(r.document, r.local_id): r for r in view.positions_in_full(wanted)}

        def known(rows: Sequence[PositionOutline]) -> list[PositionRow]:
            found = (full.get((row.document, row.local_id)) for row in rows)
            return [row for row in found if row is not None]

        self._drafted = {
            key: Draft(s.issue, s.negotiation, rows, known(s.answers))
            for key, s in zip(latest, shown, strict=True)
            if (rows := known(s.rows))  # none where its documents were removed meanwhile
        }
        self._here: dict[str, list[PositionRow]] = defaultdict(list)
        for row in known(beside):
            self._here[row.document].append(row)
        self._acts = view.acts(documents, least_confidence)
        self.documents = frozenset(documents)
        self.texts = view.texts(documents)
        people = {
            actor
            for row in full.values()
            for actor in (row.side, row.holder, row.toward, row.speaker)
            if actor is not None
        }
        people |= {
            a for act in self._acts for a in (*act.actors, *act.recipients, act.speaker) if a
        }
        self._body = view.bodies_of(p for p in people if p.startswith("person:"))
        self.people = frozenset({*people, *self._body.values()})
        self._put_acts()

    @property
    def drafts(self) -> tuple[Draft, ...]:
        """The deals."""
        return tuple(self._drafted.values())

    def _sketches(self, outlines: Sequence[PositionOutline]) -> _Sketches:
        sketches: _Sketches = {}
        dealt = {self._key(row) for row in outlines if deals_in(row)}
        elsewhere = [points_elsewhere(row.wording) for row in outlines]
        for row, points in zip(outlines, elsewhere, strict=True):
            if not points and self._key(row) in dealt:
                self._sketch(sketches, row).rows.append(row)
        of_document: dict[str, list[PositionOutline]] = defaultdict(list)
        for sketch in sketches.values():
            for row in sketch.rows:
                of_document[row.document].append(row)
        for row, points in zip(outlines, elsewhere, strict=True):
            if not points:
                continue
            meant = meant_by(row, of_document.get(row.document, ()))
            if meant is not None:
                sketches[self._key(meant)].answers.append(row)
            elif self._key(row) in dealt:
                self._sketch(sketches, row).rows.append(row)
        return sketches

    def _key(self, row: PositionOutline) -> Key:
        """Return what makes a deal: an issue in one negotiation.

        A document of no negotiation stands alone, unless none of them is of any.
        """
        alone = row.document if self._negotiations else ""
        return row.issue, self._negotiations.get(row.document, alone)

    def _sketch(self, sketches: _Sketches, row: PositionOutline) -> Sketch[PositionOutline]:
        key = self._key(row)
        return sketches.setdefault(key, Sketch(row.issue, self._negotiations.get(row.document)))

    def _put_acts(self) -> None:
        for act in self._acts:
            rows = self._here.get(act.document)
            if not rows:
                continue
            at, sentence = self.sentence(act)
            become = became(act, sentence)
            if become is None:
                continue
            told = {self.side(row.side) for row in rows if says_the_same(row, act, become)}
            sides = tuple(side for side in self._sides_of(act, become) if side not in told)
            told_with, note = self._told_with(act, at, sentence, rows)
            if told_with is None or not sides:
                continue
            draft = self._drafted.get(self._key(told_with))
            if draft is not None:
                draft.acts.append(Act(act, become, sides, note))

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
        ours = {self.side(actor) for actor in (*act.actors, *act.recipients)}
        theirs = [row for row in rows if ours & {self.side(row.side), self.side(row.toward or "")}]
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
        return tuple(sorted({self.side(actor) for actor in whom}))

    def side(self, actor: str) -> str:
        """Return for whom an actor counts: the body for which it speaks, else itself."""
        return self._body.get(actor, actor)

    def sentence(self, row: PositionRow | ActRow) -> tuple[Span, str]:
        """Return where the sentence of some words stands, and the sentence."""
        text = self.texts.get(row.document, "")
        at = sentence_span(text, Span(row.start, row.end))
        return at, evened(at.of(text))


def evened(words: str) -> str:
    """Return words with their white space evened out."""
    return " ".join(words.split())
