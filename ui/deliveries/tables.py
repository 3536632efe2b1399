"""The tables of deliveries.db, and the steps that bring an older file up to them."""

from __future__ import annotations

from sqlalchemy import Boolean, Column, Float, Integer, MetaData, String, Table, Text

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
)

attempts = Table(
    "attempts",
    metadata,
    Column("number", Integer, primary_key=True),
    Column("delivery_id", Integer, nullable=False),
    Column("hook", String, nullable=False),
    Column("at", Float, nullable=False),
    Column("ok", Boolean, nullable=False),
    Column("said", Text, nullable=False),
    Column("seconds", Float, nullable=False),
)

marks = Table(
    "marks", metadata, Column("name", String, primary_key=True), Column("value", String, nullable=False)
)

_FIRST = (
    """CREATE TABLE deliveries (id INTEGER PRIMARY KEY AUTOINCREMENT, key TEXT NOT NULL, hook TEXT NOT NULL, news TEXT NOT NULL,
    ticket_id TEXT NOT NULL, conversation_id TEXT NOT NULL, desk TEXT NOT NULL, priority TEXT NOT NULL, state TEXT NOT NULL,
    tries INTEGER NOT NULL, made_at REAL NOT NULL, due_at REAL NOT NULL, told_at REAL, said TEXT NOT NULL,
    is_noted BOOLEAN NOT NULL, UNIQUE (hook, key))""",
    "CREATE INDEX deliveries_by_state ON deliveries (state, due_at)",
    "CREATE INDEX deliveries_by_ticket ON deliveries (ticket_id)",
    """CREATE TABLE attempts (number INTEGER PRIMARY KEY AUTOINCREMENT, delivery_id INTEGER NOT NULL REFERENCES deliveries(id),
    hook TEXT NOT NULL, at REAL NOT NULL, ok BOOLEAN NOT NULL, said TEXT NOT NULL, seconds REAL NOT NULL)""",
    "CREATE INDEX attempts_by_delivery ON attempts (delivery_id)",
    "CREATE INDEX attempts_by_hook ON attempts (hook, at)",
    "CREATE TABLE marks (name TEXT PRIMARY KEY, value TEXT NOT NULL)",
)

# A step for each version of the file, in order; a released step is never changed, only followed by another.
STEPS: tuple[tuple[str, ...], ...] = (_FIRST,)
