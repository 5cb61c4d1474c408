"""The events of a body of coverage, those of several documents merged."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator

from communique.documents.document import ReadDocument
from communique.findings import Event
from communique.matching.evidence import Evidence, cite
from communique.matching.happenings import (
    Clause,
    Grounds,
    Telling,
    first_of,
    happening_of,
    known_dates,
    merge,
    place_in_time,
)
from communique.matching.model import Actor, Happening
from communique.spans import Span
from tests.oracle.coverage import Coverage


def find_happenings(coverage: Coverage) -> tuple[Happening, ...]:
    """Return all events, dated ones first, earliest first; undated ones in a fixed order."""
    stories = coverage.stories
    tellings = [t for r in coverage.read for t in _tellings(coverage, r)]
    groups = merge(tellings, Grounds(coverage.side, stories.of_document.__getitem__))
    found = (happening_of(g, stories.count(sorted({t.document for t in g}))) for g in groups)
    return tuple(sorted(found, key=place_in_time))


def _tellings(coverage: Coverage, r: ReadDocument) -> Iterator[Telling]:
    same_as = {event.id: event.same_as for event in r.findings.events}
    same: dict[str, list[Event]] = defaultdict(list)
    for event in r.findings.events:
        if 0 <= event.start < event.end <= len(r.document.text):
            same[first_of(event.id, same_as)].append(event)
    for events in same.values():
        first = min(events, key=lambda e: (e.start, e.end, e.id))
        actors = {a.id: a for e in events for a in _known(coverage, r, e.actors)}
        recipients = {a.id: a for e in events for a in _known(coverage, r, e.recipients)}
        places = (coverage.actors.of(r.document.id, e.place) for e in events)
        yield Telling(
            document=r.document.id,
            id=first.id,
            type=first.type,
            mode=next((e.mode for e in events if e.mode), None),
            actors=tuple(actors[a] for a in sorted(actors)),
            recipients=tuple(recipients[a] for a in sorted(recipients) if a not in actors),
            place=next((p for p in places if p is not None), None),
            when=known_dates(e.date for e in events),
            words=" ".join(first.span.of(r.document.text).split()).casefold(),
            first=first.span,
            clauses=tuple(c for e in events for c in _clause(coverage, r, e)),
        )


def _clause(coverage: Coverage, r: ReadDocument, event: Event) -> Iterator[Clause]:
    trigger = cite(r.document, event.span)
    if trigger is not None:
        yield Clause(
            status=event.status,
            claimant=coverage.claimant(r.document.id, event.attribution),
            trigger=trigger,
            dated=_date_words(r, event),
            confidence=coverage.sureness(r.document.id, event),
        )


def _date_words(r: ReadDocument, event: Event) -> Evidence | None:
    when = event.date
    if when is None or when.at_start is None or when.at_end is None:
        return None
    known = when.at_start < when.at_end
    return cite(r.document, Span(when.at_start, when.at_end)) if known else None


def _known(coverage: Coverage, r: ReadDocument, entities: Iterable[str]) -> list[Actor]:
    found = (coverage.actors.of(r.document.id, entity) for entity in entities)
    return [actor for actor in found if actor is not None]
