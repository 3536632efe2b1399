"""The tables of curated.db."""

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

entries = Table(
    "entries",
    metadata,
    Column("number", Integer, primary_key=True),
    Column("id", String, nullable=False, unique=True),
    Column("state", String, nullable=False),
    Column("revision", Integer, nullable=False),
    Column("turn", Integer, nullable=False),
    Column("wording", JSON, nullable=False),
    Column("visibility", String, nullable=False),
    Column("origin", JSON, nullable=False),
    Column("doc_id", String, nullable=False),  # of the origin, to find what rests on a document
    Column("valid_until", String),  # ISO 8601
    Column("owner", String, nullable=False),
    Column("is_best", Boolean, nullable=False),
    Column("conversation_id", String, nullable=False),
    Column("turn_n", Integer, nullable=False),
    Column("author_id", String, nullable=False),
    Column("author", String, nullable=False),
    Column("created_at", String, nullable=False),  # ISO 8601 with offset
    Column("changed_at", String, nullable=False),
    Column("publisher_id", String),
    Column("publisher", String),
    Column("published_at", String),
    Column("is_confirmed", Boolean, nullable=False),
    Column("searched", Text, nullable=False),  # what a search of the list looks in, folded
    Index("entries_by_document", "doc_id"),
    Index("entries_by_state", "state", "changed_at"),
)

revisions = Table(
    "revisions",
    metadata,
    Column("entry_id", String, ForeignKey("entries.id"), primary_key=True),
    Column("revision", Integer, primary_key=True),
    Column("wording", JSON, nullable=False),
    Column("who_id", String, nullable=False),
    Column("who", String, nullable=False),
    Column("at", String, nullable=False),
)

events = Table(
    "events",
    metadata,
    Column("number", Integer, primary_key=True),
    Column("entry_id", String, ForeignKey("entries.id"), nullable=False),
    Column("act", String, nullable=False),
    Column("before", String),
    Column("after", String, nullable=False),
    Column("revision", Integer, nullable=False),
    Column("who_id", String, nullable=False),
    Column("who", String, nullable=False),
    Column("at", String, nullable=False),
    Column("comment", Text, nullable=False),
    Column("detail", JSON, nullable=False),
    Index("events_by_entry", "entry_id"),
)

vectors = Table(  # derived: of the wordings of published entries, so that a start embeds nothing anew
    "vectors",
    metadata,
    Column("text", String, primary_key=True),
    Column("embedder", String, primary_key=True),
    Column("vector", LargeBinary, nullable=False),  # float32
)
