"""Drafts and verdicts on the wire."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, time
from typing import Any

from pydantic import BaseModel, Field

from assistant.compliance.rule import Advice
from assistant.compliance.rules import RuleBook
from assistant.compliance.verdict import Finding, Verdict
from assistant.drafting.facts.table import Fact
from assistant.drafting.model import Draft, SellingPoint
from assistant.drafting.model import DraftReply as Drafted
from assistant.drafting.rubric.mark import Mark
from ui.schemas.factfields import MOST_FACTS, FactField
from ui.schemas.fields import Copy, Language, Message, Name, Request


class ComplianceRequest(Request):
    text: Copy
    channel: Name | None = None
    category: Name | None = None
    send_at: time | None = None  # when a text message would be sent


class FindingReply(BaseModel):
    rule_id: str
    severity: str
    text: str
    span: tuple[int, int]
    basis: list[str]
    why: str
    suggestion: str
    replacement: str | None = None  # what could stand in place of the span; "" leaves it out
    needs_evidence: bool = False
    checked_at: date | None = None  # when the rule was last compared with its source

    @classmethod
    def of(cls, finding: Finding) -> FindingReply:
        return cls(
            **{name: getattr(finding, name) for name in cls.model_fields if name != "basis"},
            basis=list(finding.basis),
        )


class ComplianceReply(BaseModel):
    status: str  # ok, needs_evidence, blocked
    findings: list[FindingReply]
    checked_at: date | None = None  # of the rules that were compared with their sources longest ago
    warnings: list[str] = []  # about the rules: grown old, or an overlay left out

    @classmethod
    def of(cls, verdict: Verdict, book: RuleBook, today: date) -> ComplianceReply:
        return cls(
            status=verdict.status,
            findings=[FindingReply.of(finding) for finding in verdict.findings],
            checked_at=book.checked_at,
            warnings=[*book.problems, *book.stale(today)],
        )


class RuleReply(BaseModel):
    id: str
    name: str
    group: str
    severity: str
    channels: list[str]  # empty: everywhere
    categories: list[str]  # empty: all goods
    basis: list[str]
    why: str
    suggestion: str
    checked_at: date | None
    caught: list[str] = []  # examples
    left_alone: list[str] = []


class RulesReply(BaseModel):
    rules: list[RuleReply]
    checked_at: date | None
    warnings: list[str]

    @classmethod
    def of(cls, book: RuleBook, channel: str | None, category: str | None, today: date) -> RulesReply:
        words = [
            RuleReply(
                **_advice(book, rule.advice, channel),
                name=rule.name,
                group=rule.group,
                channels=sorted(rule.channels),
                categories=sorted(rule.categories),
                caught=list(rule.flagged),
                left_alone=list(rule.clean),
            )
            for rule in book.words
            if (not channel or not rule.channels or channel in rule.channels)
            and (not category or not rule.categories or category in rule.categories)
        ]
        structure = [
            RuleReply(
                **_advice(book, advice, channel), name=advice.why, group="结构", channels=[], categories=[]
            )
            for advice in book.structure.values()
        ]
        return cls(
            rules=[*words, *structure],
            checked_at=book.checked_at,
            warnings=[*book.problems, *book.stale(today)],
        )


def _advice(book: RuleBook, advice: Advice, channel: str | None) -> dict[str, Any]:
    return {
        "id": advice.id,
        "severity": advice.severity.value,
        "basis": list(book.cite(advice.basis, channel)),
        "why": advice.why,
        "suggestion": advice.suggestion,
        "checked_at": advice.checked_at,
    }


class DraftsRequest(Request):
    product: Name | None = None
    text: Message | None = None
    channels: list[Name] = Field(default=[], max_length=20)  # empty: the usual ones
    tag: Name | None = None
    campaign: Name | None = None
    language: Language = None
    partner: Name | None = None  # a second tenant's product sheet, for a joint draft
    seed: int | None = Field(default=None, ge=0, le=1_000_000)  # another one gives another wording
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
    alternative: bool = False  # the lawful text beside a request that is blocked

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
            rubric=[MarkReply.of_mark(mark) for mark in draft.rubric],
            mode=draft.mode,
            traces=[TraceReply(part=t.part, span=t.span, text=t.text, source=t.source) for t in draft.traces],
            steps=list(draft.steps),
            alternative=draft.alternative,
        )


class DraftsReply(BaseModel):
    drafts: list[DraftReply]
    status: str  # ok, needs_evidence, blocked
    findings: list[FindingReply] = []  # about the request itself
    notes: list[str] = []  # for the person who asked
    steps: list[str] = []  # the sums behind the drafts, each once

    @classmethod
    def of(cls, reply: Drafted, asked: Mapping[str, str] | None = None) -> DraftsReply:
        """`asked`: id of a channel → the name that the request gave it, by which its sender finds the draft."""
        names = asked or {}
        return cls(
            drafts=[
                DraftReply.of(draft).model_copy(update={"channel": names.get(draft.channel, draft.channel)})
                for draft in reply.drafts
            ],
            status=reply.status,
            findings=[FindingReply.of(finding) for finding in reply.findings],
            notes=list(reply.notes),
            steps=list(reply.steps),
        )
