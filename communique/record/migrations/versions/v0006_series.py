"""Series of figures, events told by several documents, and the full-text index."""

from types import ModuleType

import sqlalchemy as sa
from alembic import op

from communique.record import search_postgres, search_sqlite

revision = "0006"
down_revision = "0005"
branch_labels = None
depends_on = None

TABLES = (
    "series",
    "series_figure",
    "series_conflict",
    "odd_report",
    "happening",
    "telling",
    "telling_clause",
    "telling_person",
    "passage",
)


def upgrade() -> None:
    _series()
    _happenings()
    op.create_table(
        "passage",
        sa.Column("id", sa.Integer, nullable=False),
        sa.Column("document_id", sa.String(80), nullable=False),
        sa.Column("local_id", sa.Text),
        sa.Column("start", sa.Integer, nullable=False),
        sa.Column("end", sa.Integer, nullable=False),
        _of_document("passage"),
        sa.PrimaryKeyConstraint("id", name="pk_passage"),
    )
    op.create_index("ix_passage_document_id", "passage", ["document_id", "local_id"])
    for step in _index().STEPS:
        op.execute(step)


def downgrade() -> None:
    for step in _index().STEPS_BACK:
        op.execute(step)
    for table in reversed(TABLES):
        op.drop_table(table)


def _series() -> None:
    op.create_table(
        "series",
        sa.Column("id", sa.String(16), nullable=False),
        sa.Column("what", sa.Text, nullable=False),
        sa.Column("unit", sa.Text, nullable=False),
        sa.Column("who", sa.Text, nullable=False),
        sa.Column("per", sa.Text, nullable=False),
        sa.Column("change", sa.Text, nullable=False),
        sa.Column("part", sa.Boolean, nullable=False),
        sa.Column("figures", sa.Integer, nullable=False),
        sa.Column("stories", sa.Integer, nullable=False),
        sa.PrimaryKeyConstraint("id", name="pk_series"),
    )
    op.create_index("ix_series_stories", "series", ["stories"])
    op.create_table(
        "series_figure",
        sa.Column("document_id", sa.String(80), nullable=False),
        sa.Column("local_id", sa.Text, nullable=False),
        sa.Column("series_id", sa.String(16), nullable=False),
        sa.Column("day", sa.Date),
        sa.Column("published", sa.Date),
        sa.Column("place", sa.Text),
        sa.Column("voice", sa.Text),
        _of_document("series_figure"),
        sa.PrimaryKeyConstraint("document_id", "local_id", name="pk_series_figure"),
    )
    op.create_index("ix_series_figure_series_id", "series_figure", ["series_id", "day"])
    op.create_index("ix_series_figure_place", "series_figure", ["series_id", "place", "day"])
    op.create_index("ix_series_figure_voice", "series_figure", ["voice", "series_id", "day"])
    op.create_index("ix_series_figure_published", "series_figure", ["published", "series_id"])
    op.create_table(
        "series_conflict",
        sa.Column("document_id", sa.String(80), nullable=False),
        sa.Column("local_id", sa.Text, nullable=False),
        sa.Column("other_document_id", sa.String(80), nullable=False),
        sa.Column("other_local_id", sa.Text, nullable=False),
        sa.Column("kind", sa.String(20), nullable=False),
        sa.Column("series_id", sa.String(16), nullable=False),
        sa.Column("published", sa.Date),
        _of_document("series_conflict"),
        _of_document("series_conflict", "other_document_id"),
        sa.PrimaryKeyConstraint(
            "document_id",
            "local_id",
            "other_document_id",
            "other_local_id",
            "kind",
            name="pk_series_conflict",
        ),
    )
    op.create_index(
        "ix_series_conflict_other_document_id", "series_conflict", ["other_document_id"]
    )
    op.create_index("ix_series_conflict_published", "series_conflict", ["kind", "published"])
    op.create_table(
        "odd_report",
        sa.Column("document_id", sa.String(80), nullable=False),
        sa.Column("published", sa.Date),
        _of_document("odd_report"),
        sa.PrimaryKeyConstraint("document_id", name="pk_odd_report"),
    )
    op.create_index("ix_odd_report_published", "odd_report", ["published"])


def _happenings() -> None:
    op.create_table(
        "happening",
        sa.Column("id", sa.String(120), nullable=False),
        sa.Column("type", sa.String(20), nullable=False),
        sa.Column("mode", sa.Text),
        sa.Column("day_from", sa.Date),
        sa.Column("day_to", sa.Date),
        sa.Column("first_day", sa.Date),
        sa.Column("documents", sa.Integer, nullable=False),
        sa.Column("published", sa.Date),
        sa.Column("disputed", sa.Date),
        sa.PrimaryKeyConstraint("id", name="pk_happening"),
    )
    op.create_index("ix_happening_first_day", "happening", ["first_day"])
    op.create_index("ix_happening_type", "happening", ["type", "first_day"])
    op.create_index("ix_happening_published", "happening", ["published"])
    op.create_index("ix_happening_disputed", "happening", ["disputed"])
    op.create_table(
        "telling",
        sa.Column("document_id", sa.String(80), nullable=False),
        sa.Column("local_id", sa.Text, nullable=False),
        sa.Column("happening_id", sa.String(120), nullable=False),
        sa.Column("type", sa.String(20), nullable=False),
        sa.Column("mode", sa.Text),
        sa.Column("place", sa.Text),
        sa.Column("day_from", sa.Date),
        sa.Column("day_to", sa.Date),
        sa.Column("first_day", sa.Date),
        _of_document("telling"),
        sa.PrimaryKeyConstraint("document_id", "local_id", name="pk_telling"),
    )
    op.create_index("ix_telling_happening_id", "telling", ["happening_id"])
    op.create_table(
        "telling_clause",
        sa.Column("document_id", sa.String(80), nullable=False),
        sa.Column("event_id", sa.Text, nullable=False),
        sa.Column("local_id", sa.Text, nullable=False),
        _of_document("telling_clause"),
        sa.PrimaryKeyConstraint("document_id", "event_id", name="pk_telling_clause"),
    )
    op.create_table(
        "telling_person",
        sa.Column("document_id", sa.String(80), nullable=False),
        sa.Column("local_id", sa.Text, nullable=False),
        sa.Column("name_key", sa.Text, nullable=False),
        sa.Column("as_role", sa.String(20), nullable=False),
        sa.Column("side_key", sa.Text, nullable=False),
        sa.Column("type", sa.String(20), nullable=False),
        sa.Column("first_day", sa.Date),
        _of_document("telling_person"),
        sa.PrimaryKeyConstraint(
            "document_id", "local_id", "name_key", "as_role", name="pk_telling_person"
        ),
    )
    for column in ("name_key", "side_key"):
        op.create_index(
            f"ix_telling_person_{column}", "telling_person", [column, "type", "first_day"]
        )


def _of_document(table: str, column: str = "document_id") -> sa.ForeignKeyConstraint:
    return sa.ForeignKeyConstraint(
        [column], ["document.id"], name=f"fk_{table}_{column}", ondelete="CASCADE"
    )


def _index() -> ModuleType:
    is_sqlite = op.get_bind().dialect.name == "sqlite"
    return search_sqlite if is_sqlite else search_postgres
