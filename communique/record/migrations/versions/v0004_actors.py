"""Entities resolved across documents, and the judgements that resolve them."""

import sqlalchemy as sa
from alembic import op

revision = "0004"
down_revision = "0003"
branch_labels = None
depends_on = None

TABLES = (
    "actor",
    "actor_entity",
    "actor_name",
    "actor_spelling",
    "actor_location",
    "name_form",
    "name_told",
    "office_held",
    "name_edge",
    "actor_decision",
)


def upgrade() -> None:
    op.create_table(
        "actor",
        sa.Column("id", sa.Text, nullable=False),
        sa.Column("name", sa.Text, nullable=False),
        sa.Column("kind", sa.String(20), nullable=False),
        sa.Column("documents", sa.Integer, nullable=False),
        sa.Column("lat", sa.Double),
        sa.Column("lon", sa.Double),
        sa.Column("location_source", sa.Text),
        sa.PrimaryKeyConstraint("id", name="pk_actor"),
    )
    op.create_index("ix_actor_documents", "actor", ["documents"])
    op.create_index("ix_actor_name", "actor", ["name"])
    op.create_table(
        "actor_entity",
        sa.Column("document_id", sa.String(80), nullable=False),
        sa.Column("entity_id", sa.Text, nullable=False),
        sa.Column("actor_id", sa.Text, nullable=False),
        sa.Column("name_key", sa.Text, nullable=False),
        sa.Column("spelling", sa.Text, nullable=False),
        sa.Column("kind", sa.String(20), nullable=False),
        sa.Column("lat", sa.Double),
        sa.Column("lon", sa.Double),
        sa.Column("location_source", sa.Text),
        sa.ForeignKeyConstraint(
            ["document_id"],
            ["document.id"],
            name="fk_actor_entity_document_id",
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("document_id", "entity_id", name="pk_actor_entity"),
    )
    op.create_index("ix_actor_entity_actor_id", "actor_entity", ["actor_id", "document_id"])
    op.create_index("ix_actor_entity_name_key", "actor_entity", ["name_key"])
    op.create_table(
        "actor_name",
        sa.Column("key", sa.Text, nullable=False),
        sa.Column("actor_id", sa.Text, nullable=False),
        sa.Column("documents", sa.Integer, nullable=False),
        sa.PrimaryKeyConstraint("key", name="pk_actor_name"),
    )
    op.create_index("ix_actor_name_actor_id", "actor_name", ["actor_id"])
    op.create_table(
        "actor_spelling",
        sa.Column("name_key", sa.Text, nullable=False),
        sa.Column("spelling", sa.Text, nullable=False),
        sa.Column("kind", sa.String(20), nullable=False),
        sa.Column("uses", sa.Integer, nullable=False),
        sa.PrimaryKeyConstraint("name_key", "spelling", "kind", name="pk_actor_spelling"),
    )
    op.create_table(
        "actor_location",
        sa.Column("name_key", sa.Text, nullable=False),
        sa.Column("lat", sa.Double, nullable=False),
        sa.Column("lon", sa.Double, nullable=False),
        sa.Column("source", sa.Text, nullable=False),
        sa.Column("uses", sa.Integer, nullable=False),
        sa.PrimaryKeyConstraint("name_key", "lat", "lon", "source", name="pk_actor_location"),
    )
    op.create_table(
        "name_form",
        sa.Column("way", sa.String(20), nullable=False),
        sa.Column("form", sa.Text, nullable=False),
        sa.Column("name_key", sa.Text, nullable=False),
        sa.PrimaryKeyConstraint("way", "form", "name_key", name="pk_name_form"),
    )
    op.create_index("ix_name_form_name_key", "name_form", ["name_key"])
    op.create_table(
        "name_told",
        sa.Column("document_id", sa.String(80), nullable=False),
        sa.Column("short", sa.Text, nullable=False),
        sa.Column("long", sa.Text, nullable=False),
        sa.ForeignKeyConstraint(
            ["document_id"],
            ["document.id"],
            name="fk_name_told_document_id",
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("document_id", "short", "long", name="pk_name_told"),
    )
    op.create_index("ix_name_told_long", "name_told", ["long"])
    op.create_index("ix_name_told_short", "name_told", ["short", "long"])
    op.create_table(
        "office_held",
        sa.Column("document_id", sa.String(80), nullable=False),
        sa.Column("entity_id", sa.Text, nullable=False),
        sa.Column("person", sa.Text, nullable=False),
        sa.Column("body", sa.Text, nullable=False),
        sa.Column("head", sa.Text, nullable=False),
        sa.Column("role", sa.Text, nullable=False),
        sa.Column("month", sa.String(7), nullable=False),
        sa.Column("start", sa.Integer, nullable=False),
        sa.Column("end", sa.Integer, nullable=False),
        sa.ForeignKeyConstraint(
            ["document_id"],
            ["document.id"],
            name="fk_office_held_document_id",
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("document_id", "entity_id", name="pk_office_held"),
    )
    op.create_index(
        "ix_office_held_body", "office_held", ["body", "head", "month", "role", "person"]
    )
    op.create_index("ix_office_held_person", "office_held", ["person"])
    op.create_table(
        "name_edge",
        sa.Column("short", sa.Text, nullable=False),
        sa.Column("long", sa.Text, nullable=False),
        sa.Column("judgement", sa.String(20), nullable=False),
        sa.Column("rule", sa.String(20), nullable=False),
        sa.PrimaryKeyConstraint("short", "long", name="pk_name_edge"),
    )
    op.create_index("ix_name_edge_long", "name_edge", ["long"])
    op.create_table(
        "actor_decision",
        sa.Column("id", sa.Integer, nullable=False, autoincrement=True),
        sa.Column("kind", sa.String(20), nullable=False),
        sa.Column("left", sa.Text, nullable=False),
        sa.Column("right", sa.Text),
        sa.Column("words", sa.Text),
        sa.Column("document", sa.Text),
        sa.Column("first_day", sa.Date),
        sa.Column("last_day", sa.Date),
        sa.Column("who", sa.Text, nullable=False),
        sa.Column("at", sa.DateTime, nullable=False),
        sa.Column("undone_by", sa.Text),
        sa.Column("undone_at", sa.DateTime),
        sa.PrimaryKeyConstraint("id", name="pk_actor_decision"),
    )
    op.create_index("ix_actor_decision_left", "actor_decision", ["left"])
    op.create_index("ix_actor_decision_right", "actor_decision", ["right"])


def downgrade() -> None:
    for table in reversed(TABLES):
        op.drop_table(table)
