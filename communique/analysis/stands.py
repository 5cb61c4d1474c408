"""Positions of the record as the stands that analysis compares; with the sentence where shown."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date

from communique.analysis.layout import Layout
from communique.matching.evidence import Evidence, in_order, sentence_around
from communique.matching.model import Actor, Amount, Claimant, Movement, Stand, StickingPoint, Terms
from communique.matching.retelling import told_once
from communique.matching.sureness import least_sure
from communique.matching.wording import speaker_named, words_of
from communique.record.position_rows import PositionRow
from communique.record.positions import SideRow
from communique.record.view import View
from communique.spans import Span

_REACH = 400
"""Characters to each side of the words among which their sentence is looked for."""


@dataclass(frozen=True)
class Latest:
    """The latest positions of the parties."""

    stands: Mapping[str, list[Stand]]
    """By the name of the issue, earliest first."""
    whole_since: Mapping[tuple[str, str], date]
    """The day from which on all that a party said on an issue is here, where that is not all."""


def latest_stands(view: View, layout: Layout, *, each: int, by_stance: bool = False) -> Latest:
    """Return the latest positions of the parties.

    Args:
        view: the record.
        layout: issues and parties.
        each: how many reports of each party on each issue are looked at, the latest ones.
        by_stance: look at so many for each of the party's stances.

    """
    names = {line.id: line.name for line in layout.issues}
    if not layout.members:  # to ask for no side in particular would be to ask for all
        return Latest({name: [] for name in names.values()}, {})
    rows = view.latest_positions(layout.asked(), each=each, by_stance=by_stance)
    others = {r.holder for r in rows} | {r.speaker for r in rows} | {v for r in rows for v in r.via}
    known = view.sides(one for one in others if one is not None)
    parties = {party.id: party for party in layout.parties}
    told: dict[str, list[tuple[str, Stand]]] = {name: [] for name in names.values()}
    for row in rows:
        party = parties.get(layout.members[row.side])
        if party is not None:
            told[names[row.issue]].append((row.story, _stand(row, party, known, layout.members)))
    return Latest(
        {name: told_once(found) for name, found in told.items()},
        {
            (names[issue], party): since
            for (issue, party), since in _whole_since(rows, layout, each, by_stance).items()
        },
    )


def _whole_since(
    rows: Sequence[PositionRow], layout: Layout, each: int, by_stance: bool
) -> dict[tuple[str, str], date]:
    """Return from when on all of a party's positions on an issue are among the rows."""
    days: dict[tuple[str, str, str | None], list[date]] = defaultdict(list)
    for row in rows:
        stance = row.stance if by_stance else None
        days[row.issue, row.side, stance].append(row.published or date.min)
    found: dict[tuple[str, str], date] = {}
    for (issue, side, _), known in days.items():
        if len(known) >= each:
            key = (issue, layout.members[side])
            found[key] = max(found.get(key, date.min), min(known))
    return found


def words_of_parties(layout: Layout) -> frozenset[str]:
    """Return the words of the parties' names, which tell nothing of an issue."""
    return frozenset(word for p in layout.parties for name in p.names for word in words_of(name))


class Quotes:
    """Evidence as it is to be shown: with the sentences in which the words stand."""

    def __init__(self, view: View, stands: Iterable[Stand]) -> None:
        evidence = {e for stand in stands for e in stand.evidence}
        around = view.texts_around((_where(e) for e in evidence), _REACH)
        self._shown = {
            e: _in_sentence(e, *around[_where(e)]) for e in evidence if _where(e) in around
        }

    def of(self, evidence: Iterable[Evidence]) -> tuple[Evidence, ...]:
        """Return evidence with its sentences."""
        return tuple(self._shown.get(e, e) for e in evidence)

    def stand(self, stand: Stand) -> Stand:
        """Return a position with its sentences."""
        return replace(stand, evidence=self.of(stand.evidence))

    def movement(self, movement: Movement) -> Movement:
        """Return a movement with the sentences of both positions."""
        return replace(
            movement,
            before=self.stand(movement.before),
            after=self.stand(movement.after),
            evidence=self.of(movement.evidence),
        )

    def point(self, point: StickingPoint) -> StickingPoint:
        """Return a sticking point with the sentences of both positions."""
        return replace(
            point,
            one=self.stand(point.one),
            other=self.stand(point.other),
            evidence=self.of(point.evidence),
        )


def _where(evidence: Evidence) -> tuple[str, int, int]:
    return (evidence.document, evidence.span.start, evidence.span.end)


def _in_sentence(evidence: Evidence, first: int, text: str) -> Evidence:
    here = Span(evidence.span.start - first, evidence.span.end - first)
    return replace(evidence, sentence=sentence_around(text, here))


def _stand(
    row: PositionRow, party: Actor, known: Mapping[str, SideRow], members: Mapping[str, str]
) -> Stand:
    holder = known.get(row.holder or "")
    return Stand(
        party=party,
        holder=party if holder is None or holder.id == party.id else _holder(holder),
        claimant=_claimant(row, known, members),
        stance=row.stance,
        issue=" ".join(row.wording.split()),
        words=" ".join(row.words.split()),
        condition=_terms(row, members),
        toward=members.get(row.toward or "", row.toward),
        amounts=tuple(Amount(*amount) for amount in row.amounts),
        date=row.published,
        stories=1,
        evidence=in_order(_evidence(row)),
        confidence=least_sure((row.confidence, row.said_confidence)),
    )


def _holder(row: SideRow) -> Actor:
    return Actor(row.id, row.name, row.kind, row.names, titles=(), documents=(), evidence=())


def _claimant(
    row: PositionRow, known: Mapping[str, SideRow], members: Mapping[str, str]
) -> Claimant:
    if row.hedged is None:
        return Claimant(None, None, (), False)
    speaker = known.get(row.speaker or "")
    side = row.told_by or row.speaker
    return Claimant(
        name=speaker_named(speaker.name if speaker else None, row.source_words),
        actor=row.speaker,
        via=tuple(known[one].name for one in row.via if one in known),
        hedged=row.hedged,
        side=members.get(side, side) if side else None,
    )


def _terms(row: PositionRow, members: Mapping[str, str]) -> Terms | None:
    if row.relation is None or row.condition is None:
        return None
    by = tuple(members.get(one, one) for one in row.waits_for)
    return Terms(row.relation, " ".join(row.condition.split()), by)


def _evidence(row: PositionRow) -> Iterable[Evidence]:
    spans = [(Span(row.start, row.end), row.words)]
    if row.condition is not None and row.condition_start is not None and row.condition_end:
        spans.append((Span(row.condition_start, row.condition_end), row.condition))
    for span, words in spans:
        yield Evidence(
            document=row.document,
            ref=row.ref,
            published=row.published,
            outlet=row.outlet,
            span=span,
            words=words,
            sentence="",
        )
