"""A question and its answer on the wire."""

from __future__ import annotations

from typing import Annotated
from urllib.parse import quote

from pydantic import BaseModel, Field

from assistant.model import Answer, Citation, Handling, Mode, Ticket
from ui.schemas.fields import ConversationId, Language, Question, Request


class ChatRequest(Request):
    message: Question
    conversation_id: ConversationId | None = None
    language: Language = None


class FeedbackRequest(Request):
    conversation_id: ConversationId
    helpful: bool
    reason: Annotated[str, Field(max_length=1000)] = ""


class CitationReply(BaseModel):
    n: int
    doc_id: str
    title: str
    version: str
    locator: str
    quote: str
    url: str

    @classmethod
    def of(cls, citation: Citation) -> CitationReply:
        same = {name: getattr(citation, name) for name in cls.model_fields if name != "url"}
        return cls(**same, url=f"/api/passages/{quote(citation.passage_id)}")


class TicketReply(BaseModel):
    id: str
    desk: str
    priority: str

    @classmethod
    def of(cls, ticket: Ticket) -> TicketReply:
        return cls(id=ticket.id, desk=ticket.desk, priority=ticket.priority)


class ChatReply(BaseModel):
    answer: str
    handling: Handling
    citations: list[CitationReply]
    conversation_id: str
    language: str
    confidence: float
    mode: Mode
    tickets: list[TicketReply] = []
    suggestions: list[str] = []
    degraded: str = ""

    @classmethod
    def of(cls, answer: Answer) -> ChatReply:
        return cls(
            answer=answer.answer,
            handling=answer.handling,
            citations=[CitationReply.of(citation) for citation in answer.citations],
            conversation_id=answer.conversation_id,
            language=answer.language,
            confidence=round(answer.confidence, 4),
            mode=answer.mode,
            tickets=[TicketReply.of(ticket) for ticket in answer.tickets],
            suggestions=list(answer.suggestions),
            degraded=answer.degraded,
        )
