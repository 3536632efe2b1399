"""The tables of gaps.db. No word of a question stands here."""

from __future__ import annotations

from pathlib import Path

from sqlalchemy import Column, Index, Integer, LargeBinary, MetaData, String, Table, Text

REVISIONS = Path(__file__).parent / "revisions"
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
    Index("members_by_gap", "gap"),
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
    Index("closings_by_gap", "gap"),
)

read = Table(  # how far the journal was read, and by which embedding model
    "read",
    metadata,
    Column("name", String, primary_key=True),
    Column("value", String, nullable=False),
)
