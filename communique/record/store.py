"""The record, open: what hands out a View to ask and a Writer to change it."""

from __future__ import annotations

from datetime import datetime
from pathlib import Path
from types import TracebackType

from sqlalchemy import Connection

from communique.documents.document import ReadDocument
from communique.errors import NotInRecord, RecordError, UnreadableInput
from communique.record import auditing, corrections, database, derived, rows
from communique.record.assigning import Assignments
from communique.record.auditing import Did
from communique.record.correcting import Correction
from communique.record.database import Database
from communique.record.deciding import Add, Change, Edit
from communique.record.decisions import Judge
from communique.record.facts import placed
from communique.record.failures import NotKept
from communique.record.schema import bring_up_to_date, make
from communique.record.users import Users
from communique.record.view import View, same


class Writer:
    """Files documents into the record and takes them out, each in one transaction."""

    def __init__(self, opened: Database) -> None:
        self._database = opened

    def file(self, read: ReadDocument, model_version: str, *, by: str | None = None) -> bool:
        """Keep a document and what was read in it; return whether the record changed.

        What persons corrected stands: the corrections take hold of the new findings.

        The same document again changes nothing. Where its date, another detail of it, the model or
        the findings are others, all that was known of it is replaced. Its ref alone is no reason.

        Args:
            read: the document and its findings.
            model_version: what read it.
            by: who files it, as the audit is to show; None: no person does.

        Raises:
            EvidenceMoved: a fact points at no words of the text.
            ReaderError: two facts of a kind have one id.
            UnreadableInput: the text holds what is no character, or not one to this database.
            RecordError: the record cannot be written.

        """
        document = read.document
        facts = list(placed(read))
        with self._database.reading() as connection:
            # Before any turn to write is waited for; most of what is given again is known.
            if _knows(connection, read, model_version):
                return False
        try:
            # What is lost with the machine can be read again from where it came.
            with self._database.writing(lasting=False) as connection:
                known = rows.model_of(connection, document.id)
                if known == model_version and _knows(connection, read, model_version):
                    return False
                if known is not None:
                    derived.erased(connection, document.id)
                    rows.erase(connection, document.id)
                rows.store(connection, document, facts, model_version)
                derived.filed(connection, corrections.applied(connection, [read])[0])
                if by is not None:
                    auditing.note(connection, by, "document-filed", document_id=document.id)
        except UnicodeEncodeError as error:
            raise UnreadableInput(
                document.ref, "it holds half of a surrogate pair, which is no character"
            ) from error
        except NotKept as error:
            raise UnreadableInput(
                document.ref, f"this database cannot keep it, as a file would: {error}"
            ) from error
        return True

    def judge(self, who: str) -> Judge:
        """Return what makes and undoes the decisions of a person about actors.

        Args:
            who: the person, as lists of decisions are to show.

        """
        return Judge(self._database, who)

    def remove(self, document_id: str, *, by: str | None = None) -> None:
        """Take a document out with all that only it said; its words are then in none of the files.

        What persons corrected in it goes with it, for that repeats its words.

        Args:
            document_id: the document.
            by: who removes it, as the audit is to show; None: no person does.

        Raises:
            NotInRecord: there is no such document.
            RecordError: the record cannot be written. Where only the overwriting of what was
                deleted failed, the document is out all the same, and the next Writer overwrites it.

        """
        with self._database.writing() as connection:
            if rows.model_of(connection, document_id) is None:
                raise NotInRecord(
                    f"{document_id} is not in the record; `communique list` shows what is"
                )
            derived.erased(connection, document_id)
            corrections.forget(connection, document_id)
            if by is not None:
                auditing.note(connection, by, "document-removed", document_id=document_id)
            auditing.forget(connection, document_id)
            rows.erase(connection, document_id)
            self._database.owe_scrubbing(connection)
        try:
            self._database.scrub_if_owed()
        except RecordError as error:
            raise type(error)(
                f"{document_id} is removed, but copies of its words may be left in the file until "
                f"it can be written anew, at the next `communique read` or `remove`: {error}"
            ) from error

    def correct(
        self, document_id: str, change: Change, *, by: str, at: datetime | None = None
    ) -> Correction:
        """Keep what a person decided about a fact, and let the record follow from it.

        What the machine read stays as it was; what a View returns is the corrected document.

        Args:
            document_id: the document.
            change: Accept, Reject, Edit or Add.
            by: who decided.
            at: when, with a time zone; now where None.

        Raises:
            NotInRecord: there is no such document.
            CorrectionRefused: it has no such fact, or what is given makes none.
            RecordError: the record cannot be written.

        """
        with self._database.writing() as connection:
            number = corrections.keep(connection, document_id, change, by=by, at=at)
            self._follow(connection, document_id)
            made = corrections.known(connection, [number])[0]
            about: dict[str, object] = {"of": made.kind, "decision": made.decision}
            if isinstance(change, Edit | Add):
                about["fields"] = sorted(change.values)
            _note(connection, by, "correction-made", made, about)
            return made

    def undo(self, correction: int, *, by: str, at: datetime | None = None) -> Correction:
        """Take back what a person decided; an earlier decision on the same fact is in force again.

        That it was made, and who took it back, stays on record.

        Raises:
            NotInRecord: there is no such correction.
            CorrectionRefused: it is undone already.
            RecordError: the record cannot be written.

        """
        with self._database.writing() as connection:
            undone = corrections.undo(connection, correction, by=by, at=at)
            self._follow(connection, undone.document_id)
            _note(connection, by, "correction-undone", undone, {"of": undone.kind})
            return undone

    def _follow(self, connection: Connection, document_id: str) -> None:
        derived.erased(connection, document_id)
        for read in corrections.read_documents(connection, [document_id]):
            derived.filed(connection, read)


def _note(
    connection: Connection, by: str, did: Did, made: Correction, about: dict[str, object]
) -> None:
    auditing.note(
        connection, by, did, target=f"c{made.id}", document_id=made.document_id, about=about
    )


def _knows(connection: Connection, read: ReadDocument, model_version: str) -> bool:
    """Tell whether the record holds the document, and of it just this, by this model."""
    document = read.document
    return rows.model_of(connection, document.id) == model_version and any(
        same(known.document, document) and known.findings == read.findings
        for known in rows.read_documents(connection, [document.id])
    )


class Store:
    """An open record. Use it in a `with` block, or close it."""

    def __init__(self, opened: Database) -> None:
        self._database = opened

    @classmethod
    def open(cls, where: str | Path, *, create: bool = True) -> Store:
        """Open the record at a path, or at the URL of a database.

        A record of an older program is brought up to date.

        Args:
            where: the file, or for example `postgresql://user@host/name`.
            create: make a record where there is none; it is readable by its owner only.

        Raises:
            RecordLocked: another program holds it.
            RecordDamaged: there is something else in the file.
            RecordError: there is none, it cannot be opened, or a newer program made it.

        """
        return cls._ready(database.connect(where, create=create), create=create)

    @classmethod
    def throwaway(cls) -> Store:
        """Return a record in memory, which ends with the program."""
        opened = database.in_memory()
        make(opened)
        return cls(opened)

    @classmethod
    def _ready(cls, opened: Database, *, create: bool) -> Store:
        try:
            bring_up_to_date(opened, create=create)
        except BaseException:
            opened.close()
            raise
        return cls(opened)

    def view(self) -> View:
        """Return what asks, and cannot write."""
        return View(self._database)

    def writer(self) -> Writer:
        """Return what changes the record.

        Raises RecordError where an earlier removal is still to be finished and cannot be.
        """
        self._database.scrub_if_owed()
        return Writer(self._database)

    def assignments(self, who: str) -> Assignments:
        """Return what changes which document bears on which negotiation.

        Args:
            who: the person who decides.

        """
        return Assignments(self._database, who)

    def users(self, who: str) -> Users:
        """Return what adds, changes and removes users of the web app.

        Args:
            who: the person who does so.

        """
        return Users(self._database, who)

    def close(self) -> None:
        """Let go of the record."""
        self._database.close()

    def __enter__(self) -> Store:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self.close()
