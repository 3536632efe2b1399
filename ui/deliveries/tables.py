"""The tables of deliveries.db."""

from __future__ import annotations

from pathlib import Path

from sqlalchemy import (
    Boolean,
    Column,
    Float,
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

# Moments that are reckoned with are seconds since 1970. No words of a customer stand in here.
deliveries = Table(
    "deliveries",
    metadata,
    Column("id", Integer, primary_key=True),
    Column("key", String, nullable=False),  # what it tells of; once for each hook
    Column("hook", String, nullable=False),
    Column("news", String, nullable=False),
    Column("ticket_id", String, nullable=False),
    Column("conversation_id", String, nullable=False),
    Column("desk", String, nullable=False),
    Column("priority", String, nullable=False),
    Column("state", String, nullable=False),
    Column("tries", Integer, nullable=False),
    Column("made_at", Float, nullable=False),
    Column("due_at", Float, nullable=False),
    Column("told_at", Float),
    Column("said", Text, nullable=False),
    Column("is_noted", Boolean, nullable=False),  # in the ticket's history
    Index("deliveries_by_state", "state", "due_at"),
    Index("deliveries_by_ticket", "ticket_id"),
    UniqueConstraint("hook", "key"),
)

attempts = Table(
    "attempts",
    metadata,
    Column("number", Integer, primary_key=True),
    Column("delivery_id", Integer, ForeignKey("deliveries.id"), nullable=False),
    Column("hook", String, nullable=False),
    Column("at", Float, nullable=False),
    Column("ok", Boolean, nullable=False),
    Column("said", Text, nullable=False),
    Column("seconds", Float, nullable=False),
    Index("attempts_by_delivery", "delivery_id"),
    Index("attempts_by_hook", "hook", "at"),
)

marks = Table(
    "marks", metadata, Column("name", String, primary_key=True), Column("value", String, nullable=False)
)
