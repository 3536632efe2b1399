"""A question and its answer on the wire."""

from __future__ import annotations

from typing import Annotated
from urllib.parse import quote

from pydantic import AfterValidator, BaseModel, Field

from assistant.channels import channels
from assistant.handover import Standing, State
from assistant.model import Answer, Citation, Handling, Mode, Ticket
from ui.schemas.fields import ConversationId, Language, Name, Question, Request, readable


def _known(channel: str) -> str:
    if channel not in channels():
        raise ValueError(f"{channel!r} is no channel; choose from {', '.join(channels())}")
    return channel


KnownChannel = Annotated[str, Field(max_length=40), AfterValidator(_known)]


Key = Annotated[str, Field(max_length=100), AfterValidator(readable)]


class ChatRequest(Request):
    message: Question
    conversation_id: ConversationId | None = None
    language: Language = None
    channel: KnownChannel | None = None  # of callers with a key: where the message came from
    mall: Name = ""  # of callers with a key: which of several malls it was asked in
    key: Key = ""  # of a message to a person: sent again with it, it counts once


class FeedbackRequest(Request):
    conversation_id: ConversationId
    turn: Annotated[int, Field(ge=0, lt=2**53)] = 0  # the answer's `turn`; 0: the conversation as a whole
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


class StandingReply(BaseModel):
    """Who has a conversation. `line` says it in the shopper's language; `last` is the latest message's number."""

    state: State
    position: int | None = None
    who: str = ""
    line: str = ""
    last: int = 0

    @classmethod
    def of(cls, standing: Standing) -> StandingReply:
        return cls(**{name: getattr(standing, name) for name in StandingReply.model_fields})


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
    turn: int = 0
    person: StandingReply | None = None  # only once a person was asked for

    @classmethod
    def of(cls, answer: Answer, standing: Standing | None = None) -> ChatReply:
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
            turn=answer.turn,
            person=StandingReply.of(standing) if standing else None,
        )
