"""Invented coverage of several negotiations, for the tests of what belongs together."""

from __future__ import annotations

from communique.documents.document import ReadDocument
from tests.builders import entity, event, position, read_document, role, span

CHEESE = (
    "Norland and Sudmark met over cheese quotas. Norland wants lower cheese quotas for dairies.",
    "Sudmark met Norland again in the talks over cheese quotas. Sudmark refused lower quotas.",
    "Norland and Sudmark met a third time over cheese quotas and dairies.",
)
FERRY = (
    "Eastvale and the Seafarers Union met over ferry wages. The union wants higher wages.",
    "The Seafarers Union met Eastvale over ferry wages and overtime, and wants higher wages.",
)
NOTHING = "The Eastvale library opened a new reading room on Monday."


def report(text: str, published: str, **of_document: object) -> ReadDocument:
    """Return a report of talks between those whom `text` names, over what it says."""
    names = [n for n in ("Norland", "Sudmark", "Eastvale", "Seafarers Union") if n in text]
    entities = [
        entity(f"e{at}", name, "organisation" if " " in name else "place", in_text=text)
        for at, name in enumerate(names, 1)
    ]
    met = "met" in text
    return read_document(
        text,
        published=published,
        ref=f"{published}.txt",
        entities=entities,
        talks=[role(e.id, "party", e.mentions[0]) for e in entities] if met else [],
        events=[event("v1", "CONSULT", span(text, "met"), actors=[e.id for e in entities])]
        if met
        else [],
        positions=[
            position("p1", "e1", "demand", "what is wanted", span(text, words))
            for words in ("lower cheese quotas for dairies", "higher wages")
            if f"wants {words}" in text
        ],
        **of_document,
    )


def cheese() -> list[ReadDocument]:
    """Return reports of the talks on cheese."""
    return [report(text, f"2031-05-0{day}") for day, text in enumerate(CHEESE, 1)]


def ferry() -> list[ReadDocument]:
    """Return reports of the talks on ferry wages."""
    return [report(text, f"2031-05-1{day}") for day, text in enumerate(FERRY, 1)]


def nothing() -> ReadDocument:
    """Return a report that tells of no talks."""
    return report(NOTHING, "2031-05-20")
