"""Everything that may be asked of the record. A View cannot write."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import replace
from datetime import date, datetime
from itertools import islice

import msgspec
from sqlalchemy import func, or_, select

from communique.documents.document import Document, ReadDocument
from communique.errors import NotInRecord
from communique.record import (
    auditing,
    corrections,
    listing,
    negotiation_view,
    rows,
    state,
    tables,
    users,
)
from communique.record.auditing import Entry
from communique.record.correcting import Correction
from communique.record.corrections import Listed
from communique.record.listing import ListedDocument, ListedFact
from communique.record.position_rows import parts
from communique.record.questions import BATCH, Questions
from communique.record.users import User

_SHOWN = 5


class View(Questions):
    """What the record holds."""

    def within(self, negotiation: str | None) -> View:
        """Return what the record holds of one negotiation; all of it where none is given.

        Args:
            negotiation: its id, its name or part of its name.

        Raises NotInRecord where there is none of that name, or several.
        """
        if negotiation is None:
            return self
        with self._database.reading() as connection:
            found = negotiation_view.find(connection, negotiation)
        return View(self._database, replace(self._kept, negotiation=found))

    def state(self) -> str:
        """Return a sign of the state of the record: the same as long as nothing is written."""
        with self._database.reading() as connection:
            return state.sign(connection)

    def published(self, first: date | None, last: date | None) -> View:
        """Return what the record holds of documents published from one day to another."""
        return View(self._database, replace(self._kept, first=first, last=last))

    def surely(self, least_confidence: float) -> View:
        """Return what the record holds without what is less sure.

        Positions, figures, events and what is read off them heed it; what has no estimate stays.
        """
        return View(self._database, replace(self._kept, least_confidence=least_confidence))

    def count(self) -> int:
        """Return the number of documents."""
        with self._database.reading() as connection:
            return connection.execute(
                select(func.count())
                .select_from(tables.document)
                .where(self._kept.shows(tables.document.c.id))
            ).scalar_one()

    def counts(self) -> tuple[int, int]:
        """Return the number of documents, and how many of them are kept but not read."""
        with self._database.reading() as connection:
            return listing.counts(connection)

    def latest(
        self, *, limit: int, after: str | None = None, unread: bool = False
    ) -> list[ListedDocument]:
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
            if not self._kept.of_documents:
                return rows.documents(connection)
            ids = select(tables.document.c.id).where(self._kept.shows(tables.document.c.id))
            return rows.documents(connection, connection.scalars(ids).all())

    def documents_of(self, ids: Iterable[str]) -> list[Document]:
        """Return those documents of `ids` that are there."""
        found: list[Document] = []
        for batch in parts(ids):
            with self._database.reading() as connection:
                found += rows.documents(connection, batch)
        return found

    def read_documents(self) -> Iterator[ReadDocument]:
        """Yield all documents with what was read in them, as corrected, ordered by id.

        A document that is removed meanwhile is left out; one that is added is not waited for.
        """
        wanted = select(tables.document.c.id).where(self._kept.shows(tables.document.c.id))
        with self._database.reading() as connection:
            # Sorted here: databases differ in how they order letters.
            ordered = iter(sorted(connection.scalars(wanted)))
        while batch := list(islice(ordered, BATCH)):
            with self._database.reading() as connection:
                found = corrections.read_documents(connection, batch)
            yield from found

    def read_document(self, document_id: str, *, corrected: bool = True) -> ReadDocument:
        """Return a document with what was read in it, as persons have corrected it, or as it was.

        Raises NotInRecord where no document has this id.
        """
        documents = corrections.read_documents if corrected else rows.read_documents
        with self._database.reading() as connection:
            found = documents(connection, [document_id])
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

    def corrections(
        self, document_id: str | None = None, *, since: datetime | None = None
    ) -> list[Listed]:
        """Return what persons corrected, in one document or in all, the oldest first.

        Those that were undone, and those whose place another took, are among them. With `since`,
        which has a time zone, only what was decided or undone from then on.
        """
        with self._database.reading() as connection:
            return corrections.listed(connection, document_id, since)

    def correction(self, number: int) -> Correction:
        """Return one decision of a person about a fact.

        Raises NotInRecord where there is none of that number.
        """
        with self._database.reading() as connection:
            found = corrections.known(connection, [number])
        if not found:
            raise NotInRecord(f"no correction has the number {number}")
        return found[0]

    def audit(
        self, *, since: datetime | None = None, after: int = 0, limit: int = BATCH
    ) -> list[Entry]:
        """Return who changed what, the oldest first.

        Args:
            since: only from then on; it has a time zone.
            after: id of the last entry of the page before.
            limit: the most that are returned.

        """
        with self._database.reading() as connection:
            return auditing.entries(connection, since=since, after=after, limit=limit)

    def latest_audit(self, *, before: int | None = None, limit: int = BATCH) -> list[Entry]:
        """Return who changed what, the newest first, before the last entry of the page before."""
        with self._database.reading() as connection:
            return auditing.latest(connection, before=before, limit=limit)

    def users(self) -> list[User]:
        """Return who may use the record through the web app, by name."""
        with self._database.reading() as connection:
            return users.users(connection)

    def user(self, name: str) -> User | None:
        """Return the user of a name, written in any case; None where there is none."""
        with self._database.reading() as connection:
            return users.user(connection, name)

    def password_of(self, name: str) -> str | None:
        """Return the hash of a user's password; None where there is no password, or no user."""
        with self._database.reading() as connection:
            return users.password_of(connection, name)

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
