"""Documents, their paragraphs, and the facts that were read in them."""

import sqlalchemy as sa
from alembic import op

revision = "0001"
down_revision = None
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "document",
        sa.Column("id", sa.String(80), nullable=False),
        sa.Column("ref", sa.Text, nullable=False),
        sa.Column("title", sa.Text),
        sa.Column("outlet", sa.Text),
        sa.Column("byline", sa.JSON, nullable=False),
        sa.Column("url", sa.Text),
        sa.Column("published", sa.Date),
        sa.Column("published_from", sa.String(20)),
        sa.Column("language", sa.String(20)),
        sa.Column("read", sa.Boolean, nullable=False),
        sa.Column("not_read", sa.Text),
        sa.Column("text", sa.Text, nullable=False),
        sa.Column("model", sa.Text, nullable=False),
        sa.PrimaryKeyConstraint("id", name="pk_document"),
    )
    op.create_index("ix_document_ref", "document", ["ref"])
    op.create_index("ix_document_published", "document", ["published"])
    op.create_table(
        "paragraph",
        sa.Column("document_id", sa.String(80), nullable=False),
        sa.Column("place", sa.Integer, nullable=False),
        sa.Column("start", sa.Integer, nullable=False),
        sa.Column("end", sa.Integer, nullable=False),
        sa.Column("kind", sa.String(20), nullable=False),
        sa.CheckConstraint(
            '0 <= start AND start < "end"', name=op.f("ck_paragraph_holds_characters")
        ),
        sa.ForeignKeyConstraint(
            ["document_id"],
            ["document.id"],
            name="fk_paragraph_document_id",
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("document_id", "place", name="pk_paragraph"),
    )
    op.create_table(
        "fact",
        sa.Column("document_id", sa.String(80), nullable=False),
        sa.Column("kind", sa.String(20), nullable=False),
        sa.Column("place", sa.Integer, nullable=False),
        sa.Column("local_id", sa.Text),
        sa.Column("start", sa.Integer, nullable=False),
        sa.Column("end", sa.Integer, nullable=False),
        sa.Column("body", sa.JSON, nullable=False),
        sa.CheckConstraint('0 <= start AND start < "end"', name=op.f("ck_fact_stands_on_words")),
        sa.ForeignKeyConstraint(
            ["document_id"],
            ["document.id"],
            name="fk_fact_document_id",
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("document_id", "kind", "place", name="pk_fact"),
    )
    op.create_index("ix_fact_kind", "fact", ["kind"])


def downgrade() -> None:
    op.drop_table("fact")
    op.drop_table("paragraph")
    op.drop_table("document")
