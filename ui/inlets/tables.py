"""The tables of inlets.db."""

from __future__ import annotations

from pathlib import Path

from sqlalchemy import (
    Boolean,
    Column,
    Float,
    Index,
    Integer,
    LargeBinary,
    MetaData,
    String,
    Table,
    UniqueConstraint,
)

REVISIONS = Path(__file__).parent / "revisions"
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
    Index("messages_by_age", "at"),
    Index("messages_by_state", "state", "due_at"),
    UniqueConstraint("inlet", "message_id"),
)

senders = Table(
    "senders",
    metadata,
    Column("inlet", String, primary_key=True),
    Column("sender", String, primary_key=True),
    Column("conversation_id", String, nullable=False),
    Column("seen_at", Float, nullable=False),
    Column("sealed", LargeBinary, nullable=False),
    Index("senders_by_conversation", "conversation_id"),
)

marks = Table(
    "marks", metadata, Column("name", String, primary_key=True), Column("value", Integer, nullable=False)
)
