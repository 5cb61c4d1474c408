"""A document and its findings as rows of the tables, and back again."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable, Sequence
from typing import Any, TypeVar

import msgspec
from sqlalchemy import Connection, RowMapping, Table, bindparam, delete, insert, select

from communique.documents.document import Document, ReadDocument
from communique.errors import RecordDamaged
from communique.findings import Findings
from communique.record import tables
from communique.record.facts import KINDS, Placed

Part = TypeVar("Part")

_KIND = {kind.name: kind for kind in KINDS}
# Made once, as below: to put a statement together takes longer than to execute it.
_INSERT = {t: insert(t) for t in (tables.document, tables.paragraph, tables.fact)}
_MODEL = select(tables.document.c.model).where(tables.document.c.id == bindparam("of"))
_OF_DOCUMENT = tuple(name for name in Document.__struct_fields__ if name != "paragraphs")


def store(
    connection: Connection, document: Document, facts: Iterable[Placed], model_version: str
) -> None:
    """Insert a document that is not there, with its facts."""
    row = {name: getattr(document, name) for name in _OF_DOCUMENT}
    row |= {"byline": list(document.byline), "model": model_version}
    connection.execute(_INSERT[tables.document], row)
    _insert_all(
        connection,
        tables.paragraph,
        (
            {"document_id": document.id, "place": place, **msgspec.to_builtins(paragraph)}
            for place, paragraph in enumerate(document.paragraphs)
        ),
    )
    _insert_all(
        connection,
        tables.fact,
        (
            {
                "document_id": document.id,
                "kind": each.kind.name,
                "place": each.place,
                "local_id": each.local_id,
                "start": each.span.start,
                "end": each.span.end,
                "body": msgspec.to_builtins(each.fact),
            }
            for each in facts
        ),
    )


def erase(connection: Connection, document_id: str) -> None:
    """Delete a document with all that was read in it."""
    for table in (tables.fact, tables.paragraph):
        connection.execute(delete(table).where(table.c.document_id == document_id))
    connection.execute(delete(tables.document).where(tables.document.c.id == document_id))


def documents(connection: Connection, ids: Sequence[str] | None = None) -> list[Document]:
    """Return documents ordered by id: those of `ids`, which may be gone, or all."""
    found = select(tables.document).order_by(tables.document.c.id)
    parts = select(tables.paragraph).order_by(
        tables.paragraph.c.document_id, tables.paragraph.c.place
    )
    if ids is not None:
        found = found.where(tables.document.c.id.in_(ids))
        parts = parts.where(tables.paragraph.c.document_id.in_(ids))
    paragraphs: defaultdict[str, list[RowMapping]] = defaultdict(list)
    for row in connection.execute(parts).mappings().all():
        paragraphs[row["document_id"]].append(row)
    return [
        _document(row, paragraphs[row["id"]]) for row in connection.execute(found).mappings().all()
    ]


def read_documents(
    connection: Connection, ids: Sequence[str], kinds: Collection[str] | None = None
) -> list[ReadDocument]:
    """Return those documents of `ids` that are there, ordered by id, with their findings.

    Args:
        connection: to the record.
        ids: of documents.
        kinds: of the findings that are wanted, "entity", …; all where None.

    """
    lists: defaultdict[str, defaultdict[str, list[Any]]] = defaultdict(lambda: defaultdict(list))
    facts = select(tables.fact).where(tables.fact.c.document_id.in_(ids))
    if kinds is not None:
        facts = facts.where(tables.fact.c.kind.in_(kinds))
    for row in connection.execute(facts.order_by(tables.fact.c.place)).mappings().all():
        kind = _KIND.get(row["kind"])
        if kind is None:
            raise _damaged(row["document_id"], f"no kind of fact is called {row['kind']}")
        lists[row["document_id"]][kind.list].append(row["body"])
    return [
        ReadDocument(
            document=document,
            findings=_convert(document.id, lists[document.id], Findings),
        )
        for document in documents(connection, ids)
    ]


def model_of(connection: Connection, document_id: str) -> str | None:
    """Return the version of the model that read the document; None where it is not there."""
    found: str | None = connection.execute(_MODEL, {"of": document_id}).scalar_one_or_none()
    return found


def models(connection: Connection) -> dict[str, str]:
    """Return for each document, by id, the version of the model that read it."""
    query = select(tables.document.c.id, tables.document.c.model)
    return {row.id: row.model for row in connection.execute(query).all()}


def _document(row: RowMapping, paragraphs: list[RowMapping]) -> Document:
    parts = [
        {"start": part["start"], "end": part["end"], "kind": part["kind"]} for part in paragraphs
    ]
    fields = {name: row[name] for name in _OF_DOCUMENT}
    return _convert(row["id"], fields | {"paragraphs": parts}, Document)


def _convert(document_id: str, given: Any, kind: type[Part]) -> Part:
    try:
        return msgspec.convert(given, kind)
    except msgspec.MsgspecError as error:
        raise _damaged(document_id, str(error)) from error


def _damaged(document_id: str, why: str) -> RecordDamaged:
    return RecordDamaged(
        f"what the record holds of {document_id} does not fit together: {why}; "
        f"remove the document and read it again"
    )


def _insert_all(connection: Connection, table: Table, rows: Iterable[dict[str, Any]]) -> None:
    known = list(rows)
    if known:
        connection.execute(_INSERT[table], known)
