"""Everything that may be asked of the record. A View cannot write."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import islice

import msgspec
from sqlalchemy import func, or_, select

from communique.documents.document import Document, ReadDocument
from communique.errors import NotInRecord
from communique.record import listing, rows, tables
from communique.record.database import Database
from communique.record.listing import Listed, ListedFact

BATCH = 20
"""Documents taken from the record at a time: a bound on memory, and on how long others wait."""

_SHOWN = 5


class View:
    """What the record holds."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def count(self) -> int:
        """Return the number of documents."""
        with self._database.reading() as connection:
            return connection.execute(
                select(func.count()).select_from(tables.document)
            ).scalar_one()

    def counts(self) -> tuple[int, int]:
        """Return the number of documents, and how many of them are kept but not read."""
        with self._database.reading() as connection:
            return listing.counts(connection)

    def latest(self, *, limit: int, after: str | None = None, unread: bool = False) -> list[Listed]:
        """Return documents without their texts, the latest published first, undated ones last.

        Args:
            limit: the most that are returned.
            after: id of the last document of the page before; an unknown one gives an empty list.
            unread: only those that are kept but not read.

        """
        with self._database.reading() as connection:
            return listing.latest(connection, limit=limit, after=after, unread=unread)

    def facts(
        self, kind: str, *, limit: int, after: tuple[str, int] | None = None
    ) -> list[ListedFact]:
        """Return facts of one kind, ordered by their document's id and their place in it.

        Args:
            kind: "figure", "event", …
            limit: the most that are returned.
            after: the document and the place of the last fact of the page before.

        """
        with self._database.reading() as connection:
            return listing.facts(connection, kind, limit=limit, after=after)

    def documents(self) -> list[Document]:
        """Return all documents, ordered by id."""
        with self._database.reading() as connection:
            return rows.documents(connection)

    def read_documents(self) -> Iterator[ReadDocument]:
        """Yield all documents with what was read in them, ordered by id.

        A document that is removed meanwhile is left out; one that is added is not waited for.
        """
        with self._database.reading() as connection:
            # Sorted here: databases differ in how they order letters.
            ordered = iter(sorted(connection.scalars(select(tables.document.c.id))))
        while batch := list(islice(ordered, BATCH)):
            with self._database.reading() as connection:
                found = rows.read_documents(connection, batch)
            yield from found

    def read_document(self, document_id: str) -> ReadDocument:
        """Return a document with what was read in it.

        Raises NotInRecord where no document has this id.
        """
        with self._database.reading() as connection:
            found = rows.read_documents(connection, [document_id])
        if not found:
            raise NotInRecord(_unknown(document_id))
        return found[0]

    def find(self, wanted: str) -> str:
        """Return the id that `wanted` stands for: an id, a ref, or the beginning of an id.

        The beginning may leave out `sha256:`. An id goes before a ref, a ref before a beginning.

        Raises NotInRecord where it stands for no document, or for several.
        """
        if not wanted:
            raise NotInRecord("no document is named; `communique list` shows those there are")
        column = tables.document.c
        start = wanted.lower()
        tries = (
            column.id == wanted,
            column.ref == wanted,
            or_(
                column.id.startswith(start, autoescape=True),
                column.id.startswith(f"sha256:{start}", autoescape=True),
            ),
        )
        with self._database.reading() as connection:
            for condition in tries:
                query = select(column.id).where(condition).order_by(column.id)
                found = connection.scalars(query.limit(_SHOWN + 1)).all()
                if len(found) == 1:
                    return str(found[0])
                if found:
                    shown = [*found[:_SHOWN], *(["…"] if len(found) > _SHOWN else [])]
                    raise NotInRecord(
                        f"{wanted} stands for several documents; name one of them by its id: "
                        f"{', '.join(shown)}"
                    )
        raise NotInRecord(_unknown(wanted))

    def model_of(self, document_id: str) -> str | None:
        """Return the version of the model that read the document; None where it is not there."""
        with self._database.reading() as connection:
            return rows.model_of(connection, document_id)

    def models(self) -> dict[str, str]:
        """Return for each document, by id, the version of the model that read it."""
        with self._database.reading() as connection:
            return rows.models(connection)

    def has_read(self, document: Document, model_version: str) -> bool:
        """Tell whether this model has read the document just as it is given.

        Its ref plays no part: the same text under another name is the same document.
        """
        with self._database.reading() as connection:
            if rows.model_of(connection, document.id) != model_version:
                return False
            return any(same(known, document) for known in rows.documents(connection, [document.id]))


def same(one: Document, other: Document) -> bool:
    """Tell whether nothing but the ref sets the two documents apart."""
    return msgspec.structs.replace(one, ref=other.ref) == other


def _unknown(wanted: str) -> str:
    return f"{wanted} is not in the record; `communique list` shows what is"
