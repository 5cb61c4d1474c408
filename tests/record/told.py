"""Invented reports of counts and of meetings, for what the record says of many documents."""

from __future__ import annotations

from typing import Any

from communique.documents.document import ReadDocument
from communique.findings import Event
from tests.builders import attribution, entity, event, figure, read_document, role, span

NAMES = {"Norland": "e1", "Sudmark": "e2", "Eastvale": "e3", "Anna Brandt": "e4"}


def toll(who: str, words: str, value: float, published: str | None, **more: Any) -> ReadDocument:
    """Return a report in which `who` gives a number of people killed in Eastvale."""
    text = f"{who} says {words} people were killed in Eastvale."
    said = span(text, f"{words} people were killed in Eastvale")
    return read_document(
        text,
        published=published,
        entities=[
            entity("e1", who, "organisation", span(text, who)),
            entity("e2", "Eastvale", "place", span(text, "Eastvale")),
        ],
        attributions=[
            attribution("a1", said, speaker="e1", source=span(text, who), cue=span(text, "says"))
        ],
        figures=[
            figure("f1", span(text, words), what="killed", value=value, who=span(text, "people"),
                   place="e2", attribution="a1")
        ],
        **more,
    )  # fmt: skip


def report(text: str, *events: Event, published: str | None, **more: Any) -> ReadDocument:
    """Return a report with those of `NAMES` that it names, and these events."""
    entities = []
    for name, number in NAMES.items():
        if name in text:
            kind = "person" if " " in name else "place"
            of = {"affiliation": "e1"} if name == "Anna Brandt" and "Norland" in text else {}
            entities.append(entity(number, name, kind, span(text, name), **of))  # type: ignore[arg-type]
    talks = [role(e.id, "party", e.mentions[0]) for e in entities if e.id in {"e1", "e2"}]
    return read_document(
        text, entities=entities, events=events, talks=talks, published=published, **more
    )


def met(
    text: str,
    day: str | None,
    *,
    words: str = "met",
    actors: tuple[str, ...] = ("e1", "e2"),
    published: str | None = "2031-05-04",
    **more: Any,
) -> ReadDocument:
    """Return a report of talks."""
    told = event("v1", "CONSULT", span(text, words), actors=actors, date=day, **more)
    return report(text, told, published=published)


def denied(published: str | None = "2031-05-06") -> ReadDocument:
    """Return a report in which Sudmark denies that it met Norland on 3 May."""
    text = "Sudmark denied that it and Norland met."
    return report(
        text,
        event("v1", "CONSULT", span(text, "met"), actors=["e1", "e2"], date="2031-05-03",
              status="denied", attribution="a1"),
        attributions=[attribution("a1", span(text, "it and Norland met"), speaker="e2")],
        published=published,
    )  # fmt: skip
