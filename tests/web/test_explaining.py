"""Why facts were filed: asked of the reader once for each document as it stands."""

from __future__ import annotations

from datetime import date

import msgspec

from communique.documents import Document
from communique.findings import Findings
from communique.reasons import Explained
from communique.web.explaining import Explainer
from tests.builders import read_document


class Counting:
    name = "counting"
    version = "1"

    def __init__(self) -> None:
        self.asked: list[date | None] = []

    def read(self, document: Document) -> Findings:  # noqa: ARG002
        return Findings()

    def explain(self, document: Document) -> Explained:
        self.asked.append(document.published)
        return Explained.nothing()


def test_a_document_whose_day_was_put_right_is_explained_anew() -> None:
    reader = Counting()
    explainer = Explainer(lambda: reader)
    before = read_document("Norland met Sudmark on Tuesday.").document
    after = msgspec.structs.replace(before, published=date(2031, 5, 17))
    for document in (before, before, after):
        explainer.why(document)
    assert reader.asked == [before.published, date(2031, 5, 17)]
    assert after.id == before.id
