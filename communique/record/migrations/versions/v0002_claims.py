"""Statements, figures, events and positions as rows to ask by party, date and words."""

from typing import Any

import sqlalchemy as sa
from alembic import op

revision = "0002"
down_revision = "0001"
branch_labels = None
depends_on = None

TABLES = (
    "statement",
    "statement_via",
    "figure",
    "event",
    "event_actor",
    "position",
    "talks_role",
)


def upgrade() -> None:
    _create(
        "statement",
        ("local_id",),
        sa.Column("local_id", sa.Text, nullable=False),
        sa.Column("speaker", sa.Text),
        sa.Column("source_words", sa.Text),
        sa.Column("cue_words", sa.Text),
        sa.Column("kind", sa.String(20), nullable=False),
        sa.Column("hedged", sa.Boolean, nullable=False),
        *_stands(),
    )
    _create(
        "statement_via",
        ("local_id", "place"),
        sa.Column("local_id", sa.Text, nullable=False),
        sa.Column("place", sa.Integer, nullable=False),
        sa.Column("entity", sa.Text, nullable=False),
    )
    _create(
        "figure",
        ("local_id",),
        sa.Column("local_id", sa.Text, nullable=False),
        sa.Column("low", sa.Double),
        sa.Column("high", sa.Double),
        sa.Column("value", sa.Double),
        sa.Column("hedge", sa.Text),
        sa.Column("unit", sa.Text),
        sa.Column("what", sa.Text),
        sa.Column("who", sa.Text),
        sa.Column("place", sa.Text),
        sa.Column("per", sa.Text),
        sa.Column("change_direction", sa.String(20)),
        sa.Column("change_kind", sa.String(20)),
        sa.Column("subset_of", sa.Text),
        sa.Column("compared_to", sa.Text),
        sa.Column("period_from", sa.Date),
        sa.Column("period_to", sa.Date),
        sa.Column("attribution", sa.Text),
        *_stands(),
    )
    op.create_index("ix_figure_what", "figure", ["what", "unit"])
    _create(
        "event",
        ("local_id",),
        sa.Column("local_id", sa.Text, nullable=False),
        sa.Column("type", sa.String(20), nullable=False),
        sa.Column("mode", sa.Text),
        sa.Column("status", sa.String(20), nullable=False),
        sa.Column("place", sa.Text),
        sa.Column("date_from", sa.Date),
        sa.Column("date_to", sa.Date),
        sa.Column("same_as", sa.Text),
        sa.Column("attribution", sa.Text),
        *_stands(),
    )
    op.create_index("ix_event_type", "event", ["type", "date_from"])
    op.create_index("ix_event_date_from", "event", ["date_from"])
    _create(
        "event_actor",
        ("local_id", "entity", "as_role"),
        sa.Column("local_id", sa.Text, nullable=False),
        sa.Column("entity", sa.Text, nullable=False),
        sa.Column("as_role", sa.String(20), nullable=False),
    )
    _create(
        "position",
        ("local_id",),
        sa.Column("local_id", sa.Text, nullable=False),
        sa.Column("party", sa.Text),
        sa.Column("stance", sa.String(20), nullable=False),
        sa.Column("issue", sa.Text, nullable=False),
        sa.Column("toward", sa.Text),
        sa.Column("condition_relation", sa.String(20)),
        sa.Column("condition_words", sa.Text),
        sa.Column("condition_start", sa.Integer),
        sa.Column("condition_end", sa.Integer),
        sa.Column("condition_event", sa.Text),
        sa.Column("attribution", sa.Text),
        *_stands(),
    )
    op.create_index("ix_position_issue", "position", ["issue"])
    _create(
        "talks_role",
        ("place",),
        sa.Column("place", sa.Integer, nullable=False),
        sa.Column("entity", sa.Text, nullable=False),
        sa.Column("as_role", sa.String(20), nullable=False),
        *_stands(),
    )
    op.create_index("ix_talks_role_as_role", "talks_role", ["as_role"])


def downgrade() -> None:
    for table in TABLES:
        op.drop_table(table)


def _create(table: str, key: tuple[str, ...], *columns: sa.Column[Any]) -> None:
    op.create_table(
        table,
        sa.Column("document_id", sa.String(80), nullable=False),
        *columns,
        sa.ForeignKeyConstraint(
            ["document_id"], ["document.id"], name=f"fk_{table}_document_id", ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("document_id", *key, name=f"pk_{table}"),
    )


def _stands() -> tuple[sa.Column[Any], ...]:
    return (
        sa.Column("start", sa.Integer, nullable=False),
        sa.Column("end", sa.Integer, nullable=False),
        sa.Column("words", sa.Text, nullable=False),
        sa.Column("confidence", sa.Double),
    )
