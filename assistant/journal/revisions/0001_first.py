"""The tables as they were first, also by releases that counted nothing: hence IF NOT EXISTS."""

from alembic import op

revision = "0001_first"
down_revision = None


def upgrade() -> None:
    op.execute("""CREATE TABLE IF NOT EXISTS turns (n INTEGER PRIMARY KEY, conversation_id VARCHAR NOT NULL, at VARCHAR NOT NULL,
        role VARCHAR NOT NULL, message TEXT NOT NULL, topic TEXT NOT NULL, answer TEXT NOT NULL, handling VARCHAR NOT NULL,
        documents JSON NOT NULL)""")
    op.execute("CREATE INDEX IF NOT EXISTS ix_turns_conversation_id ON turns (conversation_id)")
    op.execute("""CREATE TABLE IF NOT EXISTS feedback (n INTEGER PRIMARY KEY, conversation_id VARCHAR NOT NULL, at VARCHAR NOT NULL,
        helpful INTEGER NOT NULL, reason TEXT NOT NULL)""")
    op.execute("CREATE INDEX IF NOT EXISTS ix_feedback_conversation_id ON feedback (conversation_id)")
    op.execute("""CREATE TABLE IF NOT EXISTS tickets (id VARCHAR PRIMARY KEY, conversation_id VARCHAR NOT NULL, at VARCHAR NOT NULL,
        desk VARCHAR NOT NULL, priority VARCHAR NOT NULL, message TEXT NOT NULL)""")
    op.execute("CREATE INDEX IF NOT EXISTS ix_tickets_conversation_id ON tickets (conversation_id)")
