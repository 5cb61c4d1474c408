"""Rows of claims with the evidence that each stands on, for whatever asks the record by SQL.

query = with_evidence(claims.position, claims.position.c.stance).where(…)
for row in connection.execute(query).mappings():
    row["stance"], evidence(row).words
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Any

from sqlalchemy import ColumnElement, RowMapping, Select, Table, select

from communique.record import tables


@dataclass(frozen=True)
class Evidence:
    """The words that say something, and where and when they were published."""

    document: str
    ref: str
    outlet: str | None
    published: date | None
    start: int
    end: int
    words: str

    def to_json(self) -> dict[str, Any]:
        """Return what the contract shows of it."""
        return {"document": self.document, "start": self.start, "end": self.end}


_OF_DOCUMENT = {"document": "id", "ref": "ref", "outlet": "outlet", "published": "published"}
_OF_CLAIM = ("start", "end", "words")


def with_evidence(claim: Table, *columns: ColumnElement[Any]) -> Select[Any]:
    """Return a query for `columns` of a table of claims and of what is joined with it later.

    It is joined with `document`; to narrow, order or join it further, go on from there. Each row
    goes through `evidence`. A column called "evidence_…" is not to be asked for.
    """
    of_document = tables.document.c
    return select(
        *columns,
        *(of_document[column].label(_label(name)) for name, column in _OF_DOCUMENT.items()),
        *(claim.c[name].label(_label(name)) for name in _OF_CLAIM),
    ).join_from(claim, tables.document, claim.c.document_id == of_document.id)


def evidence(row: RowMapping) -> Evidence:
    """Return the evidence of one row of such a query."""
    return Evidence(**{name: row[_label(name)] for name in (*_OF_DOCUMENT, *_OF_CLAIM)})


def _label(name: str) -> str:
    return f"evidence_{name}"
