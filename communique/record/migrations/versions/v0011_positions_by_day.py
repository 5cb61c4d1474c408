"""Positions are found by their day: what was last dealt in."""

from alembic import op

revision = "0011"
down_revision = "0010"
branch_labels = None
depends_on = None
derives_anew = False


def upgrade() -> None:
    op.create_index("ix_position_issue_published", "position_issue", ["published", "document_id"])


def downgrade() -> None:
    op.drop_index("ix_position_issue_published", "position_issue")
