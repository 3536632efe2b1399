"""Drafts and verdicts on the wire."""

from __future__ import annotations

from pydantic import BaseModel, Field

from assistant.compliance.verdict import Finding, Verdict
from assistant.drafting.facts import Fact
from assistant.drafting.model import Draft, SellingPoint
from assistant.drafting.model import DraftReply as Drafted
from ui.schemas.factfields import MOST_FACTS, FactField
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
    facts: list[FactField] | None = Field(default=None, max_length=MOST_FACTS)
    image: str | None = None  # a picture in base64, read when there are no facts

    def confirmed_facts(self) -> tuple[Fact, ...] | None:
        """The table as it came; None where there was none."""
        return None if self.facts is None else tuple(fact.fact() for fact in self.facts if fact.value)


class SellingPointReply(BaseModel):
    text: str
    source: str
    checks: list[str] = []  # what the point has passed

    @classmethod
    def of(cls, point: SellingPoint) -> SellingPointReply:
        return cls(text=point.text, source=point.source, checks=list(point.checks))


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
            selling_points=[SellingPointReply.of(point) for point in draft.selling_points],
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
