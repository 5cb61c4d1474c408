"""Invented reports, and versions of them, for the tests of copies and stories."""

from __future__ import annotations

import re
from typing import Any

from communique.documents.document import ReadDocument
from tests.builders import entity, figure, read_document, span, time

WIRE = (
    "Norland and Sudmark opened talks in Eastvale on Tuesday over the exchange of captives, "
    "officials of both sides said. The delegations met for two hours in the old customs house, "
    "and are to meet again on Thursday. A spokesman of the Port of Eastvale said that ferries "
    "would carry the captives if the two agreed on a list of names before the end of the week."
)
OTHER = (
    "Dockers at the container terminal of Westhaven voted to stay out for a third week after "
    "the company withdrew its offer of seven percent. The union said that pickets would remain "
    "at all four gates, and that it had asked the labour court to hear its complaint about the "
    "hiring of crews from other ports while the ballot was being counted last weekend."
)
TOLD = (
    "Norland and Sudmark opened talks in Eastvale on Tuesday. The Norland Army said that 41 "
    "people, 14 of them children, had been killed at Westhaven; Sudmark put the number at 23. "
    "Norland holds 64 captives and Sudmark 900 prisoners, envoy Mira Holt told reporters. "
    "Holt said that a second round of talks was planned for Thursday."
)
RETOLD = (
    "A first meeting of Norland and Sudmark took place in Eastvale on Tuesday, and a second "
    "round of talks was planned for Thursday, Mira Holt said. She counts 900 prisoners in "
    "Sudmark and 64 captives in Norland. At Westhaven 41 people, 14 of them children, had been "
    "killed, says the Norland Army, where Sudmark put the number at 23."
)
NEXT = (
    "Norland and Sudmark held a second round of talks in Eastvale on Thursday. Mira Holt said "
    "that 30 captives would be freed on 12 May for 150 prisoners. The Norland Army said that 52 "
    "people had been killed at Westhaven. A truce of 7 days is to begin at 6 on Friday, "
    "and 5 ferries are to leave the Port of Eastvale with the captives."
)

_NAMES = {
    "Norland": "place",
    "Sudmark": "place",
    "Eastvale": "place",
    "Westhaven": "place",
    "Mira Holt": "person",
    "Norland Army": "organisation",
    "Port of Eastvale": "organisation",
}


def report(text: str, **of_document: Any) -> ReadDocument:
    """Return a document with its names and numbers read, as a reader would find them."""
    return read_document(
        text,
        entities=[
            entity(f"e{i}", name, kind, in_text=text)  # type: ignore[arg-type]
            for i, (name, kind) in enumerate(_NAMES.items(), 1)
            if name in text
        ],
        figures=[
            figure(f"f{i}", span(text, found.group()), value=int(found.group()))
            for i, found in enumerate(re.finditer(r"\b\d+\b", text), 1)
        ],
        times=[time("t1", span(text, "Thursday"), "2031-05-08")] if "Thursday" in text else [],
        **of_document,
    )
