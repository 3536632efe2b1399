"""The tables as they were first."""

from alembic import op

from knowledge.sqlite import kept

revision = "0001_first"
down_revision = None


def upgrade() -> None:
    op.execute("CREATE TABLE gaps (number INTEGER PRIMARY KEY AUTOINCREMENT)")
    op.execute("""CREATE TABLE members (turn INTEGER NOT NULL, conversation_id TEXT NOT NULL, gap INTEGER NOT NULL, why TEXT NOT NULL,
        vector BLOB NOT NULL, PRIMARY KEY (turn, conversation_id))""")
    op.execute("CREATE INDEX members_by_gap ON members (gap)")
    op.execute("""CREATE TABLE closings (number INTEGER PRIMARY KEY AUTOINCREMENT, gap INTEGER NOT NULL, who_id TEXT NOT NULL,
        who TEXT NOT NULL, at TEXT NOT NULL, note TEXT NOT NULL, "by" TEXT NOT NULL, ref TEXT NOT NULL)""")
    op.execute("CREATE INDEX closings_by_gap ON closings (gap)")
    op.execute("CREATE TABLE read (name TEXT PRIMARY KEY, value TEXT NOT NULL)")
    for statement in kept("closings"):
        op.execute(statement)
