"""The tables of copies.db, and the steps that bring an older file up to them."""

from __future__ import annotations

from sqlalchemy import JSON, Boolean, Column, Float, Integer, MetaData, String, Table, Text

from knowledge.sqlite import kept

metadata = MetaData()

copies = Table(
    "copies",
    metadata,
    Column("number", Integer, primary_key=True),
    Column("id", String, nullable=False),
    Column("state", String, nullable=False),
    Column("revision", Integer, nullable=False),
    Column("turn", Integer, nullable=False),
    Column("channel", String, nullable=False),
    Column("tag", String),
    Column("campaign", String),
    Column("product", String),
    Column("language", String, nullable=False),
    Column("category", String),
    Column("mode", String, nullable=False),
    Column("title", Text, nullable=False),
    Column("body", Text, nullable=False),
    Column("selling_points", JSON, nullable=False),
    Column("steps", JSON, nullable=False),
    Column("author_id", String, nullable=False),
    Column("author", String, nullable=False),
    Column("created_at", String, nullable=False),  # ISO 8601 with offset
    Column("changed_at", String, nullable=False),
    Column("approver_id", String),
    Column("approver", String),
    Column("approved_at", String),
    Column("expires_on", String),  # ISO 8601
    Column("owner", String, nullable=False),
    Column("owned_at", String),
    Column("distance", Float),
    Column("checked_with", String, nullable=False),
    Column("checked_as", Text, nullable=False),
    Column("searched", Text, nullable=False),  # what a search looks in, folded
)

sources = Table(
    "sources",
    metadata,
    Column("copy_id", String, primary_key=True),
    Column("ordinal", Integer, primary_key=True),
    Column("doc_id", String, nullable=False),
    Column("name", String, nullable=False),
    Column("locator", String, nullable=False),
    Column("quote", Text, nullable=False),
    Column("version", String, nullable=False),
    Column("sha256", String, nullable=False),
    Column("is_proof", Boolean, nullable=False),
)

revisions = Table(
    "revisions",
    metadata,
    Column("copy_id", String, primary_key=True),
    Column("revision", Integer, primary_key=True),
    Column("title", Text, nullable=False),
    Column("body", Text, nullable=False),
    Column("who_id", String, nullable=False),
    Column("who", String, nullable=False),
    Column("at", String, nullable=False),
)

proofs = Table(
    "proofs",
    metadata,
    Column("number", Integer, primary_key=True),
    Column("copy_id", String, nullable=False),
    Column("revision", Integer, nullable=False),
    Column("rule_id", String, nullable=False),
    Column("start", Integer, nullable=False),
    Column("end", Integer, nullable=False),
    Column("text", Text, nullable=False),
    Column("doc_id", String, nullable=False),
    Column("title", String, nullable=False),
    Column("version", String, nullable=False),
    Column("sha256", String, nullable=False),
    Column("valid_until", String),
    Column("who", String, nullable=False),
    Column("at", String, nullable=False),
)

events = Table(
    "events",
    metadata,
    Column("number", Integer, primary_key=True),
    Column("copy_id", String, nullable=False),
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

_FIRST = (
    """CREATE TABLE copies (number INTEGER PRIMARY KEY AUTOINCREMENT, id TEXT NOT NULL UNIQUE, state TEXT NOT NULL,
    revision INTEGER NOT NULL, turn INTEGER NOT NULL, channel TEXT NOT NULL, tag TEXT, campaign TEXT, product TEXT,
    language TEXT NOT NULL, category TEXT, mode TEXT NOT NULL, title TEXT NOT NULL, body TEXT NOT NULL,
    selling_points JSON NOT NULL, steps JSON NOT NULL, author_id TEXT NOT NULL, author TEXT NOT NULL,
    created_at TEXT NOT NULL, changed_at TEXT NOT NULL, approver_id TEXT, approver TEXT, approved_at TEXT,
    expires_on TEXT, owner TEXT NOT NULL, owned_at TEXT, distance REAL, checked_with TEXT NOT NULL,
    checked_as TEXT NOT NULL, searched TEXT NOT NULL)""",
    "CREATE INDEX copies_by_change ON copies (changed_at, number)",
    "CREATE INDEX copies_by_place ON copies (state, channel, tag)",
    """CREATE TABLE sources (copy_id TEXT NOT NULL REFERENCES copies(id), ordinal INTEGER NOT NULL, doc_id TEXT NOT NULL,
    name TEXT NOT NULL, locator TEXT NOT NULL, quote TEXT NOT NULL, version TEXT NOT NULL, sha256 TEXT NOT NULL,
    is_proof BOOLEAN NOT NULL, PRIMARY KEY (copy_id, ordinal))""",
    "CREATE INDEX sources_by_document ON sources (doc_id, sha256)",
    """CREATE TABLE revisions (copy_id TEXT NOT NULL REFERENCES copies(id), revision INTEGER NOT NULL, title TEXT NOT NULL,
    body TEXT NOT NULL, who_id TEXT NOT NULL, who TEXT NOT NULL, at TEXT NOT NULL, PRIMARY KEY (copy_id, revision))""",
    """CREATE TABLE proofs (number INTEGER PRIMARY KEY AUTOINCREMENT, copy_id TEXT NOT NULL REFERENCES copies(id),
    revision INTEGER NOT NULL, rule_id TEXT NOT NULL, start INTEGER NOT NULL, "end" INTEGER NOT NULL, text TEXT NOT NULL,
    doc_id TEXT NOT NULL, title TEXT NOT NULL, version TEXT NOT NULL, sha256 TEXT NOT NULL, valid_until TEXT,
    who TEXT NOT NULL, at TEXT NOT NULL)""",
    "CREATE INDEX proofs_by_copy ON proofs (copy_id)",
    """CREATE TABLE events (number INTEGER PRIMARY KEY AUTOINCREMENT, copy_id TEXT NOT NULL REFERENCES copies(id),
    act TEXT NOT NULL, before TEXT, after TEXT NOT NULL, revision INTEGER NOT NULL, who_id TEXT NOT NULL,
    who TEXT NOT NULL, at TEXT NOT NULL, comment TEXT NOT NULL, detail JSON NOT NULL)""",
    "CREATE INDEX events_by_copy ON events (copy_id)",
    # The archive: advertisements are kept for three years at least (互联网广告管理办法 §13, K20), so nothing is
    # ever deleted here, and what was once written in the history, the texts and the proofs is never changed.
    "CREATE TRIGGER copies_stay BEFORE DELETE ON copies BEGIN SELECT RAISE(ABORT, 'copies are kept'); END",
    *kept("revisions", "proofs", "events"),
)

# A step for each version of the file, in order; a released step is never changed, only followed by another.
STEPS: tuple[tuple[str, ...], ...] = (_FIRST,)
