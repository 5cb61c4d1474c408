"""The record tells that it changed: what was answered before is true as long as it did not."""

import uuid

import sqlalchemy as sa
from alembic import op

revision = "0013"
down_revision = "0012"
branch_labels = None
depends_on = None
derives_anew = False


def upgrade() -> None:
    state = op.create_table(
        "record_state",
        sa.Column("id", sa.Integer(), primary_key=True, autoincrement=False),
        sa.Column("sign", sa.String(32), nullable=False),
    )
    op.bulk_insert(state, [{"id": 1, "sign": uuid.uuid4().hex}])


def downgrade() -> None:
    op.drop_table("record_state")
