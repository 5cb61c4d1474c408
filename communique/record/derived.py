"""Tables that follow from the documents: kept true by what changed, never made anew as a whole.

Each part is told, within the transaction that files or erases a document, what is filed or about to
be erased, and changes its own tables by that alone. The order of `PARTS` is the order in which they
are told of a filing; of an erasure they are told in the opposite order.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Protocol

from sqlalchemy import Connection, select

from communique.documents.document import ReadDocument
from communique.record import rows
from communique.record.tables import document

_AT_ONCE = 20
"""Documents that are held in memory together."""


class Part(Protocol):
    """One derived part of the record, with tables of its own."""

    def filed(self, connection: Connection, read: ReadDocument) -> None:
        """Take in a document that has just been stored."""

    def erased(self, connection: Connection, document_id: str) -> None:
        """Take out a document that is about to be deleted; nothing where it is not known."""


PARTS: Sequence[Part] = ()
"""All parts. A part may read the tables of those before it."""


def filed(connection: Connection, read: ReadDocument) -> None:
    """Tell all parts of a document that has been stored."""
    for part in PARTS:
        part.filed(connection, read)


def erased(connection: Connection, document_id: str) -> None:
    """Tell all parts of a document that is about to be deleted."""
    for part in reversed(PARTS):
        part.erased(connection, document_id)


def renew(connection: Connection) -> None:
    """Tell all parts of every document once more, as after tables for a new part were made.

    What a document's erasure leaves in place, such as what persons decided, stays.
    """
    ids = list(connection.scalars(select(document.c.id).order_by(document.c.id)))
    for first in range(0, len(ids), _AT_ONCE):
        for read in rows.read_documents(connection, ids[first : first + _AT_ONCE]):
            erased(connection, read.document.id)
            filed(connection, read)
