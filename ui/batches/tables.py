"""The tables of a batch's file."""

from __future__ import annotations

from pathlib import Path

from sqlalchemy import Column, Float, Index, Integer, MetaData, String, Table

from ui.batches.model import WAITING

REVISIONS = Path(__file__).parent / "revisions"
metadata = MetaData()


def _text(name: str) -> Column[str]:
    return Column(name, String, nullable=False, server_default="")


about = Table(
    "about",
    metadata,
    Column("name", String, primary_key=True),
    Column("value", String, nullable=False),  # JSON
)
rows = Table(
    "rows",
    metadata,
    Column("number", Integer, primary_key=True),
    Column("cells", String, nullable=False),  # JSON
    Column("community", String, nullable=False),
    Column("draft", Integer),
    Column("reason", String, nullable=False),
)
drafts = Table(
    "drafts",
    metadata,
    Column("id", Integer, primary_key=True),
    Column("tag", String, nullable=False),
    Column("channel", String, nullable=False),
    Column("product", String, nullable=False),
    Column("campaign", String, nullable=False),
    Column("status", String, nullable=False, server_default=WAITING),
    _text("title"),
    _text("body"),
    _text("findings"),
    Column("score", Float),
    _text("label"),
    _text("mode"),
    Column("prints", String, nullable=False, server_default="{}"),  # JSON
)
Index("rows_by_draft", rows.c.draft)
Index("drafts_by_status", drafts.c.status)
