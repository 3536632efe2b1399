"""The tables as they were first."""

from alembic import op

revision = "0001_first"
down_revision = None

_ERASED = "(SELECT erased_at FROM tickets WHERE id = OLD.ticket_id) IS NULL"


def upgrade() -> None:
    op.execute("""CREATE TABLE tickets (number INTEGER PRIMARY KEY AUTOINCREMENT, id TEXT NOT NULL UNIQUE, state TEXT NOT NULL,
        turn INTEGER NOT NULL, desk TEXT NOT NULL, second_desks JSON NOT NULL, priority TEXT NOT NULL,
        conversation_id TEXT NOT NULL, channel TEXT NOT NULL, role TEXT NOT NULL, language TEXT NOT NULL, intent TEXT NOT NULL,
        subject TEXT NOT NULL, entity TEXT NOT NULL, summary TEXT NOT NULL, words TEXT NOT NULL, is_gap BOOLEAN NOT NULL,
        has_contact BOOLEAN NOT NULL, has_consent BOOLEAN NOT NULL, opened_at TEXT NOT NULL, changed_at TEXT NOT NULL,
        respond_by TEXT NOT NULL, resolve_by TEXT NOT NULL, responded_at TEXT, paused_at TEXT, resolved_at TEXT,
        assignee_id TEXT, assignee TEXT, resolution TEXT NOT NULL, reopened INTEGER NOT NULL, merged_into TEXT NOT NULL,
        erased_at TEXT, searched TEXT NOT NULL)""")
    op.execute("CREATE INDEX tickets_by_desk ON tickets (desk, state)")
    op.execute("CREATE INDEX tickets_by_state ON tickets (state, priority)")
    op.execute("CREATE INDEX tickets_by_conversation ON tickets (conversation_id)")
    op.execute("""CREATE TABLE comments (number INTEGER PRIMARY KEY AUTOINCREMENT, ticket_id TEXT NOT NULL REFERENCES tickets(id),
        who TEXT NOT NULL, at TEXT NOT NULL, text TEXT NOT NULL, is_public BOOLEAN NOT NULL)""")
    op.execute("CREATE INDEX comments_by_ticket ON comments (ticket_id)")
    op.execute("""CREATE TABLE contacts (number INTEGER PRIMARY KEY AUTOINCREMENT, ticket_id TEXT NOT NULL REFERENCES tickets(id),
        sealed BLOB NOT NULL)""")
    op.execute("CREATE INDEX contacts_by_ticket ON contacts (ticket_id)")
    op.execute("""CREATE TABLE events (number INTEGER PRIMARY KEY AUTOINCREMENT, ticket_id TEXT NOT NULL REFERENCES tickets(id),
        act TEXT NOT NULL, before TEXT, after TEXT NOT NULL, who_id TEXT NOT NULL, who TEXT NOT NULL, at TEXT NOT NULL,
        detail JSON NOT NULL)""")
    op.execute("CREATE INDEX events_by_ticket ON events (ticket_id)")
    # A ticket and its history stay; what a customer wrote may go (PIPL §47), and only with the ticket's own mark.
    op.execute(
        "CREATE TRIGGER tickets_stay BEFORE DELETE ON tickets BEGIN SELECT RAISE(ABORT, 'tickets are kept'); END"
    )
    op.execute(
        "CREATE TRIGGER events_stay BEFORE DELETE ON events BEGIN SELECT RAISE(ABORT, 'events are kept as written'); END"
    )
    op.execute(
        "CREATE TRIGGER events_hold BEFORE UPDATE ON events BEGIN SELECT RAISE(ABORT, 'events are kept as written'); END"
    )
    op.execute(
        "CREATE TRIGGER comments_hold BEFORE UPDATE ON comments BEGIN SELECT RAISE(ABORT, 'comments are kept as written'); END"
    )
    op.execute(f"""CREATE TRIGGER comments_stay BEFORE DELETE ON comments WHEN {_ERASED}
        BEGIN SELECT RAISE(ABORT, 'comments are kept until their ticket is erased'); END""")
    op.execute(f"""CREATE TRIGGER contacts_stay BEFORE DELETE ON contacts WHEN {_ERASED}
        BEGIN SELECT RAISE(ABORT, 'contacts are kept until their ticket is erased'); END""")
