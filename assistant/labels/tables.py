"""The tables of labels.db: labels, which can be made again, and what staff set in their place, which cannot."""

from __future__ import annotations

from pathlib import Path

from sqlalchemy import JSON, Column, Index, Integer, MetaData, String, Table, Text

REVISIONS = Path(__file__).parent / "revisions"
metadata = MetaData()

# Moments are ISO 8601 in UTC, so that they compare as texts.
labels = Table(
    "labels",
    metadata,
    Column("conversation_id", String, primary_key=True),
    Column("version", String, nullable=False),
    Column("role", String, nullable=False),
    Column("channel", String, nullable=False),
    Column("mall", String, nullable=False),
    Column("language", String, nullable=False),
    Column("as_of", String, nullable=False),
    Column("last_at", String, nullable=False),
    Column("turns", Integer, nullable=False),
    Column("last_turn", Integer, nullable=False),
    Column("is_settled", Integer, nullable=False),  # 0: nobody has written down yet who began it
    Column("first", Text, nullable=False),
    Column("told", JSON, nullable=False),  # as rules and likeness tell
    Column("shown", JSON, nullable=False),  # the same with what staff set
    Index("labels_by_last", "last_at"),
    Index("labels_by_moment", "as_of", "conversation_id"),
)

given = Table(  # the values that are shown, for lists
    "given",
    metadata,
    Column("conversation_id", String, nullable=False),
    Column("kind", String, nullable=False),
    Column("value", String, nullable=False),
    Index("given_by_conversation", "conversation_id"),
    Index("given_by_value", "kind", "value"),
)

seen = Table(  # one row: up to where the journal has been read
    "seen",
    metadata,
    Column("one", Integer, primary_key=True),
    Column("turn", Integer, nullable=False),
    Column("opinion", Integer, nullable=False),
)

corrections = Table(
    "corrections",
    metadata,
    Column("n", Integer, primary_key=True),
    Column("conversation_id", String, nullable=False),
    Column("kind", String, nullable=False),
    Column("before", JSON, nullable=False),
    Column("after", JSON(none_as_null=True)),
    Column("desk", String, nullable=False),
    Column("who", String, nullable=False),
    Column("who_name", String, nullable=False),
    Column("at", String, nullable=False),
    Column("note", Text, nullable=False),
    Index("corrections_of", "conversation_id"),
)

erased = Table(  # that a conversation was deleted, by whom and why: not a word of it
    "erased",
    metadata,
    Column("conversation_id", String, primary_key=True),
    Column("at", String, nullable=False),
    Column("who", String, nullable=False),
    Column("who_name", String, nullable=False),
    Column("why", String, nullable=False),
    Column("turns", Integer, nullable=False),
)
