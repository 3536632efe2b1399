"""The tables of threads.db, and the steps that bring an older file up to them."""

from __future__ import annotations

from sqlalchemy import JSON, Boolean, Column, Integer, MetaData, String, Table, Text

metadata = MetaData()

# Moments are ISO 8601 in UTC with microseconds, so that they compare as texts.
threads = Table(
    "threads",
    metadata,
    Column("conversation_id", String, primary_key=True),
    Column("state", String, nullable=False),
    Column("turn", Integer, nullable=False),
    Column("desk", String, nullable=False),
    Column("priority", String, nullable=False),
    Column("ticket_id", String, nullable=False),
    Column("language", String, nullable=False),
    Column("channel", String, nullable=False),
    Column("mall", String, nullable=False),
    Column("owner", String, nullable=False),
    Column("is_wanted", Boolean, nullable=False),
    Column("since", String),
    Column("staff_id", String),
    Column("staff", String),
    Column("who", String, nullable=False),
    Column("changed_at", String, nullable=False),
)

messages = Table(
    "messages",
    metadata,
    Column("number", Integer, primary_key=True),
    Column("conversation_id", String, nullable=False),
    Column("n", Integer, nullable=False),
    Column("sender", String, nullable=False),
    Column("name", String, nullable=False),
    Column("text", Text, nullable=False),
    Column("at", String, nullable=False),
    Column("key", String),
    Column("turn", Integer, nullable=False),
    Column("told", JSON(none_as_null=True)),
)

events = Table(
    "events",
    metadata,
    Column("number", Integer, primary_key=True),
    Column("conversation_id", String, nullable=False),
    Column("act", String, nullable=False),
    Column("before", String),
    Column("after", String, nullable=False),
    Column("who_id", String, nullable=False),
    Column("who", String, nullable=False),
    Column("at", String, nullable=False),
    Column("as_of", String, nullable=False),
    Column("detail", JSON, nullable=False),
)

presence = Table(
    "presence",
    metadata,
    Column("person_id", String, primary_key=True),
    Column("person", String, nullable=False),
    Column("who", String, nullable=False),
    Column("desks", JSON(none_as_null=True)),
    Column("until", String, nullable=False),
)

_OF_THREAD = "conversation_id TEXT NOT NULL REFERENCES threads(conversation_id) ON DELETE CASCADE"
_FIRST = (
    """CREATE TABLE threads (conversation_id TEXT PRIMARY KEY, state TEXT NOT NULL, turn INTEGER NOT NULL, desk TEXT NOT NULL,
    priority TEXT NOT NULL, ticket_id TEXT NOT NULL, language TEXT NOT NULL, channel TEXT NOT NULL, mall TEXT NOT NULL,
    owner TEXT NOT NULL, is_wanted BOOLEAN NOT NULL, since TEXT, staff_id TEXT, staff TEXT, who TEXT NOT NULL,
    changed_at TEXT NOT NULL)""",
    "CREATE INDEX threads_by_state ON threads (state, desk)",
    "CREATE INDEX threads_by_owner ON threads (owner)",
    f"""CREATE TABLE messages (number INTEGER PRIMARY KEY AUTOINCREMENT, {_OF_THREAD}, n INTEGER NOT NULL, sender TEXT NOT NULL,
    name TEXT NOT NULL, text TEXT NOT NULL, at TEXT NOT NULL, key TEXT, turn INTEGER NOT NULL,
    UNIQUE (conversation_id, n), UNIQUE (conversation_id, sender, key))""",
    f"""CREATE TABLE events (number INTEGER PRIMARY KEY AUTOINCREMENT, {_OF_THREAD}, act TEXT NOT NULL, before TEXT,
    after TEXT NOT NULL, who_id TEXT NOT NULL, who TEXT NOT NULL, at TEXT NOT NULL, as_of TEXT NOT NULL, detail JSON NOT NULL)""",
    "CREATE INDEX events_by_thread ON events (conversation_id)",
    "CREATE INDEX events_by_moment ON events (as_of)",
    """CREATE TABLE presence (person_id TEXT PRIMARY KEY, person TEXT NOT NULL, who TEXT NOT NULL, desks JSON,
    until TEXT NOT NULL)""",
    # What was said stays as it was said; it goes only with its thread, when the conversation is deleted.
    *(
        f"CREATE TRIGGER {table}_hold BEFORE UPDATE ON {table} BEGIN SELECT RAISE(ABORT, '{table} are kept as written'); END"
        for table in ("messages", "events")
    ),
    *(
        f"""CREATE TRIGGER {table}_stay BEFORE DELETE ON {table}
        WHEN EXISTS (SELECT 1 FROM threads WHERE conversation_id = OLD.conversation_id)
        BEGIN SELECT RAISE(ABORT, '{table} go only with their thread'); END"""
        for table in ("messages", "events")
    ),
)

# A step for each version of the file, in order; a released step is never changed, only followed by another.
# 2: notices are kept by their sentences too; those written before have their text alone.
STEPS: tuple[tuple[str, ...], ...] = (_FIRST, ("ALTER TABLE messages ADD COLUMN told JSON",))
