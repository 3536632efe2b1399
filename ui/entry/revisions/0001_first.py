"""The tables as they were first, also by releases that counted nothing: hence IF NOT EXISTS."""

from alembic import op

revision = "0001_first"
down_revision = None


def upgrade() -> None:
    op.execute("""CREATE TABLE IF NOT EXISTS keys (id INTEGER NOT NULL PRIMARY KEY, name VARCHAR NOT NULL, role VARCHAR NOT NULL,
        "groups" VARCHAR NOT NULL, hash VARCHAR NOT NULL UNIQUE, created_at VARCHAR NOT NULL, revoked_at VARCHAR)""")
    op.execute("""CREATE TABLE IF NOT EXISTS sessions (hash VARCHAR NOT NULL PRIMARY KEY,
        key_id INTEGER NOT NULL REFERENCES keys(id), expires_at INTEGER NOT NULL)""")
