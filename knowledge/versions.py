"""What documents were before: the replaced and the withdrawn, whole, in no index, ready to be restored."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from sqlalchemy import JSON, Column, Integer, String, Table

from knowledge.model import Document
from knowledge.tables import metadata

KEPT = 10  # versions of each document

versions = Table(
    "versions",
    metadata,
    Column("version_id", Integer, primary_key=True, autoincrement=True),
    Column("doc_id", String, nullable=False, index=True),
    Column("why", String, nullable=False),
    Column("at", String, nullable=False),  # ISO 8601 in UTC
    Column("who", String, nullable=False, server_default=""),
    Column("document", JSON, nullable=False),
    Column("passages", JSON, nullable=False),
    Column("shops", JSON, nullable=False),
)


class Why(StrEnum):
    """Why a content was set aside."""

    REPLACED = "replaced"
    WITHDRAWN = "withdrawn"
    RESTORED_OVER = "restored over"
    WAITING = "waiting"  # newer than the current one, for somebody to publish


@dataclass(frozen=True, slots=True)
class Version:
    """One content that a document had, or is to have. Its passages are read when they are needed."""

    version_id: int
    doc_id: str
    why: Why
    at: datetime
    who: str  # empty when an ingest did it
    document: Document
