"""What the web app is asked: what was not read, and which facts are the least sure."""

from alembic import op

_CLAIMS = ("statement", "figure", "event", "position")

revision = "0009"
down_revision = "0008"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_index("ix_document_read", "document", ["read"])
    for table in _CLAIMS:
        op.create_index(f"ix_{table}_confidence", table, ["confidence"])


def downgrade() -> None:
    for table in _CLAIMS:
        op.drop_index(f"ix_{table}_confidence", table)
    op.drop_index("ix_document_read", "document")
