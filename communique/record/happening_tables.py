"""The tables of events: as each document tells them, and as they are taken for one."""

from __future__ import annotations

from sqlalchemy import Column, Date, ForeignKey, Index, Integer, String, Table, Text

from communique.record.tables import metadata


def _document() -> Column[str]:
    return Column("document_id", ForeignKey("document.id", ondelete="CASCADE"), primary_key=True)


happening = Table(
    "happening",
    metadata,
    Column("id", String(120), primary_key=True),  # document and event of its first telling
    Column("type", String(20), nullable=False),
    Column("mode", Text),
    Column("day_from", Date),
    Column("day_to", Date),
    Column("first_day", Date),  # that is known, by which it has its place in the timeline
    Column("documents", Integer, nullable=False),
    Column("published", Date),  # since when it was to be read of
    Column("disputed", Date),  # since when both a report and a denial were to be read
    Index(None, "first_day"),
    Index(None, "type", "first_day"),
    Index(None, "published"),
    Index(None, "disputed"),
)

telling = Table(
    "telling",
    metadata,
    _document(),
    Column("local_id", Text, primary_key=True),  # of the event that is told first
    Column("happening_id", String(120), nullable=False),
    Column("type", String(20), nullable=False),
    Column("mode", Text),
    Column("place", Text),  # id of an entity of the document
    Column("day_from", Date),
    Column("day_to", Date),
    Column("first_day", Date),
    Index(None, "happening_id"),
)

telling_clause = Table(
    "telling_clause",
    metadata,
    _document(),
    Column("event_id", Text, primary_key=True),  # a clause that tells the event
    Column("local_id", Text, nullable=False),  # of the telling
)

telling_person = Table(
    "telling_person",
    metadata,
    _document(),
    Column("local_id", Text, primary_key=True),  # of the telling
    Column("name_key", Text, primary_key=True),  # the name under which the actor is filed
    Column("as_role", String(20), primary_key=True),  # actor, recipient
    Column("side_key", Text, nullable=False),  # of the body for which it acts, else its own
    Column("type", String(20), nullable=False),  # of the telling
    Column("first_day", Date),  # of the telling
    Index(None, "name_key", "type", "first_day"),
    Index(None, "side_key", "type", "first_day"),
)

TABLES = (happening, telling, telling_clause, telling_person)
