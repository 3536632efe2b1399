"""The table as it was first."""

from alembic import op

revision = "0001_first"
down_revision = None


def upgrade() -> None:
    op.execute("""CREATE TABLE spent (day TEXT NOT NULL, who TEXT NOT NULL, tokens INTEGER NOT NULL,
        PRIMARY KEY (day, who))""")
