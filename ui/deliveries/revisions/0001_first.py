"""The tables as they were first."""

from alembic import op

revision = "0001_first"
down_revision = None


def upgrade() -> None:
    op.execute("""CREATE TABLE deliveries (id INTEGER PRIMARY KEY AUTOINCREMENT, key TEXT NOT NULL, hook TEXT NOT NULL, news TEXT NOT NULL,
        ticket_id TEXT NOT NULL, conversation_id TEXT NOT NULL, desk TEXT NOT NULL, priority TEXT NOT NULL, state TEXT NOT NULL,
        tries INTEGER NOT NULL, made_at REAL NOT NULL, due_at REAL NOT NULL, told_at REAL, said TEXT NOT NULL,
        is_noted BOOLEAN NOT NULL, UNIQUE (hook, key))""")
    op.execute("CREATE INDEX deliveries_by_state ON deliveries (state, due_at)")
    op.execute("CREATE INDEX deliveries_by_ticket ON deliveries (ticket_id)")
    op.execute("""CREATE TABLE attempts (number INTEGER PRIMARY KEY AUTOINCREMENT, delivery_id INTEGER NOT NULL REFERENCES deliveries(id),
        hook TEXT NOT NULL, at REAL NOT NULL, ok BOOLEAN NOT NULL, said TEXT NOT NULL, seconds REAL NOT NULL)""")
    op.execute("CREATE INDEX attempts_by_delivery ON attempts (delivery_id)")
    op.execute("CREATE INDEX attempts_by_hook ON attempts (hook, at)")
    op.execute("CREATE TABLE marks (name TEXT PRIMARY KEY, value TEXT NOT NULL)")
