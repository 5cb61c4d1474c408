"""The draft: a document on its way through the reading steps."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field, replace

from communique.documents.document import Document, Paragraph
from communique.findings import (
    Attribution,
    Entity,
    Event,
    Figure,
    Findings,
    Position,
    TalksRole,
    Time,
)
from communique.reading.parsed import Parsed
from communique.spans import Span


@dataclass(frozen=True)
class Draft:
    """What is known of a document so far. A step returns a new draft that knows more."""

    document: Document
    parsed: Parsed
    times: tuple[Time, ...] = ()
    entities: tuple[Entity, ...] = ()
    attributions: tuple[Attribution, ...] = ()
    figures: tuple[Figure, ...] = ()
    events: tuple[Event, ...] = ()
    positions: tuple[Position, ...] = ()
    talks: tuple[TalksRole, ...] = ()
    referents: dict[Span, str] = field(default_factory=dict)
    """Which entity a pronoun, role or bare noun stands for, by its span."""

    def knowing(self, **more: object) -> Draft:
        """Return this draft with some of its parts replaced."""
        return replace(self, **more)  # type: ignore[arg-type]

    def paragraph_of(self, span: Span) -> Paragraph | None:
        """Return the paragraph in which `span` starts."""
        return next((p for p in self.document.paragraphs if p.start <= span.start < p.end), None)

    def entity_at(self, span: Span) -> Entity | None:
        """Return the entity that the words of `span` are about.

        A pronoun or role that was resolved counts first; then the entity with a mention on the
        governing word of the span; then the longest mention inside it.
        """
        if span in self.referents:
            return self.entity(self.referents[span])
        head = self.parsed.head_of(span)
        best: tuple[int, int] = (0, 0)
        found: Entity | None = None
        for entity in self.entities:
            for mention in entity.mentions:
                if not mention.overlaps(span):
                    continue
                on_head = int(head is not None and mention.overlaps(head.span))
                shared = min(mention.end, span.end) - max(mention.start, span.start)
                if (on_head, shared) > best:
                    best, found = (on_head, shared), entity
        return found

    def entity(self, entity_id: str) -> Entity:
        """Return the entity with that id; KeyError where there is none."""
        for entity in self.entities:
            if entity.id == entity_id:
                return entity
        raise KeyError(entity_id)

    def attribution_over(self, span: Span) -> Attribution | None:
        """Return the innermost attribution whose content holds `span`."""
        holding = [
            (len(part), attribution)
            for attribution in self.attributions
            for part in attribution.content
            if part.contains(span)
        ]
        return min(holding, key=lambda pair: pair[0])[1] if holding else None

    def findings(self) -> Findings:
        """Return the facts of the draft."""
        return Findings(
            entities=self.entities,
            attributions=self.attributions,
            figures=self.figures,
            events=self.events,
            positions=self.positions,
            talks=self.talks,
            times=self.times,
        )


Step = Callable[[Draft], Draft]
"""A reading step: it opens no network and no record, and remembers nothing."""
