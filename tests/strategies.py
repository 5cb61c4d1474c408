"""Hypothesis strategies: any document, with any facts that may be found in it."""

from __future__ import annotations

from typing import Any, get_args

from hypothesis import strategies as st

from communique import vocabulary
from communique.dates import Interval
from communique.documents.document import Document, Paragraph, ReadDocument
from communique.findings import (
    Attribution,
    Change,
    Condition,
    Entity,
    Event,
    EventDate,
    Figure,
    Findings,
    Location,
    Position,
    TalksRole,
    Time,
)
from communique.spans import Span

Strategy = st.SearchStrategy[Any]

words = st.text(max_size=12)
numbers = st.none() | st.floats(allow_nan=False, allow_infinity=False) | st.integers(0, 10**9)
confidences = st.none() | st.floats(0, 1)


def any_of(closed_list: Any) -> Strategy:
    """Return a strategy of the values of one of the vocabulary's closed lists."""
    return st.sampled_from(get_args(closed_list))


def optional(strategy: Strategy) -> Strategy:
    """Return a strategy of what `strategy` gives, or None."""
    return st.none() | strategy


def ids(letter: str) -> Strategy:
    """Return a strategy of ids of one kind of fact."""
    return st.integers(1, 99).map(lambda number: f"{letter}{number}")


def spans(length: int) -> st.SearchStrategy[Span]:
    """Return a strategy of spans within a text of this length, which is at least 1."""
    starts = st.integers(0, length - 1)
    return starts.flatmap(
        lambda start: st.builds(Span, st.just(start), st.integers(start + 1, length))
    )


def intervals() -> st.SearchStrategy[Interval]:
    """Return a strategy of days and of intervals that are open at an end."""
    ordered = st.tuples(st.dates(), st.dates()).map(sorted)
    ends = st.tuples(ordered, st.booleans(), st.booleans())
    return ends.map(lambda e: Interval(e[0][0] if e[1] else None, e[0][1] if e[2] else None))


@st.composite
def findings(draw: st.DrawFn, length: int) -> Findings:
    """Return any findings in a text of this length."""
    span = spans(length)

    def some(kind: type, /, **fields: Strategy) -> tuple[Any, ...]:
        built = st.builds(kind, confidence=confidences, **fields)
        return tuple(draw(st.lists(built, max_size=2, unique_by=lambda fact: fact.id)))

    def standing(kind: type, /, **fields: Strategy) -> tuple[Any, ...]:
        made: Strategy = st.builds(dict, at=span, confidence=confidences, **fields)
        several = draw(st.lists(made, max_size=2, unique_by=lambda each: each.get("id", id(each))))
        return tuple(
            kind(start=(at := each.pop("at")).start, end=at.end, **each) for each in several
        )

    def conditions(at: Span) -> Strategy:
        return st.builds(
            Condition,
            st.just(at.start),
            st.just(at.end),
            any_of(vocabulary.Relation),
            optional(ids("v")),
        )

    def event_dates(at: Span) -> Strategy:
        place = st.sampled_from([(None, None), (at.start, at.end)])
        return st.tuples(intervals(), place).map(
            lambda d: EventDate(d[0].start, d[0].end, at_start=d[1][0], at_end=d[1][1])
        )

    several = st.lists(span, max_size=2).map(tuple)
    at_least_one = st.lists(span, min_size=1, max_size=2).map(tuple)
    people = st.lists(ids("e"), max_size=2).map(tuple)
    degrees = st.floats(-180, 180)
    return Findings(
        entities=some(
            Entity,
            id=ids("e"),
            name=words,
            kind=any_of(vocabulary.EntityKind),
            mentions=at_least_one,
            qid=optional(words),
            affiliation=optional(ids("e")),
            affiliation_at=optional(span),
            role=optional(words),
            role_at=optional(span),
            location=optional(st.builds(Location, degrees, degrees, words)),
        ),
        attributions=some(
            Attribution,
            id=ids("a"),
            kind=any_of(vocabulary.AttributionKind),
            source=optional(span),
            speaker=optional(ids("e")),
            via=people,
            cue=several,
            content=at_least_one,
            hedged=st.booleans(),
        ),
        figures=standing(
            Figure,
            id=ids("f"),
            low=numbers,
            high=numbers,
            hedge=optional(words),
            value=numbers,
            unit=optional(words),
            what=optional(words),
            who=optional(span),
            subset_of=optional(ids("f")),
            place=optional(ids("e")),
            period=optional(intervals()),
            per=optional(words),
            change=optional(
                st.builds(Change, any_of(vocabulary.Direction), any_of(vocabulary.ChangeKind))
            ),
            compared_to=optional(ids("f")),
            attribution=optional(ids("a")),
        ),
        events=standing(
            Event,
            id=ids("v"),
            type=any_of(vocabulary.EventType),
            mode=optional(words),
            status=any_of(vocabulary.EventStatus),
            actors=people,
            recipients=people,
            place=optional(ids("e")),
            date=optional(span.flatmap(event_dates)),
            same_as=optional(ids("v")),
            attribution=optional(ids("a")),
        ),
        positions=some(
            Position,
            id=ids("p"),
            party=optional(ids("e")),
            stance=any_of(vocabulary.Stance),
            issue=words,
            what=span,
            condition=optional(span.flatmap(conditions)),
            toward=optional(ids("e")),
            attribution=optional(ids("a")),
        ),
        talks=standing(TalksRole, entity=ids("e"), as_=any_of(vocabulary.TalksRoleName)),
        times=standing(
            Time,
            id=ids("t"),
            type=any_of(vocabulary.TimeType),
            value=optional(words),
            interval=optional(intervals()),
        ),
    )


@st.composite
def documents(draw: st.DrawFn) -> Document:
    """Return any document; its text may hold control characters and right-to-left marks."""
    text = draw(st.text(min_size=1, max_size=60))
    parts = st.lists(st.tuples(spans(len(text)), any_of(vocabulary.ParagraphKind)), max_size=3)
    is_read = draw(st.booleans())
    return Document(
        id=f"sha256:{draw(st.integers(0, 2**32)):064x}",
        ref=draw(words),
        title=draw(optional(words)),
        outlet=draw(optional(words)),
        byline=tuple(draw(st.lists(words, max_size=2))),
        url=draw(optional(words)),
        published=draw(optional(st.dates())),
        published_from=draw(optional(any_of(vocabulary.PublishedFrom))),
        language=draw(optional(st.sampled_from(["en", "ar"]))),
        read=is_read,
        not_read=None if is_read else draw(words),
        text=text,
        paragraphs=tuple(Paragraph(at.start, at.end, kind) for at, kind in draw(parts)),
    )


@st.composite
def read_documents(draw: st.DrawFn) -> ReadDocument:
    """Return any document with any findings; one that was not read has none."""
    document = draw(documents())
    found = draw(findings(len(document.text))) if document.read else Findings()
    return ReadDocument(document=document, findings=found)
