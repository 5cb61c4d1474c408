"""Who may use the record through the web app, and who changed what."""

import sqlalchemy as sa
from alembic import op

revision = "0010"
down_revision = "0009"
branch_labels = None
depends_on = None
derives_anew = False


def upgrade() -> None:
    op.create_table(
        "account",
        sa.Column("key", sa.String(400), nullable=False),
        sa.Column("name", sa.Text, nullable=False),
        sa.Column("role", sa.String(20), nullable=False),
        sa.Column("password", sa.Text),
        sa.Column("stamp", sa.String(40), nullable=False),
        sa.Column("made_at", sa.DateTime, nullable=False),
        sa.PrimaryKeyConstraint("key", name="pk_account"),
    )
    op.create_table(
        "audit_document",
        sa.Column("number", sa.Integer, nullable=False),
        sa.Column("document_id", sa.String(80)),
        sa.PrimaryKeyConstraint("number", name="pk_audit_document"),
        sa.UniqueConstraint("document_id", name="uq_audit_document_document_id"),
    )
    op.create_table(
        "audit",
        sa.Column("id", sa.Integer, nullable=False),
        sa.Column("at", sa.DateTime, nullable=False),
        sa.Column("who", sa.Text),
        sa.Column("did", sa.String(40), nullable=False),
        sa.Column("target", sa.Text),
        sa.Column("document", sa.Integer),
        sa.Column("about", sa.JSON, nullable=False),
        sa.PrimaryKeyConstraint("id", name="pk_audit"),
    )
    op.create_index("ix_audit_at", "audit", ["at"])


def downgrade() -> None:
    op.drop_table("audit")
    op.drop_table("audit_document")
    op.drop_table("account")
