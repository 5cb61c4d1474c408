"""The tables of series: figures that count the same thing."""

from __future__ import annotations

from sqlalchemy import Boolean, Column, Date, ForeignKey, Index, Integer, String, Table, Text

from communique.record.tables import metadata


def _document(name: str = "document_id") -> Column[str]:
    return Column(name, ForeignKey("document.id", ondelete="CASCADE"), primary_key=True)


series = Table(
    "series",
    metadata,
    Column("id", String(16), primary_key=True),  # a hash of the six that follow
    Column("what", Text, nullable=False),
    Column("unit", Text, nullable=False),
    Column("who", Text, nullable=False),
    Column("per", Text, nullable=False),
    Column("change", Text, nullable=False),
    Column("part", Boolean, nullable=False),
    Column("figures", Integer, nullable=False),
    Column("stories", Integer, nullable=False),  # what series are ordered by
    Index(None, "stories"),
)

series_figure = Table(
    "series_figure",
    metadata,
    _document(),
    Column("local_id", Text, primary_key=True),
    Column("series_id", String(16), nullable=False),
    Column("day", Date),  # the end of its period, else when it was published
    Column("published", Date),
    Column("place", Text),  # the name under which its place is filed
    Column("voice", Text),  # the name under which the speaker is filed, or "outlet:…"
    Index("ix_series_figure_series_id", "series_id", "day"),
    Index("ix_series_figure_place", "series_id", "place", "day"),
    Index("ix_series_figure_voice", "voice", "series_id", "day"),
    Index("ix_series_figure_published", "published", "series_id"),
)

series_conflict = Table(
    "series_conflict",
    metadata,
    _document(),  # of the later figure
    Column("local_id", Text, primary_key=True),
    _document("other_document_id"),
    Column("other_local_id", Text, primary_key=True),
    Column("kind", String(20), primary_key=True),  # disagreement, revision
    Column("series_id", String(16), nullable=False),
    Column("published", Date),  # the day since which both were to be read
    Index(None, "other_document_id"),
    Index("ix_series_conflict_published", "kind", "published"),
)

odd_report = Table(
    "odd_report",
    metadata,
    _document(),  # some of its figures do not add up
    Column("published", Date),
    Index(None, "published"),
)

TABLES = (series, series_figure, series_conflict, odd_report)
