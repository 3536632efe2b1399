"""The tables as they were first, also by releases that counted nothing: hence IF NOT EXISTS."""

from alembic import op

revision = "0001_first"
down_revision = None


def upgrade() -> None:
    op.execute("CREATE TABLE IF NOT EXISTS about (name VARCHAR NOT NULL PRIMARY KEY, value VARCHAR NOT NULL)")
    op.execute("""CREATE TABLE IF NOT EXISTS rows (number INTEGER NOT NULL PRIMARY KEY, cells VARCHAR NOT NULL,
        community VARCHAR NOT NULL, draft INTEGER, reason VARCHAR NOT NULL)""")
    op.execute("CREATE INDEX IF NOT EXISTS rows_by_draft ON rows (draft)")
    op.execute("""CREATE TABLE IF NOT EXISTS drafts (id INTEGER NOT NULL PRIMARY KEY, tag VARCHAR NOT NULL,
        channel VARCHAR NOT NULL, product VARCHAR NOT NULL, campaign VARCHAR NOT NULL,
        status VARCHAR NOT NULL DEFAULT 'waiting', title VARCHAR NOT NULL DEFAULT '', body VARCHAR NOT NULL DEFAULT '',
        findings VARCHAR NOT NULL DEFAULT '', score FLOAT, label VARCHAR NOT NULL DEFAULT '',
        mode VARCHAR NOT NULL DEFAULT '', prints VARCHAR NOT NULL DEFAULT '{}')""")
    op.execute("CREATE INDEX IF NOT EXISTS drafts_by_status ON drafts (status)")
