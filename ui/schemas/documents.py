"""Documents and passages on the wire."""

from __future__ import annotations

from datetime import date, datetime
from typing import Annotated

from pydantic import BaseModel, Field

from knowledge.decisions import Decision, What
from knowledge.model import Passage, Shelf, Standing, Visibility
from knowledge.versions import Version, Why
from ui.desks.register import Detail, Row
from ui.schemas.curated import OriginReply
from ui.schemas.fields import Comment, Correction, Request


class DecisionReply(BaseModel):
    """Who decided what about which document, and when."""

    doc_id: str
    what: What
    who: str
    at: datetime
    visibility: Visibility | None
    comment: str

    @classmethod
    def of(cls, decision: Decision) -> DecisionReply:
        return cls(**{name: getattr(decision, name) for name in cls.model_fields})


class VersionReply(BaseModel):
    """An earlier content of a document."""

    version_id: int
    doc_id: str
    title: str
    version: str
    visibility: Visibility
    why: Why
    at: datetime
    who: str

    @classmethod
    def of(cls, version: Version) -> VersionReply:
        document = version.document
        return cls(
            version_id=version.version_id,
            doc_id=version.doc_id,
            title=document.title,
            version=document.version,
            visibility=document.visibility,
            why=version.why,
            at=version.at,
            who=version.who,
        )


class DocumentReply(BaseModel):
    doc_id: str
    title: str
    version: str
    doc_type: str
    visibility: Visibility
    status: Standing
    source: str
    language: str
    owner_desk: str
    issued_on: date | None
    effective_from: date | None
    effective_to: date | None
    publish_from: datetime | None
    review_by: date | None
    is_stale: bool
    passages: int
    warnings: list[str]
    is_upload: bool
    is_replacement: bool
    supersedes: list[str]
    superseded_by: list[str]
    waiting: DecisionReply | None
    returned: DecisionReply | None
    changed: VersionReply | None
    objection: str

    @classmethod
    def of(cls, row: Row) -> DocumentReply:
        made = ("status", "waiting", "returned", "changed")
        return cls(
            **{name: getattr(row, name) for name in cls.model_fields if name not in made},
            status=row.standing,
            waiting=DecisionReply.of(row.waiting) if row.waiting else None,
            returned=DecisionReply.of(row.returned) if row.returned else None,
            changed=VersionReply.of(row.changed) if row.changed else None,
        )


class PassageOfDocument(BaseModel):
    passage_id: str
    locator: str
    page: int | None
    shelf: Shelf
    kind: str
    confidence: float | None
    text: str

    @classmethod
    def of(cls, passage: Passage) -> PassageOfDocument:
        return cls(**{name: getattr(passage, name) for name in cls.model_fields})


class DetailReply(DocumentReply):
    """A document in full."""

    audience: list[str]
    said_by: dict[str, str]
    contents: list[PassageOfDocument]
    changed_contents: list[PassageOfDocument]
    versions: list[VersionReply]
    decisions: list[DecisionReply]
    older: list[str]
    newer: list[str]

    @classmethod
    def whole(cls, detail: Detail) -> DetailReply:
        return cls(
            **DocumentReply.of(detail.row).model_dump(),
            audience=list(detail.document.audience),
            said_by=detail.document.said_by,
            contents=[PassageOfDocument.of(one) for one in detail.passages],
            changed_contents=[PassageOfDocument.of(one) for one in detail.changed_passages],
            versions=[VersionReply.of(one) for one in detail.versions],
            decisions=[DecisionReply.of(one) for one in detail.decisions],
            older=[row.doc_id for row in detail.older],
            newer=[row.doc_id for row in detail.newer],
        )


class ReturnRequest(Request):
    comment: Comment


class RestoreRequest(Request):
    version_id: Annotated[int, Field(ge=1, le=2**53)]


class EditRequest(Request):
    """Only what is sent is changed; an empty date takes it out."""

    title: Correction | None = None
    version: Correction | None = None
    effective_from: Correction | None = None
    effective_to: Correction | None = None
    review_by: Correction | None = None
    owner_desk: Correction | None = None
    doc_type: Correction | None = None


class PassageReply(BaseModel):
    passage_id: str
    doc_id: str
    title: str
    version: str
    locator: str
    text: str
    rests_on: OriginReply | None = None  # of a curated answer: its own source, for whoever may read that
