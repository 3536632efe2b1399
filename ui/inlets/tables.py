"""The tables of inlets.db, and the steps that bring an older file up to them."""

from __future__ import annotations

from sqlalchemy import Boolean, Column, Float, Integer, LargeBinary, MetaData, String, Table

metadata = MetaData()

# Who wrote stands here under a hash; the platform's own id, and words, only under the house's seal, and only until
# they are not needed any more. Moments are seconds since 1970.
messages = Table(
    "messages",
    metadata,
    Column("number", Integer, primary_key=True),
    Column("inlet", String, nullable=False),
    Column("message_id", String, nullable=False),
    Column("sender", String, nullable=False),
    Column("state", String, nullable=False),
    Column("is_late", Boolean, nullable=False),  # its reply goes by the platform's interface
    Column("tries", Integer, nullable=False),
    Column("at", Float, nullable=False),
    Column("due_at", Float, nullable=False),
    Column("sealed", LargeBinary),
)

senders = Table(
    "senders",
    metadata,
    Column("inlet", String, primary_key=True),
    Column("sender", String, primary_key=True),
    Column("conversation_id", String, nullable=False),
    Column("seen_at", Float, nullable=False),
    Column("sealed", LargeBinary, nullable=False),
)

marks = Table(
    "marks", metadata, Column("name", String, primary_key=True), Column("value", Integer, nullable=False)
)

_FIRST = (
    """CREATE TABLE messages (number INTEGER PRIMARY KEY AUTOINCREMENT, inlet TEXT NOT NULL, message_id TEXT NOT NULL,
    sender TEXT NOT NULL, state TEXT NOT NULL, is_late BOOLEAN NOT NULL, tries INTEGER NOT NULL, at REAL NOT NULL,
    due_at REAL NOT NULL, sealed BLOB, UNIQUE (inlet, message_id))""",
    "CREATE INDEX messages_by_state ON messages (state, due_at)",
    "CREATE INDEX messages_by_age ON messages (at)",
    """CREATE TABLE senders (inlet TEXT NOT NULL, sender TEXT NOT NULL, conversation_id TEXT NOT NULL, seen_at REAL NOT NULL,
    sealed BLOB NOT NULL, PRIMARY KEY (inlet, sender))""",
    "CREATE INDEX senders_by_conversation ON senders (conversation_id)",
    "CREATE TABLE marks (name TEXT PRIMARY KEY, value INTEGER NOT NULL)",
)

# A step for each version of the file, in order; a released step is never changed, only followed by another.
STEPS: tuple[tuple[str, ...], ...] = (_FIRST,)
