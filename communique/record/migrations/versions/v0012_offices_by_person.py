"""Who holds offices elsewhere is told by an index alone."""

from alembic import op

revision = "0012"
down_revision = "0011"
branch_labels = None
depends_on = None
derives_anew = False


def upgrade() -> None:
    op.drop_index("ix_office_held_person", "office_held")
    op.create_index("ix_office_held_person", "office_held", ["person", "body"])


def downgrade() -> None:
    op.drop_index("ix_office_held_person", "office_held")
    op.create_index("ix_office_held_person", "office_held", ["person"])
