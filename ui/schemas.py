"""The types on the wire."""

from __future__ import annotations

import unicodedata
from datetime import date, datetime
from typing import Annotated, Any, Literal
from urllib.parse import quote

from pydantic import AfterValidator, BaseModel, BeforeValidator, ConfigDict, Field

from assistant.compliance.verdict import Finding, Verdict
from assistant.drafting.model import Draft
from assistant.drafting.model import DraftReply as Drafted
from assistant.model import Answer, Citation, Handling, Mode, Ticket
from knowledge.model import Document, Hit

_INVISIBLE = {"Cc", "Cf"}
_KEPT = "\n\t\u200d"  # line breaks, and the joiner inside emoji


def readable(text: str) -> str:
    """The text without control and zero-width characters and outer blanks."""
    kept = (c for c in text if c in _KEPT or unicodedata.category(c) not in _INVISIBLE)
    return "".join(kept).replace("\r", "\n").strip()


def _question(text: str) -> str:
    text = readable(text)
    _refuse_odd(text, most=500)
    return text


def _copy(text: str) -> str:
    """Copy stays as it was written: findings point into it, and hidden characters are findings too."""
    _refuse_odd(readable(text), most=10_000)
    return text


def _refuse_odd(text: str, most: int) -> None:
    length = len(unicodedata.normalize("NFKC", text))
    if not text.strip("\u200d"):
        raise ValueError("is empty; write something")
    if length > most:
        raise ValueError(f"has {length} characters; at most {most} are read")


_LANGUAGES = {
    "zh": "zh-Hans", "zh-cn": "zh-Hans", "zh-sg": "zh-Hans", "zh-hans": "zh-Hans",
    "zh-tw": "zh-Hant", "zh-hk": "zh-Hant", "zh-mo": "zh-Hant", "zh-hant": "zh-Hant",
    "en": "en", "en-us": "en", "en-gb": "en",
}  # fmt: skip


def _language(value: object) -> object:
    return _LANGUAGES.get(value.strip().lower(), value) if isinstance(value, str) and value.strip() else None


Message = Annotated[str, Field(max_length=20_000)]
Language = Annotated[Literal["zh-Hans", "zh-Hant", "en"] | None, BeforeValidator(_language)]
ConversationId = Annotated[str, Field(max_length=100)]
Name = Annotated[str, Field(max_length=200)]


class Request(BaseModel):
    """A request's body; what it does not know is ignored."""

    model_config = ConfigDict(extra="ignore")


Question = Annotated[Message, AfterValidator(_question)]
Copy = Annotated[Message, AfterValidator(_copy)]


class ChatRequest(Request):
    message: Question
    conversation_id: ConversationId | None = None
    language: Language = None


class SearchRequest(Request):
    query: Question
    k: int = Field(default=10, ge=1, le=50)
    as_of: str | None = Field(default=None, max_length=60)


class TriageRequest(Request):
    message: Question


class ComplianceRequest(Request):
    text: Copy
    channel: Name | None = None
    category: Name | None = None


class FindingReply(BaseModel):
    rule_id: str
    severity: str
    text: str
    span: tuple[int, int]
    basis: list[str]
    why: str
    suggestion: str

    @classmethod
    def of(cls, finding: Finding) -> FindingReply:
        return cls(
            **{name: getattr(finding, name) for name in cls.model_fields if name != "basis"},
            basis=list(finding.basis),
        )


class ComplianceReply(BaseModel):
    status: str  # ok, needs_evidence, blocked
    findings: list[FindingReply]

    @classmethod
    def of(cls, verdict: Verdict) -> ComplianceReply:
        return cls(status=verdict.status, findings=[FindingReply.of(finding) for finding in verdict.findings])


class DraftsRequest(Request):
    product: Name | None = None
    text: Message | None = None
    channels: list[Name] = Field(default=[], max_length=20)  # empty: the usual ones
    tag: Name | None = None
    campaign: Name | None = None
    language: Language = None


class SellingPointReply(BaseModel):
    text: str
    source: str


class DraftReply(BaseModel):
    channel: str
    title: str
    body: str
    label: str
    language: str
    selling_points: list[SellingPointReply]
    findings: list[FindingReply]
    status: str  # ok, needs_evidence, blocked
    score: int

    @classmethod
    def of(cls, draft: Draft) -> DraftReply:
        return cls(
            channel=draft.channel,
            title=draft.title,
            body=draft.body,
            label=draft.label,
            language=draft.language,
            selling_points=[SellingPointReply(text=p.text, source=p.source) for p in draft.selling_points],
            findings=[FindingReply.of(finding) for finding in draft.findings],
            status=draft.status,
            score=draft.score,
        )


class DraftsReply(BaseModel):
    drafts: list[DraftReply]
    status: str  # ok, needs_evidence, blocked
    findings: list[FindingReply] = []  # about the request itself
    notes: list[str] = []  # for the person who asked

    @classmethod
    def of(cls, reply: Drafted) -> DraftsReply:
        return cls(
            drafts=[DraftReply.of(draft) for draft in reply.drafts],
            status=reply.status,
            findings=[FindingReply.of(finding) for finding in reply.findings],
            notes=list(reply.notes),
        )


class IngestRequest(Request):
    paths: list[Annotated[str, Field(min_length=1, max_length=4096)]] = Field(min_length=1, max_length=1000)
    prune: bool = False


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


class TriageReply(BaseModel):
    intent: str
    subject: str = ""
    priority: str
    desk: str
    second_desks: list[str] = []
    reason: str


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
