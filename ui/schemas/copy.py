"""Drafts and verdicts on the wire."""

from __future__ import annotations

from pydantic import BaseModel, Field

from assistant.compliance.verdict import Finding, Verdict
from assistant.drafting.mark import Mark
from assistant.drafting.model import Draft
from assistant.drafting.model import DraftReply as Drafted
from ui.schemas.fields import Copy, Language, Message, Name, Request


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
    partner: Name | None = None  # a second tenant's product sheet, for a joint draft
    seed: int | None = Field(default=None, ge=0, le=1_000_000)  # another one gives another wording


class SellingPointReply(BaseModel):
    text: str
    source: str


class MarkReply(BaseModel):
    """A criterion of the 60-point rubric."""

    criterion: str
    name: str
    points: float
    of: int
    why: str

    @classmethod
    def of_mark(cls, mark: Mark) -> MarkReply:
        return cls(**{name: getattr(mark, name) for name in cls.model_fields})


class TraceReply(BaseModel):
    part: str  # title or body, into which the span points
    span: tuple[int, int]
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
    score: float  # 0–60, the sum of the rubric's points
    rubric: list[MarkReply]
    mode: str  # generated, template
    traces: list[TraceReply] = []  # where each fact told stands, and where it comes from
    steps: list[str] = []  # the sums behind its offer

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
            rubric=[MarkReply.of_mark(mark) for mark in draft.rubric],
            mode=draft.mode,
            traces=[TraceReply(part=t.part, span=t.span, text=t.text, source=t.source) for t in draft.traces],
            steps=list(draft.steps),
        )


class DraftsReply(BaseModel):
    drafts: list[DraftReply]
    status: str  # ok, needs_evidence, blocked
    findings: list[FindingReply] = []  # about the request itself
    notes: list[str] = []  # for the person who asked
    steps: list[str] = []  # the sums behind the drafts, each once

    @classmethod
    def of(cls, reply: Drafted) -> DraftsReply:
        return cls(
            drafts=[DraftReply.of(draft) for draft in reply.drafts],
            status=reply.status,
            findings=[FindingReply.of(finding) for finding in reply.findings],
            notes=list(reply.notes),
            steps=list(reply.steps),
        )
