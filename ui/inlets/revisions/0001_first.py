"""The tables as they were first."""

from alembic import op

revision = "0001_first"
down_revision = None


def upgrade() -> None:
    op.execute("""CREATE TABLE messages (number INTEGER PRIMARY KEY AUTOINCREMENT, inlet TEXT NOT NULL, message_id TEXT NOT NULL,
        sender TEXT NOT NULL, state TEXT NOT NULL, is_late BOOLEAN NOT NULL, tries INTEGER NOT NULL, at REAL NOT NULL,
        due_at REAL NOT NULL, sealed BLOB, UNIQUE (inlet, message_id))""")
    op.execute("CREATE INDEX messages_by_state ON messages (state, due_at)")
    op.execute("CREATE INDEX messages_by_age ON messages (at)")
    op.execute("""CREATE TABLE senders (inlet TEXT NOT NULL, sender TEXT NOT NULL, conversation_id TEXT NOT NULL, seen_at REAL NOT NULL,
        sealed BLOB NOT NULL, PRIMARY KEY (inlet, sender))""")
    op.execute("CREATE INDEX senders_by_conversation ON senders (conversation_id)")
    op.execute("CREATE TABLE marks (name TEXT PRIMARY KEY, value INTEGER NOT NULL)")
