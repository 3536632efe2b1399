"""Drafts and findings as HTML. Everything that goes in is escaped."""

from __future__ import annotations

from collections.abc import Iterable
from html import escape

from assistant.compliance.verdict import Finding, Severity, Verdict
from assistant.drafting.model import Draft, DraftReply

STATUS = {"ok": "可提交审核", "needs_evidence": "需补充依据", "blocked": "不能发布"}
SEVERITY = {Severity.BLOCK: "禁止", Severity.EVIDENCE: "需依据", Severity.WARN: "提醒", Severity.INFO: "说明"}
EMPTY = '<div class="sources empty">草稿会显示在这里,每条卖点都注明来源。</div>'


def drafts_html(reply: DraftReply, names: dict[str, str]) -> str:
    """Every draft as a card, after what there is to say about the request."""
    notes = "".join(f"<li>{escape(note)}</li>" for note in reply.notes)
    about = f'<div class="verdict">{_badge(reply.status)}<ul>{notes}{_findings(reply.findings)}</ul></div>'
    return (about if notes or reply.findings else "") + "".join(
        _draft(draft, names) for draft in reply.drafts
    )


def _draft(draft: Draft, names: dict[str, str]) -> str:
    channel = escape(names.get(draft.channel, draft.channel))
    title = f"<h4>{escape(draft.title)}</h4>" if draft.title else ""
    points = "".join(
        f'<li>{escape(point.text)} <span class="count">({escape(point.source)})</span></li>'
        for point in draft.selling_points
    )
    return (
        f'<article class="draft">{_badge(draft.status)}<b>{channel}</b> '
        f'<span class="count">{len(draft.title)} + {len(draft.body)} 字</span>{title}'
        f'<div class="body">{_lines(draft.body)}</div><span class="ai-label">{escape(draft.label or "AI 生成草稿")}</span>'
        f"{_list('卖点与来源', points)}{_list('检查结果', _findings(draft.findings))}</article>"
    )


def _list(title: str, items: str) -> str:
    return f"<details open><summary>{title}</summary><ul>{items}</ul></details>" if items else ""


def _findings(findings: Iterable[Finding]) -> str:
    return "".join(_finding(finding) for finding in findings)


def _finding(finding: Finding) -> str:
    said = f"“{escape(finding.text)}” " if finding.text else ""
    basis = f'<div class="count">依据:{escape(";".join(finding.basis))}</div>' if finding.basis else ""
    advice = f"{escape(finding.why)} {escape(finding.suggestion)}".strip()
    return f"<li><b>{SEVERITY[finding.severity]} {escape(finding.rule_id)}</b> {said}{advice}{basis}</li>"


def verdict_html(text: str, verdict: Verdict) -> str:
    """The text with its findings marked, and the findings."""
    items = _findings(verdict.findings) or "<li>未发现问题。人工审核仍不可省略。</li>"
    return (
        f'<div class="verdict">{_badge(verdict.status)}<div class="body">{_marked(text, verdict.findings)}</div>'
        f"<ul>{items}</ul></div>"
    )


def _marked(text: str, findings: Iterable[Finding]) -> str:
    """Overlapping findings are marked once."""
    pieces, at = [], 0
    for start, end in sorted({finding.span for finding in findings}):
        if start >= at and end > start:
            pieces += [escape(text[at:start]), f"<mark>{escape(text[start:end])}</mark>"]
            at = end
    return "".join([*pieces, escape(text[at:])]).replace("\n", "<br>")


def _lines(text: str) -> str:
    return escape(text).replace("\n", "<br>")


def _badge(status: str) -> str:
    return f'<span class="badge {escape(status)}">{STATUS.get(status, escape(status))}</span>'
