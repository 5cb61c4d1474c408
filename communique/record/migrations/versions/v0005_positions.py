"""Issues across documents, and which position bears on which."""

import sqlalchemy as sa
from alembic import op

revision = "0005"
down_revision = "0004"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "issue",
        sa.Column("id", sa.String(40), nullable=False),
        sa.Column("name", sa.Text, nullable=False),
        sa.PrimaryKeyConstraint("id", name="pk_issue"),
    )
    op.create_table(
        "issue_matter",
        sa.Column("matter", sa.Text, nullable=False),
        sa.Column("issue_id", sa.String(40), nullable=False),
        sa.Column("uses", sa.Integer, nullable=False),
        sa.Column("leads", sa.Boolean, nullable=False),
        sa.ForeignKeyConstraint(["issue_id"], ["issue.id"], name="fk_issue_matter_issue_id"),
        sa.PrimaryKeyConstraint("matter", name="pk_issue_matter"),
    )
    op.create_index("ix_issue_matter_issue_id", "issue_matter", ["issue_id"])
    op.create_table(
        "issue_word",
        sa.Column("word", sa.Text, nullable=False),
        sa.Column("matter", sa.Text, nullable=False),
        sa.PrimaryKeyConstraint("word", "matter", name="pk_issue_word"),
    )
    op.create_index("ix_issue_word_matter", "issue_word", ["matter"])
    op.create_table(
        "issue_wording",
        sa.Column("matter", sa.Text, nullable=False),
        sa.Column("words", sa.Text, nullable=False),
        sa.Column("uses", sa.Integer, nullable=False),
        sa.PrimaryKeyConstraint("matter", "words", name="pk_issue_wording"),
    )
    op.create_table(
        "position_issue",
        sa.Column("document_id", sa.String(80), nullable=False),
        sa.Column("local_id", sa.Text, nullable=False),
        sa.Column("issue_id", sa.String(40), nullable=False),
        sa.Column("matter", sa.Text, nullable=False),
        sa.Column("side", sa.Text),
        sa.Column("side_key", sa.Text),
        sa.Column("toward", sa.Text),
        sa.Column("told_by", sa.Text),
        sa.Column("stance", sa.String(20), nullable=False),
        sa.Column("published", sa.Date),
        sa.ForeignKeyConstraint(
            ["document_id"],
            ["document.id"],
            name="fk_position_issue_document_id",
            ondelete="CASCADE",
        ),
        sa.ForeignKeyConstraint(["issue_id"], ["issue.id"], name="fk_position_issue_issue_id"),
        sa.PrimaryKeyConstraint("document_id", "local_id", name="pk_position_issue"),
    )
    side = ["issue_id", "side_key"]
    op.create_index("ix_position_issue_stance", "position_issue", [*side, "stance", "published"])
    op.create_index("ix_position_issue_day", "position_issue", [*side, "published"])
    op.create_index("ix_position_issue_matter", "position_issue", ["matter"])


def downgrade() -> None:
    for table in ("position_issue", "issue_wording", "issue_word", "issue_matter", "issue"):
        op.drop_table(table)
