"""The SQL tables.

A document has columns, because people ask by them. A fact has its kind, its place in the list, its
id and where its words stand as columns, and all of itself as JSON in the words of the contract. So
what comes out is what went in, a new field of a fact needs no new table, and SQL can still ask for
"every figure" or "whatever stands here". No type below belongs to one database alone.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import msgspec
from sqlalchemy import (
    JSON,
    Boolean,
    CheckConstraint,
    Column,
    Date,
    ForeignKey,
    Index,
    Integer,
    MetaData,
    String,
    Table,
    Text,
)

BODIES: dict[str, Callable[[Any], Any]] = {
    "json_serializer": lambda value: msgspec.json.encode(value).decode(),
    "json_deserializer": msgspec.json.decode,
}
"""Options of an engine, by which JSON is written as the contract writes it."""

metadata = MetaData(
    naming_convention={
        "pk": "pk_%(table_name)s",
        "fk": "fk_%(table_name)s_%(column_0_name)s",
        "ck": "ck_%(table_name)s_%(constraint_name)s",
        "uq": "uq_%(table_name)s_%(column_0_name)s",
        "ix": "ix_%(table_name)s_%(column_0_name)s",
    }
)

document = Table(
    "document",
    metadata,
    Column("id", String(80), primary_key=True),
    Column("ref", Text, nullable=False),
    Column("title", Text),
    Column("outlet", Text),
    Column("byline", JSON, nullable=False),
    Column("url", Text),
    Column("published", Date),
    Column("published_from", String(20)),
    Column("language", String(20)),
    Column("read", Boolean, nullable=False),
    Column("not_read", Text),
    Column("text", Text, nullable=False),
    Column("model", Text, nullable=False),  # the version of what read it
    Index(None, "ref"),
    Index(None, "published"),
    Index(None, "read"),
)

paragraph = Table(
    "paragraph",
    metadata,
    Column("document_id", ForeignKey("document.id", ondelete="CASCADE"), primary_key=True),
    Column("place", Integer, primary_key=True),  # in the document, from 0
    Column("start", Integer, nullable=False),
    Column("end", Integer, nullable=False),
    Column("kind", String(20), nullable=False),
    CheckConstraint('0 <= start AND start < "end"', name="holds_characters"),
)

fact = Table(
    "fact",
    metadata,
    Column("document_id", ForeignKey("document.id", ondelete="CASCADE"), primary_key=True),
    Column("kind", String(20), primary_key=True),
    Column("place", Integer, primary_key=True),  # in its list, from 0
    Column("local_id", Text),  # e1, a1, …; a role in the talks has none
    Column("start", Integer, nullable=False),
    Column("end", Integer, nullable=False),
    Column("body", JSON, nullable=False),
    CheckConstraint('0 <= start AND start < "end"', name="stands_on_words"),
    Index(None, "kind"),
)
