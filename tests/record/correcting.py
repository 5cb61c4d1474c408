"""Corrections of one report, and the same report read again."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import Any

from communique.documents.document import ReadDocument
from communique.findings import Findings
from communique.record import Change, Store
from tests.record.coverage import freed

ID = freed().document.id
NOON = datetime(2031, 5, 6, 12, tzinfo=UTC)


def correct(store: Store, change: Change, by: str = "Ilse") -> int:
    return store.writer().correct(ID, change, by=by, at=NOON).id


def found(store: Store) -> Findings:
    return store.view().read_document(ID).findings


def read_again(store: Store, **lists: Any) -> None:
    """File the same document as a better model might read it."""
    again = ReadDocument(document=freed().document, findings=Findings(**lists))
    store.writer().file(again, "model 2")
