"""Invented reports of positions."""

from __future__ import annotations

from communique.documents.document import ReadDocument
from tests.builders import condition, entity, position, read_document, role, span


def report(
    text: str,
    *stances: tuple,
    published: str | None = "2031-05-04",
    outlet: str | None = None,
    figures=(),
    **more,
) -> ReadDocument:
    """A report in which (party, stance, issue, what, condition words, relation) are positions."""
    entities = [
        entity(f"e{i}", name, kind, span(text, name))
        for i, (name, kind) in enumerate(
            [("Norland", "place"), ("Sudmark", "place"), ("Anna Brandt", "person")], 1
        )
        if name in text
    ]
    if len(entities) == 3:
        entities[2] = entity("e3", "Anna Brandt", "person", affiliation="e1", in_text=text)
    ids = {e.name: e.id for e in entities}
    found = []
    for i, (party, stance, issue, what, *terms) in enumerate(stances, 1):
        place = condition(span(text, terms[0]), terms[1]) if terms else None
        found.append(
            position(f"p{i}", ids[party], stance, issue, span(text, what), condition=place, **more)
        )
    talks = [role(e.id, "party", e.mentions[0]) for e in entities if e.kind == "place"]
    return read_document(
        text,
        entities=entities,
        positions=found,
        talks=talks,
        published=published,
        outlet=outlet,
        figures=figures,
    )


NO_RELEASE = (
    "Norland will not free any more captives until the Sudmark shelling stops, it said.",
    ("Norland", "refuse", "release of captives", "free any more captives",
     "until the Sudmark shelling stops", "until"),
)  # fmt: skip
GO_ON = (
    "Sudmark pledged to continue its offensive until complete victory over Norland.",
    ("Sudmark", "refuse", "military offensive", "continue its offensive",
     "until complete victory", "until"),
)  # fmt: skip
