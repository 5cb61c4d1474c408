"""Runs the steps on the connection that `schema.py` hands over, within its transaction."""

from alembic import context

from communique.record.schema import VERSION_TABLE
from communique.record.tables import metadata

context.configure(
    connection=context.config.attributes["connection"],
    target_metadata=metadata,
    version_table=VERSION_TABLE,
)
with context.begin_transaction():
    context.run_migrations()
