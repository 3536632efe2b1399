"""Documents and passages on the wire."""

from __future__ import annotations

from datetime import date, datetime

from pydantic import BaseModel

from knowledge.model import Document


class DocumentReply(BaseModel):
    doc_id: str
    title: str
    version: str
    doc_type: str
    visibility: str
    status: str
    source: str
    effective_from: date | None
    effective_to: date | None
    publish_from: datetime | None

    @classmethod
    def of(cls, document: Document, status: str) -> DocumentReply:
        same = {name: getattr(document, name) for name in cls.model_fields if name != "status"}
        return cls(**same, status=status)


class PassageReply(BaseModel):
    passage_id: str
    doc_id: str
    title: str
    version: str
    locator: str
    text: str
