"""Invented coverage with facts of every kind, for the tests of the record."""

from __future__ import annotations

from communique.documents.document import ReadDocument
from tests.builders import (
    attribution,
    condition,
    entity,
    event,
    event_date,
    figure,
    position,
    read_document,
    role,
    span,
    time,
)

FREED = (
    "Norland freed nearly 40 captives on Monday, Foreign Minister Ilse Brandvik told the Eastvale "
    "Courier. It will free no more until the shelling of Zweiburg stops."
)
STRIKE = "Dockers at the Port of Eastvale walked out; the union wants 9 percent."


def freed(**of_document: object) -> ReadDocument:
    """Return a report of a release, with a fact of every kind."""
    text = FREED
    monday = span(text, "Monday")
    return read_document(
        text,
        entities=[
            entity("e1", "Norland", "place", in_text=text),
            entity(
                "e2",
                "Ilse Brandvik",
                "person",
                in_text=text,
                affiliation="e1",
                role="Foreign Minister",
                role_at=span(text, "Foreign Minister"),
            ),
            entity("e3", "Eastvale Courier", "organisation", in_text=text),
        ],
        attributions=[
            attribution(
                "a1",
                span(text, "Norland freed nearly 40 captives on Monday"),
                source=span(text, "Foreign Minister Ilse Brandvik"),
                cue=span(text, "told"),
                speaker="e2",
                via=("e3",),
            )
        ],
        figures=[
            figure(
                "f1",
                span(text, "nearly 40"),
                high=40,
                value=40,
                hedge="nearly",
                what="released",
                who=span(text, "captives"),
                attribution="a1",
            )
        ],
        events=[
            event(
                "v1",
                "CONCEDE",
                span(text, "freed"),
                actors=["e1"],
                date=event_date("2031-04-28", monday),
                attribution="a1",
            )
        ],
        positions=[
            position(
                "p1",
                "e1",
                "refuse",
                "prisoner handovers",
                span(text, "free no more"),
                condition=condition(span(text, "until the shelling of Zweiburg stops"), "until"),
            )
        ],
        talks=[role("e1", "party", span(text, "Norland"))],
        times=[time("t1", monday, "2031-04-28")],
        **of_document,
    )


def strike(**of_document: object) -> ReadDocument:
    """Return a report of a strike, with one figure."""
    return read_document(
        STRIKE,
        ref="strike.txt",
        figures=[figure("f1", span(STRIKE, "9 percent"), value=9, unit="percent")],
        **of_document,  # type: ignore[arg-type]
    )
