"""Documents that carry one report."""

import sqlalchemy as sa
from alembic import op

revision = "0003"
down_revision = "0002"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "copy_trace",
        sa.Column("number", sa.Integer, nullable=False),
        sa.Column("digest", sa.String(80), nullable=False),
        sa.Column("published", sa.Date),
        sa.Column("words", sa.Integer, nullable=False),
        sa.Column("runs", sa.LargeBinary, nullable=False),
        sa.Column("names", sa.JSON, nullable=False),
        sa.Column("figures", sa.JSON, nullable=False),
        sa.Column("dates", sa.JSON, nullable=False),
        sa.PrimaryKeyConstraint("number", name="pk_copy_trace"),
        sa.UniqueConstraint("digest", name="uq_copy_trace_digest"),
    )
    op.create_table(
        "copy_band",
        sa.Column("key", sa.BigInteger, nullable=False),
        sa.Column("day", sa.Integer, nullable=False),
        sa.Column("trace", sa.Integer, nullable=False),
        sa.ForeignKeyConstraint(
            ["trace"], ["copy_trace.number"], name="fk_copy_band_trace", ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("key", "day", "trace", name="pk_copy_band"),
        sqlite_with_rowid=False,
    )
    op.create_index("ix_copy_band_trace", "copy_band", ["trace"])
    op.create_table(
        "story",
        sa.Column("id", sa.String(80), nullable=False),
        sa.Column("original", sa.String(80), nullable=False),
        sa.Column("documents", sa.Integer, nullable=False),
        sa.PrimaryKeyConstraint("id", name="pk_story"),
    )
    op.create_index("ix_story_documents", "story", ["documents"])
    op.create_table(
        "story_member",
        sa.Column("document_id", sa.String(80), nullable=False),
        sa.Column("story_id", sa.String(80), nullable=False),
        sa.Column("trace", sa.Integer, nullable=False),
        sa.Column("kind", sa.String(20), nullable=False),
        sa.Column("like_id", sa.String(80)),
        sa.Column("reason", sa.Text, nullable=False),
        sa.ForeignKeyConstraint(
            ["document_id"],
            ["document.id"],
            name="fk_story_member_document_id",
            ondelete="CASCADE",
        ),
        sa.ForeignKeyConstraint(["story_id"], ["story.id"], name="fk_story_member_story_id"),
        sa.ForeignKeyConstraint(["trace"], ["copy_trace.number"], name="fk_story_member_trace"),
        sa.PrimaryKeyConstraint("document_id", name="pk_story_member"),
    )
    op.create_index("ix_story_member_story_id", "story_member", ["story_id"])
    op.create_index("ix_story_member_trace", "story_member", ["trace"])


def downgrade() -> None:
    for table in ("story_member", "story", "copy_band", "copy_trace"):
        op.drop_table(table)
