"""Pieces of copy on the wire, on their way from draft to approval."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import asdict
from datetime import date, datetime
from typing import Any, Literal

from pydantic import BaseModel

from assistant.compliance import Finding, Severity
from assistant.copies import Event, Proof, Revision, Shown, Source, State
from assistant.copies.difference import difference
from assistant.copies.figures import DEFINITIONS, Report
from assistant.copies.papers import Papers, why_changed
from assistant.copies.saving import source_doc
from ui.schemas.copy import FindingReply

HIDDEN = "一份来源文件"  # what the caller must not know of
REVISIONS = 20  # shown with their changes; the archive keeps all


class SourceReply(BaseModel):
    """`changed`: what became of the document since it was looked at; empty when nothing did. `words`: what it says at
    that place now, told of one piece and not in lists."""

    doc_id: str
    name: str
    locator: str
    quote: str
    version: str
    is_proof: bool
    changed: str
    words: str = ""

    @classmethod
    def of(cls, source: Source, papers: Papers) -> SourceReply:
        changed = why_changed(source, papers.paper(source.doc_id) if source.doc_id else None)
        if source.doc_id and not papers.may_read(source.doc_id):
            hidden = {"doc_id": "", "name": HIDDEN, "locator": "", "quote": "", "version": ""}
            return cls(**hidden, is_proof=source.is_proof, changed=changed)
        same = ("doc_id", "name", "locator", "quote", "version", "is_proof")
        return cls(**{name: getattr(source, name) for name in same}, changed=changed)


class CopyReply(BaseModel):
    """`label` goes with every use of the text; `reasons` say why it is not final."""

    id: str
    state: State
    revision: int
    channel: str
    tag: str | None
    campaign: str | None
    product: str | None
    language: str
    mode: str
    title: str
    body: str
    label: str
    is_final: bool
    reasons: list[str]
    is_changed: bool  # a source changed: check again
    author: str
    created_at: datetime
    changed_at: datetime
    approver: str | None
    approved_at: datetime | None
    expires_on: date | None
    owner: str
    owned_at: datetime | None
    edit_distance: float | None
    sources: list[SourceReply]

    @classmethod
    def of(cls, shown: Shown, papers: Papers, **more: Any) -> CopyReply:
        copy = shown.copy
        same = (
            "id", "revision", "channel", "tag", "language", "mode", "title", "body", "created_at", "changed_at",
            "approved_at", "expires_on", "owner", "owned_at",
        )  # fmt: skip
        sources = [SourceReply.of(source, papers) for source in copy.sources]
        return cls(
            **{name: getattr(copy, name) for name in same},
            campaign=_told(copy.campaign, papers),
            product=_told(copy.product, papers),
            state=shown.state,
            label=shown.label,
            is_final=shown.is_final,
            reasons=list(shown.reasons),
            is_changed=any(source.changed for source in sources),
            author=copy.author.name,
            approver=copy.approver.name if copy.approver else None,
            edit_distance=copy.distance,
            sources=sources,
            **more,
        )


def _told(doc_id: str | None, papers: Papers) -> str | None:
    return doc_id if doc_id and papers.may_read(doc_id) else None


class CopiesReply(BaseModel):
    copies: list[CopyReply]
    total: int


class CopyFindingReply(FindingReply):
    """`is_proven`: an approver has given a proof for it that holds."""

    is_proven: bool = False

    @classmethod
    def told(cls, finding: Finding, open_ones: Sequence[Finding]) -> CopyFindingReply:
        proven = finding.severity is Severity.EVIDENCE and finding not in open_ones
        return cls(**FindingReply.of(finding).model_dump(), is_proven=proven)


class ProofReply(BaseModel):
    rule_id: str
    span: tuple[int, int]
    text: str
    doc_id: str
    title: str
    version: str
    valid_until: date | None
    revision: int
    who: str
    at: datetime

    @classmethod
    def of(cls, proof: Proof, papers: Papers) -> ProofReply:
        told = {name: getattr(proof, name) for name in cls.model_fields}
        if not papers.may_read(proof.doc_id):
            told |= {"doc_id": "", "title": HIDDEN, "version": ""}
        return cls(**told)


class ChangeReply(BaseModel):
    kind: Literal["kept", "removed", "added"]
    text: str


class RevisionReply(BaseModel):
    """`changes` lead from the text before to this one; empty for the first."""

    revision: int
    title: str
    body: str
    who: str
    at: datetime
    changes: list[ChangeReply]

    @classmethod
    def all(cls, revisions: Sequence[Revision]) -> list[RevisionReply]:
        """The last ones, the newest first."""
        before = [None, *revisions[:-1]]
        pairs = list(zip(before, revisions, strict=True))[-REVISIONS:]
        return [cls._of(one, earlier) for earlier, one in reversed(pairs)]

    @classmethod
    def _of(cls, one: Revision, before: Revision | None) -> RevisionReply:
        changes = difference(before.text, one.text) if before else ()
        return cls(
            revision=one.revision,
            title=one.title,
            body=one.body,
            who=one.who.name,
            at=one.at,
            changes=[ChangeReply.model_validate(asdict(change)) for change in changes],
        )


class EventReply(BaseModel):
    copy_id: str
    act: str
    before: State | None
    after: State
    revision: int
    who: str
    at: datetime
    comment: str
    detail: Mapping[str, Any]

    @classmethod
    def of(cls, event: Event) -> EventReply:
        same = {name: getattr(event, name) for name in cls.model_fields if name not in ("who", "act")}
        return cls(**same, who=event.who.name, act=event.act.value)


class PointReply(BaseModel):
    text: str
    source: str

    @classmethod
    def of(cls, point: Mapping[str, Any], papers: Papers) -> PointReply:
        doc_id = source_doc(source := str(point.get("source", "")))
        told = source if papers.may_read(doc_id) else HIDDEN
        return cls(text=str(point.get("text", "")), source=told)


class CopyDetailReply(CopyReply):
    """`findings` are what the rules of this moment say; spans count in title, line break, body."""

    category: str | None
    status: str  # ok, needs_evidence, blocked
    findings: list[CopyFindingReply]
    evidence: list[ProofReply]
    selling_points: list[PointReply]
    steps: list[str]
    history: list[EventReply]  # the last act first
    revisions: list[RevisionReply]  # the last text first


class TextReply(BaseModel):
    """`text` is what may be copied: title, body and, until a person owns it, the AI label."""

    id: str
    state: State
    is_final: bool
    text: str
    label: str
    reasons: list[str]

    @classmethod
    def of(cls, shown: Shown) -> TextReply:
        return cls(
            id=shown.copy.id,
            state=shown.state,
            is_final=shown.is_final,
            text=shown.text,
            label=shown.label,
            reasons=list(shown.reasons),
        )


class FiguresReply(BaseModel):
    """Each group with the figures that `definitions` explain."""

    total: Mapping[str, Any]
    by: Mapping[str, Mapping[str, Mapping[str, Any]]]
    definitions: Mapping[str, str]

    @classmethod
    def of(cls, report: Report) -> FiguresReply:
        by = {
            dimension: {name: asdict(figures) for name, figures in groups.items()}
            for dimension, groups in report.by.items()
        }
        return cls(total=asdict(report.total), by=by, definitions=DEFINITIONS)
