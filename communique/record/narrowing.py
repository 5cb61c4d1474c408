"""What an answer is narrowed to: one negotiation, a period of publication, what is surely read."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Any

from sqlalchemy import ColumnElement, Select, and_, or_, select, true

from communique.record.negotiation_tables import negotiation_document
from communique.record.tables import document


def documents_of(negotiation_id: str) -> Select[Any]:
    """Return a query for the ids of the documents of a negotiation, to be used as a subquery."""
    column = negotiation_document.c
    return select(column.document_id).where(column.negotiation_id == negotiation_id)


@dataclass(frozen=True)
class Narrowing:
    """Which documents and claims are looked at. What is None or 0 narrows nothing."""

    negotiation: str | None = None
    """Id of a negotiation."""
    first: date | None = None
    """Published on this day or later; what has no date is then left out."""
    last: date | None = None
    """Published on this day or earlier, likewise."""
    least_confidence: float = 0.0

    @property
    def of_documents(self) -> bool:
        """Whether some documents are left out."""
        return (self.negotiation, self.first, self.last) != (None, None, None)

    def shows(self, document_id: ColumnElement[Any]) -> ColumnElement[bool]:
        """Return the condition that a row is of a document that is looked at."""
        found: list[ColumnElement[bool]] = []
        if self.negotiation is not None:
            found.append(document_id.in_(documents_of(self.negotiation)))
        if self.first is not None or self.last is not None:
            published = select(document.c.id).where(document.c.published.is_not(None))
            if self.first is not None:
                published = published.where(document.c.published >= self.first)
            if self.last is not None:
                published = published.where(document.c.published <= self.last)
            found.append(document_id.in_(published))
        return and_(*found) if found else true()

    def is_sure(self, *confidences: ColumnElement[Any]) -> ColumnElement[bool]:
        """Return the condition that none of the confidences that are known is too low."""
        if self.least_confidence <= 0:
            return true()
        least = self.least_confidence
        return and_(*(or_(each.is_(None), each >= least) for each in confidences))


EVERYTHING = Narrowing()
