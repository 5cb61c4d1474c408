"""The draft: a document on its way through the reading steps."""

from __future__ import annotations

from bisect import bisect_right
from collections import defaultdict
from collections.abc import Callable
from dataclasses import dataclass, field, replace
from functools import cached_property

import msgspec

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
from communique.reading.notebook import Notes
from communique.reading.parsed import Parsed, Quote, Word
from communique.reading.span_index import SpanIndex
from communique.spans import Span
from communique.vocabulary import STORY_KINDS


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

    @property
    def notes(self) -> Notes:
        """Where the steps write down why they decide as they do."""
        return self.parsed.notes

    def knowing(self, **more: object) -> Draft:
        """Return this draft with some of its parts replaced."""
        return replace(self, **more)  # type: ignore[arg-type]

    def paragraph_of(self, span: Span) -> Paragraph | None:
        """Return the paragraph in which `span` starts."""
        paragraphs = self.document.paragraphs
        at = bisect_right(paragraphs, span.start, key=lambda p: p.start) - 1
        return paragraphs[at] if at >= 0 and span.start < paragraphs[at].end else None

    def in_story(self, span: Span) -> bool:
        """Tell whether `span` starts where facts are read: a heading gives mentions only."""
        paragraph = self.paragraph_of(span)
        return paragraph is not None and paragraph.kind in STORY_KINDS

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
        for mention, entity in self._mentions.overlapping(span):
            on_head = int(head is not None and mention.overlaps(head.span))
            shared = min(mention.end, span.end) - max(mention.start, span.start)
            if (on_head, shared) > best:
                best, found = (on_head, shared), entity
        return found

    def entity(self, entity_id: str) -> Entity:
        """Return the entity with that id; KeyError where there is none."""
        return self._by_id[entity_id]

    def attribution_over(self, span: Span) -> Attribution | None:
        """Return the innermost attribution whose content holds `span`."""
        return next(iter(self.attributions_over(span)), None)

    def attributions_over(self, span: Span) -> list[Attribution]:
        """Return the attributions whose content holds `span`, innermost first."""
        holding = [
            (len(part), attribution)
            for part, attribution in self._contents.overlapping(span)
            if part.contains(span)
        ]
        return [attribution for _, attribution in sorted(holding, key=lambda pair: pair[0])]

    def quotes_over(self, span: Span) -> list[Quote]:
        """Return the proposed quotations whose content holds `span`, innermost first."""
        holding = [
            (len(part), quote)
            for part, quote in self._quoted.overlapping(span)
            if part.contains(span)
        ]
        return [quote for _, quote in sorted(holding, key=lambda pair: pair[0])]

    @cached_property
    def times_by_sentence(self) -> dict[int, list[tuple[Time, Word]]]:
        """The times that stand on the calendar, by sentence, each with its governing word."""
        grouped: dict[int, list[tuple[Time, Word]]] = {}
        for time in self.times:
            head = self.parsed.head_of(time.span)
            if time.interval is not None and head is not None:
                grouped.setdefault(head.sentence, []).append((time, head))
        return grouped

    @cached_property
    def _quoted(self) -> SpanIndex[Quote]:
        return SpanIndex((part, quote) for quote in self.parsed.quotes for part in quote.content)

    @cached_property
    def _mentions(self) -> SpanIndex[Entity]:
        return SpanIndex((m, entity) for entity in self.entities for m in entity.mentions)

    @cached_property
    def _by_id(self) -> dict[str, Entity]:
        return {entity.id: entity for entity in self.entities}

    @cached_property
    def _contents(self) -> SpanIndex[Attribution]:
        return SpanIndex((part, a) for a in self.attributions for part in a.content)

    def _with_references(self, entity: Entity) -> Entity:
        """Return the entity with the pronouns and descriptions that were found to mean it.

        What comes before its first mention stays out: a reader looks for the name there.
        """
        known = entity.mentions
        meant = {span for span in self._references.get(entity.id, ()) if known and span > known[0]}
        meant = {span for span in meant if not any(span.overlaps(mention) for mention in known)}
        return msgspec.structs.replace(entity, mentions=tuple(sorted({*known, *meant})))

    @cached_property
    def _references(self) -> dict[str, list[Span]]:
        found: dict[str, list[Span]] = defaultdict(list)
        for span, number in self.referents.items():
            found[number].append(span)
        return found

    def findings(self) -> Findings:
        """Return the facts of the draft."""
        return Findings(
            entities=tuple(self._with_references(entity) for entity in self.entities),
            attributions=self.attributions,
            figures=self.figures,
            events=self.events,
            positions=self.positions,
            talks=self.talks,
            times=self.times,
        )


Step = Callable[[Draft], Draft]
"""A reading step: it opens no network and no record, and remembers nothing."""
