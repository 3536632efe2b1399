"""The tables of copies.db."""

from __future__ import annotations

from pathlib import Path

from sqlalchemy import JSON, Boolean, Column, Float, ForeignKey, Index, Integer, MetaData, String, Table, Text

REVISIONS = Path(__file__).parent / "revisions"
metadata = MetaData()

copies = Table(
    "copies",
    metadata,
    Column("number", Integer, primary_key=True),
    Column("id", String, nullable=False, unique=True),
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
    Index("copies_by_change", "changed_at", "number"),
    Index("copies_by_place", "state", "channel", "tag"),
)

sources = Table(
    "sources",
    metadata,
    Column("copy_id", String, ForeignKey("copies.id"), primary_key=True),
    Column("ordinal", Integer, primary_key=True),
    Column("doc_id", String, nullable=False),
    Column("name", String, nullable=False),
    Column("locator", String, nullable=False),
    Column("quote", Text, nullable=False),
    Column("version", String, nullable=False),
    Column("sha256", String, nullable=False),
    Column("is_proof", Boolean, nullable=False),
    Index("sources_by_document", "doc_id", "sha256"),
)

revisions = Table(
    "revisions",
    metadata,
    Column("copy_id", String, ForeignKey("copies.id"), primary_key=True),
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
    Column("copy_id", String, ForeignKey("copies.id"), nullable=False),
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
    Index("proofs_by_copy", "copy_id"),
)

events = Table(
    "events",
    metadata,
    Column("number", Integer, primary_key=True),
    Column("copy_id", String, ForeignKey("copies.id"), nullable=False),
    Column("act", String, nullable=False),
    Column("before", String),
    Column("after", String, nullable=False),
    Column("revision", Integer, nullable=False),
    Column("who_id", String, nullable=False),
    Column("who", String, nullable=False),
    Column("at", String, nullable=False),
    Column("comment", Text, nullable=False),
    Column("detail", JSON, nullable=False),
    Index("events_by_copy", "copy_id"),
)
