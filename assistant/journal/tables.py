"""The tables of journal.db."""

from __future__ import annotations

from pathlib import Path

from sqlalchemy import JSON, Column, Float, Index, Integer, MetaData, String, Table, Text

REVISIONS = Path(__file__).parent / "revisions"
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
    Index("conversations_by_time", "began_at"),
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
    Index("turns_by_moment", "as_of"),
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
