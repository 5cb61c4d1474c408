"""Tables that follow from the documents: kept true by what changed, never made anew as a whole.

Each part is told, within the transaction that files, corrects or erases a document, what is filed –
as persons have corrected it – or about to be erased, and changes its own tables by that alone. The
order of `PARTS` is the order in which they are told of a filing; of an erasure they are told in the
opposite order.

A record of an older program lacks what a part has learnt since to keep: there every part is told of
every document again, once, when the record is brought up to date.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Protocol

from sqlalchemy import Connection, select

from communique.documents.document import ReadDocument
from communique.errors import RecordDamaged
from communique.record import (
    actors,
    claims,
    corrections,
    happenings,
    issues,
    search,
    series,
    stories,
    tables,
)


class Part(Protocol):
    """One derived part of the record, with tables of its own."""

    def filed(self, connection: Connection, read: ReadDocument) -> None:
        """Take in a document that has just been stored."""

    def erased(self, connection: Connection, document_id: str) -> None:
        """Take out a document that is about to be deleted; nothing where it is not known."""


PARTS: Sequence[Part] = (
    claims,
    stories,
    actors,
    issues,
    series,
    happenings,
    search,
)
"""All parts. A part may read the tables of those before it."""


def filed(connection: Connection, read: ReadDocument) -> None:
    """Tell all parts of a document that has been stored."""
    for part in PARTS:
        part.filed(connection, read)


def erased(connection: Connection, document_id: str) -> None:
    """Tell all parts of a document that is about to be deleted."""
    for part in reversed(PARTS):
        part.erased(connection, document_id)


def make_anew(connection: Connection) -> None:
    """Tell all parts of every document in the record as if each were taken out and stored again."""
    ids = sorted(connection.scalars(select(tables.document.c.id)))
    for document_id in ids:
        erased(connection, document_id)
    # One at a time: a bound on memory.
    for document_id in ids:
        try:
            found = corrections.read_documents(connection, [document_id])
        except RecordDamaged:
            # Whoever asks for the document is told; the others are not to suffer for it.
            continue
        for read in found:
            filed(connection, read)
