"""The tables of curated.db, and the steps that bring an older file up to them."""

from __future__ import annotations

from sqlalchemy import JSON, Boolean, Column, Integer, LargeBinary, MetaData, String, Table, Text

from knowledge.sqlite import kept

metadata = MetaData()

entries = Table(
    "entries",
    metadata,
    Column("number", Integer, primary_key=True),
    Column("id", String, nullable=False),
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
)

revisions = Table(
    "revisions",
    metadata,
    Column("entry_id", String, primary_key=True),
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
    Column("entry_id", String, nullable=False),
    Column("act", String, nullable=False),
    Column("before", String),
    Column("after", String, nullable=False),
    Column("revision", Integer, nullable=False),
    Column("who_id", String, nullable=False),
    Column("who", String, nullable=False),
    Column("at", String, nullable=False),
    Column("comment", Text, nullable=False),
    Column("detail", JSON, nullable=False),
)

vectors = Table(  # derived: of the wordings of published entries, so that a start embeds nothing anew
    "vectors",
    metadata,
    Column("text", String, primary_key=True),
    Column("embedder", String, primary_key=True),
    Column("vector", LargeBinary, nullable=False),  # float32
)

_FIRST = (
    """CREATE TABLE entries (number INTEGER PRIMARY KEY AUTOINCREMENT, id TEXT NOT NULL UNIQUE, state TEXT NOT NULL,
    revision INTEGER NOT NULL, turn INTEGER NOT NULL, wording JSON NOT NULL, visibility TEXT NOT NULL,
    origin JSON NOT NULL, doc_id TEXT NOT NULL, valid_until TEXT, owner TEXT NOT NULL, is_best BOOLEAN NOT NULL,
    conversation_id TEXT NOT NULL, turn_n INTEGER NOT NULL, author_id TEXT NOT NULL, author TEXT NOT NULL,
    created_at TEXT NOT NULL, changed_at TEXT NOT NULL, publisher_id TEXT, publisher TEXT, published_at TEXT,
    is_confirmed BOOLEAN NOT NULL, searched TEXT NOT NULL)""",
    "CREATE INDEX entries_by_state ON entries (state, changed_at)",
    "CREATE INDEX entries_by_document ON entries (doc_id)",
    """CREATE TABLE revisions (entry_id TEXT NOT NULL REFERENCES entries(id), revision INTEGER NOT NULL,
    wording JSON NOT NULL, who_id TEXT NOT NULL, who TEXT NOT NULL, at TEXT NOT NULL, PRIMARY KEY (entry_id, revision))""",
    """CREATE TABLE events (number INTEGER PRIMARY KEY AUTOINCREMENT, entry_id TEXT NOT NULL REFERENCES entries(id),
    act TEXT NOT NULL, before TEXT, after TEXT NOT NULL, revision INTEGER NOT NULL, who_id TEXT NOT NULL,
    who TEXT NOT NULL, at TEXT NOT NULL, comment TEXT NOT NULL, detail JSON NOT NULL)""",
    "CREATE INDEX events_by_entry ON events (entry_id)",
    """CREATE TABLE vectors (text TEXT NOT NULL, embedder TEXT NOT NULL, vector BLOB NOT NULL,
    PRIMARY KEY (text, embedder))""",
    "CREATE TRIGGER entries_stay BEFORE DELETE ON entries BEGIN SELECT RAISE(ABORT, 'entries are kept'); END",
    *kept("revisions", "events"),
)

# A step for each version of the file, in order; a released step is never changed, only followed by another.
STEPS: tuple[tuple[str, ...], ...] = (_FIRST,)
