"""The tables of negotiations: which there are, what they are about, and which documents are theirs.

What persons decide is kept apart from the documents: it outlives a document that is read again.
"""

from __future__ import annotations

from sqlalchemy import (
    Boolean,
    Column,
    DateTime,
    Double,
    ForeignKey,
    Index,
    Integer,
    String,
    Table,
    Text,
)

from communique.record.tables import metadata

negotiation = Table(
    "negotiation",
    metadata,
    Column("id", String(40), primary_key=True),
    Column("name", Text),  # as a person called it
    Column("documents", Integer, nullable=False),
    Index(None, "name"),
)

bearing = Table(
    "bearing",
    metadata,
    Column("document_id", ForeignKey("document.id", ondelete="CASCADE"), primary_key=True),
    Column("kind", String(10), primary_key=True),  # party, group, subject
    Column("trait", Text, primary_key=True),  # an actor's id, or a subject
    Column("words", Text, nullable=False),  # by which the document names it
    Index(None, "kind", "trait"),
)

negotiation_trait = Table(
    "negotiation_trait",
    metadata,
    Column("negotiation_id", ForeignKey("negotiation.id"), primary_key=True),
    Column("kind", String(10), primary_key=True),
    Column("trait", Text, primary_key=True),
    Column("documents", Integer, nullable=False),  # of the negotiation that have it
    Index(None, "kind", "trait"),
)

negotiation_document = Table(
    "negotiation_document",
    metadata,
    Column("document_id", ForeignKey("document.id", ondelete="CASCADE"), primary_key=True),
    Column("negotiation_id", ForeignKey("negotiation.id"), primary_key=True),
    Column("made_by", String(10), nullable=False),  # machine, person
    Column("fit", Double),  # None: a person's decision, or the first of its negotiation
    Column("start", Integer, nullable=False),  # the words that show that there are talks
    Column("end", Integer, nullable=False),
    Index(None, "negotiation_id", "document_id"),
)

negotiation_decision = Table(
    "negotiation_decision",
    metadata,
    Column("document_id", String(80), primary_key=True),
    Column("negotiation_id", String(40), primary_key=True),
    Column("belongs", Boolean, nullable=False),  # whether it is of the negotiation
    Column("who", Text, nullable=False),
    Column("at", DateTime, nullable=False),  # UTC
    Index(None, "negotiation_id"),
)

TABLES = (
    negotiation,
    bearing,
    negotiation_trait,
    negotiation_document,
    negotiation_decision,
)
"""All of them."""
