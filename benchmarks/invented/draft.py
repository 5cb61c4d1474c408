"""A document in the making: words are written one after the other, and facts stand on them."""

from __future__ import annotations

from datetime import date, timedelta
from random import Random

from benchmarks.invented.world import Actor, lies
from communique.dates import Interval
from communique.documents.document import Document, Paragraph, ReadDocument, document_id
from communique.findings import (
    Attribution,
    Condition,
    Entity,
    Event,
    EventDate,
    Figure,
    Findings,
    Position,
    TalksRole,
    Time,
)
from communique.spans import Span
from communique.vocabulary import EventStatus, EventType, Relation, Stance, TalksRoleName


class Draft:
    """The text written so far and what it says."""

    def __init__(self, published: date, chance: Random) -> None:
        self.published = published
        self._chance = chance
        self._parts: list[str] = []
        self._at = 0
        self._begins = True
        """Whether the next word is the first of a sentence."""
        self._entities: dict[str, tuple[str, Actor, list[Span]]] = {}
        self._attributions: list[Attribution] = []
        self._figures: list[Figure] = []
        self._events: list[Event] = []
        self._positions: list[Position] = []
        self._talks: list[TalksRole] = []
        self._times: list[Time] = []

    def write(self, words: str) -> Span:
        """Append words; return where they stand, without the blanks around them."""
        self._parts.append(words)
        self._begins = False
        start = self._at + len(words) - len(words.lstrip())
        self._at += len(words)
        return Span(start, max(start + 1, start + len(words.strip())))

    def between(self, blank: str) -> None:
        """Write what stands between two sentences."""
        self.write(blank)
        self._begins = True

    @property
    def at(self) -> int:
        """Where the next words will stand."""
        return self._at

    def upto(self, start: int) -> Span:
        """Return the words from `start` to the last one written."""
        return Span(start, self._at)

    def name(self, actor: Actor, *, short: bool = False) -> Span:
        """Write a name of an actor, which is a mention of it."""
        words = actor.short if short and actor.name in self._entities else actor.name
        if self._begins:
            words = words[0].upper() + words[1:]
        span = self.write(words)
        fresh: tuple[str, Actor, list[Span]] = (f"e{len(self._entities) + 1}", actor, [])
        self._entities.setdefault(actor.name, fresh)[2].append(span)
        return span

    def entity(self, actor: Actor) -> str:
        """Return the id that an actor has in this document, in which it has been named."""
        return self._entities[actor.name][0]

    def said(self, speaker: Actor, source: Span, cue: Span, content: Span, *via: Actor) -> str:
        """Note who said what."""
        made = Attribution(
            id=f"a{len(self._attributions) + 1}",
            kind="indirect",
            source=source,
            speaker=self.entity(speaker),
            via=tuple(self.entity(each) for each in via),
            cue=(cue,),
            content=(content,),
            confidence=self._sure(),
        )
        self._attributions.append(made)
        return made.id

    def count(
        self,
        number: int,
        at: Span,
        *,
        unit: str = "person",
        what: str | None = None,
        who: Span | None = None,
        hedge: str | None = None,
        attribution: str | None = None,
    ) -> None:
        """Note a figure; with "at least" it is a lower bound."""
        self._figures.append(
            Figure(
                id=f"f{len(self._figures) + 1}",
                start=at.start,
                end=at.end,
                low=number,
                high=None if hedge == "at least" else number,
                value=number,
                hedge=hedge,
                unit=unit,
                what=what,
                who=who,
                attribution=attribution,
                confidence=self._sure(),
            )
        )

    def day(self, words: str, days_ago: int) -> EventDate:
        """Write an expression of time; return the day that it means."""
        at = self.write(words)
        when = self.published - timedelta(days=days_ago)
        self._times.append(
            Time(
                id=f"t{len(self._times) + 1}",
                start=at.start,
                end=at.end,
                type="DATE",
                value=when.isoformat(),
                interval=Interval(when, when),
                confidence=self._sure(),
            )
        )
        return EventDate(when, when, at_start=at.start, at_end=at.end)

    def act(  # noqa: PLR0913  # as many as an event has parts
        self,
        type_: EventType,
        at: Span,
        actors: tuple[Actor, ...],
        recipients: tuple[Actor, ...] = (),
        *,
        status: EventStatus = "happened",
        when: EventDate | None = None,
        place: Actor | None = None,
        attribution: str | None = None,
    ) -> str:
        """Note an event; return its id."""
        made = Event(
            id=f"v{len(self._events) + 1}",
            type=type_,
            status=status,
            start=at.start,
            end=at.end,
            actors=tuple(self.entity(each) for each in actors),
            recipients=tuple(self.entity(each) for each in recipients),
            place=self.entity(place) if place else None,
            date=when,
            attribution=attribution,
            confidence=self._sure(),
        )
        self._events.append(made)
        return made.id

    def wants(
        self,
        party: Actor,
        stance: Stance,
        issue: str,
        what: Span,
        *,
        condition: tuple[Span, Relation] | None = None,
        toward: Actor | None = None,
        attribution: str | None = None,
    ) -> None:
        """Note a position."""
        self._positions.append(
            Position(
                id=f"p{len(self._positions) + 1}",
                party=self.entity(party),
                stance=stance,
                issue=issue,
                what=what,
                condition=(
                    Condition(condition[0].start, condition[0].end, condition[1])
                    if condition
                    else None
                ),
                toward=self.entity(toward) if toward else None,
                attribution=attribution,
                confidence=self._sure(),
            )
        )

    def part(self, actor: Actor, role: TalksRoleName, at: Span) -> None:
        """Note the part that an actor plays in the talks."""
        self._talks.append(
            TalksRole(entity=self.entity(actor), as_=role, start=at.start, end=at.end)
        )

    def finished(self, ref: str, outlet: str) -> ReadDocument:
        """Return the document, in one paragraph a line, the first of which is its title."""
        text = "".join(self._parts)
        paragraphs: list[Paragraph] = []
        at = 0
        for line in text.split("\n"):
            if line:
                kind = "body" if paragraphs else "title"
                paragraphs.append(Paragraph(at, at + len(line), kind))  # type: ignore[arg-type]
            at += len(line) + 1
        document = Document(
            id=document_id(text, url=None, caller_id=None, outlet=outlet),
            ref=ref,
            title=text.split("\n", 1)[0],
            outlet=outlet,
            published=self.published,
            published_from="given",
            language="en",
            text=text,
            paragraphs=tuple(paragraphs),
        )
        return ReadDocument(document=document, findings=self._findings())

    def _findings(self) -> Findings:
        bodies = {actor.name: number for number, actor, _ in self._entities.values()}
        return Findings(
            entities=tuple(
                Entity(
                    id=number,
                    name=actor.name,
                    kind=actor.kind,
                    role=actor.office,
                    affiliation=bodies.get(actor.body) if actor.body else None,
                    location=lies(actor),
                    mentions=tuple(mentions),
                    confidence=self._sure(),
                )
                for number, actor, mentions in self._entities.values()
            ),
            attributions=tuple(self._attributions),
            figures=tuple(self._figures),
            events=tuple(self._events),
            positions=tuple(self._positions),
            talks=tuple(self._talks),
            times=tuple(self._times),
        )

    def _sure(self) -> float:
        return round(self._chance.uniform(0.3, 1), 2)
