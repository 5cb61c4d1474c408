"""Negotiations, and the documents that bear on them."""

import sqlalchemy as sa
from alembic import op

revision = "0007"
down_revision = "0006"
branch_labels = None
depends_on = None

TABLES = (
    "negotiation_decision",
    "negotiation_document",
    "negotiation_trait",
    "bearing",
    "negotiation",
)


def upgrade() -> None:
    op.create_table(
        "negotiation",
        sa.Column("id", sa.String(40), nullable=False),
        sa.Column("name", sa.Text),
        sa.Column("documents", sa.Integer, nullable=False),
        sa.PrimaryKeyConstraint("id", name="pk_negotiation"),
    )
    op.create_index("ix_negotiation_name", "negotiation", ["name"])
    op.create_table(
        "bearing",
        sa.Column("document_id", sa.String(80), nullable=False),
        sa.Column("kind", sa.String(10), nullable=False),
        sa.Column("trait", sa.Text, nullable=False),
        sa.Column("words", sa.Text, nullable=False),
        _of_document("bearing"),
        sa.PrimaryKeyConstraint("document_id", "kind", "trait", name="pk_bearing"),
    )
    op.create_index("ix_bearing_kind", "bearing", ["kind", "trait"])
    op.create_table(
        "negotiation_trait",
        sa.Column("negotiation_id", sa.String(40), nullable=False),
        sa.Column("kind", sa.String(10), nullable=False),
        sa.Column("trait", sa.Text, nullable=False),
        sa.Column("documents", sa.Integer, nullable=False),
        _of_negotiation("negotiation_trait"),
        sa.PrimaryKeyConstraint("negotiation_id", "kind", "trait", name="pk_negotiation_trait"),
    )
    op.create_index("ix_negotiation_trait_kind", "negotiation_trait", ["kind", "trait"])
    op.create_table(
        "negotiation_document",
        sa.Column("document_id", sa.String(80), nullable=False),
        sa.Column("negotiation_id", sa.String(40), nullable=False),
        sa.Column("made_by", sa.String(10), nullable=False),
        sa.Column("fit", sa.Double),
        sa.Column("start", sa.Integer, nullable=False),
        sa.Column("end", sa.Integer, nullable=False),
        _of_document("negotiation_document"),
        _of_negotiation("negotiation_document"),
        sa.PrimaryKeyConstraint("document_id", "negotiation_id", name="pk_negotiation_document"),
    )
    op.create_index(
        "ix_negotiation_document_negotiation_id", "negotiation_document", ["negotiation_id"]
    )
    op.create_table(
        "negotiation_decision",
        sa.Column("document_id", sa.String(80), nullable=False),
        sa.Column("negotiation_id", sa.String(40), nullable=False),
        sa.Column("belongs", sa.Boolean, nullable=False),
        sa.Column("who", sa.Text, nullable=False),
        sa.Column("at", sa.DateTime, nullable=False),
        sa.PrimaryKeyConstraint("document_id", "negotiation_id", name="pk_negotiation_decision"),
    )
    op.create_index(
        "ix_negotiation_decision_negotiation_id", "negotiation_decision", ["negotiation_id"]
    )


def downgrade() -> None:
    for table in TABLES:
        op.drop_table(table)


def _of_document(table: str) -> sa.ForeignKeyConstraint:
    return sa.ForeignKeyConstraint(
        ["document_id"], ["document.id"], name=f"fk_{table}_document_id", ondelete="CASCADE"
    )


def _of_negotiation(table: str) -> sa.ForeignKeyConstraint:
    return sa.ForeignKeyConstraint(
        ["negotiation_id"], ["negotiation.id"], name=f"fk_{table}_negotiation_id"
    )
