"""The small database of who may come in: keys and login sessions."""

from __future__ import annotations

from pathlib import Path

from sqlalchemy import Column, Engine, ForeignKey, Integer, MetaData, String, Table

from knowledge.sqlite import open_engine

metadata = MetaData()

keys_table = Table(
    "keys",
    metadata,
    Column("id", Integer, primary_key=True),
    Column("name", String, nullable=False),
    Column("role", String, nullable=False),
    Column("groups", String, nullable=False, default=""),  # comma-separated
    Column("hash", String, nullable=False, unique=True),
    Column("created_at", String, nullable=False),
    Column("revoked_at", String),
)

sessions_table = Table(
    "sessions",
    metadata,
    Column("hash", String, primary_key=True),
    Column("key_id", Integer, ForeignKey("keys.id"), nullable=False),
    Column("expires_at", Integer, nullable=False),  # seconds since 1970
)


def open_doors(home: Path) -> Engine:
    """The database under `home`, made when missing. Several processes may have it open."""
    engine = open_engine(home / "doors.sqlite", private=True)
    metadata.create_all(engine)
    return engine
