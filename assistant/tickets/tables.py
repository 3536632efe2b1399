"""The tables of tickets.db."""

from __future__ import annotations

from pathlib import Path

from sqlalchemy import (
    JSON,
    Boolean,
    Column,
    ForeignKey,
    Index,
    Integer,
    LargeBinary,
    MetaData,
    String,
    Table,
    Text,
)

REVISIONS = Path(__file__).parent / "revisions"
metadata = MetaData()

# Moments are ISO 8601 in UTC with microseconds, so that they compare as texts.
tickets = Table(
    "tickets",
    metadata,
    Column("number", Integer, primary_key=True),
    Column("id", String, nullable=False, unique=True),
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
    Index("tickets_by_conversation", "conversation_id"),
    Index("tickets_by_desk", "desk", "state"),
    Index("tickets_by_state", "state", "priority"),
)

comments = Table(
    "comments",
    metadata,
    Column("number", Integer, primary_key=True),
    Column("ticket_id", String, ForeignKey("tickets.id"), nullable=False),
    Column("who", String, nullable=False),
    Column("at", String, nullable=False),
    Column("text", Text, nullable=False),
    Column("is_public", Boolean, nullable=False),
    Index("comments_by_ticket", "ticket_id"),
)

contacts = Table(
    "contacts",
    metadata,
    Column("number", Integer, primary_key=True),
    Column("ticket_id", String, ForeignKey("tickets.id"), nullable=False),
    Column("sealed", LargeBinary, nullable=False),
    Index("contacts_by_ticket", "ticket_id"),
)

events = Table(
    "events",
    metadata,
    Column("number", Integer, primary_key=True),
    Column("ticket_id", String, ForeignKey("tickets.id"), nullable=False),
    Column("act", String, nullable=False),
    Column("before", String),
    Column("after", String, nullable=False),
    Column("who_id", String, nullable=False),
    Column("who", String, nullable=False),
    Column("at", String, nullable=False),
    Column("detail", JSON, nullable=False),
    Index("events_by_ticket", "ticket_id"),
)
