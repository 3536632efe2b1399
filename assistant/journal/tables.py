"""The tables of journal.db, and the steps that bring an older file up to them."""

from __future__ import annotations

from sqlalchemy import JSON, Column, Float, Integer, MetaData, String, Table, Text

metadata = MetaData()

# Moments are ISO 8601 in UTC, so that they compare as texts.
conversations = Table(
    "conversations",
    metadata,
    Column("id", String, primary_key=True),
    Column("owner", String, nullable=False),
    Column("role", String, nullable=False),
    Column("channel", String, nullable=False),
    Column("mall", String, nullable=False),
    Column("language", String, nullable=False),
    Column("began_at", String, nullable=False),
)

turns = Table(
    "turns",
    metadata,
    Column("n", Integer, primary_key=True),
    Column("conversation_id", String, nullable=False, index=True),
    Column("at", String, nullable=False),
    Column("role", String, nullable=False),
    Column("message", Text, nullable=False),
    Column("topic", Text, nullable=False),
    Column("answer", Text, nullable=False),
    Column("handling", String, nullable=False),
    Column("documents", JSON, nullable=False),
    Column("as_of", String, nullable=False),
    Column("intent", String, nullable=False),
    Column("subject", String, nullable=False),
    Column("priority", String, nullable=False),
    Column("desk", String, nullable=False),
    Column("language", String, nullable=False),
    Column("mode", String, nullable=False),
    Column("confidence", Float, nullable=False),
    Column("seconds", Float, nullable=False),
    Column("citations", JSON, nullable=False),
    Column("tickets", JSON, nullable=False),
)

feedback = Table(
    "feedback",
    metadata,
    Column("n", Integer, primary_key=True),
    Column("conversation_id", String, nullable=False, index=True),
    Column("at", String, nullable=False),
    Column("helpful", Integer, nullable=False),
    Column("reason", Text, nullable=False),
    Column("turn", Integer, nullable=False),
)

tickets = Table(  # of earlier releases; they are handed over at the next start
    "tickets",
    metadata,
    Column("id", String, primary_key=True),
    Column("conversation_id", String, nullable=False, index=True),
    Column("at", String, nullable=False),
    Column("desk", String, nullable=False),
    Column("priority", String, nullable=False),
    Column("message", Text, nullable=False),
)

# As earlier releases made them, who counted no steps: hence IF NOT EXISTS.
_FIRST = (
    """CREATE TABLE IF NOT EXISTS turns (n INTEGER PRIMARY KEY, conversation_id VARCHAR NOT NULL, at VARCHAR NOT NULL,
    role VARCHAR NOT NULL, message TEXT NOT NULL, topic TEXT NOT NULL, answer TEXT NOT NULL, handling VARCHAR NOT NULL,
    documents JSON NOT NULL)""",
    "CREATE INDEX IF NOT EXISTS ix_turns_conversation_id ON turns (conversation_id)",
    """CREATE TABLE IF NOT EXISTS feedback (n INTEGER PRIMARY KEY, conversation_id VARCHAR NOT NULL, at VARCHAR NOT NULL,
    helpful INTEGER NOT NULL, reason TEXT NOT NULL)""",
    "CREATE INDEX IF NOT EXISTS ix_feedback_conversation_id ON feedback (conversation_id)",
    """CREATE TABLE IF NOT EXISTS tickets (id VARCHAR PRIMARY KEY, conversation_id VARCHAR NOT NULL, at VARCHAR NOT NULL,
    desk VARCHAR NOT NULL, priority VARCHAR NOT NULL, message TEXT NOT NULL)""",
    "CREATE INDEX IF NOT EXISTS ix_tickets_conversation_id ON tickets (conversation_id)",
)
_TEXTS = ("as_of", "intent", "subject", "priority", "desk", "language", "mode")
_WHOLE_TURNS = (
    """CREATE TABLE conversations (id TEXT PRIMARY KEY, owner TEXT NOT NULL, role TEXT NOT NULL, channel TEXT NOT NULL,
    mall TEXT NOT NULL, language TEXT NOT NULL, began_at TEXT NOT NULL)""",
    "CREATE INDEX conversations_by_time ON conversations (began_at)",
    *(f"ALTER TABLE turns ADD COLUMN {name} TEXT NOT NULL DEFAULT ''" for name in _TEXTS),
    "ALTER TABLE turns ADD COLUMN confidence REAL NOT NULL DEFAULT 1",
    "ALTER TABLE turns ADD COLUMN seconds REAL NOT NULL DEFAULT 0",
    "ALTER TABLE turns ADD COLUMN citations JSON NOT NULL DEFAULT '[]'",
    "ALTER TABLE turns ADD COLUMN tickets JSON NOT NULL DEFAULT '[]'",
    "UPDATE turns SET as_of = at",
    "CREATE INDEX turns_by_moment ON turns (as_of)",
    "ALTER TABLE feedback ADD COLUMN turn INTEGER NOT NULL DEFAULT 0",
)

# A step for each version of the file, in order; a released step is never changed, only followed by another.
STEPS: tuple[tuple[str, ...], ...] = (_FIRST, _WHOLE_TURNS)
