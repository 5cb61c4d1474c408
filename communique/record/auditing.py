"""Who changed what, when: entries that are added with each change, and never changed themselves.

An entry holds no words of documents, only numbers, kinds and names of fields. It knows a document
by a number of its own; which document that is stands in a table beside it, for as long as the
document is in the record. The id is a hash of the text, and goes with it.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import UTC, datetime
from typing import Any, Literal

from sqlalchemy import (
    JSON,
    Column,
    Connection,
    DateTime,
    Index,
    Integer,
    Select,
    String,
    Table,
    Text,
    insert,
    select,
    update,
)

from communique.errors import RecordDamaged
from communique.record.tables import metadata

Did = Literal[
    "document-filed",
    "document-removed",
    "correction-made",
    "correction-undone",
    "decision-made",
    "decision-undone",
    "document-assigned",
    "document-unassigned",
    "negotiation-renamed",
    "negotiations-merged",
    "documents-settled",
    "user-added",
    "user-removed",
    "user-role",
    "user-password",
    "logged-in",
    "logged-out",
    "log-in-refused",
]
"""What a person can have done."""

audit_document = Table(
    "audit_document",
    metadata,
    Column("number", Integer, primary_key=True),
    Column("document_id", String(80), unique=True),  # None once it is removed
)

audit = Table(
    "audit",
    metadata,
    Column("id", Integer, primary_key=True),
    Column("at", DateTime, nullable=False),  # in coordinated universal time
    Column("who", Text),  # None where it is not known
    Column("did", String(40), nullable=False),
    Column("target", Text),
    Column("document", Integer),
    Column("about", JSON, nullable=False),
    Index(None, "at"),
)


@dataclass(frozen=True)
class Entry:
    """One line of the audit."""

    id: int
    at: datetime
    """In coordinated universal time."""
    who: str | None
    """None where it is not known: of a log-in by a name that no user has."""
    did: Did
    target: str | None
    """A correction ("c12"), the number of a decision, the id of a negotiation, or a user."""
    document: int | None
    """The audit's own number of a document."""
    document_id: str | None
    """Which document that is, as long as it is in the record."""
    about: Mapping[str, Any] = field(default_factory=dict)
    """More of it: kinds, names of fields, roles, the address that a log-in came from."""


def note(
    connection: Connection,
    who: str | None,
    did: Did,
    *,
    target: str | None = None,
    document_id: str | None = None,
    about: Mapping[str, Any] | None = None,
) -> None:
    """Add an entry, within the transaction that changes what it tells of."""
    connection.execute(
        insert(audit).values(
            at=datetime.now(UTC).replace(tzinfo=None, microsecond=0),
            who=who,
            did=did,
            target=target,
            document=None if document_id is None else _number(connection, document_id),
            about=dict(about or {}),
        )
    )


def forget(connection: Connection, document_id: str) -> None:
    """Let go of which document a number stands for; the entries about it stay."""
    connection.execute(
        update(audit_document)
        .where(audit_document.c.document_id == document_id)
        .values(document_id=None)
    )


def entries(
    connection: Connection, *, since: datetime | None, after: int, limit: int
) -> list[Entry]:
    """Return entries in the order in which they were made, from one day and after one of them."""
    query = _all().where(audit.c.id > after).order_by(audit.c.id).limit(limit)
    if since is not None:
        query = query.where(audit.c.at >= since.astimezone(UTC).replace(tzinfo=None))
    return _entries(connection, query)


def latest(connection: Connection, *, before: int | None, limit: int) -> list[Entry]:
    """Return entries, the newest first, of those before one of them."""
    query = _all().order_by(audit.c.id.desc()).limit(limit)
    return _entries(connection, query if before is None else query.where(audit.c.id < before))


def _number(connection: Connection, document_id: str) -> int:
    known = select(audit_document.c.number).where(audit_document.c.document_id == document_id)
    found = connection.scalars(known).first()
    if found is not None:
        return int(found)
    made = connection.execute(insert(audit_document).values(document_id=document_id))
    if made.inserted_primary_key is None:
        raise RecordDamaged("the record gave a document no number")
    return int(made.inserted_primary_key[0])


def _all() -> Select[Any]:
    return select(audit, audit_document.c.document_id).outerjoin(
        audit_document, audit_document.c.number == audit.c.document
    )


def _entries(connection: Connection, query: Select[Any]) -> list[Entry]:
    rows: Sequence[Any] = connection.execute(query).mappings().all()
    return [Entry(**{**row, "at": row["at"].replace(tzinfo=UTC)}) for row in rows]
