"""The corrections of persons, kept beside what the machine read and applied to it when asked.

They have no foreign key to the document, because a new reading replaces the document's row and must
leave them; who removes a document calls `forget`.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any

import msgspec
from sqlalchemy import (
    JSON,
    Boolean,
    Column,
    Connection,
    DateTime,
    Index,
    Integer,
    RowMapping,
    String,
    Table,
    Text,
    bindparam,
    delete,
    insert,
    or_,
    select,
    update,
)

from communique.documents.document import ReadDocument
from communique.errors import CorrectionRefused, NotInRecord, RecordDamaged
from communique.matching.by_person import ByPerson
from communique.record import rows
from communique.record.correcting import (
    Correction,
    Slot,
    Standing,
    corrected,
    in_force,
    spans_of,
)
from communique.record.deciding import Change, decide
from communique.record.tables import document, metadata
from communique.spans import Span

correction = Table(
    "correction",
    metadata,
    Column("id", Integer, primary_key=True),
    Column("document_id", String(80), nullable=False),
    Column("kind", String(20), nullable=False),
    Column("start", Integer, nullable=False),
    Column("end", Integer, nullable=False),
    Column("words", Text, nullable=False),
    Column("decision", String(20), nullable=False),
    Column("old", JSON(none_as_null=True)),
    Column("new", JSON(none_as_null=True)),
    Column("relies_on", JSON, nullable=False),
    Column("beside", Boolean, nullable=False),
    Column("by", Text, nullable=False),
    Column("at", DateTime, nullable=False),  # in coordinated universal time
    Column("follows", Integer),
    Column("undone_by", Text),
    Column("undone_at", DateTime),
    Index(None, "document_id"),
    Index(None, "at"),
    # A number that the audit names is never given again.
    sqlite_autoincrement=True,
)

# Made once: every document that is filed asks it.
_OF_DOCUMENTS = (
    select(correction)
    .where(correction.c.document_id.in_(bindparam("documents", expanding=True)))
    .order_by(correction.c.id)
)


@dataclass(frozen=True)
class Listed:
    """A correction, and what became of it.

    Attributes:
        correction: what a person decided.
        ref: what the caller calls the document.
        standing: whether the machine has its fact now, and how that is addressed; None where the
            correction was undone, or another took its place.

    """

    correction: Correction
    ref: str
    standing: Standing | None

    def to_json(self) -> bytes:
        """Return one line of `communique correct --list --json`."""
        made, standing = self.correction, self.standing
        at = {"document": made.document_id, "start": made.start, "end": made.end}
        return msgspec.json.encode(
            {
                "id": f"c{made.id}",
                "kind": "correction",
                "of": made.kind,
                "decision": made.decision,
                "by": made.by,
                "at": made.at,
                "ref": self.ref,
                "words": made.words,
                "old": made.old,
                "new": made.new,
                "in_force": standing is not None,
                "attached": standing.attached if standing else None,
                "fact": standing.fact if standing else None,
                "undone_by": made.undone_by,
                "undone_at": made.undone_at,
                "evidence": [at],
            }
        )


def keep(
    connection: Connection, document_id: str, change: Change, *, by: str, at: datetime | None
) -> int:
    """Insert a correction and return its number. Raises as `Writer.correct`."""
    if not by.strip():
        raise CorrectionRefused("a correction says who made it")
    found = rows.read_documents(connection, [document_id])
    if not found:
        raise NotInRecord(f"{document_id} is not in the record; `communique list` shows what is")
    read = found[0]
    before = _of_documents(connection, [document_id])[document_id]
    decided = decide(read, corrected(read.findings, before), change)
    row = {
        name: getattr(decided, name)
        for name in ("kind", "start", "end", "words", "decision", "old", "new", "beside", "follows")
    }
    row |= {"relies_on": msgspec.to_builtins(decided.relies_on)}
    row |= {"document_id": document_id, "by": by, "at": _moment(at)}
    key = connection.execute(insert(correction), row).inserted_primary_key
    if key is None:
        raise RecordDamaged("the record gave a correction no number")
    return int(key[0])


def undo(connection: Connection, number: int, *, by: str, at: datetime | None) -> Correction:
    """Mark a correction as undone. Raises as `Writer.undo`."""
    if not by.strip():
        raise CorrectionRefused("who takes a correction back is to be said")
    found = known(connection, [number])
    if not found:
        raise NotInRecord(f"there is no correction {number}; `communique correct --list` shows all")
    if found[0].undone_at is not None:
        raise CorrectionRefused(f"correction {number} is undone already")
    connection.execute(
        update(correction)
        .where(correction.c.id == number)
        .values(undone_by=by, undone_at=_moment(at))
    )
    return known(connection, [number])[0]


def forget(connection: Connection, document_id: str) -> None:
    """Delete all corrections of a document, for they repeat its words."""
    connection.execute(delete(correction).where(correction.c.document_id == document_id))


def known(connection: Connection, numbers: Sequence[int]) -> list[Correction]:
    """Return corrections by their numbers, the oldest first."""
    query = select(correction).where(correction.c.id.in_(numbers)).order_by(correction.c.id)
    return [_correction(row) for row in connection.execute(query).mappings()]


def applied(connection: Connection, reads: Sequence[ReadDocument]) -> list[ReadDocument]:
    """Return documents as persons have corrected them."""
    given = _of_documents(connection, [read.document.id for read in reads])
    return [
        ReadDocument(
            document=read.document,
            findings=corrected(read.findings, given[read.document.id]).findings,
        )
        # A document that is no longer read holds no facts; its corrections wait.
        if read.document.id in given and read.document.read
        else read
        for read in reads
    ]


def read_documents(
    connection: Connection, ids: Sequence[str], kinds: Collection[str] | None = None
) -> list[ReadDocument]:
    """Return those documents of `ids` that are there, ordered by id, as they were corrected.

    Of findings of other `kinds` than are wanted, some may be there, others not.
    """
    return applied(connection, rows.read_documents(connection, ids, kinds))


def touched(connection: Connection, documents: Iterable[str]) -> set[str]:
    """Return those of some documents that persons decided about."""
    if not (wanted := set(documents)):
        return set()
    # Few documents are corrected: to look through those is less than to ask for each.
    return wanted & set(connection.scalars(select(correction.c.document_id).distinct()))


def listed(connection: Connection, document_id: str | None, since: datetime | None) -> list[Listed]:
    """Return corrections with what became of them, as `View.corrections` does."""
    query = select(correction, document.c.ref).join(
        document, document.c.id == correction.c.document_id
    )
    if document_id is not None:
        query = query.where(correction.c.document_id == document_id)
    if since is not None:
        # All of a document, for what became of one is told by the others.
        new = or_(correction.c.at >= _moment(since), correction.c.undone_at >= _moment(since))
        query = query.where(
            correction.c.document_id.in_(select(correction.c.document_id).where(new))
        )
    several: defaultdict[str, list[tuple[Correction, str]]] = defaultdict(list)
    for row in connection.execute(query).mappings():
        several[row["document_id"]].append((_correction(row), row["ref"]))
    found: list[Listed] = []
    for of_document, given in several.items():
        standing = _standing(connection, of_document, [each for each, _ in given])
        found += [Listed(each, ref, standing.get(each.id)) for each, ref in given]
    return sorted(
        (each for each in found if since is None or _last_touched(each.correction) >= since),
        key=lambda each: each.correction.id,
    )


def by_persons(connection: Connection, ids: Sequence[str]) -> list[ByPerson]:
    """Return the facts of some documents that persons accepted, corrected or added.

    Whose word a fact is belongs to it: it counts where the attribution was corrected, too.
    """
    given = _of_documents(connection, ids)
    found: list[ByPerson] = []
    for read in rows.read_documents(connection, sorted(given)):
        if read.document.read:
            facts = corrected(read.findings, given[read.document.id]).facts
            found += _by_persons(read.document.id, facts)
    return found


def _by_persons(document_id: str, facts: Mapping[str, tuple[str, Slot]]) -> Iterator[ByPerson]:
    made = {fact: slot.by for fact, (_, slot) in facts.items()}
    for fact, (kind, slot) in facts.items():
        said = made.get(slot.body.get("attribution") or "")
        by = slot.by or (said if said is not None and said.decision != "accept" else None)
        if by is None or by.decision == "reject":
            continue
        yield ByPerson(
            document=document_id,
            kind=kind,
            fact=fact,
            span=Span(*min(spans_of(kind, slot.body))),
            decision=by.decision,
            by=by.by,
            day=by.at.date(),
            entity=slot.body["entity"] if kind == "talks" else None,
        )


def _last_touched(made: Correction) -> datetime:
    return max(made.at, made.undone_at or made.at)


def _standing(
    connection: Connection, document_id: str, given: Sequence[Correction]
) -> dict[int, Standing]:
    (read,) = rows.read_documents(connection, [document_id])
    if not read.document.read:
        return {each.id: Standing(attached=False, fact=None) for each in in_force(given)}
    return corrected(read.findings, given).standing


def _of_documents(connection: Connection, ids: Sequence[str]) -> defaultdict[str, list[Correction]]:
    found: defaultdict[str, list[Correction]] = defaultdict(list)
    for row in connection.execute(_OF_DOCUMENTS, {"documents": ids}).mappings():
        found[row["document_id"]].append(_correction(row))
    return found


def _correction(row: RowMapping) -> Correction:
    fields: dict[str, Any] = {name: row[name] for name in Correction.__struct_fields__}
    for name in ("at", "undone_at"):
        if fields[name] is not None:
            fields[name] = fields[name].replace(tzinfo=UTC)
    return msgspec.convert(fields, Correction)


def _moment(at: datetime | None) -> datetime:
    # Databases differ in what they make of a time zone: kept is universal time without one.
    return (at or datetime.now(UTC)).astimezone(UTC).replace(tzinfo=None, microsecond=0)
