"""The tables of actors: names, what the documents tell of them, and who decided what.

A name is filed under its key ("person:anna brandt", see `communique.matching.name_keys`). Names
that are one actor have one `actor_id`, and every entity of every document has the actor of its
name. The id of an actor is the key of its main name. It can change as more is read, since a longer
name may come up: keep (document, entity), and join with `actor_entity` when asking.
"""

from __future__ import annotations

from typing import Any

from sqlalchemy import (
    Column,
    Date,
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


def _document() -> Column[Any]:
    return Column("document_id", ForeignKey("document.id", ondelete="CASCADE"), primary_key=True)


actor = Table(
    "actor",
    metadata,
    Column("id", Text, primary_key=True),
    Column("name", Text, nullable=False),
    Column("kind", String(20), nullable=False),
    Column("documents", Integer, nullable=False),  # that name it
    Column("lat", Double),
    Column("lon", Double),
    Column("location_source", Text),
    Index(None, "documents"),
    Index(None, "name"),
)

actor_entity = Table(
    "actor_entity",
    metadata,
    _document(),
    Column("entity_id", Text, primary_key=True),
    Column("actor_id", Text, nullable=False),
    Column("name_key", Text, nullable=False),
    Column("spelling", Text, nullable=False),  # the name as the document has it
    Column("kind", String(20), nullable=False),
    Column("lat", Double),
    Column("lon", Double),
    Column("location_source", Text),
    Index(None, "actor_id", "document_id"),
    Index(None, "name_key"),
)

actor_name = Table(
    "actor_name",
    metadata,
    Column("key", Text, primary_key=True),
    Column("actor_id", Text, nullable=False),
    Column("documents", Integer, nullable=False),
    Index(None, "actor_id"),
)

actor_spelling = Table(
    "actor_spelling",
    metadata,
    Column("name_key", Text, primary_key=True),
    Column("spelling", Text, primary_key=True),
    Column("kind", String(20), primary_key=True),
    Column("uses", Integer, nullable=False),  # entities so spelt
)

actor_location = Table(
    "actor_location",
    metadata,
    Column("name_key", Text, primary_key=True),
    Column("lat", Double, primary_key=True),
    Column("lon", Double, primary_key=True),
    Column("source", Text, primary_key=True),
    Column("uses", Integer, nullable=False),
)

name_form = Table(
    "name_form",
    metadata,
    Column("way", String(20), primary_key=True),  # how a name may be meant by another one
    Column("form", Text, primary_key=True),
    Column("name_key", Text, primary_key=True),
    Index(None, "name_key"),
)

name_told = Table(
    "name_told",
    metadata,
    _document(),
    Column("short", Text, primary_key=True),
    Column("long", Text, primary_key=True),
    Index(None, "short", "long"),
    Index(None, "long"),
)

office_held = Table(
    "office_held",
    metadata,
    _document(),
    Column("entity_id", Text, primary_key=True),
    Column("person", Text, nullable=False),
    Column("body", Text, nullable=False),
    Column("head", Text, nullable=False),
    Column("role", Text, nullable=False),
    Column("month", String(7), nullable=False),  # 2031-05, or - where the day is not known
    Column("start", Integer, nullable=False),  # of the words that say so
    Column("end", Integer, nullable=False),
    Index(None, "body", "head", "month", "role", "person"),
    Index(None, "person", "body", "document_id"),
)

name_edge = Table(
    "name_edge",
    metadata,
    Column("short", Text, primary_key=True),
    Column("long", Text, primary_key=True),
    Column("judgement", String(20), nullable=False),  # same, unsure
    Column("rule", String(20), nullable=False),
    Index(None, "long"),
)

actor_decision = Table(
    "actor_decision",
    metadata,
    Column("id", Integer, primary_key=True, autoincrement=True),
    Column("kind", String(20), nullable=False),  # same, different, unsure, name, role
    Column("left", Text, nullable=False),  # key of a name
    Column("right", Text),
    Column("words", Text),  # the name to show, or the role
    Column("document", Text),  # where the names were told apart in one document alone
    Column("first_day", Date),
    Column("last_day", Date),
    Column("who", Text, nullable=False),
    Column("at", DateTime, nullable=False),  # UTC
    Column("undone_by", Text),
    Column("undone_at", DateTime),
    Index(None, "left"),
    Index(None, "right"),
)

TABLES = (
    actor,
    actor_entity,
    actor_name,
    actor_spelling,
    actor_location,
    name_form,
    name_told,
    office_held,
    name_edge,
    actor_decision,
)
"""All of them."""
