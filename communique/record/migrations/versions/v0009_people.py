"""Those who may use the web app, and what they changed; and what was not read, quick to find."""

from alembic import op

revision = "0009"
down_revision = "0008"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_index("ix_document_read", "document", ["read"])


def downgrade() -> None:
    op.drop_index("ix_document_read", "document")
