"""Documents, passages and jobs on the wire."""

from __future__ import annotations

from datetime import date, datetime
from typing import Annotated, Any, Literal

from pydantic import BaseModel, Field

from knowledge.model import Document
from ui.schemas.fields import Request


class IngestRequest(Request):
    paths: list[Annotated[str, Field(min_length=1, max_length=4096)]] = Field(min_length=1, max_length=1000)
    prune: bool = False


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


class JobReply(BaseModel):
    id: str
    status: Literal["waiting", "running", "done", "failed", "cancelled"]
    done: int = 0
    total: int = 0
    current: str = ""
    report: dict[str, Any] | None = None
    error: str = ""
