"""Events without a day, and in which documents a person speaks for a body, are told by indexes."""

import sqlalchemy as sa
from alembic import op

revision = "0014"
down_revision = "0013"
branch_labels = None
depends_on = None
derives_anew = False

_UNDATED = sa.text("date_from IS NULL AND date_to IS NULL")


def upgrade() -> None:
    op.drop_index("ix_office_held_person", "office_held")
    op.create_index("ix_office_held_person", "office_held", ["person", "body", "document_id"])
    op.create_index(
        "ix_event_undated",
        "event",
        ["document_id"],
        sqlite_where=_UNDATED,
        postgresql_where=_UNDATED,
    )
    op.drop_index("ix_negotiation_document_negotiation_id", "negotiation_document")
    op.create_index(
        "ix_negotiation_document_negotiation_id",
        "negotiation_document",
        ["negotiation_id", "document_id"],
    )


def downgrade() -> None:
    op.drop_index("ix_negotiation_document_negotiation_id", "negotiation_document")
    op.create_index(
        "ix_negotiation_document_negotiation_id", "negotiation_document", ["negotiation_id"]
    )
    op.drop_index("ix_event_undated", "event")
    op.drop_index("ix_office_held_person", "office_held")
    op.create_index("ix_office_held_person", "office_held", ["person", "body"])
