"""A person's decisions on negotiations: which documents are theirs, what they are called."""

from __future__ import annotations

from datetime import UTC, datetime

from sqlalchemy import Connection, delete, insert, select, update

from communique.errors import RecordError
from communique.record import auditing, narrowing, negotiation_view
from communique.record.auditing import Did
from communique.record.database import Database
from communique.record.negotiation_members import begin, join, leave, take_over, traits_of
from communique.record.negotiation_tables import (
    negotiation,
    negotiation_decision,
    negotiation_document,
)
from communique.record.negotiations import settle
from communique.record.tables import paragraph
from communique.spans import Span


class Assignments:
    """Changes which document bears on which negotiation. A machine's later reading keeps to it."""

    def __init__(self, opened: Database, who: str) -> None:
        self._database = opened
        self._who = who

    def assign(self, document_id: str, wanted: str) -> str:
        """Put a document into a negotiation; return the negotiation's id.

        Where a person assigns a document, the machine assigns it no more.

        Args:
            document_id: of a document in the record.
            wanted: id or name of a negotiation; where there is none, one is begun by that name.

        """
        with self._database.writing() as connection:
            name = _found_or_begun(connection, wanted)
            self._decide(connection, document_id, name, belongs=True)
            column = negotiation_document.c
            at = _stands(connection, document_id)
            here = select(column.negotiation_id, column.made_by).where(
                column.document_id == document_id
            )
            places = {row.negotiation_id: row.made_by for row in connection.execute(here)}
            for other, made_by in places.items():
                if made_by == "machine" and other != name:
                    leave(connection, document_id, other)
            if name not in places:
                traits = traits_of(connection, document_id)
                join(connection, name, document_id, traits, at, made_by="person")
            self._note(connection, "document-assigned", name, document_id)
            return name

    def unassign(self, document_id: str, wanted: str) -> None:
        """Take a document out of a negotiation; the machine will not put it back there.

        Raises NotInRecord where there is no such negotiation.
        """
        with self._database.writing() as connection:
            name = negotiation_view.find(connection, wanted)
            self._decide(connection, document_id, name, belongs=False)
            column = negotiation_document.c
            here = select(column.made_by).where(
                column.document_id == document_id, column.negotiation_id == name
            )
            if connection.execute(here).first() is not None:
                leave(connection, document_id, name)
            self._note(connection, "document-unassigned", name, document_id)

    def rename(self, wanted: str, name: str) -> None:
        """Call a negotiation by a name of the user's.

        Raises:
            NotInRecord: there is no such negotiation.
            RecordError: another one is called so already, or the name is empty.

        """
        words = " ".join(name.split())
        with self._database.writing() as connection:
            found = negotiation_view.find(connection, wanted)
            taken = select(negotiation.c.id).where(negotiation.c.name == words)
            other = connection.scalars(taken.where(negotiation.c.id != found)).first()
            if not words or other is not None:
                raise RecordError(
                    f"another negotiation is called {words}; `communique negotiations merge` "
                    f"makes one of two"
                    if words
                    else "a negotiation needs a name"
                )
            connection.execute(
                update(negotiation).where(negotiation.c.id == found).values(name=words)
            )
            self._note(connection, "negotiation-renamed", found)

    def merge(self, wanted: str, into: str) -> str:
        """Make two negotiations one; return its id. All their documents are then assigned by hand.

        Raises NotInRecord where there is no such negotiation.
        """
        with self._database.writing() as connection:
            gone = negotiation_view.find(connection, wanted)
            kept = negotiation_view.find(connection, into)
            if gone == kept:
                return kept
            ours = select(negotiation_decision.c.document_id, negotiation_decision.c.belongs)
            apart = ours.where(negotiation_decision.c.negotiation_id == gone)
            refused = [row.document_id for row in connection.execute(apart) if not row.belongs]
            take_over(connection, kept, gone)
            connection.execute(
                delete(negotiation_decision).where(negotiation_decision.c.negotiation_id == gone)
            )
            there = set(connection.scalars(narrowing.documents_of(kept)))
            for document_id in there:
                self._decide(connection, document_id, kept, belongs=True)
            for document_id in refused:
                if document_id not in there:
                    self._decide(connection, document_id, kept, belongs=False)
            self._note(connection, "negotiations-merged", kept, about={"with": gone})
            return kept

    def settle(self) -> None:
        """Place all documents anew, by date, but for those that persons assigned."""
        with self._database.writing() as connection:
            settle(connection)
            self._note(connection, "documents-settled")

    def _note(
        self,
        connection: Connection,
        did: Did,
        name: str | None = None,
        document_id: str | None = None,
        *,
        about: dict[str, str] | None = None,
    ) -> None:
        auditing.note(connection, self._who, did, target=name, document_id=document_id, about=about)

    def _decide(
        self, connection: Connection, document_id: str, name: str, *, belongs: bool
    ) -> None:
        column = negotiation_decision.c
        connection.execute(
            delete(negotiation_decision).where(
                column.document_id == document_id, column.negotiation_id == name
            )
        )
        connection.execute(
            insert(negotiation_decision).values(
                document_id=document_id,
                negotiation_id=name,
                belongs=belongs,
                who=self._who,
                at=datetime.now(UTC).replace(tzinfo=None),
            )
        )
        if belongs:
            connection.execute(
                update(negotiation_document)
                .where(
                    negotiation_document.c.document_id == document_id,
                    negotiation_document.c.negotiation_id == name,
                )
                .values(made_by="person", fit=None)
            )


def _found_or_begun(connection: Connection, wanted: str) -> str:
    words = " ".join(wanted.split())
    if not words:
        raise RecordError("a negotiation needs a name")
    exact = select(negotiation.c.id).where(
        (negotiation.c.id == words) | (negotiation.c.name == words)
    )
    known = connection.scalars(exact).first()
    if known is not None:
        return str(known)
    shown = [n.id for n in negotiation_view.negotiations(connection) if n.name == words]
    if len(shown) == 1:
        return shown[0]
    return begin(connection, words, name=words)


def _stands(connection: Connection, document_id: str) -> Span:
    """Return the words that show that a document is about talks, else its first paragraph."""
    of = negotiation_document.c
    known = select(of.start, of.end).where(of.document_id == document_id)
    first = (
        select(paragraph.c.start, paragraph.c.end)
        .where(paragraph.c.document_id == document_id)
        .order_by(paragraph.c.place)
    )
    for query in (known, first):
        if (row := connection.execute(query.limit(1)).first()) is not None:
            return Span(row.start, row.end)
    return Span(0, 1)
