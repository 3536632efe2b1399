"""Notices are kept by their sentences too; those written before have their text alone."""

from alembic import op

revision = "0002_told"
down_revision = "0001_first"


def upgrade() -> None:
    op.execute("ALTER TABLE messages ADD COLUMN told JSON")
