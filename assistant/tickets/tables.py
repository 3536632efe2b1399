"""The tables of tickets.db, and the steps that bring an older file up to them."""

from __future__ import annotations

from sqlalchemy import JSON, Boolean, Column, Integer, LargeBinary, MetaData, String, Table, Text

metadata = MetaData()

# Moments are ISO 8601 in UTC with microseconds, so that they compare as texts.
tickets = Table(
    "tickets",
    metadata,
    Column("number", Integer, primary_key=True),
    Column("id", String, nullable=False),
    Column("state", String, nullable=False),
    Column("turn", Integer, nullable=False),
    Column("desk", String, nullable=False),
    Column("second_desks", JSON, nullable=False),
    Column("priority", String, nullable=False),
    Column("conversation_id", String, nullable=False),
    Column("channel", String, nullable=False),
    Column("role", String, nullable=False),
    Column("language", String, nullable=False),
    Column("intent", String, nullable=False),
    Column("subject", String, nullable=False),
    Column("entity", Text, nullable=False),
    Column("summary", Text, nullable=False),
    Column("words", Text, nullable=False),
    Column("is_gap", Boolean, nullable=False),
    Column("has_contact", Boolean, nullable=False),
    Column("has_consent", Boolean, nullable=False),
    Column("opened_at", String, nullable=False),
    Column("changed_at", String, nullable=False),
    Column("respond_by", String, nullable=False),
    Column("resolve_by", String, nullable=False),
    Column("responded_at", String),
    Column("paused_at", String),
    Column("resolved_at", String),
    Column("assignee_id", String),
    Column("assignee", String),
    Column("resolution", Text, nullable=False),
    Column("reopened", Integer, nullable=False),
    Column("merged_into", String, nullable=False),
    Column("erased_at", String),
    Column("searched", Text, nullable=False),  # what a search looks in, folded
)

comments = Table(
    "comments",
    metadata,
    Column("number", Integer, primary_key=True),
    Column("ticket_id", String, nullable=False),
    Column("who", String, nullable=False),
    Column("at", String, nullable=False),
    Column("text", Text, nullable=False),
    Column("is_public", Boolean, nullable=False),
)

contacts = Table(
    "contacts",
    metadata,
    Column("number", Integer, primary_key=True),
    Column("ticket_id", String, nullable=False),
    Column("sealed", LargeBinary, nullable=False),
)

events = Table(
    "events",
    metadata,
    Column("number", Integer, primary_key=True),
    Column("ticket_id", String, nullable=False),
    Column("act", String, nullable=False),
    Column("before", String),
    Column("after", String, nullable=False),
    Column("who_id", String, nullable=False),
    Column("who", String, nullable=False),
    Column("at", String, nullable=False),
    Column("detail", JSON, nullable=False),
)

_ERASED = "(SELECT erased_at FROM tickets WHERE id = OLD.ticket_id) IS NULL"
_FIRST = (
    """CREATE TABLE tickets (number INTEGER PRIMARY KEY AUTOINCREMENT, id TEXT NOT NULL UNIQUE, state TEXT NOT NULL,
    turn INTEGER NOT NULL, desk TEXT NOT NULL, second_desks JSON NOT NULL, priority TEXT NOT NULL,
    conversation_id TEXT NOT NULL, channel TEXT NOT NULL, role TEXT NOT NULL, language TEXT NOT NULL, intent TEXT NOT NULL,
    subject TEXT NOT NULL, entity TEXT NOT NULL, summary TEXT NOT NULL, words TEXT NOT NULL, is_gap BOOLEAN NOT NULL,
    has_contact BOOLEAN NOT NULL, has_consent BOOLEAN NOT NULL, opened_at TEXT NOT NULL, changed_at TEXT NOT NULL,
    respond_by TEXT NOT NULL, resolve_by TEXT NOT NULL, responded_at TEXT, paused_at TEXT, resolved_at TEXT,
    assignee_id TEXT, assignee TEXT, resolution TEXT NOT NULL, reopened INTEGER NOT NULL, merged_into TEXT NOT NULL,
    erased_at TEXT, searched TEXT NOT NULL)""",
    "CREATE INDEX tickets_by_desk ON tickets (desk, state)",
    "CREATE INDEX tickets_by_state ON tickets (state, priority)",
    "CREATE INDEX tickets_by_conversation ON tickets (conversation_id)",
    """CREATE TABLE comments (number INTEGER PRIMARY KEY AUTOINCREMENT, ticket_id TEXT NOT NULL REFERENCES tickets(id),
    who TEXT NOT NULL, at TEXT NOT NULL, text TEXT NOT NULL, is_public BOOLEAN NOT NULL)""",
    "CREATE INDEX comments_by_ticket ON comments (ticket_id)",
    """CREATE TABLE contacts (number INTEGER PRIMARY KEY AUTOINCREMENT, ticket_id TEXT NOT NULL REFERENCES tickets(id),
    sealed BLOB NOT NULL)""",
    "CREATE INDEX contacts_by_ticket ON contacts (ticket_id)",
    """CREATE TABLE events (number INTEGER PRIMARY KEY AUTOINCREMENT, ticket_id TEXT NOT NULL REFERENCES tickets(id),
    act TEXT NOT NULL, before TEXT, after TEXT NOT NULL, who_id TEXT NOT NULL, who TEXT NOT NULL, at TEXT NOT NULL,
    detail JSON NOT NULL)""",
    "CREATE INDEX events_by_ticket ON events (ticket_id)",
    # A ticket and its history stay; what a customer wrote may go (PIPL §47), and only with the ticket's own mark.
    "CREATE TRIGGER tickets_stay BEFORE DELETE ON tickets BEGIN SELECT RAISE(ABORT, 'tickets are kept'); END",
    "CREATE TRIGGER events_stay BEFORE DELETE ON events BEGIN SELECT RAISE(ABORT, 'events are kept as written'); END",
    "CREATE TRIGGER events_hold BEFORE UPDATE ON events BEGIN SELECT RAISE(ABORT, 'events are kept as written'); END",
    "CREATE TRIGGER comments_hold BEFORE UPDATE ON comments BEGIN SELECT RAISE(ABORT, 'comments are kept as written'); END",
    f"""CREATE TRIGGER comments_stay BEFORE DELETE ON comments WHEN {_ERASED}
    BEGIN SELECT RAISE(ABORT, 'comments are kept until their ticket is erased'); END""",
    f"""CREATE TRIGGER contacts_stay BEFORE DELETE ON contacts WHEN {_ERASED}
    BEGIN SELECT RAISE(ABORT, 'contacts are kept until their ticket is erased'); END""",
)

# A step for each version of the file, in order; a released step is never changed, only followed by another.
STEPS: tuple[tuple[str, ...], ...] = (_FIRST,)
