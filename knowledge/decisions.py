"""What people decided about documents: taken in, submitted, published, returned, withdrawn, restored, edited.

A decision is about the very bytes that somebody saw: it is kept with their SHA-256, and says
nothing of what the file becomes later.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from enum import StrEnum
from typing import Any

from sqlalchemy import JSON, Column, Integer, String, Table, Text

from knowledge.errors import AtriumError
from knowledge.model import Document, Visibility
from knowledge.tables import metadata

decisions = Table(
    "decisions",
    metadata,
    Column("number", Integer, primary_key=True, autoincrement=True),
    Column("doc_id", String, nullable=False, index=True),
    Column("source", String, nullable=False, index=True),
    Column("sha256", String, nullable=False, index=True),
    Column("what", String, nullable=False),
    Column("who", String, nullable=False),
    Column("at", String, nullable=False),  # ISO 8601 in UTC
    Column("visibility", String, nullable=False, server_default=""),
    Column("comment", Text, nullable=False, server_default=""),
    Column("fields", JSON, nullable=False, server_default="{}"),
)


class What(StrEnum):
    """What was decided."""

    UPLOADED = "uploaded"
    SUBMITTED = "submitted"
    RETURNED = "returned"
    PUBLISHED = "published"
    WITHDRAWN = "withdrawn"
    RESTORED = "restored"
    EDITED = "edited"


@dataclass(frozen=True, slots=True)
class Decision:
    """One decision. `fields` holds what goes with it: the values of an upload or an edit, the bytes held back by a restore."""

    doc_id: str
    source: str
    sha256: str  # of the file's bytes that it is about
    what: What
    who: str
    at: datetime
    visibility: Visibility | None = None  # what a publication decided
    comment: str = ""
    fields: Mapping[str, Any] = field(default_factory=dict)

    @property
    def sentence(self) -> str:
        """published by 林 on 2026-03-02."""
        return f"{self.what.value} by {self.who or 'somebody'} on {self.at.date()}"


class Refused(AtriumError):
    """Something that cannot be done with a document as it stands; the message says why."""


class NoSuchDocument(AtriumError):
    """The document or version is gone, or never was."""


_OVER = ("superseded", "expired", "archived")


def objection(document: Document) -> str:
    """Why one person's word may not make a document public: the statement that forbids it. Empty when nothing does."""
    said = document.said_by.get("visibility", "")
    by = f" ({said})" if said else ""
    if document.visibility is Visibility.RESTRICTED:
        return (
            f"{document.doc_id} is restricted{by}: change that statement first, in the file or where it lies."
        )
    if document.visibility is Visibility.DRAFT or document.declared_status == "draft":
        return f"{document.doc_id} is a draft{by}: give in the final text under a name that says so."
    if document.extra.get("secrecy"):
        secrecy = document.extra["secrecy"]
        return f"The first page of {document.doc_id} says 密级 {secrecy}: only a version without it can be published."
    if document.declared_status in _OVER or document.extra.get("archived"):
        return f"{document.doc_id} is over ({document.declared_status or 'archived'}): publish the version that holds."
    if document.extra.get("embargo") and embargo(document) is None:
        return f"publish_from {document.extra['embargo']!r} in {document.doc_id} is no date and time: correct it in the file first."
    if "open_passages" not in document.extra:
        return (
            f"{document.doc_id} was read by an earlier release, which did not note what of it stays inside:"
            " ingest its file again first."
        )
    return ""


def embargo(document: Document) -> datetime | None:
    """The moment before which a document that was kept inside must not be told, if it names one."""
    if document.publish_from:
        return document.publish_from
    try:
        moment = datetime.fromisoformat(document.extra.get("embargo", ""))
    except ValueError:
        return None
    return moment if moment.tzinfo else None
