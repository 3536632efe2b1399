"""The tables of threads.db."""

from __future__ import annotations

from pathlib import Path

from sqlalchemy import (
    JSON,
    Boolean,
    Column,
    ForeignKey,
    Index,
    Integer,
    MetaData,
    String,
    Table,
    Text,
    UniqueConstraint,
)

REVISIONS = Path(__file__).parent / "revisions"
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
    Index("threads_by_owner", "owner"),
    Index("threads_by_state", "state", "desk"),
)

messages = Table(
    "messages",
    metadata,
    Column("number", Integer, primary_key=True),
    Column(
        "conversation_id", String, ForeignKey("threads.conversation_id", ondelete="CASCADE"), nullable=False
    ),
    Column("n", Integer, nullable=False),
    Column("sender", String, nullable=False),
    Column("name", String, nullable=False),
    Column("text", Text, nullable=False),
    Column("at", String, nullable=False),
    Column("key", String),
    Column("turn", Integer, nullable=False),
    Column("told", JSON(none_as_null=True)),
    UniqueConstraint("conversation_id", "n"),
    UniqueConstraint("conversation_id", "sender", "key"),
)

events = Table(
    "events",
    metadata,
    Column("number", Integer, primary_key=True),
    Column(
        "conversation_id", String, ForeignKey("threads.conversation_id", ondelete="CASCADE"), nullable=False
    ),
    Column("act", String, nullable=False),
    Column("before", String),
    Column("after", String, nullable=False),
    Column("who_id", String, nullable=False),
    Column("who", String, nullable=False),
    Column("at", String, nullable=False),
    Column("as_of", String, nullable=False),
    Column("detail", JSON, nullable=False),
    Index("events_by_moment", "as_of"),
    Index("events_by_thread", "conversation_id"),
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
