"""Conversations, and of each turn all that was answered."""

from alembic import op

revision = "0002_whole_turns"
down_revision = "0001_first"


def upgrade() -> None:
    op.execute("""CREATE TABLE conversations (id TEXT PRIMARY KEY, owner TEXT NOT NULL, role TEXT NOT NULL, channel TEXT NOT NULL,
        mall TEXT NOT NULL, language TEXT NOT NULL, began_at TEXT NOT NULL)""")
    op.execute("CREATE INDEX conversations_by_time ON conversations (began_at)")
    for name in ("as_of", "intent", "subject", "priority", "desk", "language", "mode"):
        op.execute(f"ALTER TABLE turns ADD COLUMN {name} TEXT NOT NULL DEFAULT ''")
    op.execute("ALTER TABLE turns ADD COLUMN confidence REAL NOT NULL DEFAULT 1")
    op.execute("ALTER TABLE turns ADD COLUMN seconds REAL NOT NULL DEFAULT 0")
    op.execute("ALTER TABLE turns ADD COLUMN citations JSON NOT NULL DEFAULT '[]'")
    op.execute("ALTER TABLE turns ADD COLUMN tickets JSON NOT NULL DEFAULT '[]'")
    op.execute("UPDATE turns SET as_of = at")
    op.execute("CREATE INDEX turns_by_moment ON turns (as_of)")
    op.execute("ALTER TABLE feedback ADD COLUMN turn INTEGER NOT NULL DEFAULT 0")
