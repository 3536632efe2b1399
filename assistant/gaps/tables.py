"""The tables of gaps.db, and the steps that bring an older file up to them. No word of a question stands here."""

from __future__ import annotations

from sqlalchemy import Column, Integer, LargeBinary, MetaData, String, Table, Text

from knowledge.sqlite import kept

metadata = MetaData()

gaps = Table("gaps", metadata, Column("number", Integer, primary_key=True))

members = Table(  # the questions of a gap: turns of the journal
    "members",
    metadata,
    Column("turn", Integer, primary_key=True),
    Column("conversation_id", String, primary_key=True),
    Column("gap", Integer, nullable=False),
    Column("why", String, nullable=False),  # empty: it was answered
    Column("vector", LargeBinary, nullable=False),  # float32
)

closings = Table(
    "closings",
    metadata,
    Column("number", Integer, primary_key=True),
    Column("gap", Integer, nullable=False),
    Column("who_id", String, nullable=False),
    Column("who", String, nullable=False),
    Column("at", String, nullable=False),
    Column("note", Text, nullable=False),
    Column("by", String, nullable=False),
    Column("ref", String, nullable=False),
)

read = Table(  # how far the journal was read, and by which embedding model
    "read",
    metadata,
    Column("name", String, primary_key=True),
    Column("value", String, nullable=False),
)

_FIRST = (
    "CREATE TABLE gaps (number INTEGER PRIMARY KEY AUTOINCREMENT)",
    """CREATE TABLE members (turn INTEGER NOT NULL, conversation_id TEXT NOT NULL, gap INTEGER NOT NULL, why TEXT NOT NULL,
    vector BLOB NOT NULL, PRIMARY KEY (turn, conversation_id))""",
    "CREATE INDEX members_by_gap ON members (gap)",
    """CREATE TABLE closings (number INTEGER PRIMARY KEY AUTOINCREMENT, gap INTEGER NOT NULL, who_id TEXT NOT NULL,
    who TEXT NOT NULL, at TEXT NOT NULL, note TEXT NOT NULL, "by" TEXT NOT NULL, ref TEXT NOT NULL)""",
    "CREATE INDEX closings_by_gap ON closings (gap)",
    "CREATE TABLE read (name TEXT PRIMARY KEY, value TEXT NOT NULL)",
    *kept("closings"),
)

# A step for each version of the file, in order; a released step is never changed, only followed by another.
STEPS: tuple[tuple[str, ...], ...] = (_FIRST,)
