"""The tables as they were first."""

from alembic import op

from knowledge.sqlite import kept

revision = "0001_first"
down_revision = None


def upgrade() -> None:
    op.execute("""CREATE TABLE entries (n INTEGER PRIMARY KEY, at TEXT NOT NULL, act TEXT NOT NULL, who_id TEXT NOT NULL,
        who TEXT NOT NULL, role TEXT NOT NULL, means TEXT NOT NULL, about TEXT NOT NULL, detail TEXT NOT NULL,
        hash TEXT NOT NULL)""")
    op.execute("CREATE INDEX entries_by_act ON entries (act, n)")
    op.execute("CREATE INDEX entries_by_person ON entries (who_id, n)")
    for statement in kept("entries"):
        op.execute(statement)
