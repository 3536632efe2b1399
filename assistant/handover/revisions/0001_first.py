"""The tables as they were first."""

from alembic import op

revision = "0001_first"
down_revision = None

_OF_THREAD = "FOREIGN KEY (conversation_id) REFERENCES threads (conversation_id) ON DELETE CASCADE"


def upgrade() -> None:
    op.execute("""CREATE TABLE threads (conversation_id TEXT PRIMARY KEY, state TEXT NOT NULL, turn INTEGER NOT NULL, desk TEXT NOT NULL,
        priority TEXT NOT NULL, ticket_id TEXT NOT NULL, language TEXT NOT NULL, channel TEXT NOT NULL, mall TEXT NOT NULL,
        owner TEXT NOT NULL, is_wanted BOOLEAN NOT NULL, since TEXT, staff_id TEXT, staff TEXT, who TEXT NOT NULL,
        changed_at TEXT NOT NULL)""")
    op.execute("CREATE INDEX threads_by_state ON threads (state, desk)")
    op.execute("CREATE INDEX threads_by_owner ON threads (owner)")
    op.execute(f"""CREATE TABLE messages (number INTEGER PRIMARY KEY AUTOINCREMENT, conversation_id TEXT NOT NULL, n INTEGER NOT NULL, sender TEXT NOT NULL,
        name TEXT NOT NULL, text TEXT NOT NULL, at TEXT NOT NULL, key TEXT, turn INTEGER NOT NULL,
        UNIQUE (conversation_id, n), UNIQUE (conversation_id, sender, key), {_OF_THREAD})""")
    op.execute(f"""CREATE TABLE events (number INTEGER PRIMARY KEY AUTOINCREMENT, conversation_id TEXT NOT NULL, act TEXT NOT NULL, before TEXT,
        after TEXT NOT NULL, who_id TEXT NOT NULL, who TEXT NOT NULL, at TEXT NOT NULL, as_of TEXT NOT NULL, detail JSON NOT NULL,
        {_OF_THREAD})""")
    op.execute("CREATE INDEX events_by_thread ON events (conversation_id)")
    op.execute("CREATE INDEX events_by_moment ON events (as_of)")
    op.execute("""CREATE TABLE presence (person_id TEXT PRIMARY KEY, person TEXT NOT NULL, who TEXT NOT NULL, desks JSON,
        until TEXT NOT NULL)""")
    # What was said stays as it was said; it goes only with its thread, when the conversation is deleted.
    for table in ("messages", "events"):
        op.execute(f"""CREATE TRIGGER {table}_hold BEFORE UPDATE ON {table}
            BEGIN SELECT RAISE(ABORT, '{table} are kept as written'); END""")
        op.execute(f"""CREATE TRIGGER {table}_stay BEFORE DELETE ON {table}
            WHEN EXISTS (SELECT 1 FROM threads WHERE conversation_id = OLD.conversation_id)
            BEGIN SELECT RAISE(ABORT, '{table} go only with their thread'); END""")
