"""Build documents and findings in one call, so that a test reads as its sentence.

    text = "Norland freed 12 men, a Sudmark official said."
    read = read_document(
        text,
        entities=[entity("e1", "Norland", "place", span(text, "Norland"))],
        figures=[figure("f1", span(text, "12"), value=12, what="released")],
    )

Every factory fills in what a test does not speak of. A fact that needs words takes a Span; `span`
finds one in the text, and anything that a factory does not name goes in by keyword.
"""

# ruff: noqa: A002  # parameters are named as the JSON contract names its keys

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from typing import Any

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
from communique.vocabulary import (
    AttributionKind,
    EntityKind,
    EventType,
    PublishedFrom,
    Relation,
    Stance,
    TalksRoleName,
    TimeType,
)

PUBLISHED = date(2031, 5, 4)
"""When a document was published, where the test does not say."""


def span(text: str, words: str, nth: int = 1) -> Span:
    """Return where the `nth` occurrence of `words` stands in `text`."""
    at = -1
    for _ in range(nth):
        at = text.index(words, at + 1)
    return Span(at, at + len(words))


def day(words: str) -> Interval:
    """Return the interval of one ISO day, or of two with a slash: "2031-05-01/2031-05-04"."""
    first, _, last = words.partition("/")
    return Interval(date.fromisoformat(first), date.fromisoformat(last or first))


def paragraphs(text: str, *, title: bool = False) -> tuple[Paragraph, ...]:
    """Return one body paragraph for each line that holds words; the first may be the title."""
    found: list[Paragraph] = []
    at = 0
    for line in text.split("\n"):
        if line.strip():
            kind = "title" if title and not found else "body"
            found.append(Paragraph(at, at + len(line), kind))  # type: ignore[arg-type]
        at += len(line) + 1
    return tuple(found)


def document(
    text: str = "Norland and Sudmark met in Eastvale.",
    *,
    ref: str = "story.txt",
    published: date | str | None = PUBLISHED,
    published_from: PublishedFrom | None = "given",
    outlet: str | None = None,
    url: str | None = None,
    **more: Any,
) -> Document:
    """Return a document of `text`, with the id that loading would give it."""
    if isinstance(published, str):
        published = date.fromisoformat(published)
    more.setdefault("id", document_id(text, url=url, caller_id=None, outlet=outlet))
    more.setdefault("paragraphs", paragraphs(text, title=more.get("title") is not None))
    more.setdefault("language", "en")
    return Document(
        ref=ref,
        text=text,
        published=published,
        published_from=published_from if published else None,
        outlet=outlet,
        url=url,
        **more,
    )


def not_read(text: str, *, language: str = "Arabic", **more: Any) -> Document:
    """Return a document that is kept, but not read."""
    return document(text, read=False, not_read=f"language: {language}", language=None, **more)


def findings(**lists: Iterable[Any]) -> Findings:
    """Return findings of the lists given by name: entities, attributions, figures, events, …"""
    return Findings(**{name: tuple(facts) for name, facts in lists.items()})


def read_document(  # noqa: PLR0913  # one keyword for each list
    text: str | Document = "Norland and Sudmark met in Eastvale.",
    *,
    entities: Iterable[Entity] = (),
    attributions: Iterable[Attribution] = (),
    figures: Iterable[Figure] = (),
    events: Iterable[Event] = (),
    positions: Iterable[Position] = (),
    talks: Iterable[TalksRole] = (),
    times: Iterable[Time] = (),
    **of_document: Any,
) -> ReadDocument:
    """Return a document with these facts; other keywords (ref, published, …) are the document's."""
    return ReadDocument(
        document=document(text, **of_document) if isinstance(text, str) else text,
        findings=findings(
            entities=entities,
            attributions=attributions,
            figures=figures,
            events=events,
            positions=positions,
            talks=talks,
            times=times,
        ),
    )


def entity(
    id: str, name: str, kind: EntityKind, *mentions: Span, in_text: str | None = None, **more: Any
) -> Entity:
    """Return an entity with its mentions; `in_text` adds every occurrence of its name there."""
    named = list(mentions)
    if in_text is not None:
        named += [span(in_text, name, nth + 1) for nth in range(in_text.count(name))]
    return Entity(id=id, name=name, kind=kind, mentions=tuple(named), **more)


def attribution(
    id: str,
    content: Span | Iterable[Span],
    *,
    source: Span | None = None,
    cue: Span | Iterable[Span] = (),
    speaker: str | None = None,
    kind: AttributionKind = "indirect",
    **more: Any,
) -> Attribution:
    """Return an attribution of `content`; without a source the document names nobody."""
    return Attribution(
        id=id,
        kind=kind,
        source=source,
        speaker=speaker,
        cue=_spans(cue),
        content=_spans(content),
        **more,
    )


def figure(
    id: str,
    at: Span,
    *,
    value: float | None = None,
    low: float | None = None,
    high: float | None = None,
    unit: str | None = "person",
    **more: Any,
) -> Figure:
    """Return a figure at `at`; a value with neither low nor high is exact."""
    if low is None and high is None:
        low = high = value
    return Figure(
        id=id, start=at.start, end=at.end, low=low, high=high, value=value, unit=unit, **more
    )


def event_date(interval: Interval | str, at: Span | None = None) -> EventDate:
    """Return when an event took place, with the words that say so."""
    when = day(interval) if isinstance(interval, str) else interval
    start, end = (at.start, at.end) if at else (None, None)
    return EventDate(when.start, when.end, at_start=start, at_end=end)


def event(
    id: str,
    type: EventType,
    at: Span,
    *,
    actors: Iterable[str] = (),
    recipients: Iterable[str] = (),
    date: EventDate | Interval | str | None = None,
    **more: Any,
) -> Event:
    """Return an event whose trigger stands at `at`; a date may be an ISO day."""
    when = date if date is None or isinstance(date, EventDate) else event_date(date)
    return Event(
        id=id,
        type=type,
        start=at.start,
        end=at.end,
        actors=tuple(actors),
        recipients=tuple(recipients),
        date=when,
        **more,
    )


def condition(at: Span, relation: Relation = "if", event: str | None = None) -> Condition:
    """Return the condition that stands at `at`."""
    return Condition(at.start, at.end, relation, event)


def position(
    id: str,
    party: str | None,
    stance: Stance,
    issue: str,
    what: Span,
    *,
    condition: Condition | None = None,
    **more: Any,
) -> Position:
    """Return what `party` wants, offers, accepts or refuses."""
    return Position(
        id=id, party=party, stance=stance, issue=issue, what=what, condition=condition, **more
    )


def role(entity: str, as_: TalksRoleName, at: Span, **more: Any) -> TalksRole:
    """Return the part that an entity plays in the talks."""
    return TalksRole(entity=entity, as_=as_, start=at.start, end=at.end, **more)


def time(
    id: str, at: Span, interval: Interval | str | None = None, type: TimeType = "DATE", **more: Any
) -> Time:
    """Return a time expression; its value is that of its interval where that is one day."""
    when = day(interval) if isinstance(interval, str) else interval
    value = when.start.isoformat() if when and when.is_day and when.start else None
    more.setdefault("value", value)
    return Time(id=id, start=at.start, end=at.end, type=type, interval=when, **more)


def _spans(given: Span | Iterable[Span]) -> tuple[Span, ...]:
    return (given,) if isinstance(given, Span) else tuple(given)
