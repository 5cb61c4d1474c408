"""The number of a correction is never given again, whatever is removed."""

from alembic import op

revision = "0015"
down_revision = "0014"
branch_labels = None
depends_on = None
derives_anew = False


def upgrade() -> None:
    _made_anew(autoincrement=True)


def downgrade() -> None:
    _made_anew(autoincrement=False)


def _made_anew(*, autoincrement: bool) -> None:
    # PostgreSQL gives each number once by itself.
    if op.get_bind().dialect.name == "sqlite":
        with op.batch_alter_table(
            "correction",
            recreate="always",
            table_kwargs={"sqlite_autoincrement": autoincrement},
        ):
            pass
