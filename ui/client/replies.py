"""What the server replies, as types. Fields that a newer server adds are kept, so that they break nobody."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from pydantic import BaseModel, ConfigDict


class Reply(BaseModel):
    """Any reply; unknown fields are in `model_extra`."""

    model_config = ConfigDict(extra="allow", frozen=True)


class Citation(Reply):
    n: int
    doc_id: str
    title: str
    version: str
    locator: str
    quote: str
    url: str


class TicketNumber(Reply):
    id: str
    desk: str
    priority: str


class ChatReply(Reply):
    """`handling` is answer, clarify, partial, unknown, handoff, refuse or emergency; `mode` generated or extractive."""

    answer: str
    handling: str
    citations: list[Citation]
    conversation_id: str
    language: str
    confidence: float
    mode: str
    tickets: list[TicketNumber] = []
    suggestions: list[str] = []
    degraded: str = ""


@dataclass(frozen=True, slots=True)
class ChatEvent:
    """A piece of an answer that is being written, or the whole reply at its end, which takes the place of the pieces."""

    text: str = ""
    reply: ChatReply | None = None


class Hit(Reply):
    """A passage. `score` is comparable between questions."""

    doc_id: str
    source: str
    title: str
    version: str
    locator: str
    text: str
    score: float
    standing: str
    passage_id: str


class SearchReply(Reply):
    """`answerable`: 0 to 1, that anything was found."""

    hits: list[Hit]
    answerable: float


class TriageReply(Reply):
    intent: str
    subject: str
    priority: str
    desk: str
    second_desks: list[str]
    reason: str
    language: str


class Finding(Reply):
    """What a rule says of a stretch of copy; `span` points into the text as it was sent."""

    rule_id: str
    severity: str
    text: str
    span: tuple[int, int]
    basis: list[str]
    why: str
    suggestion: str
    replacement: str | None = None


class Verdict(Reply):
    """`status` is ok, needs_evidence or blocked."""

    status: str
    findings: list[Finding]
    warnings: list[str] = []


class Draft(Reply):
    channel: str
    title: str
    body: str
    label: str
    language: str
    findings: list[Finding]
    status: str
    score: float
    mode: str


class DraftsReply(Reply):
    drafts: list[Draft]
    status: str
    findings: list[Finding] = []
    notes: list[str] = []


class Ticket(Reply):
    id: str
    state: str
    turn: int
    desk: str
    desk_name: str
    priority: str
    summary: str
    opened_at: datetime
    respond_by: datetime
    resolve_by: datetime
    due: str
    assignee: str | None


class TicketsReply(Reply):
    tickets: list[Ticket]
    total: int


class Document(Reply):
    doc_id: str
    title: str
    version: str
    doc_type: str
    visibility: str
    status: str
    source: str
    effective_from: date | None
    effective_to: date | None
    passages: int
    warnings: list[str]


class Job(Reply):
    """A long piece of work; `report` is there when it has ended."""

    id: str
    kind: str
    status: str
    done: int
    total: int
    created_at: datetime
    ended_at: datetime | None = None
    report: dict[str, Any] | None = None
    error: str = ""

    @property
    def has_ended(self) -> bool:
        return self.status in ("done", "failed", "cancelled")
