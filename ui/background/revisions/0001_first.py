"""The table as it was first, also by releases that counted nothing: hence IF NOT EXISTS."""

from alembic import op

revision = "0001_first"
down_revision = None


def upgrade() -> None:
    op.execute("""CREATE TABLE IF NOT EXISTS jobs (number INTEGER NOT NULL PRIMARY KEY, id VARCHAR NOT NULL UNIQUE,
        kind VARCHAR NOT NULL, arguments VARCHAR NOT NULL, asked_by VARCHAR NOT NULL, retry_of VARCHAR NOT NULL,
        status VARCHAR NOT NULL, stage VARCHAR NOT NULL, done INTEGER NOT NULL, total INTEGER NOT NULL,
        current VARCHAR NOT NULL, created_at VARCHAR NOT NULL, started_at VARCHAR, ended_at VARCHAR,
        interruptions INTEGER NOT NULL, report VARCHAR, error VARCHAR NOT NULL)""")
