"""A search and its hits on the wire."""

from __future__ import annotations

from pydantic import BaseModel, Field

from knowledge.model import Hit
from ui.schemas.fields import Question, Request


class SearchRequest(Request):
    query: Question
    k: int = Field(default=10, ge=1, le=50)
    as_of: str | None = Field(default=None, max_length=60)


class HitReply(BaseModel):
    doc_id: str
    source: str
    title: str
    version: str
    locator: str
    text: str
    score: float
    standing: str
    passage_id: str
    parts: dict[str, float]

    @classmethod
    def of(cls, hit: Hit) -> HitReply:
        document, passage = hit.document, hit.passage
        return cls(
            doc_id=document.doc_id,
            source=document.source,
            title=document.title,
            version=document.version,
            locator=passage.locator,
            text=passage.text,
            score=float(hit.score),
            standing=hit.standing.value,
            passage_id=passage.passage_id,
            parts={name: float(value) for name, value in hit.parts.items()},
        )


class SearchReply(BaseModel):
    hits: list[HitReply]
    answerable: float
