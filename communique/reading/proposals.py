"""What the heads propose in one window, as spans of the text."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Literal, cast

import numpy as np

from communique.reading.labels import TAGS, LinkRole
from communique.reading.notebook import SILENT, Notes
from communique.reading.parsed import (
    EventSpan,
    FigureSpan,
    Linked,
    Name,
    PositionSpan,
    Quote,
    TimeSpan,
)
from communique.reading.quoting import Said, quotes
from communique.reading.scores import EVEN, Bar, Scores, softmax
from communique.reading.stretches import best_stretch
from communique.reading.tagging import (
    Run,
    answer,
    at_edges,
    heaviest,
    linked,
    sentence_starts,
    tagged,
)
from communique.spans import Span
from communique.vocabulary import EventStatus, EventType, Relation, Stance, TimeType

_LONGEST_TRIGGER = 4


@dataclass
class Proposals:
    """All proposals of a document so far."""

    names: list[Name] = field(default_factory=list)
    quotes: list[Quote] = field(default_factory=list)
    figures: list[FigureSpan] = field(default_factory=list)
    events: list[EventSpan] = field(default_factory=list)
    positions: list[PositionSpan] = field(default_factory=list)
    times: list[TimeSpan] = field(default_factory=list)

    def extend(self, other: Proposals) -> None:
        """Add what a later window proposes."""
        for part in ("names", "quotes", "figures", "events", "positions", "times"):
            getattr(self, part).extend(getattr(other, part))


@dataclass(frozen=True)
class Sight:
    """One window under the eyes of the heads."""

    words: Sequence[Span]
    breaks: Sequence[bool]
    """Which words begin a paragraph."""
    starts: Sequence[bool]
    """Which words begin a sentence whatever the scores say."""
    scores: Scores
    bars: dict[str, Bar]
    first: int
    """The first word to answer; those before are context, and may be linked to."""
    notes: Notes = SILENT

    def span(self, run: Run) -> Span:
        """Return where the words of a run stand in the text."""
        return Span(self.words[run.first].start, self.words[run.last - 1].end)

    def runs(self, head: str) -> list[Run]:
        """Return the runs of a head that start among the words to answer.

        What goes on into the next paragraph is cut in two, and so is a name where a sentence
        begins.
        """
        bar = self.bars.get(head, EVEN)
        named = head == "name"
        starts = sentence_starts(self.scores, self.starts) if named else self.breaks
        found = tagged(self.scores, head, bar, starts)
        if head == "position":
            found = at_edges(self.scores, "position", found, bar, self.breaks)
        return [run for run in found if run.first >= self.first]

    def link(self, role: LinkRole, anchor: int, run: Run) -> Linked:
        """Return a run as words that are linked to an anchor, and note how sure the link is."""
        span = self.span(run)
        self.notes.heard(role, self.words[anchor], span, run.confidence)
        return Linked(role, span, run.confidence)

    def all_linked(self, role: LinkRole, anchor: int) -> tuple[Linked, ...]:
        """Return all stretches linked to the anchor."""
        floor = self.bars.get(f"link-{role}", EVEN).floor
        runs = linked(self.scores.linked(role, anchor), floor=floor)
        return tuple(self.link(role, anchor, run) for run in runs)

    def one_linked(self, role: LinkRole, anchor: int) -> tuple[Linked, ...]:
        """Return the heaviest stretch linked to the anchor, if there is one."""
        floor = self.bars.get(f"link-{role}", EVEN).floor
        run = heaviest(linked(self.scores.linked(role, anchor), floor=floor, gap=1))
        return (self.link(role, anchor, run),) if run else ()

    def one_cut(self, role: Literal["condition"], anchor: int) -> tuple[Linked, ...]:
        """Return the stretch that is best cut out as the anchor's, by its edges too, if any."""
        edges = (odds.tolist() for odds in self.scores.edge_logits(role, anchor))
        found = best_stretch(self.scores.link_logits(role, anchor).tolist(), *edges)
        if found is None:
            return ()
        likely = self.scores.linked(role, anchor)[found[0] : found[1]]
        return (self.link(role, anchor, Run(*found, "", float(likely.mean()))),)

    def answer(self, head: str, word: int) -> str:
        """Return the best answer of a plain head for a word, and note how sure it is."""
        if self.notes.recording:
            odds = float(softmax(self.scores.head(head)[word]).max())
            self.notes.heard(head, self.words[word], None, odds)
        return answer(self.scores, head, word)


def propose(
    words: Sequence[Span],
    breaks: Sequence[bool],
    starts: Sequence[bool],
    scores: Scores,
    bars: dict[str, Bar],
    *,
    first: int,
    notes: Notes = SILENT,
) -> Proposals:
    """Return the proposals for the words of one window from word `first` on."""
    sight = Sight(words, breaks, starts, scores, bars, first, notes)
    return Proposals(
        names=[Name(sight.span(r), r.label, r.confidence) for r in sight.runs("name")],
        quotes=_quotes(sight),
        figures=[_figure(sight, r) for r in sight.runs("figure")],
        events=[_event(sight, r) for r in sight.runs("event")],
        positions=[_position(sight, r) for r in sight.runs("position")],
        times=[
            TimeSpan(sight.span(r), cast(TimeType, r.label), r.confidence)
            for r in sight.runs("time")
        ],
    )


def _quotes(sight: Sight) -> list[Quote]:
    return [_quote(sight, said) for said in quotes(sight.scores, sight.bars, sight.first)]


def _quote(sight: Sight, said: Said) -> Quote:
    anchor = said.cue.first
    content = tuple(sight.link("content", anchor, run) for run in said.content)
    source = (sight.link("source", anchor, said.source),) if said.source else ()
    return Quote(
        sight.span(said.cue),
        _first(source),
        tuple(link.span for link in content),
        said.confidence,
        links=(*source, *content),
    )


def _first(links: Sequence[Linked]) -> Span | None:
    return links[0].span if links else None


def _figure(sight: Sight, run: Run) -> FigureSpan:
    who = sight.one_linked("who", run.first)
    return FigureSpan(sight.span(run), run.label, _first(who), run.confidence, links=who)


def _event(sight: Sight, run: Run) -> EventSpan:
    trigger = Run(run.first, min(run.last, run.first + _LONGEST_TRIGGER), run.label, run.confidence)
    mode = sight.answer("mode", run.first)
    actors = sight.all_linked("actor", run.first)
    recipients = sight.all_linked("recipient", run.first)
    return EventSpan(
        sight.span(trigger),
        cast(EventType, run.label),
        None if mode == "none" else mode,
        cast(EventStatus, sight.answer("status", run.first)),
        tuple(link.span for link in actors),
        tuple(link.span for link in recipients),
        run.confidence,
        links=(*actors, *recipients),
    )


def _position(sight: Sight, run: Run) -> PositionSpan:
    party = sight.one_linked("party", run.first)
    condition = sight.one_cut("condition", run.first)
    relation = None
    if condition:
        labels = TAGS["relation"]
        relation = labels[1 + int(np.argmax(sight.scores.head("relation")[run.first, 1:]))]
    return PositionSpan(
        sight.span(run),
        cast(Stance, run.label),
        _first(party),
        _first(condition),
        cast("Relation | None", relation),
        run.confidence,
        links=(*party, *condition),
    )
